"""HTTPAdapter: pools, errors, and requests on a dead connection."""

import io
import pickle
import re
import ssl
from unittest import mock

import pytest
import requests
import urllib3
from peer import END, OK, RESET, Peer, reset_unasked
from requests._transport import connection as our_connection
from requests._transport import errors
from requests.adapters import HTTPAdapter
from urllib3 import exceptions as U

E = requests.exceptions
DEAD = [b"", END]


@pytest.fixture
def session():
    with requests.Session() as s:
        yield s


def prepared(url="http://example.org/", **kwargs):
    return requests.Request("GET", url, **kwargs).prepare()


@pytest.mark.parametrize("zone", ["%251", "%1"])  # RFC 6874's form, and the common one
def test_a_zone_id_reaches_the_resolver_and_not_the_server(session, server, zone):
    url = server.addresses["http6"].replace("]", zone + "]") + "/get"
    assert session.get(url).json()["headers"]["host"] == server.addresses["http6"][7:]
    assert session.get(url, headers={"X-Kept": "1"}).status_code == 200


# -- a kept connection that was closed ----------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("death", [END, RESET])
def test_request_on_a_dead_connection_is_sent_once_more(session, method, death):
    with Peer([OK, b"", death], [OK]) as peer:
        session.get(peer.url)
        assert session.request(method, peer.url, data=b"body").status_code == 200
        assert [request[:6] for request in peer.received[0]][1:] == [peer.received[1][0][:6]]


@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_request_that_is_not_idempotent_is_not_repeated(session, method):
    """RFC 9110 section 9.2.2."""
    with Peer([OK, b"", END], [OK]) as peer:
        session.get(peer.url)
        with pytest.raises(E.ConnectionError, match="without response"):
            session.request(method, peer.url, data=b"body")
        assert len(peer.received) == 1


def test_request_that_was_not_sent_whole_is_sent_again(session):
    with Peer([OK, reset_unasked], [OK]) as peer:
        session.get(peer.url)
        assert session.post(peer.url, data=b"x" * 20_000_000).status_code == 200
        assert len(peer.received[1][0]) > 20_000_000


def test_file_is_rewound_for_the_second_try(session):
    with Peer([OK, b"", END], [OK]) as peer:
        session.get(peer.url)
        file = io.BytesIO(b"skipped, sent")
        file.seek(9)
        assert session.put(peer.url, data=file).status_code == 200
        assert peer.received[1][0].endswith(b"\r\n\r\nsent")


def test_generator_is_not_sent_again(session):
    with Peer([OK, b"", END], [OK]) as peer:
        session.get(peer.url)
        with pytest.raises(E.ConnectionError):
            session.put(peer.url, data=iter([b"once"]))
        assert len(peer.received) == 1


def test_new_connection_that_dies_is_not_tried_again(session):
    with Peer(DEAD) as peer:
        with pytest.raises(E.ConnectionError, match="without response"):
            session.get(peer.url)
        assert len(peer.received) == 1


def test_request_is_repeated_once_only(session):
    with Peer([OK, b"", END], DEAD) as peer:
        session.get(peer.url)
        with pytest.raises(E.ConnectionError):
            session.get(peer.url)
        assert len(peer.received) == 2


def test_own_retries_are_urllib3s(session):
    session.mount("http://", HTTPAdapter(max_retries=urllib3.Retry(3, backoff_factor=0)))
    with Peer(DEAD, DEAD, [OK]) as peer:
        assert session.get(peer.url).content == b"ok"
        assert len(peer.received) == 3


def test_retries_by_status(session):
    session.mount("http://", HTTPAdapter(max_retries=urllib3.Retry(1, status_forcelist=[503], backoff_factor=0)))
    busy = b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"
    with Peer([busy, OK, busy, busy]) as peer:
        assert session.get(peer.url).content == b"ok"
        with pytest.raises(E.RetryError):
            session.get(peer.url)


# -- pools --------------------------------------------------------------------------------------------------


def test_same_settings_find_the_same_pool():
    adapter = HTTPAdapter()
    first = adapter.get_connection_with_tls_context(prepared("http://EXAMPLE.org/a"), True)
    assert isinstance(first, urllib3.HTTPConnectionPool)
    assert adapter.get_connection_with_tls_context(prepared("http://example.org:80/b"), True) is first
    for other in ("http://example.org:81/", "https://example.org/", "http://example.com/"):
        assert adapter.get_connection_with_tls_context(prepared(other), True) is not first


