"""A cookie jar by the rules of RFC 6265 (`_core/cookies`), which is also a mapping."""

import time

from ._core.cookies import Cookie, CookieMapping, check_cookie, cookie_header, parse_set_cookie, store
from ._core.plain_url import connect_host
from ._core.url import split_url
from ._mapping import MutableMapping
from ._stream import LIMITS
from .exceptions import RequestException

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

        from .models import PreparedRequest, Response


class CookieConflictError(RequestException):
    """Several cookies have the name; `domain` and `path` select one."""


def now() -> int:
    """Return the board's time in seconds since 1970, or the start of 2025 if it has no clock or an unset one."""
    seconds = 1735689600  # 2025; a clock with an earlier time was not set
    if hasattr(time, "time") and hasattr(time, "gmtime"):
        seconds = max(seconds, int(time.time()) + (946684800 if time.gmtime(0)[0] == 2000 else 0))  # many start at 2000
    return seconds


def create_cookie(
    name: str,
    value: "str | None",
    version: "Any" = 0,  # this one and others have no meaning since RFC 6265
    port: "Any" = None,
    domain: str = "",
    path: str = "/",
    secure: "Any" = False,
    expires: "int | None" = None,
    discard: "Any" = True,
    comment: "Any" = None,
    comment_url: "Any" = None,
    rest: "Any" = (),
    rfc2109: "Any" = False,
) -> Cookie:
    """Return a cookie; `expires` is in seconds since 1970, `rest` may be {"HttpOnly": …}."""
    name, value = check_cookie(name, value)
    of_host = domain[:1] not in "."
    return Cookie(name, value, domain.lstrip("."), path, expires, bool(secure), of_host, "HttpOnly" in (rest or ()))


def remove_cookie_by_name(jar: "Any", name: str, domain: "Any" = None, path: "Any" = None) -> None:
    """Remove all cookies of a name; do nothing if there are none."""
    jar.clear(domain, path, name)


class RequestsCookieJar(CookieMapping, MutableMapping[str, str]):  # type: ignore[misc]  # lists, not views
    """A mapping of cookies by name; iterating yields Cookie tuples, keys() returns names. `limits` bound the jar."""

    limits = LIMITS
    _conflict = CookieConflictError
    _create = staticmethod(create_cookie)
    _remove = __delitem__ = remove_cookie_by_name
    iterkeys = CookieMapping.keys  # lists, not iterators
    itervalues = CookieMapping.values
    iteritems = CookieMapping.items

    def __init__(self) -> None:
        self._list: "list[Any]" = []  # the oldest first

    def __len__(self) -> int:
        return len(self._list)

    def __repr__(self) -> str:
        return f"<RequestsCookieJar{self.items()}>"

    def set_cookie(self, cookie: Cookie) -> None:
        """Store a Cookie, which replaces one with the same name, domain and path."""
        store(self._list, cookie, now(), self.limits)

    def clear(self, domain: "Any" = None, path: "Any" = None, name: "Any" = None) -> None:
        """Remove the cookies that have a domain, path and name, as far as these are given."""
        for cookie in self._matching(name, domain, path):
            self._list.remove(cookie)

    def update(self, other: "Any") -> None:  # type: ignore[override]  # a jar too
        """Add the cookies of a jar, a dict or pairs."""
        if isinstance(other, RequestsCookieJar):
            for cookie in other:
                self.set_cookie(cookie)
        else:
            for name, value in other.items() if hasattr(other, "items") else other:
                self.set(name, value)

    def copy(self) -> "RequestsCookieJar":
        """Return a new jar with the same cookies."""
        jar = RequestsCookieJar()
        jar._list = list(self._list)
        return jar

    def _matching(self, name: "Any" = None, domain: "Any" = None, path: "Any" = None) -> "list[Cookie]":
        found = []
        for cookie in self._list:
            if (
                (name is None or cookie.name == name)
                and (domain is None or cookie.domain == domain)
                and (path is None or cookie.path == path)
            ):
                found.append(cookie)
        return found


def extract_cookies(jar: RequestsCookieJar, response: "Response") -> None:
    """Store the cookies of a response that RFC 6265 permits."""
    for line in response.headers.getlist("set-cookie"):
        parts = split_url(response.url)
        cookie = parse_set_cookie(line, connect_host(parts), parts.path, now(), jar.limits)
        if cookie is not None:
            jar.set_cookie(cookie)


def get_cookie_header(jar: RequestsCookieJar, request: "PreparedRequest") -> "str | None":
    """Return the value of the Cookie header for a request, or None if no cookie of the jar matches."""
    parts = request.parts()
    if not parts.host:  # such as "localhost:80/", for which there is no adapter
        return None
    return cookie_header(jar._list, connect_host(parts), parts.path, parts.scheme == "https", now()) or None


def add_cookies(request: "PreparedRequest", response: "Response") -> None:
    """Add the cookies of a response to the request that is sent again, unless the caller set the Cookie header."""
    jar = RequestsCookieJar()
    if request._cookies is not None:
        jar.update(request._cookies)
        request.headers.pop("Cookie", None)
    extract_cookies(jar, response)
    request.prepare_cookies(jar)


def cookiejar_from_dict(cookie_dict: "Any", cookiejar: "Any" = None, overwrite: bool = True) -> RequestsCookieJar:
    """Add the cookies of a dict to `cookiejar` or to a new jar, and return it; return a jar unchanged."""
    if isinstance(cookie_dict, RequestsCookieJar):
        return cookie_dict
    jar = RequestsCookieJar() if cookiejar is None else cookiejar
    for name, value in (cookie_dict or {}).items():
        if overwrite or name not in jar:
            jar.set(name, value)
    return jar


def merge_cookies(cookiejar: RequestsCookieJar, cookies: "Any") -> RequestsCookieJar:
    """Add the cookies of a dict or a jar, and return the jar."""
    cookiejar.update(cookies)
    return cookiejar
