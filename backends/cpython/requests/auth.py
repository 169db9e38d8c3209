"""Basic and Digest authentication, and the base class of other schemes.

An auth object is called with the PreparedRequest, changes it and returns it.  Digest authentication (RFC 7616)
registers a response hook, which answers a 401 by sending the request again through the same adapter.  Its state is
kept per thread, so that threads can share an object.
"""

from __future__ import annotations

import hashlib
import os
import re as re
import threading
import time as time
import warnings
from base64 import b64encode as b64encode
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse as urlparse

from ._core.basic_auth import Credentials, basic_auth
from ._core.digest import Digest, choose_digest, parse_challenges
from ._core.plain_url import request_target
from ._core.redirect import strip_auth
from ._core.url import split_url
from ._internal_utils import to_native_string as to_native_string
from ._request_body import start_of
from .compat import basestring
from .compat import str as str
from .cookies import extract_cookies_to_jar
from .utils import parse_dict_header as parse_dict_header
from .utils import rewind_body

if TYPE_CHECKING:
    from .models import PreparedRequest, Response

CONTENT_TYPE_FORM_URLENCODED = "application/x-www-form-urlencoded"
CONTENT_TYPE_MULTI_PART = "multipart/form-data"
CHALLENGE_BODY = 1 << 20  # bytes of a 401 response's body that are read to keep its connection

_HASHES = {
    "MD5": "md5",
    "SHA": "sha1",
    "SHA-256": "sha256",
    "SHA-512": "sha512",
    "SHA-512-256": "sha512_256",
}


def _basic_auth_str(username: bytes | str, password: bytes | str) -> str:
    """Return the value of a Basic Authorization header; convert other types than str and bytes with a warning."""
    given: dict[str, object] = {"username": username, "password": password}
    for what, value in given.items():
        if not isinstance(value, basestring):
            warnings.warn(f"The {what} should be str or bytes, not {type(value).__name__}.", DeprecationWarning)
    return basic_auth(username, password)


class AuthBase:
    """The base class of authentication schemes."""

    def __call__(self, r: PreparedRequest) -> PreparedRequest:
        """Add credentials to a request and return it."""
        raise NotImplementedError("Auth hooks must be callable.")


class HTTPBasicAuth(Credentials, AuthBase):
    """Basic authentication: a user name and password that are sent with each request (RFC 7617).

    Args:
        username: str or bytes; other characters than those of Latin-1 are sent as UTF-8.
        password: str or bytes, likewise.
    """

    def __call__(self, r: PreparedRequest) -> PreparedRequest:
        r.headers["Authorization"] = _basic_auth_str(self.username, self.password)
        return r


class HTTPProxyAuth(HTTPBasicAuth):
    """Basic authentication at a proxy."""

    def __call__(self, r: PreparedRequest) -> PreparedRequest:
        r.headers["Proxy-Authorization"] = _basic_auth_str(self.username, self.password)
        return r