@pytest.mark.parametrize(
    ("verify", "cert"),
    [(False, None), ("/ca.pem", None), (b"\x30\x82", None), (True, "/c.pem"), (True, ("/c.pem", "/k.pem")),
     (True, ("/c.pem", "/k.pem", "secret")), (ssl.create_default_context(), None)],
)  # fmt: skip
def test_each_tls_setting_is_part_of_the_pools_key(verify, cert):
    adapter = HTTPAdapter()
    request = prepared("https://example.org/")
    default = adapter.get_connection_with_tls_context(request, True)
    pool = adapter.get_connection_with_tls_context(request, verify, cert=cert)
    assert pool is not default
    assert adapter.get_connection_with_tls_context(request, verify, cert=cert) is pool
    assert adapter.get_connection_with_tls_context(request, True) is default


def test_dropped_pool_is_not_reused():
    adapter = HTTPAdapter(pool_connections=1)
    first = adapter.get_connection_with_tls_context(prepared("http://a.example/"), True)
    adapter.get_connection_with_tls_context(prepared("http://b.example/"), True)
    second = adapter.get_connection_with_tls_context(prepared("http://a.example/"), True)
    assert second is not first
    adapter.close()
    assert adapter.get_connection_with_tls_context(prepared("http://a.example/"), True) is not second


def test_close_closes_all_idle_connections(session):
    with Peer([OK]) as peer:
        responses = [session.get(peer.url, stream=True) for _ in range(3)]
        sockets = [r.raw._original_response._connection.sock for r in responses]
        assert [r.content for r in responses] == [b"ok"] * 3
        session.close()
        assert [sock.fileno() for sock in sockets] == [-1] * 3


def test_close_clears_a_custom_manager(session):
    manager = mock.Mock()
    session.get_adapter("http://").proxy_manager["http://proxy/"] = manager
    session.close()
    manager.clear.assert_called_once_with()


def test_close_closes_idle_connections_and_leaves_those_in_use(session):
    with Peer([OK, OK], [OK]) as peer:
        kept = session.get(peer.url)
        reading = session.get(peer.url, stream=True)
        waiting = kept.raw._pool._get_conn()
        kept.raw._pool._put_conn(waiting)
        session.close()
        assert waiting.sock is None
        assert reading.content == b"ok"
        assert session.get(peer.url).content == b"ok"


def test_responses_do_not_keep_connections_open():
    with Peer([OK]) as peer:
        responses = [requests.get(peer.url) for _ in range(3)]
        pools = [r.raw._pool for r in responses]
    assert all(connection is None for pool in pools for connection in pool.pool.queue)


def test_changed_settings_of_the_manager_are_used():
    adapter = HTTPAdapter()
    first = adapter.get_connection_with_tls_context(prepared(), True)
    adapter.poolmanager.connection_pool_kw["source_address"] = ("127.0.0.1", 0)
    second = adapter.get_connection_with_tls_context(prepared(), True)
    assert second is not first
    assert second.conn_kw["source_address"] == ("127.0.0.1", 0)


def test_method_of_a_custom_manager_is_called():
    class Manager(urllib3.PoolManager):
        asked = 0

        def connection_from_host(self, *args, **kwargs):
            self.asked += 1
            return super().connection_from_host(*args, **kwargs)

    adapter = HTTPAdapter()
    adapter.poolmanager = Manager()
    for _ in range(2):
        adapter.get_connection_with_tls_context(prepared(), True)
    assert adapter.poolmanager.asked == 2


def test_unhashable_setting_is_passed_on():
    class Adapter(HTTPAdapter):
        def build_connection_pool_key_attributes(self, request, verify, cert=None):
            place, settings = super().build_connection_pool_key_attributes(request, verify, cert)
            return place, {**settings, "socket_options": [(6, 1, 1)]}

    adapter = Adapter()
    first = adapter.get_connection_with_tls_context(prepared(), True)
    assert adapter.get_connection_with_tls_context(prepared(), True) is first
    assert first.conn_kw["socket_options"] == [(6, 1, 1)]


def test_get_connection_is_deprecated_and_works():
    adapter = HTTPAdapter()
    with pytest.warns(DeprecationWarning, match="get_connection_with_tls_context"):
        assert adapter.get_connection("http://example.org/").host == "example.org"
    with pytest.warns(DeprecationWarning):
        pool = adapter.get_connection("http://example.org/", {"http": "proxy.example:3128"})
    assert (pool.host, pool.port) == ("proxy.example", 3128)
    with pytest.warns(DeprecationWarning), pytest.raises(E.InvalidProxyURL):
        adapter.get_connection("http://example.org/", {"http": "http://"})


