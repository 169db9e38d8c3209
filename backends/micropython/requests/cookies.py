"""A cookie jar by the rules of RFC 6265 (`_core/cookies`), which is also a mapping."""

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
    """Several cookies have the name; `domain` and `path` select one."""


def now() -> int:
    """Return the board's time in seconds since 1970, or the start of 2025 if it has no clock or an unset one."""
    seconds = 1735689600  # 2025; a clock with an earlier time was not set
    if hasattr(time, "time") and hasattr(time, "gmtime"):
        seconds = max(seconds, int(time.time()) + (946684800 if time.gmtime(0)[0] == 2000 else 0))  # many start at 2000
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
    """Remove all cookies of a name; do nothing if there are none."""
    jar.clear(domain, path, name)


class RequestsCookieJar(MutableMapping[str, str]):
    """A mapping of cookies by name; iterating yields Cookie tuples, keys() returns names. `limits` are its bounds."""

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
        """Return a cookie's value, or `default`; raise CookieConflictError if several cookies match."""
        found = self._named(name, domain, path)
        if len(found) > 1:
            raise CookieConflictError(f"There are multiple cookies with name, {name!r}")
        return found[0].value if found else default

    def set(self, name: str, value: "str | None", **kwargs: "Any") -> "Any":
        """Store a cookie with the arguments of create_cookie; the value None removes it."""
        if value is None:
            self.clear(kwargs.get("domain"), kwargs.get("path"), name)
            return None
        cookie = create_cookie(name, value, **kwargs)
        self.set_cookie(cookie)
        return cookie

    __setitem__ = set

    def set_cookie(self, cookie: Cookie) -> None:
        """Store a Cookie, which replaces one with the same name, domain and path."""
        store(self._list, cookie, now(), self.limits)

    def keys(self) -> "list[str]":  # type: ignore[override] # not a view
        """Return the names of the cookies, as a list; the name of two cookies is in it twice."""
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
        """Return {name: value} of all cookies, or of those of a domain and path."""
        return {cookie.name: cookie.value for cookie in self._named(None, domain, path)}

    def list_domains(self) -> "list[str]":
        """Return the domains of the cookies, each once."""
        return list(set(self._fields(2)))

    def list_paths(self) -> "list[str]":
        """Return the paths of the cookies, each once."""
        return list(set(self._fields(3)))

    def clear(self, domain: "Any" = None, path: "Any" = None, name: "Any" = None) -> None:
        """Remove the cookies that have a domain, path and name, as far as these are given."""
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
        """Return a new jar with the same cookies."""
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
