"""The methods that programs override: each is called, with the arguments as in Requests, and its result is used."""

import pickle

import pytest
import requests
import urllib3
from peer import OK, Peer
from requests.adapters import BaseAdapter, HTTPAdapter
from requests.structures import CaseInsensitiveDict

REDIRECT = b"HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n"


@pytest.fixture
def peer():
    with Peer([OK, OK, OK]) as running:
        yield running


def mounted(adapter):
    """A session whose http goes through an adapter."""
    session = requests.Session()
    session.mount("http://", adapter)
    return session


def test_authentication_that_signs(peer):
    class Token(requests.auth.AuthBase):
        def __call__(self, r):
            r.headers["X-Signature"] = f"{r.method} {r.path_url} {len(r.body)}"
            return r

    requests.post(peer.url + "a?b", data={"c": "d"}, auth=Token())
    assert b"\r\nX-Signature: POST /a?b 3\r\n" in peer.received[0][0]


def test_authentication_that_replaces_the_body(peer):
    def sealed(r):
        r.body = b"sealed"
        return r

    requests.post(peer.url, data="open letter", auth=sealed)
    assert b"\r\nContent-Length: 6\r\n" in peer.received[0][0]
    assert peer.received[0][0].endswith(b"\r\n\r\nsealed")


def test_adapter_with_its_own_constructor(peer):
    class Adapter(HTTPAdapter):
        def __init__(self, timeout, *args, **kwargs):
            self.timeout = timeout
            super().__init__(*args, **kwargs)

        def send(self, request, **kwargs):
            kwargs["timeout"] = kwargs["timeout"] or self.timeout
            self.sent = kwargs
            return super().send(request, **kwargs)

    adapter = Adapter(7, pool_maxsize=3)
    with mounted(adapter) as s:
        assert s.get(peer.url).ok
    assert adapter.sent.keys() == {"stream", "timeout", "verify", "cert", "proxies"}
    assert (adapter.sent["timeout"], adapter._pool_maxsize) == (7, 3)


def test_adapter_that_never_calls_our_constructor(peer):
    class Adapter(HTTPAdapter):
        def __init__(self):
            self.max_retries = urllib3.Retry(0, read=False)
            self.proxy_manager = {}
            self.poolmanager = urllib3.PoolManager()

    with mounted(Adapter()) as s:
        assert s.get(peer.url).content == b"ok"


def test_init_poolmanager_with_settings(peer):
    class Adapter(HTTPAdapter):
        def init_poolmanager(self, *args, **kwargs):
            super().init_poolmanager(*args, source_address=("127.0.0.1", 0), **kwargs)

    adapter = Adapter()
    with mounted(adapter) as s:
        s.get(peer.url)
    assert adapter.poolmanager.connection_pool_kw["source_address"] == ("127.0.0.1", 0)


def test_init_poolmanager_with_a_manager_of_urllib3s(peer):
    class Adapter(HTTPAdapter):
        def init_poolmanager(self, connections, maxsize, block=False):
            self.poolmanager = urllib3.PoolManager(num_pools=connections, maxsize=maxsize, block=block)

    with mounted(Adapter()) as s:
        r = s.get(peer.url)
    assert r.content == b"ok"
    assert isinstance(r.raw, urllib3.HTTPResponse)


def test_proxy_manager_for(peer):
    asked = []

    class Adapter(HTTPAdapter):
        def proxy_manager_for(self, proxy, **kwargs):
            asked.append(proxy)
            return super().proxy_manager_for(proxy, **kwargs)

        def proxy_headers(self, proxy):
            return {"Proxy-Thing": "1"}

    with mounted(Adapter()) as s:
        s.get("http://example.org/a", proxies={"http": peer.url[:-1]})
    assert asked == [peer.url[:-1]]
    assert peer.received[0][0].startswith(b"GET http://example.org/a HTTP/1.1\r\nHost: example.org\r\n")
    assert b"\r\nProxy-Thing: 1\r\n" in peer.received[0][0]


def test_cert_verify(server, certificates):
    class Adapter(HTTPAdapter):
        def cert_verify(self, conn, url, verify, cert):
            super().cert_verify(conn, url, certificates.files["ca"], cert)

    with requests.Session() as s:
        s.mount("https://", Adapter())
        assert s.get(server.addresses["https"] + "/get").ok


def test_get_connection_with_tls_context(peer):
    pool = urllib3.HTTPConnectionPool("127.0.0.1", peer.port)
    asked = []

    class Adapter(HTTPAdapter):
        def get_connection_with_tls_context(self, request, verify, proxies=None, cert=None):
            asked.append((request.url, verify, proxies, cert))
            return pool

    with mounted(Adapter()) as s:
        assert s.get("http://example.org/").content == b"ok"
    pool.close()
    assert asked == [("http://example.org/", True, {}, None)]