def test_connection_class_of_a_recorder_is_obeyed(monkeypatch):
    """vcrpy and others set urllib3's own attribute."""

    class Recorder(urllib3.connection.HTTPConnection):
        pass

    adapter = HTTPAdapter()
    pool = adapter.get_connection_with_tls_context(prepared(), True)
    assert pool.ConnectionCls is our_connection.HTTPConnection
    monkeypatch.setattr(urllib3.HTTPConnectionPool, "ConnectionCls", Recorder)
    assert pool.ConnectionCls is Recorder


def test_connections_of_urllib3s_own_class_work(session, monkeypatch):
    other = type("Other", (urllib3.connection.HTTPConnection,), {})
    monkeypatch.setattr(urllib3.HTTPConnectionPool, "ConnectionCls", other)
    chunked = b"HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"
    with Peer([OK, chunked]) as peer:
        assert session.get(peer.url).content == b"ok"
        assert session.get(peer.url).cookies.get_dict() == {"a": "1"}


def test_adapter_is_pickled_without_its_connections():
    adapter = HTTPAdapter(pool_connections=3, pool_maxsize=4, max_retries=5, pool_block=True)
    again = pickle.loads(pickle.dumps(adapter))
    assert (again._pool_connections, again._pool_maxsize, again._pool_block) == (3, 4, True)
    assert again.max_retries.total == 5
    assert again.proxy_manager == {}
    assert again.get_connection_with_tls_context(prepared(), True).block is True


# -- proxies ------------------------------------------------------------------------------------------------


def test_proxy_gets_the_url_without_credentials_and_fragment():
    adapter = HTTPAdapter()
    request = prepared("http://u:p@example.org/a?b#c")
    assert adapter.request_url(request, {"http": "http://proxy"}) == "http://example.org/a?b"
    assert adapter.request_url(request, {"http": "socks5://proxy"}) == "/a?b"
    assert adapter.request_url(request, {}) == "/a?b"
    assert adapter.request_url(prepared("https://example.org/a"), {"https": "http://proxy"}) == "/a"


@pytest.mark.parametrize("pysocks", [True, False])
def test_replaced_manager_for_socks_keeps_its_pools(monkeypatch, pysocks):
    """yt-dlp has its own, to avoid PySocks."""

    class Manager(urllib3.PoolManager):
        def __init__(self, proxy, username=None, password=None, **kwargs):
            super().__init__(**kwargs)
            self.pool_classes_by_scheme = {"http": mock.sentinel.pool}

    monkeypatch.setattr(requests.adapters, "SOCKSProxyManager", Manager)
    if not pysocks:
        monkeypatch.setattr(requests.adapters, "_socks", None)
    manager = HTTPAdapter().proxy_manager_for("socks5://proxy")
    assert manager.pool_classes_by_scheme == {"http": mock.sentinel.pool}


def test_proxy_headers():
    adapter = HTTPAdapter()
    assert adapter.proxy_headers("http://u:p@proxy") == {"Proxy-Authorization": "Basic dTpw"}
    assert adapter.proxy_headers("http://proxy") == {}


def test_no_proxy_among_the_proxies(session):
    proxies = {"http": "http://127.0.0.1:1", "no_proxy": "127.0.0.1"}
    with Peer([OK]) as peer:
        assert session.get(peer.url, proxies=proxies).content == b"ok"


@pytest.mark.parametrize("proxy", ["http:///", "http://", "http://:80"])
def test_proxy_without_a_host(session, proxy):
    with pytest.raises(E.InvalidProxyURL):
        session.get("http://example.org/", proxies={"http": proxy})


# -- errors -------------------------------------------------------------------------------------------------

