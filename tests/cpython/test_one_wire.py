"""Over every kind of connection (TLS, proxies, tunnels, SOCKS) responses are read by the same parsers."""

import contextlib
import socket
import subprocess
import sys
import threading

import pytest
import requests
import server as scripted
import urllib3
from requests._transport.response import MessageResponse

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
WAYS = ("http", "https", "proxied", "tunnelled", "proxied by TLS", "tunnelled in TLS", "socks", "socks with https")


class Socks:
    """A SOCKS5 proxy without passwords (RFC 1928)."""

    def __init__(self):
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"socks5h://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self._listener.shutdown(socket.SHUT_RDWR)  # wakes accept(), which closing does not
        self._listener.close()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=self._serve, args=self._listener.accept()[:1], daemon=True).start()

    def _serve(self, sock):
        wire = scripted.Wire(sock)
        with sock, contextlib.suppress(OSError, scripted.Hangup):
            wire.read_exact(wire.read_exact(2)[1])
            wire.send(b"\5\0")
            is_name = wire.read_exact(4) == b"\5\1\0\3"
            host = wire.read_exact(wire.read_exact(1)[0]) if is_name else socket.inet_ntoa(wire.read_exact(4))
            port = int.from_bytes(wire.read_exact(2), "big")
            with socket.create_connection((host, port), 5) as onward:
                wire.send(b"\5\0\0\1\0\0\0\0\0\0")
                scripted.relay(wire, onward)


@pytest.fixture(scope="module")
def ways(server, certificates):
    """{way: (base URL, keyword arguments of a request)}."""
    tls_proxy = scripted.Listener(
        server, "proxy_tls", ("127.0.0.1", 0), certificates.contexts()["https"], scripted.proxy
    )
    socks = Socks()
    http, https = server.addresses["http"], server.addresses["https"]
    proxy, secured = server.addresses["proxy"], f"https://localhost:{tls_proxy.port}"
    proxies = [proxy and {"http": proxy, "https": proxy} for proxy in (None, proxy, secured, socks.url)]
    yield dict(zip(WAYS, [(base, way) for way in proxies for base in (http, https)]))
    tls_proxy.close()
    socks.close()


@pytest.fixture(params=WAYS)
def ask(request, ways, certificates):
    """A function that gets a response of those bytes, on one session."""
    base, proxies = ways[request.param]
    with requests.Session() as session:
        session.verify, session.proxies = certificates.files["ca"], proxies

        def ask(answer, **kwargs):
            return session.get(f"{base}/script/x{answer.hex()}", timeout=5, **kwargs)

        yield ask


def test_interim_responses_are_skipped(ask):
    """RFC 9110 section 15.2; http.client takes 103 for the final response and 200 for the next one."""
    for _ in range(2):
        r = ask(b"HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n" + OK)
        assert (r.status_code, r.content, "X-Early" in r.headers) == (200, b"ok", False)
        assert type(r.raw) is MessageResponse


def test_malformed_heads_are_refused(ask):
    """RFC 9112 section 5.1; http.client drops this field and all that follow."""
    with pytest.raises(requests.ConnectionError, match="Content-Length "):
        ask(b"HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\nok")
    assert ask(OK).content == b"ok"


def test_malformed_chunks_are_refused(ask):
    """RFC 9112 section 7.1; int(…, 16) takes this size."""
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        ask(CHUNKED + b"0x2\r\nok\r\n0\r\n\r\n")
    assert ask(CHUNKED + b"2\r\nok\r\n0\r\n\r\n").content == b"ok"


def test_bytes_after_a_response_are_not_the_next_response(ask):
    """RFC 9112 section 9.2."""
    ask(OK + b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged")
    assert ask(OK).content == b"ok"


@pytest.mark.parametrize("way", ["https", "proxied by TLS", "tunnelled in TLS", "socks with https"])
def test_every_tls_peer_is_verified(ways, way):
    """Requests does not verify a proxy if the origin is plain http, and sends it passwords."""
    base, proxies = ways[way]
    with pytest.raises(requests.ConnectionError, match="CERTIFICATE_VERIFY_FAILED"):
        requests.get(base + "/get", proxies=proxies)


class PlainManager(requests.adapters.HTTPAdapter):
    """An adapter as many recipes have it: urllib3's manager with more settings."""

    def init_poolmanager(self, connections, maxsize, block=False, **kwargs):
        self.poolmanager = urllib3.PoolManager(num_pools=connections, maxsize=maxsize, block=block)


class OwnPool(urllib3.HTTPConnectionPool):
    pass


class OwnPools(PlainManager):
    """An adapter that chooses the classes of its pools."""

    def init_poolmanager(self, *args, **kwargs):
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": OwnPool}


@pytest.mark.parametrize(("adapter", "ours"), [(PlainManager, True), (OwnPools, False)])
def test_pools_of_an_adapter_of_the_caller(server, adapter, ours):
    with requests.Session() as session:
        session.mount("http://", adapter())
        r = session.get(server.addresses["http"] + "/get")
        assert (r.status_code, type(r.raw) is MessageResponse) == (200, ours)


# A recorder of traffic, in short: it replaces urllib3's classes by subclasses while it records.
RECORDED = """
import sys
from unittest import mock
import urllib3.connection, urllib3.connectionpool
class Recorder(urllib3.connection.HTTPConnection):
    def request(self, method, url, **kwargs):
        asked.append(url)
        super().request(method, url, **kwargs)
    def send(self, data):
        assert asked
        super().send(data)
asked = []
with mock.patch.object(urllib3.connection, "HTTPConnection", Recorder), \\
        mock.patch.object(urllib3.connectionpool.HTTPConnectionPool, "ConnectionCls", Recorder):
    import requests
    first = requests.get(sys.argv[1])
later = requests.get(sys.argv[1])
print(asked, type(first.raw).__name__, type(later.raw).__name__)
"""


def test_first_request_may_be_recorded(server):
    """A recorder may have replaced urllib3's classes before the first request."""
    command = [sys.executable, "-c", RECORDED, server.addresses["http"] + "/get"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == ("['/get'] HTTPResponse MessageResponse\n", "")
