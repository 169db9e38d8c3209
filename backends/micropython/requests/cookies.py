"""Cookies: a jar by the rules of RFC 6265 (`_core/cookies`) that is also a mapping."""

import time

from ._core.cookies import Cookie, check_cookie, cookie_header, parse_set_cookie, store
from ._core.plain_url import connect_host
from ._core.url import split_url
from ._mapping import MutableMapping
from ._stream import LIMITS
from .exceptions import RequestException

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from collections.abc import Iterator
        from typing import Any

        from .models import PreparedRequest, Response


class CookieConflictError(RequestException):
    """Several cookies have the name: domain= and path= select one."""


def now() -> int:
    """Return the seconds since 1970 by the board's clock; those of 2025 if it has none, or one that was never set."""
    seconds = 1735689600  # 2025; a clock that says less was never set
    if hasattr(time, "time") and hasattr(time, "gmtime"):
        seconds = max(seconds, int(time.time()) + (946684800 if time.gmtime(0)[0] == 2000 else 0))  # many begin in 2000
    return seconds


def create_cookie(name: str, value: str, **kwargs: "Any") -> Cookie:
    """Return a cookie; keywords are domain, path, expires (seconds since 1970), secure, rest={"HttpOnly": …}."""
    name, value = check_cookie(name, value)
    domain = kwargs.pop("domain", "")
    cookie = Cookie(
        name,
        value,
        domain.lstrip("."),
        kwargs.pop("path", "/"),
        kwargs.pop("expires", None),
        bool(kwargs.pop("secure", False)),
        domain[:1] not in ("", "."),
        "HttpOnly" in (kwargs.pop("rest", None) or ()),
    )
    for key in kwargs:
        if key not in (
            "version",
            "port",
            "discard",
            "comment",
            "comment_url",
            "rfc2109",
        ):  # of Netscape's specification
            raise TypeError(f"create_cookie() got unexpected keyword arguments: {key}")
    return cookie


def remove_cookie_by_name(jar: "Any", name: str, domain: "Any" = None, path: "Any" = None) -> None:
    """Remove every cookie of that name; KeyError is not raised."""
    jar.clear(domain, path, name)


class RequestsCookieJar(MutableMapping[str, str]):
    """Cookies by name; iterating gives Cookie tuples, keys() gives names. `limits` bound what is kept."""

    limits = LIMITS

    def __init__(self) -> None:
        self._list: "list[Any]" = []  # the oldest first

    def __iter__(self) -> "Iterator[Any]":
        return iter(list(self._list))

    def __len__(self) -> int:
        return len(self._list)

    def __repr__(self) -> str:
        return f"<RequestsCookieJar{self.items()}>"

    def __contains__(self, name: "Any") -> bool:
        return bool(self._named(name))

    def __getitem__(self, name: str) -> str:
        value: "Any" = self.get(name)
        if value is None:
            raise KeyError(name)
        return value

    __delitem__ = remove_cookie_by_name

    def get(self, name: str, default: "Any" = None, domain: "Any" = None, path: "Any" = None) -> "Any":
        """Return the value, or `default`; raises CookieConflictError if several cookies fit."""
        found = self._named(name, domain, path)
        if len(found) > 1:
            raise CookieConflictError(f"There are multiple cookies with name, {name!r}")
        return found[0].value if found else default

    def set(self, name: str, value: "str | None", **kwargs: "Any") -> "Any":
        """Set a cookie as create_cookie makes it; None for a value removes the cookie."""
        if value is None:
            self.clear(kwargs.get("domain"), kwargs.get("path"), name)
            return None
        cookie = create_cookie(name, value, **kwargs)
        self.set_cookie(cookie)
        return cookie

    __setitem__ = set

    def set_cookie(self, cookie: Cookie) -> None:
        """Add a Cookie, which replaces the one of the same name, domain and path."""
        store(self._list, cookie, now(), self.limits)

    def keys(self) -> "list[str]":  # type: ignore[override] # not a view
        """Return the names of the cookies, as a list; a name that two paths have is in it twice."""
        return self._fields(0)

    def values(self) -> "list[str]":  # type: ignore[override]  # not a view
        """Return the values of the cookies, as a list."""
        return self._fields(1)

    def items(self) -> "list[tuple[str, str]]":  # type: ignore[override]  # not a view
        """Return (name, value) of each cookie, as a list."""
        return list(zip(self._fields(0), self._fields(1)))

    iterkeys = keys
    itervalues = values
    iteritems = items

    def get_dict(self, domain: "Any" = None, path: "Any" = None) -> "dict[str, str]":
        """Return {name: value} of the cookies of that domain and path."""
        return {cookie.name: cookie.value for cookie in self._named(None, domain, path)}

    def list_domains(self) -> "list[str]":
        """Return every domain once."""
        return list(set(self._fields(2)))

    def list_paths(self) -> "list[str]":
        """Return every path once."""
        return list(set(self._fields(3)))

    def clear(self, domain: "Any" = None, path: "Any" = None, name: "Any" = None) -> None:
        """Remove the cookies of that domain, path and name; all without them."""
        for cookie in self._named(name, domain, path):
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
        """Return another jar with the same cookies."""
        jar = RequestsCookieJar()
        jar._list = list(self._list)
        return jar

    def _fields(self, index: int) -> "list[Any]":
        return [cookie[index] for cookie in self._list]

    def _named(self, name: "Any", domain: "Any" = None, path: "Any" = None) -> "list[Cookie]":
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
    """Store the cookies that a response sets, as far as RFC 6265 permits."""
    for line in response.headers.getlist("set-cookie"):
        parts = split_url(response.url)
        cookie = parse_set_cookie(line, connect_host(parts), parts.path, now(), jar.limits)
        if cookie is not None:
            jar.set_cookie(cookie)


def get_cookie_header(jar: RequestsCookieJar, request: "PreparedRequest") -> "str | None":
    """Return the Cookie header for a request, or None if no cookie is to be sent."""
    parts = request.parts()
    if not parts.host:  # "localhost:80/" and the like, which no adapter takes
        return None
    return cookie_header(jar._list, connect_host(parts), parts.path, parts.scheme == "https", now()) or None


def add_cookies(request: "PreparedRequest", response: "Response") -> None:
    """Add the cookies of a response to the request that is sent again, unless the caller wrote the field."""
    jar = RequestsCookieJar()
    if request._cookies is not None:
        jar.update(request._cookies)
        request.headers.pop("Cookie", None)
    extract_cookies(jar, response)
    request.prepare_cookies(jar)


def cookiejar_from_dict(cookie_dict: "Any", cookiejar: "Any" = None, overwrite: bool = True) -> RequestsCookieJar:
    """Return a jar with the cookies of a dict, a new one or `cookiejar`; a jar is returned unchanged."""
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
