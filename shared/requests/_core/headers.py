"""Header fields: validation of what is sent, and merging of session and request headers.

Received fields are str with one character for each octet (Latin-1), as in RFC 9110 section 5.5;
`latin1_bytes` and `latin1_text` convert, because not every target has a codec of that name. Sent fields are
in Latin-1 where that suffices, as in Requests, else in UTF-8, the only other encoding that servers expect.
"""

from ..exceptions import exceptions
from ..structures import CaseInsensitiveDict

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

# RFC 9110 5.6.2; the usual characters first, because strip() on MicroPython searches this text for each character
TOKEN = "abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+.^_`|~"
DIGITS = "0123456789"
HEX = "0123456789abcdefABCDEF"
BLANK = " \t"


def plain_text(value: "Any") -> str:
    """Return the characters of a str as a plain str; call str() for other types.

    str(), format() and f-strings call methods that a subclass may override: a member of a (str, Enum) class returns its
    name, a class for secrets hides the value. The characters themselves must be sent.
    """
    if type(value) is str:
        return value
    return value[:] if isinstance(value, str) else str(value)


def latin1_bytes(text: str) -> bytes:
    """Return one octet for each character; raise ValueError for a character above U+00FF."""
    data = text.encode()
    return data if len(data) == len(text) else bytes(map(ord, text))


def latin1_text(data: "bytes | bytearray") -> str:
    """Return one character for each octet of bytes or a bytearray."""
    try:
        text = data.decode()
        if len(text) == len(data):
            return text
    except UnicodeError:
        pass
    return "".join(map(chr, data))


def field_text(value: "str | bytes | bytearray | int") -> str:
    """Return a field's name or value as text."""
    if type(value) is str:
        return value
    return plain_text(value) if isinstance(value, (str, int)) else latin1_text(value)


def field_bytes(text: str) -> bytes:
    """Return the octets of a field: Latin-1 if that suffices, else UTF-8; raise UnicodeError for a lone surrogate."""
    try:
        return latin1_bytes(text)
    except ValueError:
        return text.encode()


def length_number(text: str) -> "int | None":
    """Return the number of a Content-Length (RFC 9110 8.6), or None if it is not 1*DIGIT or has 19 digits or more."""
    digits = text.strip(BLANK)
    return int(digits) if digits and not digits.strip(DIGITS) and len(digits) < 19 else None


def list_tokens(value: str) -> "list[str]":
    """Return the members of a list of tokens, in lower case (RFC 9110 section 5.6.1)."""
    tokens: "list[str]" = []
    for token in value.lower().split(","):
        token = token.strip(BLANK)
        if token:
            tokens.append(token)
    return tokens


def check_header(name: "Any", value: "Any") -> "tuple[str, Any]":
    """Return (name, value) of a field as they are sent; raise InvalidHeader if they are invalid.

    A name is a token (RFC 9110 section 5.1). A value is str, bytes or a bytearray without CR, LF, NUL and, as in
    Requests, without leading white space; trailing white space is removed (section 5.5). No message shows a secret.
    """
    text = ""
    fault = "Header {!r}: {!r} must be of type str or bytes"
    if isinstance(name, (str, bytes, bytearray)):
        text = field_text(name)
        if isinstance(value, (str, bytes, bytearray)):
            fault = "Invalid header {!r}: {!r}"
            content = field_text(value).rstrip(BLANK)
            try:
                content.encode()  # fails for a lone surrogate
                bad = text.strip(TOKEN) or "\n" in content or "\r" in content or "\0" in content
                if text and not bad and content == content.lstrip():
                    return text, content if isinstance(value, str) else bytes(value).rstrip(BLANK.encode())
            except UnicodeError:
                pass
    raise exceptions.InvalidHeader(
        fault.format(name, name if text.lower() in ("authorization", "proxy-authorization", "cookie") else value)
    )


def check_method(method: str) -> None:
    """Raise InvalidHeader unless `method` is a token (RFC 9110 section 9.1)."""
    if not method or method.strip(TOKEN):
        raise exceptions.InvalidHeader(f"Invalid method {method!r}")


def merge_headers(headers: "Any", other: "Any") -> "CaseInsensitiveDict[Any]":
    """Return the session's headers updated with the request's; a value of None removes a header."""
    merged: "CaseInsensitiveDict[Any]" = CaseInsensitiveDict(headers)
    if other:
        merged.update(other)
    for name, value in list(merged._store.values()):
        if value is None:
            del merged[name]
    return merged
