"""What few requests need of Request and PreparedRequest: bodies, credentials, hooks, copies, repairs of a URL."""

import json as jsonlib

from . import exceptions
from ._core.plain_url import request_target
from ._loading import loading

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

METHODS = ("copy", "prepare_content_length", "rewind_body", "path_url")


def repaired_url(url: "Any", params: "Any") -> "tuple[Any, Any]":
    """Return (url, parts) of what a caller gave as a URL, parts None where it is not for http."""
    with loading:
        from ._core.url import is_http, prepare_url, url_text
    url = url_text(url)
    if not is_http(url):
        return url, None
    query = ""
    if params:
        with loading:
            from ._core.query import encode_params
        query = encode_params(params)
    return url, prepare_url(url, query)


def choose(self: "Any", data: "Any", files: "Any", json: "Any") -> None:
    """Set body, Content-Type and framing."""
    with loading:
        from ._core.body import choose_body, set_framing
    self.body, content_type, length = choose_body(data, files, json, jsonlib.dumps, _boundary)
    if content_type and "Content-Type" not in self.headers:
        self.headers["Content-Type"] = content_type
    if hasattr(self.body, "tell"):
        try:
            self._body_position = self.body.tell()
        except (OSError, ValueError):
            pass
    set_framing(self.headers, length, self.method)


def _boundary() -> str:
    with loading:
        from ._random import token
    return token()


def prepare_content_length(self: "Any", body: "Any") -> None:
    """Say how long the body is, in the way that its length requires."""
    with loading:
        from ._core.body import body_length, set_framing
    set_framing(self.headers, body_length(body), self.method)


def write_cookies(self: "Any", cookies: "Any") -> None:
    """Set the Cookie header from a dict or a jar; only the first call does, as there is one such header."""
    if self.headers.get("Cookie") is not None:
        return
    with loading:
        from ._core.headers import check_header
        from .cookies import cookiejar_from_dict, get_cookie_header
    self._cookies = cookiejar_from_dict(cookies)
    value = get_cookie_header(self._cookies, self)
    if value is not None:
        self.headers["Cookie"] = check_header("Cookie", value)[1]


def authenticate(self: "Any", auth: "Any") -> None:
    """Let `auth`, or the credentials in the URL, change the request."""
    if auth is None:
        with loading:
            from ._core.url import url_auth
        auth = url_auth(self.url)
        if not (auth[0] or auth[1]):
            return
    if isinstance(auth, (tuple, list)) and len(auth) == 2:
        with loading:
            from .auth import HTTPBasicAuth
        auth = HTTPBasicAuth(*auth)
    changed = auth(self)
    if changed is not self:
        for name, value in changed.__dict__.items():
            setattr(self, name, value)
    if not hasattr(self.body, "content_type"):
        prepare_content_length(self, self.body)


def rewind_body(self: "Any") -> None:
    """Begin the body again, that was sent once; raises UnrewindableBodyError."""
    body = self.body
    if body is None or isinstance(body, (str, bytes, bytearray, memoryview)):
        return
    if hasattr(body, "rewind"):
        body.rewind()
    elif self._body_position is None:
        raise exceptions.UnrewindableBodyError("Unable to rewind request body for redirect.", request=self)
    else:
        body.seek(self._body_position)


def copy(self: "Any") -> "Any":
    """Return an independent request with the same body."""
    other = type(self)()
    for name in ("method", "url", "_cookies", "body", "_body_position", "_split"):
        setattr(other, name, getattr(self, name))
    other.headers = None if self.headers is None else self.headers.copy()
    other.hooks = {event: list(hooks) for event, hooks in self.hooks.items()}
    return other


def path_url(self: "Any") -> str:
    """Return the path and the query."""
    return request_target(self.parts())
