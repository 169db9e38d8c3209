"""Cookie jars: the standard library's http.cookiejar with the interface of a dict.

A policy decides which cookies a jar accepts and sends.  The policy here corrects the library's where that contradicts
RFC 6265: a cookie without a Domain attribute is for its host only, not for subdomains (5.3 step 6); the same holds for
`Domain=localhost` from localhost, for an IP address as its own Domain, and for an empty Domain (5.2.3, 5.3 step 5); the
end of an IP address, or the ".local" that the library appends to "localhost", is not a domain (5.1.3).
"""

from __future__ import annotations

import calendar
import contextlib
import copy
import re
import threading
import time
from collections.abc import Iterable, Iterator, MutableMapping
from http import cookiejar as cookielib
from http.cookiejar import Cookie, CookieJar, CookiePolicy, DefaultCookiePolicy
from http.cookies import Morsel
from typing import TYPE_CHECKING, Any, TypeVar, overload
from urllib.parse import urlparse, urlunparse
from urllib.request import Request as UrllibRequest

from ._core.cookies import Cookie as StoredCookie
from ._core.cookies import CookieMapping, check_cookie, cookie_pair, parse_set_cookie
from ._core.headers import BLANK
from ._core.http1 import DEFAULT as DEFAULT_LIMITS
from ._core.http1 import Limits
from ._core.url import shown
from ._internal_utils import to_native_string
from ._transport.fork import ProcessLock
from ._types import is_prepared as _is_prepared

if TYPE_CHECKING:
    from _typeshed import SupportsKeysAndGetItem

    from .models import PreparedRequest

    _CookieJarT = TypeVar("_CookieJarT", bound=CookieJar)


class MockRequest:
    """A PreparedRequest with the interface of urllib.request.Request, as http.cookiejar expects it.

    The headers that http.cookiejar adds are kept separately: `get_new_headers()` returns them.
    """

    type: str

    def __init__(self, request: PreparedRequest) -> None:
        self._r = request
        self._new_headers: dict[str, str] = {}
        self._url = shown(request.url or "") if _is_prepared(request) else ""  # cookies do not depend on credentials
        self._parts = urlparse(self._url)
        self.type = self._parts.scheme

    def get_type(self) -> str:
        """Return the URL's scheme."""
        return self.type

    def get_host(self) -> str:
        """Return the URL's host and port."""
        return self._parts.netloc

    def get_origin_req_host(self) -> str:
        """Return the host of the first request of the transaction, which is this one."""
        return self.get_host()

    def get_full_url(self) -> str:
        """Return the URL; its host is that of the caller's Host header, if there is one."""
        host = self._r.headers.get("Host")
        if not host:
            return self._url
        return urlunparse(self._parts._replace(netloc=to_native_string(host, encoding="latin-1")))

    def is_unverifiable(self) -> bool:
        """Return True: the user did not approve this request (RFC 2965), so a policy's third-party rules apply."""
        return True

    def has_header(self, name: str) -> bool:
        """Return True if the request has the header `name`, or if it was added."""
        return name in self._r.headers or name in self._new_headers

    def get_header(self, name: str, default: str | None = None) -> str | None:
        """Return the value of the header `name` of the request, or of an added one, or `default`."""
        value: str | None = self._r.headers.get(name, self._new_headers.get(name, default))
        return value

    def add_header(self, key: str, val: str) -> None:
        """Raise NotImplementedError for any `key` and `val`: cookies must be added with `add_unredirected_header`."""
        raise NotImplementedError("Cookie headers should be added with add_unredirected_header()")

    def add_unredirected_header(self, name: str, value: str) -> None:
        """Add a header, `name` and `value`, for this request only."""
        self._new_headers[name] = value

    def get_new_headers(self) -> dict[str, str]:
        """Return the headers that were added."""
        return self._new_headers

    @property
    def unverifiable(self) -> bool:
        """The result of `is_unverifiable`."""
        return self.is_unverifiable()

    @property
    def origin_req_host(self) -> str:
        """The result of `get_origin_req_host`."""
        return self.get_origin_req_host()

    @property
    def host(self) -> str:
        """The result of `get_host`."""
        return self.get_host()


