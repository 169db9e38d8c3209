"""Write the head of a request, parse the head of a response, and determine the framing of its body (RFC 9112).

Nothing here uses a socket. A backend passes one line after another, each bounded by `limits.line`; the parser
stores the fields as pairs in the order of arrival, with one character for each byte.

Request smuggling is possible if two recipients parse a message differently, so each byte has only one
interpretation:

- a line ends with LF, with or without CR before it (2.2); any other CR, and every NUL, is an error (RFC 9110
  5.5);
- a field name is a token, directly followed by its colon (5.1);
- a line that begins with white space continues the previous field, joined by one space (5.2);
- the status line is `HTTP/1.x`, one space, three digits (4);
- interim responses are read and dropped (RFC 9110 15.2). They count towards the same `limits.head` as the final
  head, so that a server cannot send them without end.

Cameras, routers and old proxies break these rules. Browsers and curl accept their heads where that cannot change the
end of the message, and so does the parser; the connection of a repaired head is not reused:

- a status line that begins with `HTTP/` or `ICY` and has a three-digit code: any other version than HTTP/1.x
  counts as 1.0, and white space may be repeated;
- white space between a name and its colon (5.1 requires a proxy to remove it);
- a line that is not a field is skipped, with its continuation lines (2.2).

Content-Length and Transfer-Encoding are exceptions: recipients that disagree about them disagree about the end of
the message. With other characters between name and colon they are errors, unless the caller asked for lenient framing.
"""

from ..exceptions import exceptions
from .headers import (
    BLANK,
    DIGITS,
    TOKEN,
    field_bytes,
    field_text,
    latin1_bytes,
    latin1_text,
    length_number,
    list_tokens,
    plain_text,
)

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any


# A request with one of these is sent again if its kept connection was closed: the effect is the same (RFC 9110 9.2.2).
IDEMPOTENT = ("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE")


class Limits:
    """Limits on what is read from the network, in octets or numbers; devices use smaller ones than these defaults.

    Each keyword of the constructor replaces one: Limits(head=8192).
    """

    line = 65536  # one line of a response's head, with its line end
    head = 262144  # the whole head of a response
    header_count = 256
    chunk_line = 4096  # a chunk size with its extensions
    trailers = 65536  # all trailer fields together
    redirects = 30
    codings = 5  # content codings on one body
    decoded: "int | None" = None  # octets of a decoded body; None means no limit
    cookies = 3000  # in one jar (RFC 6265 section 6.1)
    cookie_size = 4096  # name and value (RFC 6265 section 6.1 counts the attributes too)

    def __init__(self, **changes: "Any") -> None:
        for name, value in changes.items():
            if not hasattr(Limits, name):
                raise TypeError(f"no such limit: {name!r}")
            setattr(self, name, value)


DEFAULT = Limits()


def request_head(method: str, target: str, fields: "list[tuple[Any, Any]]") -> bytes:
    """Return the bytes of a request line and its fields, in the order of `fields`: (name, value), str, bytes or int.

    A field is in Latin-1, or in UTF-8 if Latin-1 lacks one of its characters. Trailing white space of a value is
    removed, as is a field whose value is None. No argument can add a line, even if it was not validated before. Raises
    InvalidHeader, which does not show values: they may be secrets.
    """
    head = ""
    lines: "list[str]" = []
    try:  # str only, as in most requests
        lines.append(" ".join((method, target, "HTTP/1.1")))
        lines.extend(map(": ".join, fields))
        lines.append("\r\n")
        head = "\r\n".join(lines)
    except TypeError:
        pass
    if not head or " \r" in head or "\t\r" in head:
        lines = [f"{plain_text(method)} {plain_text(target)} HTTP/1.1"]
        for name, value in fields:
            if value is None:
                continue
            lines.append(f"{field_text(name)}: {field_text(value).rstrip(BLANK)}")
        lines.append("\r\n")
        head = "\r\n".join(lines)
    if lines[0].count(" ") != 2 or len(lines[0].split()) != 3:  # some servers split at tabs, too (3)
        raise exceptions.InvalidHeader(f"Bad request line: {lines[0]!r}")
    if "\0" not in head and head.count("\r") == len(lines) == head.count("\n"):
        try:
            return latin1_bytes(head)
        except ValueError:
            pass
    data = b""
    for line in lines[:-1]:
        name = line.split(":")[0] if data else line
        try:
            if "\r" in line or "\n" in line or "\0" in line:
                raise ValueError
            latin1_bytes(name)
            data += field_bytes(line + "\r\n")
        except ValueError:
            raise exceptions.InvalidHeader(f"CR, LF, NUL or not Latin-1: {name!r}") from None
    return data + b"\r\n"


