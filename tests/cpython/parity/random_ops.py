"""Make random operations on headers, jars, requests and redirects, and print their results.

    python -I random_ops.py COUNT

The same number gives the same steps in each interpreter: a line of JSON, [the steps, their outcomes].  The operations
are common ones; unusual calls, which may differ on purpose, are in the table of calls.
"""

import copy
import io
import json
import pickle
import random
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent)]
sys.modules |= dict.fromkeys(("brotli", "brotlicffi", "zstandard", "backports.zstd"))  # as in runner.py

import requests  # noqa: E402  # after sys.path is set
import urllib3  # noqa: E402  # after sys.path is set
from plain import attempt, plain  # noqa: E402  # after sys.path is set
from requests.adapters import BaseAdapter, HTTPAdapter  # noqa: E402  # after sys.path is set
from requests.cookies import RequestsCookieJar, create_cookie  # noqa: E402  # after sys.path is set
from requests.structures import CaseInsensitiveDict  # noqa: E402  # after sys.path is set

NAMES = ("A", "a", "Content-Type", "content-type", "CONTENT-TYPE", "É", "é", "")
VALUES = ("1", "2", "", None)

HEADERS = {
    "set": lambda d, k, v: d.__setitem__(k, v),
    "get": lambda d, k, v: [d.get(k), d.get(k, v), attempt(d.__getitem__, k)],
    "delete": lambda d, k, v: d.__delitem__(k),
    "in": lambda d, k, v: [k in d, k in d.keys(), (k, v) in d.items(), v in d.values(), k in list(d)],  # noqa: SIM118
    "pop": lambda d, k, v: d.pop(k, v) if v else d.pop(k),
    "popitem": lambda d, k, v: d.popitem(),
    "setdefault": lambda d, k, v: d.setdefault(k, v),
    "update": lambda d, k, v: [d.update({k: v}, a=v), d.update([(k, v)])],
    "merge": lambda d, k, v: [
        attempt(lambda: d | {k: v}),
        attempt(lambda: {**d, k: v}),
        attempt(lambda: {k: v} | dict(d)),
    ],
    "sets": lambda d, k, v: [d.keys() & {k, "A"}, d.keys() - {k}, d.keys() | {k}, d.keys() ^ {k}],
    "equal": lambda d, k, v: [d == {k: v}, d == dict(d), d != CaseInsensitiveDict(d), d.keys() == {k}, d == v],
    "look": lambda d, k, v: [repr(d), len(d), list(d), sorted(d), list(d.lower_items()), repr(d.keys()), bool(d)],
    "copy": lambda d, k, v: [d.copy(), copy.copy(d), copy.deepcopy(d), pickle.loads(pickle.dumps(d))],
    "follow": lambda d, k, v: [keys := d.keys(), items := d.items(), d.__setitem__(k, v), list(keys), list(items)],
    "clear": lambda d, k, v: d.clear(),
}

WHERE = ({}, {"domain": "h.example"}, {"domain": ".example"}, {"path": "/p"}, {"domain": "h.example", "path": "/p"})

COOKIES = {
    "set": lambda j, k, v, where: j.set(k, v, **where),
    "item": lambda j, k, v, where: j.__setitem__(k, v),
    "cookie": lambda j, k, v, where: j.set_cookie(create_cookie(k, f'"{v}"', secure=True, expires=4e9, **where)),
    "get": lambda j, k, v, where: [attempt(j.get, k, v, **where), attempt(j.get, k), attempt(j.__getitem__, k), k in j],
    "delete": lambda j, k, v, where: j.__delitem__(k),
    "pop": lambda j, k, v, where: j.pop(k, v) if v else j.pop(k),
    "setdefault": lambda j, k, v, where: j.setdefault(k, v),
    "update": lambda j, k, v, where: [j.update({k: v or "3"}), j.update(j.copy())],
    "dict": lambda j, k, v, where: [j.get_dict(), j.get_dict(**where), attempt(dict, j), dict(j.items())],
    "list": lambda j, k, v, where: [j.keys(), j.values(), j.items(), j.list_domains(), j.list_paths(), len(j)],
    "copy": lambda j, k, v, where: [j.copy(), copy.copy(j), pickle.loads(pickle.dumps(j))],
    "clear": lambda j, k, v, where: j.clear(*[where[name] for name in ("domain",) if name in where]),
    "utils": lambda j, k, v, where: [
        requests.utils.dict_from_cookiejar(j),
        requests.cookies.merge_cookies(j.copy(), {k: "9"}),
        requests.cookies.remove_cookie_by_name(j, k, **where),
    ],
    "header": lambda j, k, v, where: [
        requests.cookies.get_cookie_header(j, requests.Request("GET", url).prepare())
        for url in ("http://h.example/", "https://h.example/p/q", "http://sub.h.example/p")
    ],
}