class MockResponse:
    """The headers of a response, with the interface that http.cookiejar expects."""

    def __init__(self, headers: Any) -> None:
        self._headers = headers

    def info(self) -> Any:
        """Return the headers, an object with `get_all(name, default)`."""
        return self._headers

    def getheaders(self, name: str) -> Any:
        """Return all values of the header `name`."""
        return self._headers.getheaders(name)


class _Policy(DefaultCookiePolicy):
    """The library's default policy, corrected by RFC 6265 for cookies of a single host."""

    def set_ok_domain(self, cookie: Cookie, request: UrllibRequest) -> bool:
        if cookie.domain_specified:
            name, host = cookie.domain.removeprefix("."), _host(request)
            if name in ("", host) and (not name or _has_no_domain(host)):
                cookie.domain = cookielib.eff_request_host(request)[1]  # type: ignore[attr-defined]  # not in typeshed
                cookie.domain_specified = cookie.domain_initial_dot = False
            elif _has_no_domain(host):
                return False
        return super().set_ok_domain(cookie, request)

    def return_ok_domain(self, cookie: Cookie, request: UrllibRequest) -> bool:
        if cookie.domain and not cookie.domain_specified:
            host: str = cookielib.eff_request_host(request)[1]  # type: ignore[attr-defined]  # not in typeshed
            return cookie.domain == host
        return _is_undotted_host(cookie.domain, request) or super().return_ok_domain(cookie, request)

    def return_ok_verifiability(self, cookie: Cookie, request: UrllibRequest) -> bool:
        strict = self.strict_rfc2965_unverifiable if cookie.version else self.strict_ns_unverifiable
        return not strict or super().return_ok_verifiability(cookie, request)

    def domain_return_ok(self, domain: str, request: UrllibRequest) -> bool:
        return _is_undotted_host(domain, request) or super().domain_return_ok(domain, request)


def _host(request: UrllibRequest) -> str:
    return str(cookielib.request_host(request))  # type: ignore[attr-defined]  # not in typeshed


def _has_no_domain(host: str) -> bool:
    """Return True for an IP address or a name without dots, such as "localhost", which match only themselves."""
    return "." not in host or not cookielib.is_HDN(host)  # type: ignore[attr-defined]  # not in typeshed


def _is_undotted_host(domain: str, request: UrllibRequest) -> bool:
    name = domain.removeprefix(".")
    return bool(name) and "." not in name and name == _host(request)


class _SetCookies:
    """The headers of a response, without the parts of Set-Cookie lines that http.cookiejar must not see."""

    def __init__(self, headers: Any, limits: Limits) -> None:
        self._headers = headers
        self._limits = limits

    def get_all(self, name: str, default: Any = None) -> Any:
        lines = self._headers.get_all(name, None)
        return default if lines is None else [_sanitized(line) for line in lines if cookie_pair(line, self._limits)]


def _sanitized(line: str) -> str:
    """Return a Set-Cookie line without invalid attributes, for which the library would ignore the whole cookie.

    They are a Max-Age that is not a number (RFC 6265 5.2.2), and attributes that lack a required value (5.2).
    """
    pair, *attributes = line.split(";")
    return ";".join([pair, *(each for each in attributes if not re.fullmatch(_IGNORED, each))])


_IGNORED = r"(?is)\s*max-age\s*=(?!\s*-?[0-9]+\s*$).*|\s*(domain|expires|max-age|path|version)\s*"


def extract_cookies_to_jar(jar: CookieJar, request: PreparedRequest, response: Any) -> None:
    """Store the cookies of a response to `request` in a jar, if the jar's policy accepts them.

    `response` is urllib3's: its `_original_response.msg` has the headers, without joining repeated fields. A response
    without it, or without Set-Cookie, changes nothing. Cookies that are too long are ignored; if there are too many,
    the oldest ones of the domain with the most cookies are removed: see `RequestsCookieJar.limits`.
    """
    original = getattr(response, "_original_response", None)
    if not original:
        return
    headers = original.msg
    lines = headers.get_all("Set-Cookie", [])
    if lines or headers.get_all("Set-Cookie2", []):
        limits = getattr(jar, "limits", DEFAULT_LIMITS)
        asked: Any = MockRequest(request)
        if _reads_as_browsers_do(jar):
            _extract(jar, asked, lines, limits)
        else:
            answer: Any = MockResponse(_SetCookies(headers, limits))
            jar.extract_cookies(answer, asked)
        _shed(jar, limits.cookies)


