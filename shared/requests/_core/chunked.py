"""Follow the chunks of a body, and frame chunks of our own (RFC 9112 7.1), without seeing the data.

A pull design: no byte of data passes through here. While `remaining` is not 0, that many bytes of data
come next on the connection: read them into any buffer and call `advance(n)`. Otherwise, until `done`, a line comes
next: read it, bounded by `limits.chunk_line`, and give it to `feed_line`.

Sizes are 1*HEXDIG; extensions are ignored, blanks before them allowed (some servers pad the size); lines end
with CRLF, and so does the data. Only a trailer's line may end with a bare LF, as any field may (2.2).
Trailers are counted against `limits.trailers` and dropped: they never become headers (7.1.2).

A lenient decoder accepts blanks around a size and words after it, a bare LF as a line end, and the end of the
connection instead of the last line. It is never the default: another reader may find the chunks elsewhere.
"""

from ..exceptions import exceptions
from .headers import BLANK, HEX, latin1_text

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from .http1 import Limits

LAST_CHUNK = b"0\r\n\r\n"


class ChunkedDecoder:
    """The position in a chunked body; `expected` names the next line: "size", "end" (of the data) or "trailer".

    Any error raised is a ChunkedEncodingError, and final.
    """

    def __init__(self, limits: "Limits", lenient: bool = False) -> None:
        self._limits = limits
        self._lenient = lenient
        self._trailers = limits.trailers
        self.expected = "size"
        self.remaining = 0
        self.done = False

    def advance(self, n: int) -> None:
        """Note that `n` bytes of data were read, at most `remaining`; 0 says that the input has ended."""
        if not n:
            raise exceptions.ChunkedEncodingError(f"The chunk ended {self.remaining} bytes too soon")
        self.remaining -= n

    def feed_line(self, line: bytes) -> None:
        """Take the next line with its line end; b"" says that the input has ended."""
        lenient = self._lenient
        text = latin1_text(line)
        problem = "Chunk line cut or too long"
        if self.expected == "trailer":
            self._trailers -= len(line)
            if self._trailers < 0:
                problem = f"More than {self._limits.trailers} bytes of trailers"
            elif text[-1:] == "\n" or (lenient and not text):
                self.done = text in ("\r\n", "\n", "")
                return
        elif self.expected == "end":
            if text == "\r\n" or (lenient and text == "\n"):
                self.expected = "size"
                return
            problem = "Chunk longer than its size"
        elif text[-1:] == "\n" and len(line) <= self._limits.chunk_line:
            if lenient:
                digits = text.rstrip("\r\n").split(";")[0].replace("\t", " ").strip(" ").split(" ")[0]
            elif text[-2:] != "\r\n" or "\r" in text[:-2]:
                digits = ""
            else:
                digits = text[:-2].split(";")[0].rstrip(BLANK)
            if digits and not digits.strip(HEX) and len(digits) < 16:  # a petabyte in one chunk is an attack
                self.remaining = int(digits, 16)
                self.expected = "end" if self.remaining else "trailer"
                return
            problem = "Not a chunk size"
        raise exceptions.ChunkedEncodingError(f"{problem}: {line[:40]!r}")


def chunk_head(n: int) -> bytes:
    """Return the size line before `n` bytes of data; ValueError for 0, since an empty chunk would end the body."""
    if n < 1:
        raise ValueError(f"a chunk of {n} bytes")
    return f"{n:x}\r\n".encode()
