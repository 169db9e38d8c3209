"""Redirects: which are followed, what is sent, and the limit."""

import io

import requests

from ._each import each

SUBJECT = "redirects"
STATUSES = (300, 301, 302, 303, 304, 305, 307, 308)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def by_status(w, pair):
    """A method with a body and fields for it, redirected with a status."""
    method, status = pair
    body = None if method in ("GET", "HEAD", "OPTIONS") else {"a": "1"}
    url = w.url(f"/redirect-to?status_code={status}&url=" + w.url("/anything"))
    return requests.request(method, url, data=body, allow_redirects=True)


def to(w, location, at="http", **kwargs):
    """A GET redirected to a place."""
    head = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location + b"\r\n\r\n"
    return requests.get(w.script(head, at=at), **kwargs)


LOCATIONS = {
    "absolute path": b"/get",
    "relative path": b"../get",
    "parent": b"../../../../get",
    "query alone": b"?a=1",
    "fragment alone": b"#part",
    "path with fragment": b"/get#part",
    "blank in the path": b"/anything/a b",
    "utf-8": "/anything/für".encode(),
    "latin-1": b"/anything/f\xfcr",
    "escapes": b"/anything/%7Ea%2f",
    "dots": b"/anything/../get",
    "empty": b"",
    "other scheme": b"ftp://example.org/",
    "mailto": b"mailto:a@example.org",
    "javascript": b"javascript:alert(1)",
    "no host": b"http:///get",
    "bad port": b"http://127.0.0.1:port/",
    "two slashes in the path": b"/anything//x",
    "upper case scheme": b"HTTP://127.0.0.1:1/",
}

CREDENTIALS = {
    "nothing": {},
    "auth": {"auth": ("ana", "secret")},
    "header": {"headers": {"Authorization": "Bearer t0k"}},
    "proxy header": {"headers": {"Proxy-Authorization": "Basic eA=="}},
    "cookies": {"cookies": {"a": "1"}},
    "cookie header": {"headers": {"Cookie": "a=1"}},
    "own header": {"headers": {"X-Key": "k"}},
    "host header": {"headers": {"Host": "example.org"}},
    "params": {"params": {"a": "1"}},
}

BODIES = {
    "text": lambda: "text",
    "form": lambda: {"a": "1"},
    "stream": lambda: io.BytesIO(b"stream"),
    "partly read stream": lambda: (lambda s: s.read(2) and s)(io.BytesIO(b"0123456")),
    "generator": lambda: iter([b"one", b"two"]),
}


def with_credentials(w, kwargs, at):
    """A redirect to a listener, with credentials."""
    place = w.url("/headers", at=at)
    return requests.get(w.url("/redirect-to"), **{"params": {"url": place}, **shifted(kwargs, place)})


def shifted(kwargs, place):
    """Params in addition to that with the URL of the redirect."""
    return {**kwargs, "params": {**kwargs["params"], "url": place}} if "params" in kwargs else kwargs


def limited(w, most):
    """A chain of three within a limit."""
    with requests.Session() as s:
        s.max_redirects = most
        return s.get(w.url("/redirect/3"))


def step_by_step(w):
    """`next` of a response that was not followed."""
    with requests.Session() as s:
        r = s.get(w.url("/redirect/2"), allow_redirects=False)
        return [r, r.next, s.send(r.next, allow_redirects=False)]


def resolved(w, yield_requests):
    """resolve_redirects, called directly."""
    with requests.Session() as s:
        r = s.get(w.url("/redirect/2"), allow_redirects=False)
        found = []
        for each_ in s.resolve_redirects(r, r.request, yield_requests=yield_requests):
            found.append(each_)
            if len(found) == 4:
                break
        return found


def stripped(w, pair):
    """should_strip_auth's decision."""
    return requests.Session().should_strip_auth(*pair)


