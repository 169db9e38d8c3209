"""Percent-encoding (RFC 3986 section 2): to write any text in a URL, and to bring a URL to one spelling.

Two alphabets matter. The unreserved characters mean the same with and without the encoding, so the normal
form writes them plainly. The other characters of a path or query are legal, but encoding one changes what
it says: they stay as they were written. Everything else must be encoded, as octets of UTF-8.
"""

from ..exceptions import InvalidURL
from .plain_url import LEGAL as LEGAL

UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
_RESERVED = "!#$&'()*+,/:;=?@[]"
_MARKS = "!\"#$%&'()*+,/:;<=>?@[\\]^`{|} "  # what else is ASCII
_HEX = "0123456789abcdefABCDEF"
_PERCENT = 37


def quote(text: str | bytes, safe: str = "/") -> str:
    """Return `text` with each octet that is neither unreserved nor in `safe` as %XX."""
    keep = UNRESERVED + safe
    if isinstance(text, str):
        if not text.strip(keep):
            return text
        text = text.encode()
    return _escape(text, keep.encode()).decode()


def quote_plus(text: str | bytes, safe: str = "") -> str:
    """Return `text` as an HTML form writes it: quoted, with a space as "+"."""
    if isinstance(text, str) and not text.strip(UNRESERVED):
        return text
    return quote(text, safe + " ").replace(" ", "+")


def octets_text(data: bytes) -> str:
    """Read octets of a URL as UTF-8; where they are none, percent-encode those that are not ASCII."""
    try:
        return data.decode()
    except UnicodeError:
        return quote(data, _MARKS)


def _escape(data: bytes, keep: bytes) -> bytes:
    """Encode each octet that is not in `keep`; "%" goes first, since the others bring new ones."""
    odd = [octet for octet in set(data) if octet not in keep]
    if _PERCENT in odd:
        odd.remove(_PERCENT)
        data = data.replace(b"%", b"%25")
    for octet in odd:
        data = data.replace(bytes((octet,)), ("%%%02X" % octet).encode())
    return data


def unquote(text: str) -> str:
    """Decode %XX to UTF-8 text, to Latin-1 where it is no UTF-8; what is no %XX stays."""
    if "%" not in text:
        return text
    pieces = text.split("%")
    data = bytearray(pieces[0].encode())
    for piece in pieces[1:]:
        if is_hex_pair(piece[:2]):
            data.append(int(piece[:2], 16))
            piece = piece[2:]
        else:
            data.append(_PERCENT)
        data.extend(piece.encode())
    try:
        return bytes(data).decode()
    except UnicodeError:
        return "".join([chr(octet) for octet in data])


def is_hex_pair(text: str) -> bool:
    """Tell whether `text` is two hexadecimal digits."""
    return len(text) == 2 and not text.strip(_HEX)


def normalize(text: str, keep: str = LEGAL, as_written: bool = False) -> str:
    """Return one component of a URL in its normal form (RFC 3986 section 6.2.2).

    %XX of an unreserved character is decoded, other %XX are in upper case or `as_written`, and what is not in `keep` is
    encoded. Where some percent sign starts no %XX, the text was not encoded yet, and each one is encoded.
    """
    if not text.strip(keep):
        return text
    pieces = text.split("%")
    for piece in pieces[1:]:
        if not is_hex_pair(piece[:2]):
            return quote(text, keep)
    result = quote(pieces[0], keep)
    for piece in pieces[1:]:
        char = chr(int(piece[:2], 16))
        result += char if char in UNRESERVED else "%" + (piece[:2] if as_written else piece[:2].upper())
        result += quote(piece[2:], keep)
    return result


def unquote_unreserved(uri: str) -> str:
    """Decode each %XX of an unreserved character; InvalidURL for % before two other letters or digits."""
    pieces = uri.split("%")
    result = pieces[0]
    for piece in pieces[1:]:
        pair = piece[:2]
        if is_hex_pair(pair) and chr(int(pair, 16)) in UNRESERVED:
            result += chr(int(pair, 16)) + piece[2:]
        elif len(pair) == 2 and not is_hex_pair(pair) and not pair.strip(UNRESERVED[:62]):
            raise InvalidURL(f"Invalid percent-escape sequence: {pair!r}")
        else:
            result += "%" + piece
    return result


def requote_uri(uri: str) -> str:
    """Return a whole URI with what is illegal in it encoded, once: `uri` may be quoted already or not."""
    try:
        return quote(unquote_unreserved(uri), _RESERVED + "%")
    except InvalidURL:
        return quote(uri, _RESERVED)
