"""Cookies: sent, kept, scoped, and the jar's interface."""

import http.cookiejar
import pickle

import requests
from requests.cookies import (
    RequestsCookieJar,
    cookiejar_from_dict,
    create_cookie,
    merge_cookies,
    remove_cookie_by_name,
)

from ._each import each

SUBJECT = "cookies"


def jar(**named):
    """A jar with cookies for every host."""
    return cookiejar_from_dict(named)


def plain_jar():
    """A jar of the standard library."""
    cookies = http.cookiejar.CookieJar()
    cookies.set_cookie(create_cookie("std", "1"))
    return cookies


SENT = {
    "dict": {"b": "2", "a": "1"},
    "jar": jar(b="2", a="1"),
    "jar of the standard library": plain_jar(),
    "empty dict": {},
    "number value": {"a": 5},
    "None value": {"a": None},
    "bytes value": {"a": b"x"},
    "quotes": {"a": '"quoted value"'},
    "blank": {"a": "two words"},
    "semicolon": {"a": "1; b=2"},
    "comma": {"a": "1,2"},
    "empty value": {"a": ""},
    "latin-1": {"a": "café"},
    "beyond latin-1": {"a": "日本"},
    "line end": {"a": "1\r\nX-Other: 2"},
    "empty name": {"": "1"},
    "text": "a=1",
    "list": [("a", "1")],
}

SET = {
    "plain": "a=1",
    "path": "a=1; Path=/",
    "other path": "a=1; Path=/elsewhere",
    "default path": "a=1; Path=nonsense",
    "expired": "a=1; Max-Age=0",
    "max-age": "a=1; Max-Age=100000",
    "negative max-age": "a=1; Max-Age=-5",
    "broken max-age": "a=1; Max-Age=soon",
    "expires": "a=1; Expires=Fri, 31 Dec 2099 23:59:59 GMT",
    "expires past": "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
    "expires nonsense": "a=1; Expires=never",
    "expires with dashes": "a=1; Expires=Fri, 31-Dec-2099 23:59:59 GMT",
    "secure": "a=1; Secure",
    "http only": "a=1; HttpOnly",
    "same site": "a=1; SameSite=Lax",
    "attributes of later days": "a=1; Partitioned; Priority=High; Secure",
    "discard": "a=1; Max-Age=100000; Discard",
    "version": "a=1; Version=1",
    "domain of the host": "a=1; Domain=127.0.0.1",
    "domain elsewhere": "a=1; Domain=example.org",
    "empty domain": "a=1; Domain=",
    "port": "a=1; Port=80",
    "no value": "a",
    "empty value": "a=",
    "no name": "=1",
    "nothing": "",
    "quoted": 'a="1 2"',
    "quoted with a semicolon": 'a="1;2"',
    "equals in the value": "a=b=c==",
    "blanks around": " a = 1 ; Path = / ",
    "upper case attribute": "a=1; PATH=/",
    "comma": "a=1, b=2",
    "utf-8 bytes": "a=caf\xc3\xa9",
}


def round_trip(w, line):
    """Let the server set a cookie; return what is sent back and what the jar keeps."""
    with requests.Session() as s:
        first = s.get(w.answer("Set-Cookie: " + line))
        return [first.cookies, s.cookies, s.get(w.url("/cookies"))]


def by_name(w):
    """The same with a host name instead of an address."""
    with requests.Session() as s:
        s.get(w.script(b"HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nContent-Length: 0\r\n\r\n", at="name"))
        return [s.cookies, s.get(w.url("/cookies", at="name")), s.get(w.url("/cookies"))]


def of_the_session(w):
    """Cookies of the request are for one request, those of the session stay."""
    with requests.Session() as s:
        s.cookies.update({"a": "1", "b": "2"})
        return [s.get(w.url("/cookies"), cookies={"b": "3", "c": "4"}), s.get(w.url("/cookies")), s.cookies]


def on_redirect(w):
    """Cookies set by a redirect are sent with the next requests."""
    with requests.Session() as s:
        r = s.get(w.url("/cookies/set?a=1&b=2"))
        return [r, r.history[0].cookies, r.cookies, s.cookies]


def replaced_on_redirect(w):
    """A cookie that a redirect changes."""
    with requests.Session() as s:
        s.cookies.set("a", "old")
        return [s.get(w.url("/cookies/set?a=new"), cookies={"b": "1"}), s.cookies]


def expired_on_redirect(w):
    """A cookie that a redirect deletes."""
    with requests.Session() as s:
        s.get(w.url("/cookies/set?a=1&b=2"))
        url = w.url("/redirect-to")
        r = s.get(url, params={"url": w.url("/cookies"), "cookie": "a=; Max-Age=0; Path=/"})
        return [r, s.cookies]


def header_beside_cookies(w):
    """A Cookie header by hand, and cookies."""
    return requests.get(w.url(), headers={"Cookie": "x=1"}, cookies={"a": "1"})