_EXTRACT, _MAKE = CookieJar.extract_cookies, CookieJar.make_cookies


def _reads_as_browsers_do(jar: CookieJar) -> bool:
    """Return True if Set-Cookie is parsed by RFC 6265: neither the jar nor its policy has changed the rules."""
    own = [getattr(method, "__func__", None) for method in (jar.extract_cookies, jar.make_cookies)]
    policy = getattr(jar, "_policy", None)
    return own == [_EXTRACT, _MAKE] and policy is not None and policy.netscape and not policy.rfc2965


def _extract(jar: CookieJar, request: Any, lines: list[str], limits: Limits) -> None:
    """Store the cookies of Set-Cookie lines in a jar, in order, and remove those that have expired."""
    host, path = _host(request), cookielib.request_path(request)  # type: ignore[attr-defined]  # not in typeshed
    for line in lines:
        found = parse_set_cookie(line, host, path, int(time.time()), limits)
        if found is None:
            continue
        cookie = _library_cookie(found, line, request)
        if cookie.is_expired():
            with contextlib.suppress(KeyError):
                jar.clear(cookie.domain, cookie.path, cookie.name)
        else:
            jar.set_cookie_if_ok(cookie, request)


_ATTRIBUTES = ("", "domain", "path", "expires", "max-age", "secure")


def _library_cookie(found: StoredCookie, line: str, request: Any) -> Cookie:
    """Return a cookie as a Cookie of http.cookiejar: a dot before its domain, other attributes as received."""
    attributes = [attribute.partition("=") for attribute in line.split(";")[1:]]
    pairs = [(name.strip(BLANK), value.strip(BLANK) if equals else None) for name, equals, value in attributes]
    last = {name.lower(): value or "" for name, value in pairs}
    domain, of_host = found.domain, found.host_only or _has_no_domain(found.domain)
    if of_host:
        domain = cookielib.eff_request_host(request)[1]  # type: ignore[attr-defined]  # not in typeshed
    cookie = create_cookie(
        found.name,
        found.value,
        domain=domain if of_host else "." + domain,
        path=found.path,
        secure=found.secure,
        expires=found.expires,
        discard=found.expires is None,
        rest={name: value for name, value in pairs if name.lower() not in _ATTRIBUTES},
    )
    cookie.domain_specified = not of_host
    cookie.domain_initial_dot = not of_host and last["domain"].startswith(".")
    cookie.path_specified = last.get("path") == found.path
    return cookie


def _shed(jar: CookieJar, most: int) -> None:
    """Remove the oldest cookies of the domain with the most, one by one, until the jar has at most `most` cookies."""
    with jar._cookies_lock:  # type: ignore[attr-defined]  # not in typeshed
        domains: dict[str, dict[str, dict[str, Cookie]]] = jar._cookies  # type: ignore[attr-defined]  # not in typeshed
        counts = {domain: sum(map(len, paths.values())) for domain, paths in domains.items()}
        for _ in range(sum(counts.values()) - most):
            busiest = max(counts, key=counts.__getitem__)
            counts[busiest] -= 1
            path, names = next((path, names) for path, names in domains[busiest].items() if names)
            jar.clear(busiest, path, next(iter(names)))


def get_cookie_header(jar: CookieJar, request: PreparedRequest) -> str | None:
    """Return the value of the Cookie header for a request, or None if no cookie of the jar matches."""
    if not getattr(jar, "_cookies", True):
        return None
    mock = MockRequest(request)
    jar.add_cookie_header(mock)  # type: ignore[arg-type]  # a request by its methods
    return mock.get_new_headers().get("Cookie")