def test_build_connection_pool_key_attributes(server, certificates):
    class Adapter(HTTPAdapter):
        def build_connection_pool_key_attributes(self, request, verify, cert=None):
            place, settings = super().build_connection_pool_key_attributes(request, verify, cert)
            return {**place, "host": "127.0.0.1"}, {**settings, "assert_hostname": "localhost"}

    with requests.Session() as s:
        s.mount("https://", Adapter())
        address = server.addresses["https"].replace("localhost", "name-in-no-dns.invalid")
        assert s.get(address + "/get", verify=certificates.files["ca"]).ok


def test_request_url_and_add_headers(peer):
    class Adapter(HTTPAdapter):
        def request_url(self, request, proxies):
            return super().request_url(request, proxies) + "added"

        def add_headers(self, request, **kwargs):
            assert kwargs.keys() == {"stream", "timeout", "verify", "cert", "proxies"}
            request.headers["X-Added"] = "1"

    with mounted(Adapter()) as s:
        s.get(peer.url + "path-")
    assert peer.received[0][0].startswith(b"GET /path-added HTTP/1.1\r\n")
    assert b"\r\nX-Added: 1\r\n" in peer.received[0][0]


def test_build_response(peer):
    class Adapter(HTTPAdapter):
        def build_response(self, req, resp):
            response = super().build_response(req, resp)
            response.from_adapter = (req.url, resp.status)
            return response

    with mounted(Adapter()) as s:
        assert s.get(peer.url).from_adapter == (peer.url, 200)


def test_adapter_from_the_ground_up():
    class Echo(BaseAdapter):
        def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
            response = requests.Response()
            response.status_code, response.url, response.request = 200, request.url, request
            response._content, response._content_consumed = request.url.encode(), True
            return response

        def close(self):
            self.closed = True

    echo = Echo()
    with requests.Session() as s:
        s.mount("echo:", echo)
        assert s.get("echo:hello").text == "echo:hello"
    assert echo.closed


class Remembering(requests.Session):
    """A session that pickles an attribute of its own."""

    __attrs__ = [*requests.Session.__attrs__, "base"]

    def __init__(self, base):
        super().__init__()
        self.base = base

    def request(self, method, url, *args, **kwargs):
        return super().request(method, self.base + url, *args, **kwargs)


def test_session_request_and_attrs(peer):
    again = pickle.loads(pickle.dumps(Remembering(peer.url)))
    assert again.get("path").url == peer.url + "path"


def test_get_passes_its_arguments_to_session_request(peer):
    given = []

    class Watching(requests.Session):
        def request(self, method, url, *args, **kwargs):
            given.append((method, kwargs))
            return super().request(method, url, *args, **kwargs)

    Watching().get(peer.url)
    assert given == [("GET", {"params": None, "allow_redirects": True})]


def test_session_send(peer):
    class Session(requests.Session):
        def send(self, request, **kwargs):
            request.headers["X-Sent"] = "1"
            self.seen = kwargs
            return super().send(request, **kwargs)

    s = Session()
    s.get(peer.url)
    assert b"\r\nX-Sent: 1\r\n" in peer.received[0][0]
    assert s.seen.keys() == {"timeout", "allow_redirects", "proxies", "stream", "verify", "cert"}


@pytest.fixture
def redirecting():
    with Peer([REDIRECT, OK, OK]) as running:
        yield running


def test_rebuild_auth(redirecting):
    class Session(requests.Session):
        def rebuild_auth(self, prepared_request, response):
            prepared_request.headers["Authorization"] = f"after {response.status_code}"

    Session().get(redirecting.url)
    assert b"\r\nAuthorization: after 302\r\n" in redirecting.received[0][1]


def test_should_strip_auth(redirecting):
    class Session(requests.Session):
        def should_strip_auth(self, old_url, new_url):
            return new_url.endswith("/next")

    Session().get(redirecting.url, auth=("u", "p"))
    assert [b"Authorization" in request for request in redirecting.received[0]] == [True, False]


def test_rebuild_method_and_rebuild_proxies(redirecting):
    class Session(requests.Session):
        def rebuild_method(self, prepared_request, response):
            prepared_request.method = "PUT"

        def rebuild_proxies(self, prepared_request, proxies):
            prepared_request.headers["X-Proxies"] = repr(dict(proxies))
            return {}

    Session().post(redirecting.url)
    assert redirecting.received[0][1].startswith(b"PUT /next ")
    assert b"\r\nX-Proxies: {}\r\n" in redirecting.received[0][1]


def test_get_redirect_target(redirecting):
    class Session(requests.Session):
        def get_redirect_target(self, resp):
            target = super().get_redirect_target(resp)
            return target and target + "-door"

    assert Session().get(redirecting.url).url == redirecting.url + "next-door"


def test_get_redirect_target_that_never_follows(redirecting):
    class Session(requests.Session):
        def get_redirect_target(self, resp):
            return None

    assert Session().get(redirecting.url).status_code == 302


