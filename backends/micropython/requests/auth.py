"""Authentication: Basic, Digest, and the base class for other schemes."""

from ._core.basic_auth import Credentials, basic_auth
from ._loading import late

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

        from .models import PreparedRequest


class AuthBase:
    """The base class of authentication schemes: a callable that changes a PreparedRequest and returns it."""

    def __call__(self, r: "PreparedRequest") -> "PreparedRequest":
        raise NotImplementedError


class HTTPBasicAuth(Credentials, AuthBase):
    """Basic authentication: user name and password in clear text (RFC 7617)."""

    _field = "Authorization"

    def __call__(self, r: "PreparedRequest") -> "PreparedRequest":
        r.headers[self._field] = basic_auth(self.username, self.password)
        return r


class HTTPProxyAuth(HTTPBasicAuth):
    """Basic authentication at a proxy."""

    _field = "Proxy-Authorization"


def __getattr__(name: str) -> "Any":
    if name == "HTTPDigestAuth":
        return late("_digest_auth", name)
    raise AttributeError(name)
