"""The body of a response as the connection gives it (Response.raw).

It is a stream with read, readinto and readline, so that `json.load` and the
like take it too.  A body that was read to its end gives its connection back;
any other end closes it.
"""

import gc
import io

from . import exceptions
from ._loading import loading
from ._stream import ECONNRESET, fill

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from collections.abc import Iterator
        from typing import Any

        from ._core.limits import Limits
        from ._stream import SocketStream

BLOCK = 2048  # bytes that are read at a time, and of the longest body that a call reads by itself
ROOMY = 131072  # bytes of heap, in which nothing has to be tidied up
SMALL = 512  # bytes; an object for each chunk of less costs more than the chunk
TRUSTED = 1 << 20  # bytes that are allocated because a Content-Length says so
MAX_UNREAD = 4  # bodies that wait on their connections to be read, because no `stream=` was given

_unread: "list[Any]" = []  # the oldest first
_roomy: "Any" = None


class Body(io.IOBase):
    """The bytes between the head of a response and the next one (RFC 9112 6).

    `chunks` is a ChunkedDecoder, or None; `release(stream)` is called once, with the connection that the body was
    read from if it may be used again, with None if it was closed.  Raises ChunkedEncodingError for a body that
    breaks off, ReadTimeout, SSLError.
    """

    def __init__(
        self, stream: "SocketStream", chunks: "Any", length: "int | None", reusable: bool, limits: "Limits",
        release: "Any",
    ) -> None:  # fmt: skip
        self.limits = limits
        self._stream: "Any" = stream
        self._left = length  # None where it is not known
        self._chunks = chunks
        self._reusable = reusable
        self._release = release
        self._untouched = True
        self._evicted = False
        if length == 0:
            self._finish(reusable)

    def readinto(self, buffer: "Any") -> int:
        """Fill the buffer with what has come, at least a byte; 0 is the end of the body."""
        size = self._available(len(buffer))
        if not size:
            return 0
        return int(self._take(self._stream.readinto, memoryview(buffer)[:size] if size < len(buffer) else buffer, 0))

    def read(self, size: "int | None" = -1) -> bytes:
        """Return all, or at most `size` bytes; b"" is the end of the body."""
        if size is None or size < 0:
            left = self._left
            if left is None or left > TRUSTED:
                return whole(self)
            size = left
        if self._chunks is None:
            return self.read1(size)
        pieces = []
        while size:
            room = self._available(size)
            if room >= min(size, SMALL):
                piece = self.read1(size)
            else:
                block = memoryview(bytearray(min(size, SMALL)))
                piece = bytes(block[: fill(self, block)])
            if not piece:
                break
            pieces.append(piece)
            size -= len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def read1(self, size: int) -> bytes:
        """Return at most `size` bytes, fewer at the end of a chunk: a stream of events must not wait for more."""
        size = self._available(size)
        return self._take(self._stream.read, size, size) if size else b""

    def readline(self, size: int = -1) -> bytes:
        """Return bytes up to a line's end, at most `size`; b"" is the end of the body."""
        line = b""
        while line[-1:] != b"\n" and len(line) != size:
            room = self._available(BLOCK if size < 0 else size - len(line))
            if not room:
                break
            line += self._take(self._stream.readline, room, 0)
        return line

    def __iter__(self) -> "Iterator[Any]":
        return self

    def __next__(self) -> bytes:
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def close(self) -> None:
        """Give up what was not read yet, and the connection with it."""
        self._finish(False)

    def is_short(self) -> bool:
        """Whether the body takes one block at most, or, where its length is not known, is here already."""
        if self._left is not None:
            return self._left <= BLOCK
        if self._chunks is None or self._stream is None:
            return self._stream is None
        with loading:
            from ._replay import peek
        end = bytes(peek(self._stream, BLOCK)[-7:])
        return end[-5:] == b"0\r\n\r\n" and end[:-5] in (b"", b"\r\n")

    def _available(self, size: int) -> int:
        """Return how many of `size` bytes may be taken from the connection at once; 0 at the end."""
        if self._untouched:
            with loading:
                self._untouched = False
        if self._stream is None:
            if self._evicted:
                raise exceptions.ConnectionError("closed unread: more bodies than 4 were waiting; pass stream=True")
            return 0
        chunks = self._chunks
        if chunks is None:
            return size if self._left is None else min(size, self._left)
        while not chunks.remaining:
            try:
                chunks.feed_line(self._stream.readline(self.limits.chunk_line + 1))
            except BaseException as error:
                self._fail(error)
            if chunks.done:
                self._finish(self._reusable)
                return 0
        return min(size, chunks.remaining)

    def _take(self, step: "Any", argument: "Any", wanted: int) -> "Any":
        """Do a step that gives bytes or their number; none, or fewer than `wanted`, are the end of the stream."""
        try:
            got = step(argument)
            done = got if isinstance(got, int) else len(got)
            if self._chunks:
                if not done or done < wanted:
                    raise exceptions.ChunkedEncodingError(ECONNRESET, "the body ended within a chunk")
                self._chunks.advance(done)
            elif self._left is None:
                if not done or done < wanted:
                    self._finish(False)
            else:
                self._left -= done
                if not self._left:
                    self._finish(self._reusable)
                elif not done or done < wanted:
                    raise exceptions.ChunkedEncodingError(
                        ECONNRESET, f"the body ended {self._left} bytes before its Content-Length"
                    )
        except BaseException as error:
            self._fail(error)
        return got

    def _fail(self, error: "Any") -> None:
        self._finish(False)
        if type(error) is exceptions.ConnectionError:
            raise exceptions.ChunkedEncodingError(*(error.args[:-1] + (f"the body broke off: {error}",))) from None
        raise error

    def _finish(self, reusable: bool) -> None:
        stream = self._stream
        self._stream = None
        if stream is None:
            return
        if not reusable:
            stream.close()
        self._release(stream if reusable else None)

    def wait(self) -> None:
        """Stay unread on the connection; of more than a few such bodies the oldest is given up."""
        close_unread(MAX_UNREAD - 1)
        with loading:
            _unread.append(self)


def close_unread(kept: int) -> None:
    """Close the connections of the oldest bodies that nothing was read from, but for a few."""
    with loading:
        waiting = [body for body in _unread if body._untouched and body._stream]
        given_up = waiting[: max(0, len(waiting) - kept)]
        _unread[:] = waiting[len(given_up) :]
        for body in given_up:
            body._evicted = True
            body._finish(False)


def whole(stream: "Any") -> bytes:
    """Return all of a stream; its pieces lie side by side until they are joined, with no holes between them."""
    pieces = []
    block = memoryview(bytearray(BLOCK))
    while True:
        done = fill(stream, block)
        pieces.append(bytes(block[:done]))
        if done < BLOCK:
            return b"".join(pieces)


def is_roomy() -> bool:
    """Whether the heap is so large that it need not be tidied up; found out once."""
    global _roomy
    if _roomy is None:
        _roomy = gc.mem_alloc() + gc.mem_free() >= ROOMY
    return bool(_roomy)
