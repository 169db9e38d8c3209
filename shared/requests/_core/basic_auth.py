"""Basic authentication (RFC 7617)."""

import binascii

from ..exceptions import exceptions
from .headers import field_bytes, plain_text

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any


class Credentials:
    """A user name and a password; two objects with the same ones are equal."""

    def __init__(self, username: "str | bytes", password: "str | bytes") -> None:
        self.username = username
        self.password = password

    def __eq__(self, other: object) -> bool:
        return self.username == getattr(other, "username", None) and self.password == getattr(other, "password", None)


def basic_auth(user: "Any", password: "Any") -> str:
    """Return the value of an Authorization field.

    Accepts str, bytes, or any object with a str() (RFC 7617 2). A colon in `user` is allowed, as in Requests, although
    a server takes the text after it for the password.
    """
    return "Basic " + binascii.b2a_base64(credential(user) + b":" + credential(password)).decode().rstrip("\n")


def credential(value: "Any", latin1: bool = True) -> bytes:
    """Return the octets of a user name or a password: in Latin-1 if `latin1` is true and that suffices, else in UTF-8.

    Raises InvalidHeader, which does not show the value, for a control character (RFC 7617 2) or a lone surrogate.
    """
    if not isinstance(value, bytes):
        value = plain_text(value)
        try:
            value = field_bytes(value) if latin1 else value.encode()
        except UnicodeError:
            value = b"\0"
    for byte in value:
        if byte < 32 or byte == 127:
            raise exceptions.InvalidHeader("Invalid character in user name or password")
    return bytes(value)
