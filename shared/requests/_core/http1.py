"""Write the head of a request, read the head of a response, and say how long its body is (RFC 9112).

Nothing here touches a socket. The reader of a backend hands over one line after the other, each bounded by
`limits.line`; the parser keeps the fields as pairs in the order of arrival, one character for each byte.

Two clients that read one message differently are how requests are smuggled, so there is one reading of each
byte:

- a line ends with LF, with or without CR before it (2.2); any other CR, and every NUL, is an error (RFC 9110
  5.5);
- a field name is a token, and nothing stands between it and its colon (5.1);
- a line that begins with a blank continues the field before it, joined by one space (5.2);
- the status line is `HTTP/1.x`, one space, three digits (4);
- a head that breaks these rules where it cannot change the end of the message is repaired by `leniency`, and its
  connection is not used again; elsewhere it is an error;
- interim answers are read and dropped (RFC 9110 15.2). They spend the same `limits.head` as the final
  head, so that a server cannot send them for ever.
"""

from .._loading import loading
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
    plain_text,
)

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from .limits import Limits

    Pairs = Iterable[tuple[str, str]]

# Kinds of body (RFC 9112 6.3): none, or one that ends with its length, its last chunk or the connection.
NONE, LENGTH, CHUNKED, CLOSE = range(4)
# Transfer codings that hide the content (7.2). A server may use them only if the TE field allows it, and we send none.
COMPRESSIONS = ("gzip", "x-gzip", "deflate", "compress", "x-compress")


def request_head(method: str, target: str, pairs: "Iterable[tuple[Any, Any]]") -> bytes:
    """The bytes of a request line and its fields, in the order of `pairs`: (name, value), str, bytes or int.

    A field is Latin-1, or UTF-8 if it has a character that Latin-1 has not. White space after a value is dropped. The
    last guard before the wire: whatever was checked before, no argument brings a line of its own. Raises InvalidHeader
    for a character that would end a line or a word early.
    """
    lines = [f"{plain_text(method)} {plain_text(target)} HTTP/1.1"]
    if lines[0].count(" ") != 2 or len(lines[0].split()) != 3:  # a tab parts words for some servers (3)
        raise exceptions.InvalidHeader(f"Not a request line: {lines[0]!r}")
    for name, value in pairs:
        lines.append(f"{field_text(name)}: {field_text(value).rstrip(BLANK)}")
    lines.append("\r\n")
    head = "\r\n".join(lines)
    if "\0" in head or head.count("\r") != len(lines) or head.count("\n") != len(lines):
        raise exceptions.InvalidHeader(f"CR, LF or NUL within a line of the request: {_first_bad(lines)!r}")
    try:
        return latin1_bytes(head)
    except UnicodeError:
        return _utf8_head(lines)


def _utf8_head(lines: "list[str]") -> bytes:
    try:
        latin1_bytes("".join([lines[0]] + [line.partition(":")[0] for line in lines[1:]]))
        return b"\r\n".join([field_bytes(line) for line in lines])
    except UnicodeError:
        raise exceptions.InvalidHeader("A character of the request line or of a name is not Latin-1") from None


def _first_bad(lines: "list[str]") -> str:
    """What comes before the colon of the line that breaks; what comes after may be a secret."""
    bad = [line for line in lines if "\r" in line or "\n" in line or "\0" in line]
    return bad[0].split(":")[0]


def is_interim(status: int) -> bool:
    """Whether another head follows this one: every 1xx but 101, after which HTTP ends (RFC 9110 15.2)."""
    return 100 <= status < 200 and status != 101


class HeadParser:
    """The head of a response, fed line by line until `done`.

    Then `version` is 10 or 11, `status` an int, `reason` a str, and `headers` a list of (name, value)
    of str. `repaired` tells whether it, or an interim answer before it, broke the grammar; `header_count` is how
    many fields it may have. With `lenient`, broken framing is repaired, too.
    """

    def __init__(self, limits: "Limits", lenient: bool = False) -> None:
        self._limits = limits
        self._left = limits.head
        self._lenient = lenient
        self.header_count: "float" = limits.header_count
        self.repaired = False
        self._begin()

    def _begin(self) -> None:
        self.version = self.status = 0
        self.reason = ""
        self.headers: "list[tuple[str, str]]" = []
        self._skipped = 0  # how many fields there were when a line was skipped: it may have continuation lines
        self.done = False

    def feed_line(self, line: bytes) -> None:
        """Take the next line with its line end, as a reader bounded by `limits.line` gave it.

        b"" is the end of input. Raises ConnectionError when no answer can be made of it; the connection is then of
        no further use.
        """
        self._left -= len(line)
        if self._left < 0 or len(line) > self._limits.line:
            raise exceptions.ConnectionError(f"The head of the response is too long: {line[:40]!r}")
        if line[-1:] != b"\n":
            kind = exceptions.IncompleteHead if self.status else exceptions.ConnectionError
            raise kind(f"The connection ended within the head of the response: {line[-40:]!r}")
        text = latin1_text(line).rstrip("\r\n")
        if "\r" in text or "\0" in text or (not text and len(line) > 2):
            raise exceptions.ConnectionError(f"A bare CR or NUL in the head of the response: {line[:80]!r}")
        name, colon, value = text.partition(":")
        if colon and name and self.status and not name.strip(TOKEN):
            self.headers.append((name, value.strip(BLANK)))
            if len(self.headers) > self.header_count:
                self._refuse_count()
        elif not self.status:
            self.version, self.status, self.reason = parse_status_line(text) or self._repaired_status(text)
        elif line == b"\r\n" or line == b"\n":
            self._end()
        elif text[:1] in (" ", "\t") and len(self.headers) > self._skipped:
            name, value = self.headers.pop()
            self.headers.append((name, f"{value} {text.strip(BLANK)}".strip(BLANK)))
        else:
            self._repair(text, value)

    def _repaired_status(self, text: str) -> "tuple[int, int, str]":
        with loading:
            from .leniency import lenient_status_line

        self.repaired = True
        return lenient_status_line(text)

    def _repair(self, text: str, value: str) -> None:
        """Take a line that is not a field by the grammar: as the field that it was meant to be, or not at all."""
        with loading:
            from .leniency import repaired_name

        self.repaired = True
        name = repaired_name(text, self._lenient)
        if name:
            self.headers.append((name, value.strip(BLANK)))
            if len(self.headers) > self.header_count:
                self._refuse_count()
        else:
            self.skip_field()

    def skip_field(self) -> None:
        """Note that the reader skipped a field; its continuation lines are skipped, too."""
        self._skipped = len(self.headers)

    def _refuse_count(self) -> None:
        raise exceptions.ConnectionError(f"The response got more than {self.header_count} headers")

    def framing(self, method: str) -> "tuple[int, int | None, bool]":
        """Return `body_framing` of this head in the answer to `method`; a repaired one ends its connection."""
        kind, length, reusable = body_framing(method, self.status, self.version, self.headers, self._lenient)
        return kind, length, reusable and not self.repaired

    def _end(self) -> None:
        if is_interim(self.status):
            self._begin()
        else:
            self.done = True


