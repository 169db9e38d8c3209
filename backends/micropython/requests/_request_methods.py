"""Methods of PreparedRequest that few requests need: for bodies, cookies, credentials, copies and unusual URLs."""

import binascii
import json as jsonlib
import os

from . import exceptions
from ._core.plain_url import request_target, unsplit_url
from ._loading import late, loading

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

METHODS = ("copy", "prepare_content_length", "rewind_body")


def prepare_url(url: "Any", params: "Any") -> "tuple[Any, Any]":
    """Return (url, parts) of a URL that is not in its normal form or gets `params`; parts is None if it is not http."""
    url = late("_core.url", "url_text")(url)
    if not late("_core.url", "is_http")(url):
        return url, None
    query = ""
    if params:
        query = late("_core.percent", "encode_params")(params)
    parts = late("_core.url", "prepare_url")(url, query)
    return unsplit_url(parts), parts


def prepare_body(self: "Any", data: "Any", files: "Any", json: "Any") -> None:
    """Set body, Content-Type and framing."""
    if not isinstance(data, (str, bytes, bytearray)):
        try:
            data = memoryview(data)  # an array, a picture
            if late("_core.body", "body_length")(data) != len(data):  # its items are larger than a byte
                data = bytes(data)
        except TypeError:
            pass
    self.body, content_type, length = late("_core.body", "choose_body")(data, files, json, jsonlib.dumps, token)
    if content_type and "Content-Type" not in self.headers:
        self.headers["Content-Type"] = content_type
    if hasattr(self.body, "tell"):
        try:
            self._body_position = self.body.tell()
        except (OSError, ValueError):
            pass
    late("_core.body", "set_framing")(self.headers, length, self.method)


def token(size: int = 16) -> str:
    """Return random bytes in hexadecimal, for a boundary or a nonce, from the best source that the board has."""
    if hasattr(os, "urandom"):
        data: "Any" = os.urandom(size)
    else:  # unlikely to repeat; no secret depends on it
        with loading:
            import random
            import time

        random.seed(random.getrandbits(30) ^ time.ticks_us())  # type: ignore[operator] # ticks are ints
        data = bytearray(size)
        for index in range(size):
            data[index] = random.getrandbits(8)
    return binascii.hexlify(data).decode()


def prepare_content_length(self: "Any", body: "Any") -> None:
    """Set Content-Length or Transfer-Encoding for a body."""
    late("_core.body", "set_framing")(self.headers, late("_core.body", "body_length")(body), self.method)


def prepare_cookies(self: "Any", cookies: "Any") -> None:
    """Set the Cookie header from a dict or a jar, unless there is one."""
    if self.headers.get("Cookie") is not None:
        return
    self._cookies = late("cookies", "cookiejar_from_dict")(cookies)
    value = late("cookies", "get_cookie_header")(self._cookies, self)
    if value is not None:
        self.headers["Cookie"] = late("_core.headers", "check_header")("Cookie", value)[1]


def prepare_auth(self: "Any", auth: "Any") -> None:
    """Apply `auth`, or the credentials in the URL, to the request."""
    if auth is None:
        auth = late("_core.url", "get_auth_from_url")(self.url)
        if not (auth[0] or auth[1]):
            return
    if isinstance(auth, (tuple, list)) and len(auth) == 2:
        auth = late("auth", "HTTPBasicAuth")(*auth)
    changed = auth(self)
    if changed is not self:
        for name, value in changed.__dict__.items():
            setattr(self, name, value)
    if not hasattr(self.body, "content_type"):
        prepare_content_length(self, self.body)


def rewind_body(self: "Any") -> None:
    """Rewind a body that was sent; raise UnrewindableBodyError if that is impossible."""
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
    """Return an independent copy, which shares the body."""
    other = type(self)()
    for name in ("method", "url", "_cookies", "body", "_body_position", "_split"):
        setattr(other, name, getattr(self, name))
    other.headers = None if self.headers is None else self.headers.copy()
    for event, hooks in self.hooks.items():
        other.hooks[event] = list(hooks)
    return other


def value(self: "Any", name: str) -> str:
    """Return an attribute of a PreparedRequest; raise AttributeError for an unknown name."""
    if name != "path_url":
        raise AttributeError(name)
    return request_target(self.parts())