ARGUMENTS = {
    "params": ({"b": "2", "a": ["1", "ü"]}, [("a", 1), ("a", None)], "a=1&b c", {"a": 1.5, "b": True}, b"a=%20", {}),
    "headers": ({"X-A": "1", "x-a": "2"}, {"content-type": "text/x"}, {"Cookie": "x=y"}, {"Host": "o"}, {b"X-B": b"v"}),
    "data": ({"a": "1", "b": ["2", "ü"]}, [("a", "1"), ("a", "2")], "text ü", b"bytes", {"a": None, "b": 5}, ""),
    "json": ({"a": [1, None, "ü"]}, [], 0, "text"),
    "files": ({"f": b"data"}, {"f": ("n ü", "text", "text/x", {"X-P": "1"})}, [("f", ("a", b"1")), ("f", ("b", b""))]),
    "cookies": ({"a": "1", "b": "2 3"}, {"a": '"q"'}, {}),
    "auth": (("user", "pass"), ("ü", "p:q"), requests.auth.HTTPBasicAuth("u", b"\xff")),
}
PLACES = (
    *("http://h.example", "HTTP://H.Example:80", "https://user:p%40ss@h.example:8443"),
    *("http://bücher.example", "http://[::1]:8"),
)
PATHS = ("", "/", "/a b/ü", "/a/../b/./c", "/%7e%C3%BC", "?a=1", "/p;x?q=ü&r#part", "//a", "/a#b c", "/p?a=b+c%20d")
METHODS = ("GET", "post", "PUT", "HEAD", "PATCH", "delete", "OPTIONS")

SENT = (("GET", None), ("HEAD", None), ("POST", None), ("POST", b"x"))
LOCATIONS = (
    *("/b", "c?d=1", "../e", "?f", "#g", "//other.example/h", "http://h.example/i", "https://h.example/j"),
    *("http://other.example:8080/k", "/l m", "/p#q", "./n", "http://sub.h.example/o", ""),
)
SET = ("a=1", "b=2; Path=/", "c=3; Path=/p", "a=; Max-Age=0", "d=4; Domain=h.example", "e=5; Secure", "f=6; Max-Age=90")


class FakeAdapter(BaseAdapter):
    """Gives random responses, with redirects and cookies, and keeps the requests."""

    def __init__(self, rng):
        super().__init__()
        self.rng = rng
        self.asked = []

    def send(self, request, **kwargs):
        """Return a response."""
        self.asked.append(plain(request))
        status = self.rng.choice((200, 200, 404, 204, 302, 303, 307, 308)) if len(self.asked) < 9 else 200
        fields = [("Location", self.rng.choice(LOCATIONS))] if 300 < status < 310 else []
        lines = [self.rng.choice(SET) for _ in range(self.rng.randrange(3))]
        lines.sort(key=lambda line: "Max-Age=0" not in line)  # one response may set and delete it
        fields += [("Set-Cookie", line) for line in lines]
        original = urllib3.HTTPResponse()
        original.msg = urllib3.HTTPHeaderDict(fields)
        original.msg.get_all = lambda name, default=None: original.msg.getlist(name) or default
        raw = urllib3.HTTPResponse(
            io.BytesIO(b"body"), fields, status, preload_content=False, reason="So", original_response=original
        )
        return HTTPAdapter().build_response(request, raw)


def headers(rng):
    """Steps on a dictionary of headers."""
    d = CaseInsensitiveDict({rng.choice(NAMES): rng.choice(VALUES) for _ in range(rng.randrange(3))})
    steps = [(rng.choice(list(HEADERS)), rng.choice(NAMES), rng.choice(VALUES)) for _ in range(5)]
    return steps, [outcome(HEADERS[name], d, key, value) for name, key, value in steps] + [plain(d)]


def cookies(rng):
    """Steps on a jar."""
    jar = RequestsCookieJar()
    jar.update({rng.choice("abc"): "0" for _ in range(rng.randrange(3))})
    steps = [
        (rng.choice(list(COOKIES)), rng.choice("abc"), rng.choice(VALUES[1:]), rng.choice(WHERE)) for _ in range(5)
    ]
    return steps, [outcome(COOKIES[name], jar, *rest) for name, *rest in steps] + [plain(jar)]


def prepared(rng):
    """A request with a few arguments, its copy, and the request that a session prepares."""
    arguments = {name: rng.choice(ARGUMENTS[name]) for name in rng.sample(list(ARGUMENTS), rng.randrange(4))}
    if isinstance(arguments.get("data"), (str, bytes)):
        arguments.pop("files", None)
    request = requests.Request(rng.choice(METHODS), rng.choice(PLACES) + rng.choice(PATHS), **arguments)
    session = requests.Session()
    session.trust_env = False
    session.headers["X-S"], session.params, session.auth = "s", {"s": "1"}, rng.choice((None, ("s", "t")))
    makers = (request.prepare, lambda: request.prepare().copy(), lambda: session.prepare_request(request))
    return [request.method, request.url, repr(arguments)], [outcome(make) for make in makers]


def redirected(rng):
    """Requests of one session, with their redirects."""
    session = requests.Session()
    session.trust_env, session.max_redirects = False, rng.choice((30, 2))
    adapter = FakeAdapter(rng)
    for prefix in ("http://", "https://"):
        session.mount(prefix, adapter)
    steps = [(*rng.choice(SENT), rng.random() < 0.8) for _ in range(rng.randrange(1, 4))]
    outcomes = [
        outcome(session.request, method, "http://h.example/p/q", data=data, auth=("u", "p"), allow_redirects=follow)
        for method, data, follow in steps
    ]
    return steps, [*outcomes, adapter.asked, plain(session.cookies)]


def outcome(function, *args, **kwargs):
    """Return the result of a call, or the class of its exception."""
    result = attempt(function, *args, **kwargs)
    return ["raised", type(result).__name__] if isinstance(result, Exception) else plain(result)


SUBJECTS = (headers, cookies, prepared, redirected)


def main(count):
    """Print a line for each number."""
    for number in range(count):
        subject = SUBJECTS[number % len(SUBJECTS)]
        steps, outcomes = subject(random.Random(number))
        print(json.dumps([f"{number} {subject.__name__}: {steps}", outcomes]))


if __name__ == "__main__":
    main(int(sys.argv[1]))