def parse_status_line(text: str) -> "tuple[int, int, str] | None":
    """(version, status, reason) of `HTTP/1.1 200 OK` without its line end (RFC 9112 4); None for anything else.

    Version is 10 or 11. A status is three digits from 100 up: those beyond 599, which no RFC defines, are met in
    the wild.
    """
    version, digits, reason = text[:8], text[9:12], text[12:]
    if version[:7] != "HTTP/1." or version[7:] not in DIGITS or text[8:9] != " " or reason[:1] not in ("", " "):
        return None
    if len(digits) != 3 or digits.strip(DIGITS) or digits[0] == "0":
        return None
    return 10 if version[7:] == "0" else 11, int(digits), reason.strip(BLANK)


def body_framing(
    method: str, status: int, version: int, headers: "Pairs", lenient: bool = False
) -> "tuple[int, int | None, bool]":
    """(kind, length, reusable) of a response's body (RFC 9112 6.3, 9.3).

    `kind` is NONE, LENGTH, CHUNKED or CLOSE; `length` the number of bytes for LENGTH, 0 for NONE, else
    None. `reusable` says whether the connection may carry another request once the body is read to its end.
    Raises ConnectionError for a Content-Length that is not a number or differs from another one, unless `lenient`:
    then the body ends with the connection. Raises it, too, for a body that is chunked twice, and for a compressed
    transfer coding, which was not asked for (7.4).
    """
    lengths: "list[str]" = []
    codings: "list[str]" = []
    options: "list[str]" = []
    coded = False
    for name, value in headers:
        name = name.lower()
        if name == "content-length":
            lengths.append(value)
        elif name == "transfer-encoding":
            codings += _words(value)
            coded = True
        elif name == "connection":
            options += _words(value)
    if method == "HEAD" or status < 200 or status in (204, 304) or (method == "CONNECT" and status < 300):
        return NONE, 0, status >= 200 and method != "CONNECT" and keeps_alive(version, options)
    if codings:
        # A length too, other codings, or HTTP/1.0: some hop may have read it otherwise, so never again (6.1).
        reusable = codings == ["chunked"] and not lengths and version > 10 and keeps_alive(version, options)
        _check_codings(codings)
        return CHUNKED if codings[-1] == "chunked" else CLOSE, None, reusable and not lenient
    if lengths:
        try:
            return LENGTH, content_length(lengths), not coded and keeps_alive(version, options)
        except exceptions.ConnectionError:
            if not lenient:
                raise
    return CLOSE, None, False


def _check_codings(codings: "list[str]") -> None:
    if codings.count("chunked") > 1:
        raise exceptions.ConnectionError("A body that is chunked twice")  # no sender may do that (6.1)
    for coding in codings:
        if coding in COMPRESSIONS:
            raise exceptions.ConnectionError(f"A transfer coding that was not asked for: {coding!r}")


def keeps_alive(version: int, options: "Sequence[str]") -> bool:
    """Whether a connection persists, by its version and the lower-cased options of its Connection field (9.3)."""
    return "close" not in options and (version > 10 or "keep-alive" in options)


def says_close(value: "str | bytes") -> bool:
    """Tell whether the Connection field of a request asks for the end of the connection (RFC 9112 9.6)."""
    text = field_text(value).lower()
    return "close" in text and "close" in _words(text)


def content_length(values: "Sequence[str]") -> int:
    """The one length that all Content-Length fields agree on, lists of equal numbers too (RFC 9112 6.3)."""
    found = -1
    for value in ",".join(values).split(","):
        length = length_number(value)
        if length is None:
            raise exceptions.ConnectionError(f"Not a Content-Length: {value[:40]!r}")
        if found not in (-1, length):
            raise exceptions.InvalidLength(f"Content-Lengths that differ: {found} and {length}")
        found = length
    return found


def _words(value: str) -> "list[str]":
    """The members of a list of tokens, lower-cased; "identity" is no coding and was in use before RFC 7230."""
    words = [word.strip(BLANK) for word in value.lower().split(",")]
    return [word for word in words if word and word != "identity"]