def elsewhere(w):
    """Cookies of one host are not sent to another."""
    with requests.Session() as s:
        s.cookies.set("a", "1", domain="example.org", path="/")
        s.cookies.set("b", "2", domain="127.0.0.1", path="/")
        s.cookies.set("c", "3", domain="", path="/nowhere")
        return s.get(w.url("/cookies"))


def interface(w):
    """The dict interface of the jar."""
    c = RequestsCookieJar()
    c.set("a", "1", domain="one.example", path="/")
    c.set("a", "2", domain="two.example", path="/x")
    c["b"] = "3"
    c.set("gone", "x")
    c.set("gone", None)
    return [
        c.get("b"), c.get("none"), c.get("none", "default"), c.get("a", domain="one.example"), c.keys(), c.values(),
        c.items(), c.list_domains(), c.list_paths(), c.multiple_domains(), c.get_dict(), c.get_dict("two.example"),
        c.get_dict(path="/x"), "b" in c, "none" in c, len(c), dict(c.get_dict()), sorted(c.iterkeys()),
        sorted(c.itervalues()), sorted(c.iteritems()), c.copy(), list(c), c == c.copy(), bool(RequestsCookieJar()),
        isinstance(c.get_policy(), http.cookiejar.DefaultCookiePolicy),
    ]  # fmt: skip


def conflict(w, do):
    """A method of a jar with two cookies of one name."""
    c = RequestsCookieJar()
    c.set("a", "1", domain="one.example")
    c.set("a", "2", domain="two.example")
    return do(c)


CONFLICTS = {
    "item": lambda c: c["a"],
    "get": lambda c: c.get("a"),
    "in": lambda c: "a" in c,
    "delete": lambda c: [c.__delitem__("a"), c],
    "set": lambda c: [c.__setitem__("a", "3"), c],
    "pop": lambda c: c.pop("a"),
    "missing item": lambda c: c["none"],
    "missing delete": lambda c: c.__delitem__("none"),
    "missing pop": lambda c: c.pop("none"),
    "pop with a default": lambda c: c.pop("none", 5),
    "clear": lambda c: [c.clear(), c],
    "clear a domain": lambda c: [c.clear("one.example"), c],
    "get None": lambda c: c.get(None, "default"),
    "delete None": lambda c: [c.__delitem__(None), c.set(None, None), remove_cookie_by_name(c, None), c],
    "pop None": lambda c: [c.pop(None, "default"), c],
    "update from a dict": lambda c: [c.update({"b": "1"}), c],
    "update from a jar": lambda c: [c.update(jar(b="1")), c],
    "setdefault": lambda c: [c.setdefault("b", "1"), c],
    "pickled": lambda c: pickle.loads(pickle.dumps(c)),
    "dict()": dict,
    "dict of items": lambda c: dict(c.items()),
    "set with a Morsel": lambda c: [set_morsel(c), c],
    "bad keyword": lambda c: c.set("a", "1", colour="red"),
    "quoted value": lambda c: [c.set("q", '"a\\"b"'), c["q"]],
}


def set_morsel(cookies):
    """Set a cookie as http.cookies parses it."""
    from http.cookies import SimpleCookie

    parsed = SimpleCookie("m=1; Path=/x; Domain=example.org; Max-Age=100000; Secure")
    return cookies.set("m", parsed["m"])


CALLS = {
    **each(lambda w, cookies: requests.get(w.url("/cookies"), cookies=cookies), SENT, "sent as "),
    **each(round_trip, SET, "set with "),
    **each(conflict, CONFLICTS, "jar "),
    "jar interface": interface,
    "by name": by_name,
    "of the session": of_the_session,
    "on a redirect": on_redirect,
    "replaced on a redirect": replaced_on_redirect,
    "expired on a redirect": expired_on_redirect,
    "beside a header": header_beside_cookies,
    "for other hosts": elsewhere,
    "several in one answer": lambda w: requests.get(w.answer("Set-Cookie: a=1", "Set-Cookie: b=2; Path=/")),
    "session with a plain dict": lambda w: session_with({"a": "1"}).get(w.url("/cookies")),
    "session with a plain jar": lambda w: session_with(plain_jar()).get(w.url("/cookies")),
    "merge dict": lambda w: merge_cookies(jar(a="1"), {"a": "2", "b": "3"}),
    "merge jar": lambda w: merge_cookies(jar(a="1"), jar(b="2")),
    "merge into no jar": lambda w: merge_cookies({"a": "1"}, {"b": "2"}),
    "from a dict without overwriting": lambda w: cookiejar_from_dict({"a": "2"}, jar(a="1"), overwrite=False),
    "from None": lambda w: cookiejar_from_dict(None),
    "utils": lambda w: [
        requests.utils.dict_from_cookiejar(jar(a="1", b="2")),
        requests.utils.add_dict_to_cookiejar(jar(a="1"), {"b": "2"}),
    ],
}


def session_with(cookies):
    """A session whose jar was replaced."""
    session = requests.Session()
    session.cookies = cookies
    return session
