"""The body of a response: as the wire gives it (Response.raw), and with its codings undone.

Both are streams with read, readinto and readline, so that `json.load` and the
like take them too.  A body that was read to its end gives its connection back;
any other end closes it.
"""

import gc
import io

from ._core.chunked import ChunkedDecoder
from ._core.headers import codings_to_undo
from ._core.http1 import CHUNKED
from ._net import fill
from .exceptions import ChunkedEncodingError, ConnectionError, ContentDecodingError

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ._core.limits import Limits
    from ._net import Wire

BLOCK = 2048  # bytes that are read at a time when nobody says how many
ROOMY = 131072  # bytes of heap, in which a window of 32 KB is no burden
SMALL = 512  # bytes; an object for each chunk of less costs more than the chunk
TRUSTED = 1 << 20  # bytes that are allocated because a Content-Length says so

_inflates: "bool | None" = None
_roomy: "bool | None" = None


class Body(io.IOBase):
    """The bytes between the head of a response and the next one (RFC 9112 6).

    `release(wire)` is called once, with the connection that the body was read from
    if it may be used again, with None if it was closed.  Raises ChunkedEncodingError
    for a body that breaks off, ReadTimeout, SSLError.
    """

    def __init__(
        self, wire: "Wire", kind: int, length: "int | None", reusable: bool, limits: "Limits", release: "Any",
        lenient: bool = False,
    ) -> None:  # fmt: skip
        self.limits = limits
        self._wire: "Any" = wire
        self._left = length  # None where it is not known
        self._chunks: "Any" = ChunkedDecoder(limits, lenient) if kind == CHUNKED else None
        self._reusable = reusable
        self._release = release
        if length == 0:
            self._finish(reusable)

    def readinto(self, buffer: "Any") -> int:
        """Fill the buffer with what has come, at least a byte; 0 is the end of the body."""
        size = self._available(len(buffer))
        if not size:
            return 0
        if size < len(buffer):
            buffer = memoryview(buffer)[:size]
        return self._take(self._wire.readinto, buffer, False)

    def read(self, size: "int | None" = -1) -> bytes:
        """Return all, or at most `size` bytes; b"" is the end of the body."""
        if size is None or size < 0:
            return self._read_all()
        if self._chunks is None:
            return self.read1(size)
        pieces = []
        while size:
            room = self._available(size)
            piece = self.read1(size) if room >= min(size, SMALL) else self._gather(min(size, SMALL))
            if not piece:
                break
            pieces.append(piece)
            size -= len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def _gather(self, size: int) -> bytes:
        """Return `size` bytes of chunks too small to be kept one by one, fewer at the end."""
        block = memoryview(bytearray(size))
        return bytes(block[: fill(self, block)])

    def read1(self, size: int) -> bytes:
        """Return at most `size` bytes, fewer at the end of a chunk: a stream of events must not wait for more."""
        size = self._available(size)
        return self._take(self._wire.read, size, True) if size else b""

    def readline(self, size: int = -1) -> bytes:
        """Return bytes up to a line's end, at most `size`; b"" is the end of the body."""
        line = b""
        while line[-1:] != b"\n" and len(line) != size:
            room = self._available(BLOCK if size < 0 else size - len(line))
            if not room:
                break
            line += self._take(self._wire.readline, room, False)
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

    def _read_all(self) -> bytes:
        if self._left is not None and self._left <= TRUSTED:
            return self.read(self._left)
        return whole(self)

    def _available(self, size: int) -> int:
        """Return how many of `size` bytes may be taken from the wire at once; 0 at the end."""
        if self._wire is None:
            return 0
        if self._left is not None:
            return min(size, self._left)
        if self._chunks is None:
            return size
        while not self._chunks.remaining:
            self._feed_line()
            if self._wire is None:
                return 0
        return min(size, self._chunks.remaining)

    def _feed_line(self) -> None:
        try:
            self._chunks.feed_line(self._wire.readline(self.limits.chunk_line + 1))
        except BaseException as error:
            self._fail(error)
        if self._chunks.done:
            self._finish(self._reusable)

    def _take(self, step: "Any", argument: "Any", whole: bool) -> "Any":
        """Let the wire do a step that gives bytes or their number; one that must be `whole` and is not is the end."""
        try:
            got = step(argument)
            done = got if isinstance(got, int) else len(got)
            if done:
                self._advance(done)
            if not done or (whole and done < argument):
                self._end()
        except BaseException as error:
            self._fail(error)
        return got

    def _advance(self, done: int) -> None:
        if self._left is not None:
            self._left -= done
            if not self._left:
                self._finish(self._reusable)
        elif self._chunks is not None:
            self._chunks.advance(done)

    def _end(self) -> None:
        """The stream is at its end: is the body?"""
        if self._left:
            raise ChunkedEncodingError(f"the body ended {self._left} bytes before its Content-Length")
        if self._chunks is not None:
            self._chunks.advance(0)
        self._finish(False)

    def _fail(self, error: BaseException) -> None:
        self._finish(False)
        if type(error) is ConnectionError:
            raise ChunkedEncodingError(f"the body broke off: {error}") from None
        raise error

    def _finish(self, reusable: bool) -> None:
        wire = self._wire
        self._wire = None
        if wire is None:
            return
        if not reusable:
            wire.close()
        self._release(wire if reusable else None)


def whole(stream: "Any") -> bytes:
    """Return all of a stream; its pieces lie side by side until they are joined, with no holes between them."""
    pieces = []
    block = memoryview(bytearray(BLOCK))
    while True:
        done = fill(stream, block)
        pieces.append(bytes(block[:done]))
        if done < BLOCK:
            return b"".join(pieces)


def decoded(body: "Any", coding: str, limits: "Limits") -> "Any":
    """Return a stream of what is inside the codings of `body` that we know, no longer than the limits allow."""
    try:
        names = codings_to_undo(coding, ("gzip", "x-gzip", "deflate"), limits.codings) if coding else ()
    except ContentDecodingError:
        body.close()
        raise
    for name in names:
        from ._inflate import Inflated

        body = Inflated(body, name != "deflate")
    if limits.decoded is None:
        return body
    from ._inflate import Bounded

    return Bounded(body, limits.decoded)


def can_inflate() -> bool:
    """Whether the firmware has `deflate`, and the heap is roomy; found out once."""
    global _inflates
    if _inflates is None:
        try:
            import deflate  # noqa: F401  # whether it is there

            _inflates = is_roomy()
        except ImportError:
            _inflates = False
    return _inflates


def is_roomy() -> bool:
    """Whether the heap is so large that nobody has to tidy it up; found out once."""
    global _roomy
    if _roomy is None:
        _roomy = gc.mem_alloc() + gc.mem_free() >= ROOMY
    return _roomy
