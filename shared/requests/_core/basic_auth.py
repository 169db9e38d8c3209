"""Say who asks in clear text: Basic authentication (RFC 7617). `_digest` keeps the secret."""

import binascii

from ..exceptions import InvalidHeader
from .headers import latin1_bytes, plain_text

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from typing import Any


def basic_auth(user: "Any", password: "Any") -> str:
    """The value of an Authorization field, from str, bytes or whatever str() makes text of (RFC 7617 2).

    Latin-1 where that is enough, as Requests does, else UTF-8. InvalidHeader for a control character,
    without showing it. A colon in `user` is let through as Requests does, though a server takes what
    follows it for the password.
    """
    return "Basic " + base64_text(_credential(user) + b":" + _credential(password))


def base64_text(data: bytes) -> str:
    """Base64 without line ends (RFC 4648 4)."""
    return binascii.b2a_base64(data).decode().rstrip("\n")


def refuse_controls(data: bytes) -> bytes:
    """Return `data`; InvalidHeader, which does not show it, for a control character (RFC 7617 2)."""
    for byte in data:
        if byte < 32 or byte == 127:
            raise InvalidHeader("A control character in the user name or the password")
    return data


def _credential(value: "Any") -> bytes:
    return refuse_controls(value if isinstance(value, bytes) else _narrow(plain_text(value)))


def _narrow(text: str) -> bytes:
    try:
        return latin1_bytes(text)
    except UnicodeError:
        return utf8(text)


def utf8(text: str) -> bytes:
    """The octets of a credential; InvalidHeader, which does not show it, for half a surrogate pair."""
    try:
        return text.encode()
    except UnicodeError:
        raise InvalidHeader("Half a surrogate pair in the user name or the password") from None
