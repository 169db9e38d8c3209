"""Decode a compressed body with the firmware's `deflate`, and limit the length of the content."""

import io

from . import exceptions
from ._core.field_values import codings_to_undo
from ._loading import loading
from ._response_body import whole

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any


class _Source(io.IOBase):
    """The stream that DeflateIO reads, one byte at a time."""

    def __init__(self, body: "Any") -> None:
        self.body = body
        self._block = memoryview(bytearray(256))
        self._at = self._end = 0

    def peek(self) -> int:
        """Return the next byte without removing it; -1 at the end."""
        if self._at == self._end:
            self._at = 0
            self._end = self.body.readinto(self._block)
        return self._block[self._at] if self._end else -1

    def readinto(self, buffer: "Any") -> int:
        """Read one byte, whatever the length of the buffer; return 0 at the end."""
        first = self.peek()
        if first < 0:
            return 0
        buffer[0] = first
        self._at += 1
        return 1


class Decoded(io.IOBase):
    """A stream of the content of a gzip or deflate body, or of one without a coding ("").

    deflate may be raw, without zlib's header (RFC 9110 section 8.4.1.2). Raises ContentDecodingError if the data is
    invalid, or if the content is longer than `left` bytes.
    """

    left: "Any" = None

    def __init__(self, body: "Any", coding: str) -> None:
        self.body = body
        self.coding = coding
        self._source: "Any" = coding and _Source(body)
        self._stream: "Any" = None if coding else body

    def readinto(self, buffer: "Any") -> int:  # noqa: C901  one branch for each kind of error
        """Read into the buffer; return 0 at the end. Raises ContentDecodingError and the exceptions of the body."""
        coding, source = self.coding, self._source
        try:
            while True:
                if self._stream is None:
                    first = source.peek()
                    if first < 0:
                        return 0
                    with loading:
                        import deflate
                    # gzip begins with 31 (RFC 1952 section 2.3.1), zlib with 8 in the lower half (RFC 1950 section 2.2)
                    if first == 31 or (first & 15 == 8 and coding == "deflate"):
                        self._stream = deflate.DeflateIO(source, deflate.AUTO)
                    elif coding == "deflate":
                        self._stream = deflate.DeflateIO(source, deflate.RAW, 15)
                    else:
                        raise OSError
                got: int = self._stream.readinto(buffer) or 0
                if got or not coding or source.peek() != 31:
                    break
                self._stream = None  # another gzip member follows (RFC 1952 section 2.2)
            if self.left is None:
                return got
            self.left -= got
            if self.left >= 0:
                return got
            problem = "over limits.decoded"
        except EOFError:
            problem = "it ends too soon"
        except OSError as error:
            if isinstance(error, exceptions.RequestException):
                raise
            problem = "it is broken"
        except ImportError:
            problem = "firmware without deflate"
        except MemoryError:
            if not coding:
                raise
            problem = "32 KB of memory needed"
        self.close()
        raise exceptions.ContentDecodingError(f"cannot decode body: {problem}")

    def read(self, size: int = -1) -> bytes:
        """Return all bytes, or at most `size`; b"" at the end."""
        if size < 1:
            return whole(self) if size else b""
        block = memoryview(bytearray(size))
        return bytes(block[: self.readinto(block)])

    def close(self) -> None:
        self.body.close()


def decoded(body: "Any", coding: str, limits: "Any") -> "Any":
    """Return a stream of the content of `body`: its known content codings are decoded, within the limits."""
    try:
        names = codings_to_undo(coding, ("gzip", "x-gzip", "deflate"), limits.codings) if coding else ()
    except exceptions.ContentDecodingError:
        body.close()
        raise
    for name in names:
        body = Decoded(body, name)
    if limits.decoded is not None:
        body = body if names else Decoded(body, "")
        body.left = limits.decoded
    return body
