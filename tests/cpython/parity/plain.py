"""The result of a call, as plain data that can be compared between two interpreters."""

import datetime
import http.cookiejar
import re
import time
from collections.abc import Mapping

import requests

MONTH = 30 * 24 * 3600
COOKIE_FIELDS = ("name", "value", "domain", "path", "secure", "discard", "port", "version")


def attempt(function, *args, **kwargs):
    """The call's value, or the exception that it raised."""
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return error


def plain(value):
    """Return a value as JSON's types, without addresses, times and names of modules."""
    for kind, make in KINDS:
        if isinstance(value, kind):
            return make(value)
    return {"type": type(value).__name__, "repr": re.sub(r" at 0x\w+", "", repr(value))}


def response(r):
    """Return all that a caller can read of a response, its body included."""
    return {
        "status": r.status_code,
        "reason": r.reason,
        "url": r.url,
        "headers": list(r.headers.items()),
        "headers type": type(r.headers).__name__,
        "encoding": plain(attempt(lambda: r.encoding)),
        "cookies": plain(r.cookies),
        "history": [response(each) for each in r.history],
        "request": plain(r.request),
        "flags": plain(attempt(lambda: [bool(r), r.ok, r.is_redirect, r.is_permanent_redirect])),
        "elapsed": isinstance(r.elapsed, datetime.timedelta),
        "links": plain(attempt(lambda: r.links)),
        "content": plain(attempt(lambda: r.content)),
        "text": plain(attempt(lambda: r.text)),
        "next": plain(attempt(lambda: r.next and r.next.url)),
        "repr": repr(r),
    }


def prepared(p):
    """A prepared request as a caller, a hook or an adapter sees it."""
    body = p.body if isinstance(p.body, (str, bytes, type(None))) else "a stream"
    return {
        "method": plain(p.method),
        "url": plain(p.url),
        "path": plain(attempt(lambda: p.path_url)),
        "headers": plain(p.headers and list(p.headers.items())),
        "body": plain(body),
        "hooks": plain(p.hooks),
    }


def exception(e):
    """Return the names of an exception's classes, and its attributes."""
    return {
        "error": type(e).__name__,
        "bases": sorted(base.__name__ for base in type(e).__mro__),
        "request": plain(getattr(getattr(e, "request", None), "url", None)),
        "response": getattr(getattr(e, "response", None), "status_code", None),
    }


def jar(cookies):
    """Cookies in the jar's order."""
    return [
        {**{name: plain(getattr(cookie, name)) for name in COOKIE_FIELDS}, "expires": expiry(cookie.expires)}
        for cookie in cookies
    ]


def expiry(moment):
    """Return when a cookie expires: a date, or a relative time in units of 1,000 seconds."""
    left = moment - time.time() if moment else 0
    return round(left / 1000) if abs(left) < MONTH else moment


def mapping(value):
    """Return a mapping with its class, in its order."""
    kind = "dict" if isinstance(value, dict) else type(value).__name__
    return {"mapping": kind, "items": [[plain(key), plain(item)] for key, item in value.items()]}


def request(r):
    """Return the attributes of a Request."""
    return {name: plain(getattr(r, name)) for name in ("method", "url", "headers", "params", "data", "hooks")}


KINDS = (
    ((bool, int, float, type(None), str), lambda value: value),
    ((bytes, bytearray), lambda value: {"bytes": bytes(value).decode("latin-1")}),
    (requests.Response, response),
    (requests.PreparedRequest, prepared),
    (requests.Request, request),
    (http.cookiejar.CookieJar, jar),
    (http.cookiejar.Cookie, lambda value: jar([value])),
    (Exception, exception),
    (Mapping, mapping),
    ((set, frozenset), lambda value: sorted(map(str, value))),
    ((list, tuple), lambda value: [plain(item) for item in value]),
    (type, lambda value: value.__name__),
    (type(lambda: 0), lambda value: "a function"),
)
