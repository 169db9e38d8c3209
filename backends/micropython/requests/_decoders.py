"""The inside of a compressed body: a stream over the firmware's `deflate`, and a bound for what comes out of it."""

import io

from . import exceptions
from ._core.list_values import codings_to_undo
from ._loading import loading
from ._response_body import whole

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from typing import Any

EINVAL = 22
GZIP, ZLIB = 0x1F, 8  # a first byte (RFC 1952 2.3.1), its lower half (RFC 1950 2.2); neither begins a raw stream


class _Source(io.IOBase):
    """What DeflateIO reads: it asks for one byte at a time."""

    def __init__(self, body: "Any") -> None:
        self._body = body
        self._block = memoryview(bytearray(256))
        self._at = self._end = 0

    def readinto(self, buffer: "Any") -> int:
        """Give one byte, however many the buffer has room for; 0 is the end."""
        first = self.first()
        if first < 0:
            return 0
        buffer[0] = first
        self._at += 1
        return 1

    def first(self) -> int:
        """Return the next byte, which stays, after waiting for it; -1 at the end."""
        if self._at == self._end:
            self._at = 0
            self._end = self._body.readinto(self._block)
        return self._block[self._at] if self._end else -1


class Inflated(io.IOBase):
    """The inside of a gzip or deflate body; deflate may come raw, without its zlib head (RFC 9110 8.4.1.2)."""

    def __init__(self, body: "Any", gzip: bool) -> None:
        self._body = body
        self._gzip = gzip
        self._source = _Source(body)
        self._stream: "Any" = None

    def readinto(self, buffer: "Any") -> int:
        """Fill the buffer; 0 is the end. Raises ContentDecodingError and what the body raises."""
        return self._step("readinto", buffer) or 0

    def read(self, size: int = -1) -> bytes:
        """Return all, or at most `size` bytes; b"" is the end."""
        if size < 0:
            return whole(self)
        return self._step("read", size) or b""

    def _step(self, name: str, argument: "Any") -> "Any":
        try:
            if self._stream is None and not self._open():
                return None
            got = getattr(self._stream, name)(argument)
            while not got and self._source.first() == GZIP:  # the next member (RFC 1952 2.2)
                self._open()
                got = getattr(self._stream, name)(argument)
            return got
        except EOFError:
            error = "it ends too soon"
        except OSError as failure:
            if isinstance(failure, exceptions.RequestException):
                raise
            error = "it is broken"
        except ImportError:
            error = "this firmware has no deflate"
        except MemoryError:
            error = "no memory for its window of 32 KB; ask for Accept-Encoding: identity"
        self.close()
        raise exceptions.ContentDecodingError(f"cannot decode the body: {error}")

    def _open(self) -> bool:
        """Begin with the first or the next compressed stream; False when there is nothing."""
        with loading:
            import deflate

        first = self._source.first()
        if first < 0:
            return False
        if self._gzip and first != GZIP:
            raise OSError(EINVAL)
        if first == GZIP or first & 15 == ZLIB:
            self._stream = deflate.DeflateIO(self._source, deflate.AUTO)
        else:
            self._stream = deflate.DeflateIO(self._source, deflate.RAW, 15)
        return True

    def close(self) -> None:
        self._body.close()


class Bounded(io.IOBase):
    """A stream that breaks off with ContentDecodingError when there are more than `most` bytes in it."""

    def __init__(self, stream: "Any", most: int) -> None:
        self._stream = stream
        self._most = self._left = most

    def readinto(self, buffer: "Any") -> int:
        return self._counted(self._stream.readinto(buffer))

    def read(self, size: int = -1) -> bytes:
        """Return all, or at most `size` bytes; b"" is the end."""
        if size < 0:
            return whole(self)
        read = getattr(self._stream, "read1", self._stream.read)
        return self._counted(read(size))

    def _counted(self, got: "Any") -> "Any":
        self._left -= got if isinstance(got, int) else len(got)
        if self._left < 0:
            self.close()
            raise exceptions.ContentDecodingError(f"the content is longer than {self._most} bytes")
        return got

    def close(self) -> None:
        self._stream.close()


def decoded(body: "Any", coding: str, limits: "Any") -> "Any":
    """Return a stream of what is inside the codings of `body` that we know, no longer than the limits allow."""
    try:
        names = codings_to_undo(coding, ("gzip", "x-gzip", "deflate"), limits.codings) if coding else ()
    except exceptions.ContentDecodingError:
        body.close()
        raise
    for name in names:
        body = Inflated(body, name != "deflate")
    return body if limits.decoded is None else Bounded(body, limits.decoded)