def test_resolve_redirects(redirecting):
    class Session(requests.Session):
        def resolve_redirects(self, resp, req, **kwargs):
            for following in super().resolve_redirects(resp, req, **kwargs):
                following.marked = True
                yield following

    assert Session().get(redirecting.url).marked


def test_get_adapter(peer):
    class Session(requests.Session):
        def get_adapter(self, url):
            return super().get_adapter(url.replace("sftp", "http"))

    assert Session().send(requests.Request("GET", peer.url).prepare()).ok


def test_merge_environment_settings(peer):
    class Session(requests.Session):
        def merge_environment_settings(self, url, proxies, stream, verify, cert):
            settings = super().merge_environment_settings(url, proxies, stream, verify, cert)
            return {**settings, "stream": True}

    r = Session().get(peer.url)
    assert r._content is False
    r.close()


def test_prepare_request(peer):
    class Session(requests.Session):
        def prepare_request(self, request):
            request.headers["X-Early"] = "1"
            return super().prepare_request(request)

    Session().get(peer.url)
    assert b"\r\nX-Early: 1\r\n" in peer.received[0][0]


def test_prepared_request_with_steps_of_its_own():
    class Prepared(requests.PreparedRequest):
        def prepare_body(self, data, files, json=None):
            super().prepare_body(b"own", None)

        def prepare_hooks(self, hooks):
            self.hooks["response"].append(print)

    p = Prepared()
    p.prepare("POST", "http://example.org/", headers={}, hooks={})
    assert (p.body, p.headers["Content-Length"], p.hooks) == (b"own", "3", {"response": [print]})


def test_response_with_an_iter_content_of_its_own(peer):
    class Shouting(requests.Response):
        def iter_content(self, chunk_size=1, decode_unicode=False):
            return (piece.upper() for piece in super().iter_content(chunk_size, decode_unicode))

    class Adapter(HTTPAdapter):
        def build_response(self, req, resp):
            response = super().build_response(req, resp)
            response.__class__ = Shouting
            return response

    with mounted(Adapter()) as s:
        assert s.get(peer.url).content == b"OK"
        assert list(s.get(peer.url, stream=True).iter_lines()) == [b"OK"]


def test_netrc_of_the_sessions_module(peer, monkeypatch):
    """Tests of other packages patch the function there."""
    monkeypatch.setattr(requests.sessions, "get_netrc_auth", lambda url: ("u", "p"))
    requests.get(peer.url)
    assert b"\r\nAuthorization: Basic dTpw\r\n" in peer.received[0][0]


def test_headers_that_spell_their_names_their_own_way():
    """python-swiftclient's are in lower case."""

    class Lower(CaseInsensitiveDict):
        def __iter__(self):
            return iter(self._store.keys())

    headers = Lower({"ETag": "1"}, Host="h")
    assert (list(headers.keys()), list(headers.items())) == (["etag", "host"], [("etag", "1"), ("host", "h")])


def test_headers_that_read_and_write_their_own_way():
    class Masked(CaseInsensitiveDict):
        def __getitem__(self, key):
            return "*" * len(super().__getitem__(key))

        def __setitem__(self, key, value):
            super().__setitem__(key, str(value))

    class Further(Masked):
        def get(self, key, default=None):
            return "got " + super().get(key, default)

    headers = Further({"A": 12}, b=345)
    assert (list(headers.values()), dict(headers.items())) == (["**", "***"], {"A": "**", "b": "***"})
    assert (headers.get("a"), "B" in headers, headers.pop("b")) == ("got **", True, "***")


def test_encoding_of_forms(monkeypatch, peer):
    """Programs replace the method to quote differently."""
    monkeypatch.setattr("requests.models.RequestEncodingMixin._encode_params", staticmethod(lambda data: "a=%20"))
    requests.post(peer.url, params={"a": " "}, data={"a": " "})
    head, _, body = peer.received[0][0].partition(b"\r\n\r\n")
    assert (head.split()[1], body) == (b"/?a=%20", b"a=%20")
    assert b"\r\nContent-Length: 5\r\n" in head
    assert b"\r\nContent-Type: application/x-www-form-urlencoded" in head


def test_encoding_of_files():
    class Prepared(requests.PreparedRequest):
        @staticmethod
        def _encode_files(files, data):
            return b"form", "multipart/special"

    prepared = Prepared()
    prepared.prepare("POST", "http://h/", headers={}, files={"a": b"x"})
    assert prepared.body == b"form"
    assert dict(prepared.headers) == {"Content-Length": "4", "Content-Type": "multipart/special"}


def test_boundary(monkeypatch):
    monkeypatch.setattr("requests.packages.urllib3.filepost.choose_boundary", lambda: "always-the-same")
    prepared = requests.Request("POST", "http://h/", files={"a": b"x"}).prepare()
    assert prepared.headers["Content-Type"] == "multipart/form-data; boundary=always-the-same"
    assert prepared.body.startswith(b"--always-the-same\r\n")