def remove_cookie_by_name(cookiejar: CookieJar, name: str, domain: str | None = None, path: str | None = None) -> None:
    """Remove all cookies of a name from `cookiejar`, or only those of a domain and path."""
    for cookie in _matching(cookiejar, name, domain, path):
        cookiejar.clear(cookie.domain, cookie.path, cookie.name)


_ANY: Any = object()  # any name; None may be the name of a cookie


def _matching(jar: CookieJar, name: Any = _ANY, domain: str | None = None, path: str | None = None) -> list[Cookie]:
    """Return the cookies with a name, a domain and a path, each of which may be left out.

    The jar is locked meanwhile, because other threads that use the session may store cookies.
    """
    found: list[Cookie] = []
    with jar._cookies_lock:  # type: ignore[attr-defined]  # not in typeshed
        for paths in _selected(jar._cookies, domain):  # type: ignore[attr-defined]  # not in typeshed
            for cookies in _selected(paths, path):
                found += _selected(cookies, name, _ANY)
    return found


def _selected(values: dict[str, Any], key: Any, every: Any = None) -> Iterable[Any]:
    if key is every:
        return values.values()
    return (values[key],) if key in values else ()


def _copied(cookie: Cookie) -> Cookie:
    """Return a copy of a cookie, for a plain Cookie in a fifth of the time of copy.copy."""
    if type(cookie) is not Cookie:
        return copy.copy(cookie)
    twin = Cookie.__new__(Cookie)
    vars(twin).update(vars(cookie))
    return twin


class CookieConflictError(RuntimeError):
    """Several cookies have the name; `domain` and `path` select one."""


