"""Sessions: settings, connections, hooks, adapters, and methods that programs override."""

import io
import pickle

import requests
import urllib3
from plain import attempt
from requests.adapters import BaseAdapter, HTTPAdapter
from requests.auth import HTTPBasicAuth

from ._each import each

SUBJECT = "sessions"


class Canned(BaseAdapter):
    """An adapter that makes the response."""

    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
        r = requests.Response()
        r.status_code, r.url, r.request, r._content = 200, request.url, request, b"canned"
        r.reason = repr((stream, timeout, verify, cert, dict(proxies)))
        return r

    def close(self):
        self.closed = True


class Signing(HTTPAdapter):
    """An adapter that adds a header."""

    def add_headers(self, request, **kwargs):
        request.headers["X-Signed"] = ",".join(sorted(kwargs))


class Renaming(HTTPAdapter):
    """An adapter that changes what is built."""

    def build_response(self, req, resp):
        r = super().build_response(req, resp)
        r.reason = "built"
        return r

    def request_url(self, request, proxies):
        return super().request_url(request, proxies) + "?added=1"


class Recorded(HTTPAdapter):
    """An adapter that returns a recorded response, as betamax and vcrpy do."""

    def send(self, request, **kwargs):
        headers = urllib3.HTTPHeaderDict([("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("Content-Type", "text/x")])
        raw = urllib3.HTTPResponse(io.BytesIO(b"played"), headers, 203, reason="Played", preload_content=False)
        return self.build_response(request, raw)


class Doubling(HTTPAdapter):
    """An adapter that replaces the headers by urllib3's."""

    def send(self, request, **kwargs):
        request.headers = urllib3.HTTPHeaderDict([*request.headers.items(), ("X-A", "2"), ("x-a", "3")])
        return super().send(request, **kwargs)


class Untimed(HTTPAdapter):
    """An adapter that does not know of timeouts."""

    def send(self, request, stream, verify, cert, proxies):
        return super().send(request, stream=stream, verify=verify, cert=cert, proxies=proxies)


class Logged(requests.Session):
    """A session whose methods are overridden."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def request(self, method, url, **kwargs):
        self.seen.append(("request", method, sorted(kwargs)))
        return super().request(method, url, **kwargs)

    def send(self, request, **kwargs):
        self.seen.append(("send", request.method, sorted(kwargs)))
        return super().send(request, **kwargs)

    def rebuild_auth(self, prepared_request, response):
        self.seen.append(("rebuild_auth", prepared_request.method, response.status_code))
        return super().rebuild_auth(prepared_request, response)

    def rebuild_method(self, prepared_request, response):
        self.seen.append(("rebuild_method", prepared_request.method, response.status_code))
        return super().rebuild_method(prepared_request, response)

    def rebuild_proxies(self, prepared_request, proxies):
        self.seen.append(("rebuild_proxies", prepared_request.method, dict(proxies)))
        return super().rebuild_proxies(prepared_request, proxies)

    def get_redirect_target(self, resp):
        self.seen.append(("target", resp.status_code))
        return super().get_redirect_target(resp)

    def prepare_request(self, request):
        self.seen.append(("prepare", request.method))
        return super().prepare_request(request)

    def merge_environment_settings(self, url, proxies, stream, verify, cert):
        self.seen.append(("merge", stream, verify, cert))
        return super().merge_environment_settings(url, proxies, stream, verify, cert)

    def get_adapter(self, url):
        self.seen.append(("adapter",))
        return super().get_adapter(url)


def overridden(w):
    """The methods that are called for a redirected POST, in order."""
    with Logged() as s:
        r = s.post(w.url("/redirect/1"), data="x", auth=("a", "b"))
        return [s.seen, r]


def mounted(w, adapter, prefix=None):
    """A session with an adapter for this server."""
    with requests.Session() as s:
        s.mount(prefix or w.url("/")[:16], adapter)
        return s.get(w.url(), timeout=(1, 2), headers={"X-A": "1"})


def order(w):
    """The order of adapters, longest prefix first."""
    s = requests.Session()
    for prefix in ("http://example.org", "http://example.org/longer", "http://", "own://"):
        s.mount(prefix, Canned())
    return list(s.adapters)


def hooks(w, given):
    """Hooks of the request or of the session."""
    seen = []

    def note(r, *args, **kwargs):
        seen.append([r.status_code, sorted(kwargs), args])

    def replace(r, **kwargs):
        other = requests.Response()
        other.status_code, other._content, other.url, other.request = 299, b"replaced", r.url, r.request
        return other

    made = {"note": note, "two": [note, note], "replace": replace, "replace and note": [replace, note], "none": None,
            "empty": []}[given]  # fmt: skip
    r = requests.get(w.url(), hooks={"response": made})
    with requests.Session() as s:
        s.hooks["response"] = made
        second = s.get(w.url("/redirect/1"))
        third = s.get(w.url(), hooks={"response": note})
    return [r, second, third, seen]


def failing_hook(w):
    """A hook that raises an error."""

    def fail(r, **kwargs):
        r.raise_for_status()

    return requests.get(w.url("/status/404"), hooks={"response": fail})


def sent(w, **kwargs):
    """A prepared request, sent."""
    with requests.Session() as s:
        s.headers["X-Session"] = "1"
        s.cookies.set("a", "1")
        return s.send(requests.Request("GET", w.url("/redirect/1"), headers={"X-A": "1"}).prepare(), **kwargs)


def prepared_by_session(w):
    """A request that the session prepares."""
    with requests.Session() as s:
        s.headers["X-Session"] = "1"
        s.auth = ("a", "b")
        s.params = {"p": "1"}
        p = s.prepare_request(requests.Request("post", w.url("/post"), data={"a": "1"}, cookies={"c": "1"}))
        p.headers["X-Late"] = "1"
        p.body = b"other"
        p.prepare_content_length(p.body)
        return s.send(p)


def twice(w):
    """A mapping of headers with a repeated name, as HTTPie's."""
    with requests.Session() as s:
        p = requests.Request("POST", w.url("/post"), data="x", headers={"X-A": "1"}).prepare()
        p.headers = urllib3.HTTPHeaderDict([*p.headers.items(), ("X-A", "2")])
        return s.send(p)


def reused(w):
    """Requests of one session use one connection."""
    with requests.Session() as s:
        return [s.get(w.url()), s.post(w.url("/post"), data="x"), s.head(w.url()), s.get(w.url("/status/204"))]


def after_stream(w, do):
    """The connection after a streamed body."""
    with requests.Session() as s:
        do(s.get(w.url("/bytes/5000"), stream=True))
        return s.get(w.url())


AFTER = {
    "read": lambda r: r.content,
    "closed": lambda r: r.close(),
    "in pieces": lambda r: list(r.iter_content(100)),
    "raw": lambda r: r.raw.read(),
}


def after_close(w):
    """A session that was closed still works."""
    s = requests.Session()
    first = s.get(w.url())
    s.close()
    return [first, s.get(w.url())]


def dead_connection(w):
    """A kept connection that the server closed after a response."""
    with requests.Session() as s:
        first = s.get(w.script(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na", "close"))
        w.until_closed()  # otherwise the result of theirs, which checks before it sends, would be random
        return [first, s.get(w.url())]


def pickled(w):
    """A session that was pickled."""
    s = requests.Session()
    s.headers["X-A"] = "1"
    s.auth = ("a", "b")
    s.cookies.set("c", "1")
    s.params = {"p": "1"}
    s.max_redirects = 7
    s.verify = False
    copy = pickle.loads(pickle.dumps(s))
    return [copy.headers, copy.auth, copy.cookies, copy.params, copy.max_redirects, copy.verify, copy.get(w.url())]


def attributes(w):
    """The attributes of a new session."""
    s = requests.Session()
    names = [name for name in s.__attrs__ if name != "adapters"]
    return [{name: getattr(s, name) for name in names}, list(s.adapters), sorted(set(vars(s))), s.__attrs__]


def merged(w, given):
    """merge_environment_settings, called directly."""
    s = requests.Session()
    changes, arguments = given
    vars(s).update(changes)
    return w.under(
        lambda: s.merge_environment_settings("http://example.org/", *arguments),
        http_proxy="http://p.example:1",
        REQUESTS_CA_BUNDLE="/bundle.pem",
    )


MERGED = {
    "all from the environment": ({}, ({}, None, None, None)),
    "arguments win": ({}, ({"http": "http://a.example"}, True, False, "cert.pem")),
    "proxies None": ({}, (None, None, None, None)),
    "no trust": ({"trust_env": False}, ({}, None, None, None)),
    "session's": ({"stream": True, "cert": "s.pem", "proxies": {"https": "http://s.example"}}, ({}, None, None, None)),
    "verify True": ({}, ({}, False, True, None)),
    "session's verify path": ({"verify": "/own.pem"}, ({}, None, None, None)),
    "session's verify off": ({"verify": False}, ({}, None, None, None)),
    "session's verify None": ({"verify": None}, ({}, None, None, None)),
    "request's verify path": ({}, ({}, None, "/own.pem", None)),
}


def retried(w, retry):
    """Requests that are repeated because of a status."""
    with requests.Session() as s:
        s.mount("http://", HTTPAdapter(max_retries=retry))
        return s.get(w.url("/status/503"))


RETRIES = {
    "none": 0,
    "number": 2,
    "status": urllib3.Retry(2, status_forcelist=[503], backoff_factor=0),
    "status without raising": urllib3.Retry(1, status_forcelist=[503], raise_on_status=False),
    "False": False,
}

GETTERS = {
    "http": "http://example.org/",
    "https": "https://example.org/",
    "upper case": "HTTP://EXAMPLE.org/",
    "unknown": "ftp://example.org/",
    "empty": "",
}

SETTINGS = {
    "stream": {"stream": True},
    "verify": {"verify": False},
    "cert": {"cert": None},
    "max_redirects": {"max_redirects": 5},
    "auth object": {"auth": HTTPBasicAuth("a", "b")},
    "auth callable": {"auth": lambda r: r.headers.update({"X-Auth": "1"}) or r},
    "params": {"params": {"a": "1"}},
    "headers": {"headers": {"X-A": "1"}},
    "trust_env": {"trust_env": False},
    "hooks": {"hooks": {"response": []}},
}


def with_settings(w, settings):
    """A request of a session with attributes set."""
    with requests.Session() as s:
        vars(s).update(settings)
        return [s.get(w.url("/redirect/1")), s.post(w.url("/post"), data="x")]


def adapter_parts(w):
    """The adapter's methods, called directly."""
    a = HTTPAdapter(pool_connections=3, pool_maxsize=4, max_retries=1, pool_block=True)
    p = requests.Request("GET", "http://u:p@example.org/a?b#c").prepare()
    parts = [
        {name: repr(getattr(a, name)) for name in ("_pool_connections", "_pool_maxsize", "_pool_block", "config")},
        a.max_retries.total,
        *(a.request_url(p, {"http": proxy}) for proxy in (None, "http://p.example", "socks5://p.example")),
        *(a.proxy_headers(proxy) for proxy in ("http://u:p@p.example", "http://p.example")),
        a.add_headers(p),
        a.build_connection_pool_key_attributes(p, True),
        sorted(a.build_connection_pool_key_attributes(p, "/x.pem", ("c", "k"))[1].items()),
        a.proxy_manager_for("http://p.example:1") is a.proxy_manager_for("http://p.example:1"),
        sorted(a.poolmanager.connection_pool_kw),
        a.get_connection_with_tls_context(p, True).host,
        attempt(lambda: a.get_connection("http://example.org/").port),
        a.close(),
    ]
    return [*parts, sorted(a.__attrs__), sorted(a.__getstate__()), pickle.loads(pickle.dumps(a)).config]


CALLS = {
    **each(
        mounted, {"canned": Canned(), "signing": Signing(), "recorded": Recorded(), "renaming": Renaming()}, "mounted "
    ),
    **each(hooks, {name: name for name in ("note", "two", "replace", "replace and note", "none", "empty")}, "hooks "),
    **each(
        lambda w, kwargs: sent(w, **kwargs),
        {
            "plainly": {},
            "unfollowed": {"allow_redirects": False},
            "streamed": {"stream": True},
            "unknown keyword": {"colour": 1},
        },
        "sent ",
    ),
    **each(after_stream, AFTER, "connection after a stream "),
    **each(merged, MERGED, "merge environment: "),
    **each(retried, RETRIES, "retries "),
    **each(lambda w, url: type(requests.Session().get_adapter(url)), GETTERS, "adapter for "),
    **each(with_settings, SETTINGS, "with "),
    "a prepared request through an adapter without timeouts": lambda w: untimed(w),
    "overridden": overridden,
    "order of adapters": order,
    "failing hook": failing_hook,
    "prepared by the session": prepared_by_session,
    "sends no Request": lambda w: requests.Session().send(requests.Request("GET", w.url())),
    "a header twice": twice,
    "a header twice, through an adapter": lambda w: mounted(w, Doubling()),
    "reuses its connection": reused,
    "after close": after_close,
    "dead connection": dead_connection,
    "pickled": pickled,
    "attributes": attributes,
    "session()": lambda w: [type(requests.session()), type(requests.sessions.session())],
    "adapter by hand": adapter_parts,
    "unmounted": lambda w: unmounted(w),
    "connection close": lambda w: closing(w),
    "base adapter": lambda w: [attempt(BaseAdapter().send, None), attempt(BaseAdapter().close)],
    "own scheme": lambda w: own_scheme(),
}


def unmounted(w):
    """No adapter for the scheme."""
    s = requests.Session()
    s.adapters.clear()
    return s.get(w.url())


def closing(w):
    """A response with Connection: close."""
    with requests.Session() as s:
        return [s.get(w.answer("Connection: close", body=b"a")), s.get(w.url())]


def untimed(w):
    """A prepared request is sent without a timeout argument; `get` always passes one."""
    s = requests.Session()
    s.mount("http://", Untimed())
    return [s.send(requests.Request("GET", w.url()).prepare()), attempt(s.get, w.url())]


def own_scheme():
    """A custom scheme with a custom adapter."""
    s = requests.Session()
    s.mount("own+x://", Canned())
    return s.get("own+x://a b/ü?x=1", params={"p": "1"}, timeout=3, verify="/x.pem", cert="c", stream=True)