STRIP = {
    "same": ("http://example.org/a", "http://example.org/b"),
    "other host": ("http://example.org/", "http://example.com/"),
    "host below": ("http://example.org/", "http://a.example.org/"),
    "upgrade": ("http://example.org/", "https://example.org/"),
    "upgrade with ports": ("http://example.org:80/", "https://example.org:443/"),
    "upgrade to another port": ("http://example.org/", "https://example.org:444/"),
    "downgrade": ("https://example.org/", "http://example.org/"),
    "default port": ("https://example.org/", "https://example.org:443/"),
    "other port": ("http://example.org:1/", "http://example.org:2/"),
    "upper case": ("http://EXAMPLE.org/", "http://example.org/"),
}


def target_of(w, location):
    """get_redirect_target, called directly."""
    r = requests.Response()
    r.status_code = 302
    r.headers["Location"] = location
    return [requests.Session().get_redirect_target(r), r.is_redirect, r.is_permanent_redirect]


def to_scripted(w):
    """A redirect with a truncated body."""
    head = b"HTTP/1.1 302 Found\r\nContent-Length: 50\r\nLocation: /get\r\n\r\nshort"
    return requests.get(w.script(head, "close"))


CALLS = {
    **each(by_status, {f"{m} {s}": (m, s) for m in METHODS for s in STATUSES}),
    **each(to, LOCATIONS, "location with "),
    **each(lambda w, kwargs: with_credentials(w, kwargs, "http"), CREDENTIALS, "same origin with "),
    **each(lambda w, kwargs: with_credentials(w, kwargs, "other"), CREDENTIALS, "other port with "),
    **each(lambda w, kwargs: with_credentials(w, kwargs, "name"), CREDENTIALS, "other host with "),
    **each(
        lambda w, make: requests.post(w.url("/redirect-to?status_code=307&url=/post"), data=make()), BODIES, "307 with "
    ),
    **each(
        lambda w, make: requests.put(w.url("/redirect-to?status_code=308&url=/put"), data=make()), BODIES, "308 with "
    ),
    **each(
        lambda w, make: requests.post(w.url("/redirect-to?status_code=302&url=/get"), data=make()), BODIES, "302 with "
    ),
    "307 with files": lambda w: requests.post(w.url("/redirect-to?status_code=307&url=/post"), files={"f": b"x"}),
    **each(limited, {"of 3": 3, "of 2": 2, "of 0": 0}, "limit "),
    **each(resolved, {"responses": False, "requests": True}, "resolve "),
    **each(stripped, STRIP, "strip auth: "),
    **each(target_of, {"a path": "/a", "utf-8": "/f\xc3\xbcr", "latin-1": "/f\xfcr"}, "target of "),
    "not followed": lambda w: requests.get(w.url("/redirect/1"), allow_redirects=False),
    "not followed without a host": lambda w: (
        requests.get(w.url("/redirect-to?url=https:///x"), allow_redirects=False).status_code
    ),
    "not followed by head": lambda w: requests.head(w.url("/redirect/1")),
    "without Location": lambda w: requests.get(w.url("/status/302")),
    "step by step": step_by_step,
    "with a stream": lambda w: requests.get(w.url("/redirect/2"), stream=True),
    "body cut short": to_scripted,
    "fragment is inherited": lambda w: requests.get(w.url("/redirect/1#part")),
    "fragment of one's own": lambda w: requests.get(w.url("/redirect-to?url=/get%23other#part")),
    "endless": lambda w: requests.get(w.url("/redirect/40")),
    "to a refused port": lambda w: requests.get(w.url("/redirect-to"), params={"url": w.url(at="refused")}),
    "twice to the same place": lambda w: requests.get(
        w.url("/redirect-to"), params={"url": w.url("/redirect-to?url=/get")}
    ),
    "to https": lambda w: requests.get(
        w.url("/redirect-to"), params={"url": w.url(at="https")}, auth=("a", "b"), verify=w.path("ca")
    ),
    "from https": lambda w: requests.get(
        w.url("/redirect-to", at="https"), params={"url": w.url()}, auth=("a", "b"), verify=w.path("ca")
    ),
    "hooks run on each": lambda w: hooked(w),
}


def hooked(w):
    """A hook is called with every response of a redirect."""
    seen = []
    requests.get(w.url("/redirect/2"), hooks={"response": lambda r, **kwargs: seen.append(r.status_code)})
    return seen
