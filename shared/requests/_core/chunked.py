"""Parse the framing of a chunked body, and write the framing of chunks (RFC 9112 7.1), without processing the data.

No byte of data is passed to the decoder. While `remaining` is not 0, that many bytes of data come next on the
connection: read them into any buffer, and subtract from `remaining` how many were read. Otherwise, until `done`, a
line comes next: read it, bounded by `limits.chunk_line`, and pass it to `feed_line`.

Sizes are 1*HEXDIG; extensions are ignored, and white space before them is allowed, because some servers pad the size.
Lines end with CRLF, and so does the data. Only a line of the trailers may end with a bare LF, like any field (2.2).
Trailers count towards `limits.trailers` and are dropped: they never become headers (7.1.2).

A lenient decoder accepts white space around a size and words after it, a bare LF as a line end, and the end of the
connection instead of the last line. It is never the default: another recipient may parse the chunks differently.
"""

from ..exceptions import exceptions
from .headers import BLANK, HEX, latin1_text

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from .http1 import Limits

LAST_CHUNK = b"0\r\n\r\n"


class ChunkedDecoder:
    """The position in a chunked body; `expected` names the next line: "size", "end" (of the data) or "trailers".

    All errors are ChunkedEncodingErrors; after one the decoder cannot be used.
    """

    def __init__(self, limits: "Limits", lenient: bool = False) -> None:
        self._limits = limits
        self._lenient = lenient
        self._left = limits.trailers
        self.expected = "size"
        self.remaining = 0
        self.done = False

    def feed_line(self, line: bytes) -> None:
        """Parse the next line, which includes its line end; b"" means the end of input."""
        lenient = self._lenient
        text = latin1_text(line)
        problem = "Chunk cut or too long"
        if self.expected == "trailers":
            self._left -= len(line)
            if self._left < 0:
                problem = f"Trailers over {self._limits.trailers} bytes"
            elif text[-1:] == "\n" or (lenient and not text):
                self.done = text in ("\r\n", "\n", "")
                return
        elif self.expected == "end":
            if text == "\r\n" or (lenient and text == "\n"):
                self.expected = "size"
                return
            problem = "Chunk exceeds its size"
        elif text[-1:] == "\n" and len(line) <= self._limits.chunk_line:
            if lenient:
                digits = text.rstrip("\r\n").split(";")[0].replace("\t", " ").strip(" ").split(" ")[0]
            elif text[-2:] != "\r\n" or "\r" in text[:-2]:
                digits = ""
            else:
                digits = text[:-2].split(";")[0].rstrip(BLANK)
            if digits and not digits.strip(HEX) and len(digits) < 16:  # a petabyte in one chunk is an attack
                self.remaining = int(digits, 16)
                self.expected = "end" if self.remaining else "trailers"
                return
            problem = "Not a chunk size"
        raise exceptions.ChunkedEncodingError(f"{problem}: {line[:40]!r}")


def chunk_head(size: int) -> bytes:
    """Return the size line before `size` bytes of data, more than 0: an empty chunk would end the body."""
    return f"{size:x}\r\n".encode()
