"""The body of a response as a stream on its connection (Response.raw).

It has read, readinto and readline, so `json.load` and the like accept it. A body that was read to its end returns its
connection to the adapter; otherwise the connection is closed.
"""

import gc
import io

from . import exceptions
from ._loading import late, sharing
from ._stream import fill

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from collections.abc import Iterator
        from typing import Any

        from micropython import const

        from ._stream import SocketStream

_ECONNRESET = const(104)  # on every port

BLOCK = 2048  # bytes that are read at a time, and the length of the longest body that the call reads
NARROW = gc.mem_alloc() + gc.mem_free() < 131072  # a small heap: garbage is collected during a request

_unread: "list[Any]" = []  # the oldest first


class Body(io.IOBase):
    """The bytes between the head of a response and the next one (RFC 9112 section 6).

    `chunks` is a ChunkedDecoder or None, `length` None if it is unknown. Reading raises ChunkedEncodingError for a body
    that ends too early, ReadTimeout, SSLError.
    """

    untouched = True  # nothing was read
    evicted = False

    def __init__(
        self, adapter: "Any", route: "Any", stream: "SocketStream", chunks: "Any", length: "int | None", reusable: bool
    ) -> None:
        self.limits = adapter.limits
        self._owner = adapter, route, adapter.idle
        self.connection: "Any" = stream
        stream.in_body = True
        self._left = length
        self.chunks = chunks
        self.reusable = reusable
        if length == 0:
            self.close(reusable)

    def _step(self, name: str, size: int, buffer: "Any" = None) -> "Any":  # noqa: C901  three framings in one function
        """Read once from the connection, at most `size` bytes; return None at the end of the body.

        `name` is the stream's method: "readinto" a buffer, "read" or "readline".
        """
        if self.untouched:
            if _unread:
                with sharing:
                    self.untouched = False
            self.untouched = False
        stream, chunks, left = self.connection, self.chunks, self._left
        line = b"\n"
        if stream is None:
            if self.evicted:
                raise exceptions.ConnectionError("closed unread: 4 newer bodies unread; pass stream=True")
            return None
        try:
            if chunks:
                while not chunks.remaining:
                    line = stream.readline(self.limits.chunk_line + 1)
                    chunks.feed_line(line)
                    if chunks.done:
                        self.close(self.reusable)
                        return None
                left = chunks.remaining
            if left is not None and left < size:
                size = left
                buffer = buffer and memoryview(buffer)[:size]
            got = getattr(stream, name)(size if buffer is None else buffer)
            done = got if name == "readinto" else len(got)
            if not done or (name == "read" and done < size):
                if left is not None:
                    raise exceptions.ChunkedEncodingError(
                        _ECONNRESET, f"the body ended {left - done} bytes before its {'chunk' if chunks else 'length'}"
                    )
                self.close()
            elif chunks:
                chunks.remaining -= done
            elif left is not None:
                self._left = left - done
                if left == done:
                    self.close(self.reusable)
            return got
        except BaseException as error:
            self.close()
            if line[-1:] != b"\n" and type(error) is exceptions.ChunkedEncodingError:  # the decoder's error
                raise exceptions.ChunkedEncodingError(_ECONNRESET, str(error)) from None
            raise

    def readinto(self, buffer: "Any") -> int:
        """Fill the buffer with the bytes that have arrived, at least one; return 0 at the end of the body."""
        return (len(buffer) and self._step("readinto", len(buffer), buffer)) or 0

    def read(self, size: "int | None" = -1) -> bytes:
        """Return all bytes, or at most `size`; b"" at the end of the body."""
        everything = size is None or size < 0
        if everything:
            size = self._left
        if self.chunks or size is None or (everything and size > 1048576):  # longer lengths are not trusted
            return whole(self, size)
        return self.read1(size)

    def read1(self, size: int) -> bytes:
        """Return at most `size` bytes, fewer at the end of a chunk: readers of events must not wait for more."""
        return (size and self._step("read", size)) or b""

    def readline(self, size: int = -1) -> bytes:
        """Return bytes up to a line end, at most `size`; b"" at the end of the body."""
        line = b""
        while line[-1:] != b"\n" and len(line) != size:
            part = self._step("readline", BLOCK if size < 0 else size - len(line))
            if not part:
                break
            line += part
        return line

    def __iter__(self) -> "Iterator[Any]":
        return self

    def __next__(self) -> bytes:
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def close(self, reusable: bool = False) -> None:
        """Close the connection, or return it to the adapter if it is reusable; do nothing when called again."""
        stream = self.connection
        self.connection = None
        if stream is not None:
            if reusable:
                adapter, route, idle = self._owner
                adapter.keep(route, stream, idle)
            else:
                stream.close()

    def stays_unread(self) -> bool:
        """Leave the body on its connection and return True, unless it is short.

        A short body takes at most one block, or, if its length is unknown, has already arrived.
        """
        if self._left is not None:
            if self._left <= BLOCK:
                return False
        elif self.connection is None:
            return False
        elif self.chunks:
            end = late("_rare_reads", "peek")(self.connection, BLOCK)
            if end[-5:] == b"0\r\n\r\n" and end[:-5] in (b"", b"\r\n"):
                return False
        close_unread(3)  # of the other bodies: with this one, at most four stay unread
        with sharing:
            _unread.append(self)
        return True


def close_unread(kept: int) -> None:
    """Close the connections of the oldest bodies from which nothing was read, except `kept` of them."""
    with sharing:
        waiting: "list[Any]" = []
        for body in _unread:
            if body.untouched and body.connection:
                waiting.append(body)
        while len(waiting) > kept:
            body = waiting.pop(0)
            body.evicted = True
            body.close()
        _unread[:] = waiting


def whole(stream: "Any", size: "int | None" = None) -> bytes:
    """Return at most `size` bytes of a stream; the pieces are allocated one after another, without gaps."""
    pieces = []
    block = memoryview(bytearray(BLOCK if size is None else min(size, BLOCK)))
    while size is None or size > 0:
        done = fill(stream, block if size is None or size >= BLOCK else block[:size])
        pieces.append(bytes(block[:done]))
        if done < BLOCK:
            break
        if size is not None:
            size -= done
    return b"".join(pieces)
