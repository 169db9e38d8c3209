"""Send the body of a request that is read while it is sent: a file, an iterator, a multipart form."""

from . import exceptions
from ._core.body import declared_length
from ._loading import late

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from collections.abc import Iterator
        from typing import Any

        from ._stream import SocketStream

BLOCK = 1400  # bytes of a body that are sent in one write; they fit in one packet on every path


def send(stream: "SocketStream", head: bytes, body: "Any", length: "Any") -> None:
    """Send a head and a body with a Content-Length of `length`, or in chunks if that is None."""
    buffer = WriteBuffer(stream)
    buffer.add(head)
    if length is None:
        chunk_head = late("_core.chunked", "chunk_head")
        for block in _blocks(body):
            if len(block):  # an empty chunk would be the last one (RFC 9112 section 7.1)
                buffer.add(chunk_head(len(block)))
                buffer.add(block)
                buffer.add(b"\r\n")
        buffer.add(late("_core.chunked", "LAST_CHUNK"))
    else:
        left = declared_length(length)
        if hasattr(body, "readinto"):
            while left:
                size = buffer.fill(body, left)
                if not size:
                    break
                left -= size
        else:
            for block in _blocks(body):
                left -= len(block)
                if left < 0:
                    break
                buffer.add(block)
        if left:
            raise exceptions.InvalidBody(
                f"the body is {abs(left)} bytes {'short of' if left > 0 else 'over'} its Content-Length"
            )
    buffer.flush()


class WriteBuffer:
    """A buffer that collects small pieces to send them together; it is allocated once for a whole body."""

    def __init__(self, stream: "SocketStream") -> None:
        self._stream = stream
        try:
            self._block = memoryview(bytearray(BLOCK))
        except MemoryError:  # there may be enough memory, but not in one piece
            self._block = memoryview(bytearray(BLOCK // 4))
        self._end = 0

    def add(self, data: "Any") -> None:
        """Send bytes, at once or together with later ones."""
        if self._end + len(data) > len(self._block):
            self.flush()
        if len(data) > len(self._block):
            self._stream.write(data)
        else:
            self._block[self._end : self._end + len(data)] = data
            self._end += len(data)

    def fill(self, file: "Any", most: int) -> int:
        """Read once from a file into the buffer, at most `most` bytes; return their number, 0 at its end."""
        if self._end == len(self._block):
            self.flush()
        got: int = file.readinto(self._block[self._end :][:most]) or 0
        self._end += got
        return got

    def flush(self) -> None:
        """Send the collected pieces."""
        if self._end:
            self._stream.write(self._block[: self._end])
            self._end = 0


def _blocks(body: "Any") -> "Iterator[Any]":
    """Yield the items of an iterable body, or blocks that are read from a file."""
    for block in _read(body) if hasattr(body, "read") else body:
        yield block.encode() if isinstance(block, str) else block


def _read(file: "Any") -> "Iterator[Any]":
    block = True
    while block:
        block = file.read(BLOCK // 2)
        yield block or b""