class HeadParser:
    """A parser for the head of a response, which gets one line after another until it is `done`.

    Then `version` is 10 or 11, `status` an int, `reason` a str, and `headers` a list of (name, value)
    of str. `repaired` is True if the head, or that of an interim response before it, violated the grammar;
    `header_count` is the greatest number of fields. With `lenient`, invalid framing is accepted, too.
    """

    def __init__(self, limits: "Limits", lenient: bool = False) -> None:
        self._limits = limits
        self._left = limits.head
        self._lenient = lenient
        self.header_count: "float" = limits.header_count
        self.version = self.status = self.skipped = 0
        self.reason = ""
        self.headers: "list[tuple[str, str]]" = []
        self.repaired = self.done = False

    def feed_line(self, line: bytes) -> None:
        """Parse the next line, which includes its line end, as read with the bound `limits.line`.

        b"" means the end of input. Raises ConnectionError for an invalid head; the connection cannot be used after
        that.
        """
        self._left -= len(line)
        text = latin1_text(line).rstrip("\r\n")
        problem = ""
        if self._left < 0 or len(line) > self._limits.line:
            problem = "too long"
        elif line[-1:] != b"\n":
            problem = "cut short"
        elif "\r" in text or "\0" in text or (not text and len(line) > 2):
            problem = "CR or NUL"
        if problem:
            cut = self.status and problem == "cut short"
            kind = exceptions.IncompleteHead if cut else exceptions.ConnectionError
            raise kind(f"Head {problem}: {line[:80]!r}")
        if not self.status:
            self._read_status(text)
            return
        if not text:
            if 100 <= self.status < 200 and self.status != 101:  # after 101 another protocol begins
                self.status = self.skipped = 0
                self.headers = []
            else:
                self.done = True
            return
        name, colon, value = text.partition(":")
        value = value.strip(BLANK)
        if not colon or not name or name.strip(TOKEN):
            if text[0] in BLANK and len(self.headers) > self.skipped:
                name, value = self.headers.pop()
                value = " ".join((value, text.strip(BLANK))).strip(BLANK)  # not an f-string, which copies more often
            else:
                bare = ""
                for char in name:
                    if char in TOKEN:
                        bare += char
                if not self._lenient and bare.lower() in ("content-length", "transfer-encoding"):
                    raise exceptions.ConnectionError(f"Bad framing field: {text[:80]!r}")
                self.repaired = True
                name = name.rstrip(BLANK)
                if not colon or not name or name.strip(TOKEN):
                    self.skipped = len(self.headers)
                    return
        self.headers.append((name, value))
        if len(self.headers) > self.header_count:
            raise exceptions.ConnectionError(f"got more than {self.header_count} headers")

    def _read_status(self, text: str) -> None:
        """Parse the status line; servers also send codes above 599, which no RFC defines."""
        version, _, reason = text.partition(" ")
        digits, _, reason = reason.partition(" ")
        strict = version == "HTTP/1.1" or (version[:-1] == "HTTP/1." and version[-1] in DIGITS)
        if not strict or len(digits) != 3:
            self.repaired = True
            version, _, reason = text.replace("\t", " ").partition(" ")
            digits, _, reason = reason.lstrip(" ").partition(" ")
            if version[:5] != "HTTP/" and version != "ICY":
                digits = ""
        if len(digits) != 3 or digits.strip(DIGITS) or digits[0] == "0":
            raise exceptions.ConnectionError(f"Not a status line: {text[:80]!r}")
        later = version == "HTTP/1.1" or (version[:-1] == "HTTP/1." and version[-1] in DIGITS[1:])
        self.version = 11 if later else 10
        self.status = int(digits)
        self.reason = reason.strip(BLANK)

    def framing(self, method: str, fields: "Any") -> "tuple[str, int | None, bool]":
        """Return (kind, length, reusable) of the body of a response to `method` (RFC 9112 6.3, 9.3).

        `fields` are the headers as a mapping: its `get` takes names in lower case, and joins repeats with commas.
        `kind` is "none", or how the body ends: "length", "chunked" or "close", with the connection; `length` is the
        number of bytes for "length", 0 for "none", else None.
        `reusable` is True if the connection may be reused after the body was read to its end. Raises ConnectionError
        for a Content-Length that is not a number or differs from another one, unless `lenient`: then the body ends with
        the connection. Also raises it for a body that is chunked twice, and for a compressed transfer coding, which was
        not requested (7.4).
        """
        declared = fields.get("content-length")
        coding = fields.get("transfer-encoding")
        codings = list_tokens(coding) if coding else []
        while "identity" in codings:  # it was in use before RFC 7230
            codings.remove("identity")
        options = fields.get("connection") or ""
        status, version = self.status, self.version
        persists = version > 10 or "keep-alive" in list_tokens(options)
        reusable = persists and not self.repaired and not says_close(options)
        if method == "HEAD" or status < 200 or status in (204, 304) or (method == "CONNECT" and status < 300):
            return "none", 0, reusable and status >= 200 and method != "CONNECT"
        if codings:
            for word in codings:  # a sender must not apply chunked twice (6.1)
                if word.replace("x-", "") in ("gzip", "deflate", "compress") or codings.count("chunked") > 1:
                    raise exceptions.ConnectionError(f"Bad transfer codings: {codings}")
            # With a length, another coding or HTTP/1.0, an intermediary may parse it differently: not reusable (6.1).
            reusable = reusable and codings == ["chunked"] and declared is None and version > 10 and not self._lenient
            return "chunked" if codings[-1] == "chunked" else "close", None, reusable
        if declared is None:
            return "close", None, False
        length = None
        for value in declared.split(","):
            number = length_number(value)
            if number is None or length not in (None, number):
                if self._lenient:
                    return "close", None, False
                kind = exceptions.ConnectionError if number is None else exceptions.InvalidLength
                raise kind(f"Bad Content-Length: {declared[:80]!r}")
            length = number
        return "length", length, reusable and coding is None


def says_close(value: "str | bytes") -> bool:
    """Return True if the value of a request's Connection field asks to close the connection (RFC 9112 9.6)."""
    text = field_text(value).lower()
    return "close" in text and "close" in list_tokens(text)
