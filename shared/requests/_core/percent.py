"""Percent-encoding (RFC 3986 section 2), and the query strings and forms that use it.

There are two sets of characters. Unreserved characters mean the same with and without encoding, so the normal
form does not encode them. Encoding another legal character of a path or query changes the meaning, so those
are left as written. All other characters must be encoded, as octets of UTF-8.
"""

from ..exceptions import exceptions
from .headers import HEX, latin1_bytes, latin1_text, plain_text
from .plain_url import LEGAL as LEGAL

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

UNRESERVED = LEGAL[:66]


def quote(text: str | bytes, safe: str = "/") -> str:
    """Return `text` with each octet that is neither unreserved nor in `safe` as %XX."""
    keep = UNRESERVED + safe
    if isinstance(text, str):
        if not text.strip(keep):
            return text
        text = text.encode()
    octets = latin1_text(text)
    if "%" not in keep:  # first, because the other replacements add more
        octets = octets.replace("%", "%25")
    for char in set(octets):
        if char != "%" and char not in keep:
            octets = octets.replace(char, "%%%02X" % ord(char))
    return octets


def quote_plus(value: "Any", safe: str = "") -> str:
    """Return text, octets, or what str() makes of another value, as an HTML form writes it: with a space as "+"."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        return quote(bytes(value), safe + " ").replace(" ", "+")
    text = plain_text(value)
    return quote(text, safe + " ").replace(" ", "+") if text.strip(UNRESERVED) else text


def octets_text(data: bytes) -> str:
    """Return octets of a URL as UTF-8 text; if they are not UTF-8, all that are not visible ASCII become %XX."""
    try:
        return data.decode()
    except UnicodeError:
        return quote(data, "".join(map(chr, range(32, 127))))


def unquote(text: str) -> str:
    """Decode %XX to UTF-8 text, or to Latin-1 if it is not UTF-8; leave any other "%" unchanged."""
    if "%" not in text:
        return text
    octets = unquote_unreserved(latin1_text(text.encode()), every=True)
    try:
        return latin1_bytes(octets).decode()
    except ValueError:
        return octets


def normalize(text: str, as_written: bool = False, keep: str = LEGAL, strict: bool = True) -> str:
    """Return one component of a URL in its normal form (RFC 3986 section 6.2.2).

    %XX of an unreserved character is decoded, other %XX are in upper case or `as_written`, and characters that are not
    in `keep` are encoded. If a percent sign does not begin %XX, the text has not been encoded, and all of them are.
    """
    if not text.strip(keep):
        return text
    try:
        return quote(unquote_unreserved(text, not as_written, strict), keep + "%")
    except exceptions.InvalidURL:
        return quote(text, keep)


def requote_uri(uri: str) -> str:
    """Return a URI with its illegal characters percent-encoded; `uri` may be encoded already."""
    return normalize(uri, True, "!#$&'()*+,/:;=?@[]", False)


def unquote_unreserved(uri: str, upper: bool = False, strict: bool = False, every: bool = False) -> str:
    """Decode each %XX of an unreserved or, if true, `every` character; if `upper` is true, write others in upper case.

    Raises InvalidURL for % before two letters or digits that are not hexadecimal; if `strict`, for any % that does not
    begin %XX.
    """
    pieces = uri.split("%")
    result = pieces.pop(0)
    for piece in pieces:
        pair = piece[:2]
        char = "%" + (pair.upper() if upper else pair)
        if len(pair) == 2 and not pair.strip(HEX):
            if every or chr(int(pair, 16)) in UNRESERVED:
                char = chr(int(pair, 16))
        elif strict or (len(pair) == 2 and not every and not pair.strip(UNRESERVED[:62])):
            raise exceptions.InvalidURL(f"Invalid percent-escape sequence: {pair!r}")
        result += char + piece[2:]
    return result


def to_key_val_list(value: "Any") -> "list[tuple[Any, Any]] | None":
    """Return a mapping or an iterable of pairs as a list of pairs, None as None; raise ValueError for a scalar."""
    if value is None:
        return None
    if isinstance(value, (str, bytes, bool, int)):
        raise ValueError("cannot encode objects that are not 2-tuples")
    return list(value.items() if hasattr(value, "items") else value)


def encode_params(data: "Any") -> "Any":
    """Return pairs or a mapping as application/x-www-form-urlencoded text.

    For a value that is a list, the name is repeated for each item; a value of None is left out. str, bytes, a
    file and an object that is not iterable are returned unchanged.
    """
    if isinstance(data, str):
        return plain_text(data)
    if isinstance(data, bytes) or hasattr(data, "read"):
        return data
    try:
        iter(data)
    except TypeError:
        return data
    words: "list[str]" = []
    for name, values in to_key_val_list(data) or ():
        name = quote_plus(name) + "="
        for value in (values,) if type(values) is str or is_scalar(values) else values:
            if value is not None:
                for item in (value,) if type(value) is str or is_scalar(value) else value:
                    words.append(name + quote_plus(item))
    return "&".join(words)


def is_scalar(value: "Any") -> bool:
    """Return True for text, bytes, numbers, and objects that are not iterable."""
    if isinstance(value, (str, bytes, bytearray, memoryview, int)):
        return True
    try:
        iter(value)
    except TypeError:
        return True
    return False
