"""Read heads and chunks that break the grammar, as cameras, routers and old proxies write them.

Browsers and curl accept these heads, and people have to live with such servers. Accepted is what cannot change
where a message ends; `http1` then lets the connection end with the message, so that nothing can be taken for the
next one:

- a status line that begins with `HTTP/` or `ICY` and has a three-digit code: any other version than HTTP/1.x
  counts as 1.0, and blanks may be repeated;
- blanks between a field's name and its colon (RFC 9112 5.1 has a proxy remove them);
- a line that is not a field: it is skipped, and its continuation lines with it (2.2).

Content-Length and Transfer-Encoding are exceptions: two readers that disagree about them disagree about the end of
the message. Spelled with anything between name and colon they are errors, unless the caller asked for lenient framing.
"""

from ..exceptions import exceptions
from .headers import BLANK, DIGITS, TOKEN, latin1_text

FRAMING = ("content-length", "transfer-encoding")
_HEX = "0123456789abcdefABCDEF"


def lenient_status_line(text: str) -> "tuple[int, int, str]":
    """Return (version, status, reason) of a status line that breaks the grammar; ConnectionError if it has no code."""
    version, _, rest = text.replace("\t", " ").partition(" ")
    digits, _, reason = rest.lstrip(" ").partition(" ")
    if version[:5] != "HTTP/" and version != "ICY":
        raise exceptions.ConnectionError(f"Not a status line of HTTP/1: {text[:80]!r}")
    if len(digits) != 3 or digits.strip(DIGITS) or digits[0] == "0":
        raise exceptions.ConnectionError(f"Not a status code: {digits[:80]!r} in {text[:80]!r}")
    is_11 = version[:7] == "HTTP/1." and version[7:] != "0" and len(version) == 8 and version[7] in DIGITS
    return 11 if is_11 else 10, int(digits), reason.strip(BLANK)


def repaired_name(text: str, lenient: bool) -> str:
    """Return the name of the field on a line that breaks the grammar; "" if the line is to be skipped.

    Raises ConnectionError for a field that frames the body, unless `lenient`.
    """
    name, colon, _ = text.partition(":")
    if not lenient and "".join([char for char in name if char in TOKEN]).lower() in FRAMING:
        raise exceptions.ConnectionError(f"A name that is not a token frames the body: {text[:80]!r}")
    name = name.rstrip(BLANK)
    return name if colon and not name.strip(TOKEN) else ""


def lenient_chunk_size(line: bytes) -> int:
    """Return a chunk's size from a line with blanks around it, more words after it, or LF alone at its end."""
    text = latin1_text(line).rstrip("\r\n").split(";")[0].replace("\t", " ").strip(" ")
    digits = text.split(" ")[0]
    if not digits or digits.strip(_HEX) or len(digits) > 15:
        raise exceptions.ChunkedEncodingError(f"Not the size of a chunk: {line[:40]!r}")
    return int(digits, 16)
