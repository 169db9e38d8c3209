"""Header fields: what may be sent, how session and request headers merge, how list values split.

Inside, names and values are str in which each character is one octet (Latin-1), as RFC 9110 section 5.5
reads them; `latin1_bytes` and `latin1_text` cross to the wire. No codec of that name is on every target.
"""

from ..exceptions import ContentDecodingError, InvalidHeader
from ..structures import CaseInsensitiveDict

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

TOKEN = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"  # RFC 9110 5.6.2

DIGITS = "0123456789"
BLANK = " \t"
LENGTH_DIGITS = 18  # a length of more digits is an attack, and no file

CREDENTIALS = ("authorization", "proxy-authorization", "cookie")  # fields whose values no message shows


def latin1_bytes(text: str) -> bytes:
    """Return one octet for each character; UnicodeError for a character above U+00FF."""
    data = text.encode()
    if len(data) == len(text):
        return data
    try:
        return bytes([ord(char) for char in text])
    except ValueError:
        raise UnicodeError(f"{text!r} has a character that is not Latin-1") from None


def latin1_text(data: bytes) -> str:
    """Return one character for each octet of bytes or a bytearray."""
    try:
        text = data.decode()
        if len(text) == len(data):
            return text
    except UnicodeError:
        pass
    return "".join([chr(octet) for octet in data])


def field_text(value: "str | bytes | int") -> str:
    """Return a field's name or value as text."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) else latin1_text(value)


def length_number(text: str) -> "int | None":
    """Return the number of a Content-Length (RFC 9110 8.6); None for what is not 1*DIGIT, or longer than any file."""
    digits = text.strip(BLANK)
    return int(digits) if digits and not digits.strip(DIGITS) and len(digits) <= LENGTH_DIGITS else None


def check_header(name: str | bytes, value: str | bytes) -> None:
    """Raise InvalidHeader unless the field can be sent as one line that says what the caller wrote.

    Requests' rule (no white space before name or value, no colon in a name, no CR or LF, str or bytes
    only), and three that keep the message whole: no NUL, nothing outside Latin-1, no white space after a name.
    """
    _check_part(name, "name", name, name)
    plain = latin1_text(name) if isinstance(name, bytes) else name
    _check_part(value, "value", name, name if plain.lower() in CREDENTIALS else value)


def _check_part(part: "Any", kind: str, name: object, shown: object) -> None:
    text = latin1_text(part) if isinstance(part, bytes) else part
    if not isinstance(text, str):
        raise InvalidHeader(f"Header part ({shown!r}) of {name!r} must be of type str or bytes, not {type(part)}")
    why = "" if _is_latin1(text) else "Character outside Latin-1"
    no_name = kind == "name" and (not text or ":" in text or text[-1] in " \t\v\f")  # RFC 9112 5.1
    if no_name or "\n" in text or "\r" in text or "\0" in text or text != text.lstrip():
        why = "Invalid leading whitespace, reserved character(s), or return character(s)"
    if why:
        raise InvalidHeader(f"{why} in header {kind}: {shown!r}")


def _is_latin1(text: str) -> bool:
    try:
        return len(text.encode()) == len(text) or max(text) <= "\xff"
    except UnicodeError:  # a lone surrogate
        return False


def check_method(method: str) -> None:
    """Raise InvalidHeader unless `method` is a token (RFC 9110 section 9.1)."""
    if not method or method.strip(TOKEN):
        raise InvalidHeader(f"Invalid method {method!r}: not a token")


def merge_headers(session_headers: "Any", request_headers: "Any") -> "CaseInsensitiveDict[Any]":
    """Return the session's headers overlaid with the request's; None in the request removes a header."""
    merged: "CaseInsensitiveDict[Any]" = CaseInsensitiveDict(session_headers)
    if request_headers:
        merged.update(request_headers)
    for name in [name for name, value in merged.items() if value is None]:
        del merged[name]
    return merged


def split_list(value: str) -> "list[str]":
    """Split a list value at the commas outside quoted strings; items are stripped and keep their quotes."""
    items = [item.strip() for item in split_outside(value, ",")]
    return items if items[-1] else items[:-1]


def codings_to_undo(value: str, known: "Sequence[str]", most: int) -> "list[str]":
    """Return those codings of a Content-Encoding that can be undone, the outermost first (RFC 9110 section 8.4).

    What lies within a coding that is not `known` stays as it is. ContentDecodingError for more than `most` in all.
    """
    names = [name for name in split_list(value.lower()) if name]
    if len(names) > most:
        raise ContentDecodingError(f"More than {most} content codings on one body: {value!r}")
    undone: "list[str]" = []
    for name in reversed(names):
        if name in known:
            undone.append(name)
        elif name != "identity":
            break
    return undone


def split_outside(value: str, separator: str, brackets: bool = False) -> "list[str]":
    """Split at each separator outside quoted strings and, if asked, outside <...>."""
    if '"' not in value and not (brackets and "<" in value):
        return value.split(separator)
    pieces: "list[str]" = []
    start = 0
    closer = ""  # of what we are in
    escaped = False
    for index, char in enumerate(value):
        if escaped:
            escaped = False
        elif closer:
            escaped = char == "\\" and closer == '"'
            closer = "" if char == closer else closer
        elif char == '"':
            closer = '"'
        elif char == "<" and brackets:
            closer = ">"
        elif char == separator:
            pieces.append(value[start:index])
            start = index + 1
    pieces.append(value[start:])
    return pieces


def unquoted(item: str) -> str:
    """Return the text of a quoted string (RFC 9110 section 5.6.4), another item as it is."""
    if len(item) < 2 or item[0] != '"' or item[-1] != '"':
        return item
    pieces = item[1:-1].split("\\\\")
    return "\\".join([piece.replace("\\", "") for piece in pieces])
