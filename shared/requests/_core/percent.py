"""Percent-encoding (RFC 3986 section 2), and the query strings and forms that are written with it.

Two alphabets matter. The unreserved characters mean the same with and without the encoding, so the normal
form writes them plainly. The other characters of a path or query are legal, but encoding one changes what
it says: they stay as they were written. Everything else must be encoded, as octets of UTF-8.
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
    if "%" not in keep:  # it goes first, since the others bring new ones
        octets = octets.replace("%", "%25")
    for char in set(octets):
        if char != "%" and char not in keep:
            octets = octets.replace(char, "%%%02X" % ord(char))
    return octets


def quote_plus(text: str | bytes, safe: str = "") -> str:
    """Return `text` as an HTML form writes it: quoted, with a space as "+"."""
    if isinstance(text, str) and not text.strip(UNRESERVED):
        return text
    return quote(text, safe + " ").replace(" ", "+")


def octets_text(data: bytes) -> str:
    """Return octets of a URL as UTF-8 text; if they are not UTF-8, all that are not visible ASCII become %XX."""
    try:
        return data.decode()
    except UnicodeError:
        return quote(data, "".join(map(chr, range(32, 127))))


def unquote(text: str) -> str:
    """Decode %XX to UTF-8 text, to Latin-1 if it is not UTF-8; another "%" stays."""
    if "%" not in text:
        return text
    pieces = latin1_text(text.encode()).split("%")
    octets = pieces.pop(0)
    for piece in pieces:
        octets += chr(int(piece[:2], 16)) + piece[2:] if is_hex_pair(piece[:2]) else "%" + piece
    try:
        return latin1_bytes(octets).decode()
    except UnicodeError:
        return octets


def is_hex_pair(text: str) -> bool:
    """Tell whether `text` is two hexadecimal digits."""
    return len(text) == 2 and not text.strip(HEX)


def normalize(text: str, keep: str = LEGAL, as_written: bool = False) -> str:
    """Return one component of a URL in its normal form (RFC 3986 section 6.2.2).

    %XX of an unreserved character is decoded, other %XX are in upper case or `as_written`, and what is not in `keep` is
    encoded. If a percent sign does not start %XX, the text was not encoded yet, and each one is encoded.
    """
    if not text.strip(keep):
        return text
    try:
        return quote(unquote_unreserved(text, not as_written, True), keep + "%")
    except exceptions.InvalidURL:
        return quote(text, keep)


def requote_uri(uri: str) -> str:
    """Return a whole URI with what is illegal in it encoded, once: `uri` may be quoted already or not."""
    safe = "!#$&'()*+,/:;=?@[]"
    try:
        return quote(unquote_unreserved(uri), safe + "%")
    except exceptions.InvalidURL:
        return quote(uri, safe)


def unquote_unreserved(uri: str, upper: bool = False, strict: bool = False) -> str:
    """Decode each %XX of an unreserved character, and bring others to upper case if asked.

    InvalidURL for % before two other letters or digits, if `strict` for any % that does not start %XX.
    """
    pieces = uri.split("%")
    result = pieces.pop(0)
    for piece in pieces:
        pair = piece[:2]
        char = "%" + (pair.upper() if upper else pair)
        if is_hex_pair(pair):
            if chr(int(pair, 16)) in UNRESERVED:
                char = chr(int(pair, 16))
        elif strict or (len(pair) == 2 and not pair.strip(UNRESERVED[:62])):
            raise exceptions.InvalidURL(f"Invalid percent-escape sequence: {pair!r}")
        result += char + piece[2:]
    return result


def to_key_val_list(value: "Any") -> "list[tuple[Any, Any]] | None":
    """Return a mapping or an iterable of pairs as a list of pairs, None as None; ValueError for a scalar."""
    if value is None:
        return None
    if isinstance(value, (str, bytes, bool, int)):
        raise ValueError("cannot encode objects that are not 2-tuples")
    return list(value.items() if hasattr(value, "items") else value)


def encode_params(data: "Any") -> "Any":
    """Return pairs or a mapping as application/x-www-form-urlencoded text.

    A value that is a list gives its name once per item, None gives nothing. str, bytes, a file and what
    is not iterable are returned unchanged.
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
        name = _quoted(name) + "="
        for value in (values,) if type(values) is str or is_scalar(values) else values:
            if value is not None:
                for item in (value,) if type(value) is str or is_scalar(value) else value:
                    words.append(name + _quoted(item))
    return "&".join(words)


def is_scalar(value: "Any") -> bool:
    """Return True for text, bytes, numbers, and what is not iterable."""
    if isinstance(value, (str, bytes, bytearray, memoryview, int)):
        return True
    try:
        iter(value)
    except TypeError:
        return True
    return False


def _quoted(value: "Any") -> str:
    if type(value) is not str:
        if isinstance(value, (bytearray, memoryview)):
            value = bytes(value)
        elif not isinstance(value, bytes):
            value = plain_text(value)
    return quote_plus(value)