class HTTPDigestAuth(Credentials, AuthBase):
    """Digest authentication: proves knowledge of a password without sending it (RFC 7616).

    Supports MD5, SHA, SHA-256, SHA-512 and SHA-512-256, each also as "-sess", with qop auth, auth-int or none. Only
    challenges from the origin of the request are answered, not those from other origins to which it is redirected.

    Args:
        username: str or bytes.
        password: str or bytes.
    """

    _thread_local: threading.local

    def __init__(self, username: bytes | str, password: bytes | str) -> None:
        super().__init__(username, password)
        self._thread_local = threading.local()

    def init_per_thread_state(self) -> None:
        """Initialize the state of this thread, unless it has been initialized."""
        state = self._thread_local
        if not hasattr(state, "init"):
            state.init = True
            state.last_nonce = ""
            state.nonce_count = 0
            state.chal = {}
            state.pos = None
            state.num_401_calls = None
            state.digest = None
            state.body = None
            state.asked = None  # the URL of the request

    def build_digest_header(self, method: str, url: str) -> str | None:
        """Return the Authorization header for a request with `method` and `url`, in answer to this thread's challenge.

        The challenge is `_thread_local.chal`. Returns None if its algorithm or quality of protection is not supported.
        Raises InvalidBody for `auth-int` with a body that is a stream, and InvalidHeader for a control character in the
        user name or the password.
        """
        state = self._thread_local
        challenge = choose_digest([("digest", state.chal)], _digest_of)
        if challenge is None:
            return None
        if state.digest is None or state.digest.challenge != challenge:
            state.digest = Digest(challenge, url, os.urandom(8).hex(), _digest_of)
        header: str = state.digest.answer(method, _target(url), self.username, self.password, state.body)
        state.last_nonce, state.nonce_count = challenge["nonce"], state.digest.count
        return header

    def handle_redirect(self, r: Response, **kwargs: Any) -> None:
        """Allow a new challenge after a redirect, the response `r`; `kwargs` are ignored."""
        if r.is_redirect:
            self._thread_local.num_401_calls = 1

    def handle_401(self, r: Response, **kwargs: Any) -> Response:
        """Answer the challenge of a 401 and return the next response; other responses are returned unchanged.

        `r` is the response; `kwargs` are the settings with which its request was sent, and is sent again. Raises
        UnrewindableBodyError if the body was a stream that cannot be rewound.
        """
        self.init_per_thread_state()
        state = self._thread_local
        here = str(r.request.url)
        if state.digest is not None and not strip_auth(state.digest.url, here):
            state.digest.renew(r.headers.get("authentication-info", ""))
        challenge = None
        first = state.num_401_calls in (None, 1)
        if first and 400 <= r.status_code < 500 and not strip_auth(state.asked or here, here):
            challenge = choose_digest(parse_challenges(r.headers.get("www-authenticate", "")), _digest_of)
        if challenge is None:
            state.num_401_calls = 1
            return r
        state.num_401_calls = 2
        state.chal = challenge
        return self._resend(r, **kwargs)

    def _resend(self, r: Response, **kwargs: Any) -> Response:
        if r.request._body_position is not None:
            rewind_body(r.request)
        r._drain(CHALLENGE_BODY)  # the connection can be reused if all of it was read
        r.close()
        request = r.request.copy()
        if request._cookies is not None:
            extract_cookies_to_jar(request._cookies, r.request, r.raw)
            request.prepare_cookies(request._cookies)
        self._authorize(request)
        answer: Response = r.connection.send(request, **kwargs)
        answer.history.append(r)
        answer.request = request
        self._thread_local.digest.renew(answer.headers.get("authentication-info", ""))
        return answer

    def _authorize(self, r: PreparedRequest) -> None:
        self._thread_local.body = r.body
        header = self.build_digest_header(str(r.method), str(r.url))
        self._thread_local.body = None
        if header is not None:
            r.headers["Authorization"] = header

    def __call__(self, r: PreparedRequest) -> PreparedRequest:
        self.init_per_thread_state()
        state = self._thread_local
        state.asked = str(r.url)
        if state.last_nonce and not (state.digest and strip_auth(state.digest.url, state.asked)):
            self._authorize(r)
        if r._body_position is None:  # a body that was set after the request was prepared
            r._body_position = start_of(r.body)
        state.pos = r._body_position if isinstance(r._body_position, int) else None
        r.register_hook("response", self.handle_401)
        r.register_hook("response", self.handle_redirect)
        state.num_401_calls = 1
        return r


def _digest_of(name: str) -> Callable[[bytes], str] | None:
    """Return a function of bytes to hex digits for a hash name of RFC 7616, or None if OpenSSL does not have it."""
    try:
        hashlib.new(_HASHES[name], usedforsecurity=False)
    except (KeyError, ValueError):
        return None
    return lambda data: hashlib.new(_HASHES[name], data, usedforsecurity=False).hexdigest()


def _target(url: str) -> str:
    target: str = request_target(split_url(url))
    return target if target[:1] == "/" else "/" + target