class RequestsCookieJar(CookieMapping, CookieJar, MutableMapping[str, "str | None"]):  # type: ignore[misc]  # lists, not views
    """An http.cookiejar.CookieJar that is also a mapping of names and values.

    Iterating yields Cookie objects, as with any CookieJar; `keys()`, `values()` and `items()` return lists of what a
    dict's methods yield. Looking up a name that several domains or paths have raises CookieConflictError; `get`, `set`
    and `get_dict` accept `domain` and `path`.

    Args:
        policy: a CookiePolicy of http.cookiejar, which decides which cookies are stored and sent; None for RFC 6265.

    Attributes:
        limits: the limits on what servers may store in it: `cookies` in all, `cookie_size` characters each.
    """

    _policy: CookiePolicy
    limits: Limits = DEFAULT_LIMITS

    def __init__(self, policy: CookiePolicy | None = None) -> None:
        if policy is None:  # ours, or one that replaces the library's, as HTTPie's does
            replaced = cookielib.DefaultCookiePolicy is not DefaultCookiePolicy
            policy = cookielib.DefaultCookiePolicy() if replaced else _Policy()
        super().__init__(policy)
        self._cookies_lock = ProcessLock(self._cookies_lock)  # type: ignore[has-type]  # not in typeshed

    if TYPE_CHECKING:

        def set(self, name: str, value: str | Morsel[Any] | None, **kwargs: Any) -> Cookie | None: ...

    _conflict = CookieConflictError
    _matching = _matching
    _remove = remove_cookie_by_name

    @staticmethod
    def _create(name: str, value: Any, **kwargs: Any) -> Cookie:
        return morsel_to_cookie(value) if isinstance(value, Morsel) else create_cookie(name, value, **kwargs)

    def iterkeys(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(self.keys())

    def itervalues(self) -> Iterator[str | None]:
        """Iterate over the values."""
        return iter(self.values())

    def iteritems(self) -> Iterator[tuple[str, str | None]]:
        """Iterate over the pairs of name and value."""
        return iter(self.items())

    def multiple_domains(self) -> bool:
        """Return True if one domain has several cookies (as in Requests, despite the name)."""
        return len(self.list_domains()) < len(self)

    def __getitem__(self, name: str) -> str | None:
        return self._find_no_duplicates(name)

    def __setitem__(  # type: ignore[override]  # without keywords; it calls the `set` of a subclass
        self, name: str, value: str | Morsel[Any] | None
    ) -> None:
        self.set(name, value)

    def __delitem__(self, name: str) -> None:
        remove_cookie_by_name(self, name)

    def set_cookie(self, cookie: Cookie, *args: Any, **kwargs: Any) -> None:
        """Store `cookie`, a Cookie of http.cookiejar; raise InvalidHeader for a semicolon in its name or value.

        `args` and `kwargs` are passed to the method of http.cookiejar.
        """
        name: Any = cookie.name
        value: Any = cookie.value
        if type(name) is not str or type(value) is not str or ";" in value or ";" in name:
            cookie.name, cookie.value = check_cookie(name, value)
        super().set_cookie(cookie, *args, **kwargs)

    def update(self, other: CookieJar | SupportsKeysAndGetItem[str, str]) -> None:  # type: ignore[override]  # a jar too
        """Store copies of the cookies of `other`, a jar, or its names and values, if it is a dict."""
        if isinstance(other, CookieJar):
            for cookie in other:
                self.set_cookie(_copied(cookie))
        else:
            super().update(other)

    def _find(self, name: str, domain: str | None = None, path: str | None = None) -> str | None:
        """Return the value of the first cookie that matches; raise KeyError if there is none."""
        for cookie in _matching(self, name, domain, path):
            return cookie.value
        raise KeyError(f"name={name!r}, domain={domain!r}, path={path!r}")

    def _find_no_duplicates(self, name: str, domain: str | None = None, path: str | None = None) -> str:
        """Return the value of the only match; raise CookieConflictError if there are several, or KeyError."""
        value = CookieMapping.get(self, name, None, domain, path)
        if value is None:
            raise KeyError(f"name={name!r}, domain={domain!r}, path={path!r}")
        return value

    def __getstate__(self) -> dict[str, Any]:
        """Return the state for pickle and copy: all but the lock, and a consistent copy of the cookies."""
        with self._cookies_lock:
            state = self.__dict__.copy()
            stored: dict[str, dict[str, dict[str, Cookie]]] = state["_cookies"]
            state["_cookies"] = {
                domain: {path: dict(cookies) for path, cookies in paths.items()} for domain, paths in stored.items()
            }
        state.pop("_cookies_lock")
        if type(self._policy) is _Policy:  # stored as the library's class, which Requests can load, too
            twin = state["_policy"] = DefaultCookiePolicy()
            vars(twin).update(vars(self._policy))
            state["_corrects"] = True
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        if self.__dict__.pop("_corrects", False):
            self._policy.__class__ = _Policy
        if "_cookies_lock" not in self.__dict__:
            self._cookies_lock = ProcessLock(threading.RLock())

    def copy(self) -> RequestsCookieJar:
        """Return a new jar with copies of the cookies and the same policy."""
        jar = RequestsCookieJar(self.get_policy())
        jar.update(self)
        return jar

    def get_policy(self) -> CookiePolicy:
        """Return the policy, which decides which cookies are accepted and sent."""
        return self._policy


def has_cookies(jar: CookieJar) -> bool:
    """Return True if a jar has cookies, or is of another class, which may find its cookies elsewhere."""
    return type(jar) is not RequestsCookieJar or any(jar._cookies.values())  # type: ignore[attr-defined]  # not in typeshed


def forget_given(jar: CookieJar) -> None:
    """Remove the cookies without a domain, which the caller passed for one request, from that request's jar."""
    with contextlib.suppress(KeyError):
        jar.clear("")


def _copy_cookie_jar(jar: CookieJar | None) -> CookieJar | None:  # pyright: ignore[reportUnusedFunction]  # other packages call it
    """Return an independent copy of a jar, or None for None."""
    if jar is None:
        return None
    if hasattr(jar, "copy"):
        return jar.copy()  # type: ignore[no-any-return]  # a jar with a copy() of its own
    new_jar = copy.copy(jar)
    new_jar.clear()
    for cookie in jar:
        new_jar.set_cookie(_copied(cookie))
    return new_jar


def create_cookie(name: str, value: str, **kwargs: Any) -> Cookie:
    """Return a Cookie that is sent to every host and path, unless `kwargs` restrict it.

    `kwargs` are further arguments of http.cookiejar.Cookie; others raise TypeError. Raises InvalidHeader for a
    semicolon in the name or the value.
    """
    name, value = check_cookie(name, value)
    fields: dict[str, Any] = {
        "version": 0,
        "name": name,
        "value": value,
        "port": None,
        "domain": "",
        "path": "/",
        "secure": False,
        "expires": None,
        "discard": True,
        "comment": None,
        "comment_url": None,
        "rest": {"HttpOnly": None},
        "rfc2109": False,
    }
    if unknown := kwargs.keys() - fields.keys():
        raise TypeError(f"create_cookie() got unexpected keyword arguments: {sorted(unknown)}")
    fields.update(kwargs)
    return Cookie(
        **fields,
        port_specified=bool(fields["port"]),
        domain_specified=bool(fields["domain"]),
        domain_initial_dot=fields["domain"].startswith("."),
        path_specified=bool(fields["path"]),
    )


def morsel_to_cookie(morsel: Morsel[Any]) -> Cookie:
    """Return the Cookie for `morsel`, a Morsel of http.cookies; raise TypeError for a Max-Age that is not a number."""
    return create_cookie(
        comment=morsel["comment"],
        comment_url=bool(morsel["comment"]),
        discard=False,
        domain=morsel["domain"],
        expires=_morsel_expires(morsel),
        name=morsel.key,
        path=morsel["path"],
        port=None,
        rest={"HttpOnly": morsel["httponly"]},
        rfc2109=False,
        secure=bool(morsel["secure"]),
        value=morsel.value,
        version=morsel["version"] or 0,
    )


def _morsel_expires(morsel: Morsel[Any]) -> int | None:
    """Return the expiry time in seconds since 1970; Max-Age takes precedence over Expires (RFC 6265 5.3)."""
    if morsel["max-age"]:
        try:
            return int(time.time() + int(morsel["max-age"]))
        except ValueError:
            raise TypeError(f"max-age: {morsel['max-age']} must be integer") from None
    if morsel["expires"]:
        return calendar.timegm(time.strptime(morsel["expires"], "%a, %d-%b-%Y %H:%M:%S GMT"))
    return None


@overload
def cookiejar_from_dict(
    cookie_dict: dict[str, str] | None, cookiejar: None = None, overwrite: bool = True
) -> RequestsCookieJar: ...
@overload
def cookiejar_from_dict(
    cookie_dict: dict[str, str] | None, cookiejar: _CookieJarT, overwrite: bool = True
) -> _CookieJarT: ...
def cookiejar_from_dict(
    cookie_dict: dict[str, str] | None, cookiejar: CookieJar | None = None, overwrite: bool = True
) -> CookieJar:
    """Add names and values of `cookie_dict` to `cookiejar`, or to a new RequestsCookieJar, and return it.

    If `overwrite` is false, a name that is in the jar keeps its value.
    """
    jar = RequestsCookieJar() if cookiejar is None else cookiejar
    if cookie_dict:
        taken: set[str] = set() if overwrite else {cookie.name for cookie in jar}
        for name, value in cookie_dict.items():
            if name not in taken:
                jar.set_cookie(create_cookie(name, value))
    return jar


def merge_cookies(cookiejar: CookieJar, cookies: dict[str, str] | CookieJar | None) -> CookieJar:
    """Add `cookies`, a dict or a jar, to `cookiejar` and return it.

    A name of a dict that is in the jar keeps its value. Other types than a dict or a jar are ignored. Raises ValueError
    unless `cookiejar` is a CookieJar.
    """
    if not isinstance(cookiejar, CookieJar):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers without types
        raise ValueError("You can only merge into CookieJar")
    if isinstance(cookies, dict):
        return cookiejar_from_dict(cookies, cookiejar=cookiejar, overwrite=False)
    if isinstance(cookies, CookieJar):
        for cookie in cookies:
            cookiejar.set_cookie(_copied(cookie))
    return cookiejar