POOL = urllib3.HTTPConnectionPool("example.org")


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (U.MaxRetryError(POOL, "/", U.ConnectTimeoutError()), E.ConnectTimeout),
        (U.MaxRetryError(POOL, "/", U.NewConnectionError(POOL, "refused")), E.ConnectionError),
        (U.MaxRetryError(POOL, "/", U.ResponseError("too many 500")), E.RetryError),
        (U.MaxRetryError(POOL, "/", U.ProxyError("no", OSError())), E.ProxyError),
        (U.MaxRetryError(POOL, "/", U.SSLError("no")), E.SSLError),
        (U.MaxRetryError(POOL, "/", U.ReadTimeoutError(POOL, "/", "late")), E.ConnectionError),
        (U.MaxRetryError(POOL, "/", U.ProtocolError("Connection aborted.", E.InvalidHeader("x"))), E.InvalidHeader),
        (U.ProtocolError("Connection aborted.", ConnectionResetError()), E.ConnectionError),
        (U.ProtocolError("Connection aborted.", TimeoutError()), E.BodyTimeout),
        (U.ProtocolError("Connection aborted.", E.InvalidBody("x")), E.InvalidBody),
        (U.ProtocolError("odd"), E.ConnectionError),
        (U.ClosedPoolError(POOL, "closed"), E.ConnectionError),
        (U.EmptyPoolError(POOL, "empty"), E.ConnectionError),
        (U.ProxyError("no", OSError()), E.ProxyError),
        (U.SSLError("no"), E.SSLError),
        (U.ReadTimeoutError(POOL, "/", "late"), E.ReadTimeout),
        (U.InvalidHeader("x"), E.InvalidHeader),
        (U.LocationParseError("x"), E.InvalidURL),
        (U.DecodeError("x"), E.ConnectionError),
        (OSError("x"), E.ConnectionError),
    ],
)
def test_error_of_urllib3_in_our_words(theirs, ours):
    request = prepared()
    error = errors.translated(theirs, request)
    assert type(error) is ours
    assert error.request is request


def unanswered(sock):
    sock.recv(65536)


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        (DEAD, E.ConnectionError),
        ([b"", RESET], E.ConnectionError),
        ([b"nonsense\r\n\r\n"], E.ConnectionError),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc", END], E.ChunkedEncodingError),
        ([b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"], E.ContentDecodingError),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc", unanswered], E.ReadTimeout),
        ([unanswered], E.ReadTimeout),
        ([b"HTTP/1.1 302 Found\r\nLocation: ftp://x/\r\nContent-Length: 0\r\n\r\n"], E.InvalidSchema),
        ([b"HTTP/1.1 302 Found\r\nLocation: http://[/\r\nContent-Length: 0\r\n\r\n"], E.InvalidURL),
    ],
)
def test_error_leaves_a_place_in_the_pool(session, script, kind):
    """A blocking pool has one connection; each error must return it."""
    session.mount("http://", HTTPAdapter(pool_maxsize=1, pool_block=True))
    with Peer([*script, OK], [OK]) as peer:
        with pytest.raises(kind):
            session.get(peer.url, timeout=0.2)
        assert session.get(peer.url, timeout=8).content == b"ok"


class UrlopensRetries(urllib3.Retry):
    """Retries whose class alone makes urllib3's `urlopen` send a request."""


def told(error):
    """(class, text) of an error and of what it was raised from, without addresses and ports."""
    while error is not None:
        yield type(error), re.sub(r"0x[0-9a-f]+|(port=|:)\d+", "", str(error))
        error = error.__cause__ or getattr(error, "reason", None)


def refused(url, retries, **kwargs):
    with requests.Session() as session:
        session.mount(url, HTTPAdapter(max_retries=retries))
        with pytest.raises(E.RequestException) as caught:
            session.get(url, **kwargs)
    return list(told(caught.value))


@pytest.mark.parametrize(
    "script",
    [DEAD, [b"", RESET], [b"nonsense\r\n\r\n"], [b"HTTP/1.1 200 OK\r\nX: ", END], [unanswered]],
)
def test_request_that_is_sent_once_fails_with_urllib3s_error(script):
    found = []
    for retries in (0, UrlopensRetries(0, read=False)):
        with Peer(script) as peer:
            found.append(refused(peer.url, retries, timeout=0.2))
    assert found[0] == found[1]


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://unknown.invalid/", "https"])
def test_connection_that_fails_has_urllib3s_error(server, url):
    url = server.addresses.get(url, url)
    assert refused(url, 0) == refused(url, UrlopensRetries(0, read=False))


def test_error_of_a_body_leaves_a_place_in_the_pool(session):
    def broken():
        yield b"half"
        raise ZeroDivisionError

    session.mount("http://", HTTPAdapter(pool_maxsize=1, pool_block=True))
    with Peer([b""], [OK]) as peer:
        with pytest.raises(ZeroDivisionError):
            session.post(peer.url, data=broken())
        assert session.get(peer.url, timeout=8).content == b"ok"


def test_refused_connection_is_an_error(session):
    with pytest.raises(E.ConnectionError, match="Failed to establish") as caught:
        session.get("http://127.0.0.1:1/")
    assert caught.value.request.url == "http://127.0.0.1:1/"


def test_base_adapter_is_abstract():
    base = requests.adapters.BaseAdapter()
    with pytest.raises(NotImplementedError):
        base.send(prepared())
    with pytest.raises(NotImplementedError):
        base.close()
