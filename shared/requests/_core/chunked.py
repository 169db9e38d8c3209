"""Follow the chunks of a body, and frame chunks of our own (RFC 9112 7.1), without seeing the data.

A pull design: no byte of data passes through here. While `remaining` is not 0, that many bytes of data
come next on the connection: read them into wherever they are wanted and say `advance(n)`. Otherwise, until
`done`, a line comes next: read it, bounded by `limits.chunk_line`, and give it to `feed_line`.

Sizes are 1*HEXDIG; extensions are ignored, blanks before them allowed (some servers pad the size); lines end
with CRLF, and so does the data. Only a trailer's line may end with a bare LF, as any field may (2.2).
Trailers are counted against `limits.trailers` and forgotten: they never become headers (7.1.2).

A lenient decoder accepts blanks around a size and words after it, a bare LF as a line end, and the end of the
connection instead of the last line. It is never the default: another reader may find the chunks elsewhere.
"""

from .._loading import loading
from ..exceptions import exceptions
from .headers import latin1_text

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from .limits import Limits

HEX = "0123456789abcdefABCDEF"
SIZE_DIGITS = 15  # a petabyte in one chunk is an attack

LAST_CHUNK = b"0\r\n\r\n"

SIZE, DATA_END, TRAILER = range(3)  # the kinds of line that may come next


class ChunkedDecoder:
    """Where in a chunked body the connection stands. Any error raised is a ChunkedEncodingError, and final."""

    def __init__(self, limits: "Limits", lenient: bool = False) -> None:
        self._limits = limits
        self._lenient = lenient
        self._trailers = limits.trailers
        self.expected = SIZE
        self.remaining = 0
        self.done = False

    def advance(self, n: int) -> None:
        """Note that `n` bytes of data were read, at most `remaining`; 0 says that the input has ended."""
        if not n:
            raise exceptions.ChunkedEncodingError(
                f"The connection ended with {self.remaining} bytes of a chunk missing"
            )
        self.remaining -= n

    def feed_line(self, line: bytes) -> None:
        """Take the next line with its line end; b"" says that the input has ended."""
        if not line and self._lenient and self.expected == TRAILER:
            self.done = True
            return
        if line[-1:] != b"\n":
            raise exceptions.ChunkedEncodingError(
                f"A line of a chunked body is missing, cut or too long: {line[:40]!r}"
            )
        if self.expected == SIZE:
            self._read_size(line)
        elif self.expected == DATA_END:
            self._read_data_end(line)
        else:
            self._read_trailer(line)

    def _read_size(self, line: bytes) -> None:
        if len(line) > self._limits.chunk_line:
            raise exceptions.ChunkedEncodingError(f"The line of a chunk's size is too long: {line[:40]!r}")
        self.remaining = chunk_size(line, self._lenient)
        self.expected = DATA_END if self.remaining else TRAILER

    def _read_data_end(self, line: bytes) -> None:
        if line != b"\r\n" and not (self._lenient and line == b"\n"):
            raise exceptions.ChunkedEncodingError(f"A chunk is longer than its size: {line[:40]!r}")
        self.expected = SIZE

    def _read_trailer(self, line: bytes) -> None:
        self._trailers -= len(line)
        if self._trailers < 0:
            raise exceptions.ChunkedEncodingError(f"More than {self._limits.trailers} bytes of trailers")
        self.done = line in (b"\r\n", b"\n")


def chunk_size(line: bytes, lenient: bool = False) -> int:
    """The number at the start of a chunk's first line; ChunkedEncodingError for everything but 1*HEXDIG [ext] CRLF."""
    text = latin1_text(line)
    digits = text[:-2].split(";")[0].rstrip(" \t")
    if text[-2:] != "\r\n" or "\r" in text[:-2] or not digits or digits.strip(HEX) or len(digits) > SIZE_DIGITS:
        if lenient:
            with loading:
                from .leniency import lenient_chunk_size

            return lenient_chunk_size(line)
        raise exceptions.ChunkedEncodingError(f"Not the size of a chunk: {line[:40]!r}")
    return int(digits, 16)


def chunk_head(n: int) -> bytes:
    """The size line before `n` bytes of data, of which there is at least one: an empty chunk would end the body."""
    if n < 1:
        raise ValueError("a chunk of no bytes would end the body")
    return f"{n:x}\r\n".encode()
