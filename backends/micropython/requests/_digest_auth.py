"""Digest authentication: a 401 contains the challenge, and the request is sent again with the answer (RFC 7616)."""

import hashlib
from binascii import hexlify

from ._core.basic_auth import Credentials
from ._core.digest import Digest, choose_digest, parse_challenges
from ._core.redirect import strip_auth
from ._loading import late
from ._redirects import drain
from ._request_methods import token
from .auth import AuthBase

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

        from .models import PreparedRequest, Response


def digest_of(name: str) -> "Any":
    """Return a function of bytes to hexadecimal digits, or None for a hash that the firmware does not have."""
    function = getattr(hashlib, {"MD5": "md5", "SHA": "sha1", "SHA-256": "sha256"}.get(name, "?"), None)
    return function and (lambda data: hexlify(function(data).digest()).decode())


class HTTPDigestAuth(Credentials, AuthBase):
    """Digest authentication; later requests to the same origin send the answer to its challenge at once."""

    _digest: "Any" = None  # the challenge that is being answered

    def __call__(self, r: "PreparedRequest") -> "PreparedRequest":
        url = r.url
        if self._digest is not None and not strip_auth(self._digest.url, url):
            self._answer(r)

        def answer(response: "Response", **kwargs: "Any") -> "Response | None":
            """Answer a challenge, unless another origin sent it: the password is for `url` only."""
            return None if strip_auth(url, response.request.url) else self.handle_401(response, **kwargs)

        r.register_hook("response", answer)
        return r

    def handle_401(self, response: "Response", **kwargs: "Any") -> "Response":
        """Answer a challenge; return any other response unchanged."""
        url = response.request.url
        headers = response.headers
        if self._digest is not None and not strip_auth(self._digest.url, url):
            self._digest.renew(headers.get("authentication-info", ""))
        challenge = None
        if response.status_code // 100 == 4:
            challenge = choose_digest(parse_challenges(headers.get("www-authenticate", "")), digest_of)
        if challenge is None:
            return response
        self._digest = Digest(challenge, url, token(), digest_of)
        request = response.request.copy()
        request.rewind_body()
        drain(response)
        if "set-cookie" in headers:
            late("cookies", "add_cookies")(request, response)
        self._answer(request)
        answered: "Response" = response.connection.send(request, **kwargs)
        answered.history.append(response)
        self._digest.renew(answered.headers.get("authentication-info", ""))
        return answered

    def _answer(self, request: "PreparedRequest") -> None:
        request.headers["Authorization"] = self._digest.answer(
            request.method, request.path_url, self.username, self.password, request.body
        )
