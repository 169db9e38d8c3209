"""The total timeout over several waits before the request is sent: addresses, a tunnel, a handshake."""

import contextlib
import socket
import time

import pytest
import requests
from peer import Peer

E = requests.exceptions


def lasts(address, total, **kwargs):
    """Return the number of seconds until a request with a total timeout fails."""
    start = time.monotonic()
    with pytest.raises(E.Timeout):
        requests.get(address, timeout=(None, None, total), **kwargs)
    return time.monotonic() - start


@pytest.fixture
def mute():
    """A port of all addresses of this machine, whose queue is full."""
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("0.0.0.0", 0), backlog=0))
        for number in (1, 1, 2, 2, 3, 3):
            filler = stack.enter_context(socket.socket())
            filler.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                filler.connect((f"127.0.0.{number}", listener.getsockname()[1]))
        yield listener.getsockname()[1]


def test_all_addresses_of_a_name(mute, monkeypatch):
    system = socket.getaddrinfo

    def resolve(host, *args, **kwargs):
        hosts = [f"127.0.0.{number}" for number in range(1, 11)] if host == "many.test" else [host]
        return [found for each in hosts for found in system(each, *args, **kwargs)]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert 0.4 <= lasts(f"http://many.test:{mute}/", 0.4) < 2  # not 0.4 for each of the ten


def test_next_address_is_tried_in_the_time_that_is_left(server, monkeypatch):
    system = socket.getaddrinfo
    port = server.addresses["http"].rpartition(":")[2]

    def resolve(host, *args, **kwargs):
        hosts = ["127.0.0.9", "127.0.0.1"] if host == "two.test" else [host]
        return [found for each in hosts for found in system(each, *args, **kwargs)]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    answer = requests.get(f"http://two.test:{port}/anything", timeout=(None, None, 5))
    assert answer.json()["headers"]["host"] == f"two.test:{port}"


def test_tunnel_and_handshake():
    """The proxy takes most of the time, and the server does not answer the handshake."""

    def late(sock):
        sock.recv(1000)
        time.sleep(1.8)
        sock.sendall(b"HTTP/1.1 200 OK\r\n\r\n")

    with Peer([late]) as proxy:
        assert lasts("https://a.test/", 2, proxies={"https": proxy.url}) < 3.5  # not 1.8 and then 2
