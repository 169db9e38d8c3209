"""The scripted sockets of tests/conformance/wire.py: a wrong client fails."""

import select
import socket
import sys

import pytest
from cases import CONFORMANCE

sys.path.insert(0, str(CONFORMANCE))
from wire import END, RESET, Peer, Wire, answer, chunked, parsed, pieces

PLACE = ("device.test", 80)
ASKED = b"GET / HTTP/1.1\r\nHost: device.test\r\n\r\n"


def connected():
    """A new socket, as a client makes one."""
    family, kind, protocol, _, address = socket.getaddrinfo(*PLACE)[0]
    sock = socket.socket(family, kind, protocol)
    sock.settimeout(0.01)
    sock.connect(address)
    return sock


def received(sock):
    """All that comes, receive by receive."""
    return list(iter(lambda: sock.recv(100), b""))


def test_a_turn_begins_with_a_request_and_comes_in_its_pieces():
    with Wire(Peer([b"ab", None, b"c", END])) as wire:
        sock = connected()
        assert select.select([sock], [], [], 0) == ([], [], [])
        sock.sendall(ASKED)
        assert select.select([sock], [], [], 0) == ([sock], [], [])
        assert received(sock) == [b"ab", b"c"]
        sock.close()
    assert (wire.sent, wire.places, wire.closed) == ([ASKED], [PLACE], [True])


def test_a_socket_that_was_left_open_fails():
    sock = None
    with pytest.raises(AssertionError, match="sockets closed"), Wire(answer()):
        sock = connected()
    sock.close()


def test_a_peer_without_a_connection_fails():
    with pytest.raises(AssertionError, match="sockets closed"), Wire(answer()):
        pass


def test_a_connection_without_a_peer_fails():
    with pytest.raises(AssertionError, match="connection 1"), Wire():
        connected()


def test_the_system_has_its_sockets_back():
    before = socket.socket, socket.getaddrinfo
    for failing in (False, True):
        try:
            with Wire():
                assert (socket.socket, socket.getaddrinfo) != before
                assert not failing
        except AssertionError:
            assert failing
        assert (socket.socket, socket.getaddrinfo) == before


def test_silence_is_a_timeout_and_without_one_it_fails():
    with Wire(answer(b"ok")), connected() as sock:
        with pytest.raises(TimeoutError):
            sock.recv(1)
        sock.settimeout(None)
        with pytest.raises(AssertionError, match="waits forever"):
            sock.recv(1)


def test_writes_are_short_and_then_fail():
    with Wire(Peer(RESET, takes=4, room=10)) as wire, connected() as sock:
        assert sock.send(ASKED) == 4
        with pytest.raises(BrokenPipeError):
            sock.sendall(ASKED)
        with pytest.raises(ConnectionResetError):
            sock.recv(1)
    assert wire.sent == [ASKED[:4] + ASKED[:6]]


def test_requests_are_read_strictly():
    body = chunked(b"abc").partition(b"\r\n\r\n")[2]
    in_chunks = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + body
    whole = ASKED + in_chunks + ASKED[:-2] + b"Content-Length: 2\r\n\r\nab"
    assert [(line[:4], body) for line, _, body in parsed(whole)] == [("GET ", b""), ("POST", body), ("GET ", b"ab")]
    for wrong in (
        ASKED[:-1],
        whole[:-1],
        in_chunks[:-1],
        in_chunks[:-6],
        ASKED[:-2] + b"host: a\r\n\r\n",
        ASKED + b"x",
    ):
        with pytest.raises(AssertionError):
            parsed(wrong)


def test_pieces_are_cut_and_come_after_pauses():
    assert pieces(b"abc", 2) == [None, b"ab", None, b"c"]
