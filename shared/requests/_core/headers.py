"""Header fields: what may be sent, and how session and request headers merge.

What arrives is str in which each character is one octet (Latin-1), as RFC 9110 section 5.5 reads it;
`latin1_bytes` and `latin1_text` cross to the wire. No codec of that name is on every target. What is sent
is Latin-1 where that is enough, as Requests does, else UTF-8, the one other encoding that servers expect.
"""

from ..exceptions import exceptions
from ..structures import CaseInsensitiveDict

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from typing import Any

TOKEN = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"  # RFC 9110 5.6.2

DIGITS = "0123456789"
BLANK = " \t"
LENGTH_DIGITS = 18  # a length of more digits is an attack, and no file

CREDENTIALS = ("authorization", "proxy-authorization", "cookie")  # fields whose values no message shows


def plain_text(value: "Any") -> str:
    """Return the characters of a str as a plain str; of anything else what str() makes of it.

    str(), format() and f-strings call methods that a subclass may replace: a member of a (str, Enum) class gives its
    name, a secret hides itself. What is sent is the characters.
    """
    if type(value) is str:
        return value
    return value[:] if isinstance(value, str) else str(value)


def latin1_bytes(text: str) -> bytes:
    """Return one octet for each character; UnicodeError for a character above U+00FF."""
    data = text.encode()
    if len(data) == len(text):
        return data
    try:
        return bytes([ord(char) for char in text])
    except ValueError:
        raise UnicodeError(f"{text!r} has a character that is not Latin-1") from None


def latin1_text(data: "bytes | bytearray") -> str:
    """Return one character for each octet of bytes or a bytearray."""
    try:
        text = data.decode()
        if len(text) == len(data):
            return text
    except UnicodeError:
        pass
    return "".join([chr(octet) for octet in data])


def field_text(value: "str | bytes | bytearray | int") -> str:
    """Return a field's name or value as text."""
    if type(value) is str:
        return value
    return plain_text(value) if isinstance(value, (str, int)) else latin1_text(value)


def field_bytes(text: str) -> bytes:
    """Return the octets of a field: Latin-1 where that is enough, else UTF-8; UnicodeError for a lone surrogate."""
    try:
        return latin1_bytes(text)
    except UnicodeError:
        return text.encode()


def length_number(text: str) -> "int | None":
    """Return the number of a Content-Length (RFC 9110 8.6); None for what is not 1*DIGIT, or longer than any file."""
    digits = text.strip(BLANK)
    return int(digits) if digits and not digits.strip(DIGITS) and len(digits) <= LENGTH_DIGITS else None


def check_header(name: "Any", value: "Any") -> "tuple[str, Any]":
    """Return (name, value) of a field as they are sent; InvalidHeader unless they make one line.

    A name is a token (RFC 9110 section 5.1). A value is str, bytes or a bytearray without CR, LF, NUL and, as Requests
    has it, without white space before it; white space after it is dropped (section 5.5).
    """
    text = _part_text(name, "name", name, name)
    if not text or text.strip(TOKEN):
        raise exceptions.InvalidHeader(f"Invalid header name {name!r}: not a token")
    shown = name if text.lower() in CREDENTIALS else value
    content = _part_text(value, "value", name, shown).rstrip(BLANK)
    if "\n" in content or "\r" in content or "\0" in content or content != content.lstrip():
        raise exceptions.InvalidHeader(
            f"Invalid leading whitespace, reserved character(s), or return character(s) in header value: {shown!r}"
        )
    return text, content if isinstance(value, str) else bytes(value).rstrip(BLANK.encode())


def _part_text(part: "Any", kind: str, name: object, shown: object) -> str:
    if not isinstance(part, (str, bytes, bytearray)):
        raise exceptions.InvalidHeader(
            f"Header {kind} ({shown!r}) of {name!r} must be of type str or bytes, not {type(part)}"
        )
    text = field_text(part)
    try:
        text.encode()
    except UnicodeError:
        raise exceptions.InvalidHeader(f"Half a surrogate pair in header {kind}: {shown!r}") from None
    return text


def check_method(method: str) -> None:
    """Raise InvalidHeader unless `method` is a token (RFC 9110 section 9.1)."""
    if not method or method.strip(TOKEN):
        raise exceptions.InvalidHeader(f"Invalid method {method!r}: not a token")


def merge_headers(session_headers: "Any", request_headers: "Any") -> "CaseInsensitiveDict[Any]":
    """Return the session's headers overlaid with the request's; None in the request removes a header."""
    merged: "CaseInsensitiveDict[Any]" = CaseInsensitiveDict(session_headers)
    if request_headers:
        merged.update(request_headers)
    for name in [name for name, value in merged._store.values() if value is None]:
        del merged[name]
    return merged
