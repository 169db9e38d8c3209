"""Responses that are small when received and large in memory, or that never end: their cost is limited."""

import contextlib
import gzip
import tracemalloc

import pytest
import requests
from peer import OK, Peer
from requests.adapters import Limits

MB = 1 << 20
BOMB = gzip.compress(b"\0" * 50 * MB)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
SIZED = HEAD + b"Content-Length: %d\r\n\r\n%b" % (len(BOMB), BOMB)
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(BOMB), BOMB)
REDIRECT = b"HTTP/1.1 302 Found\r\nLocation: /next"


def endless(sock):
    """Send while the client reads."""
    with contextlib.suppress(OSError):
        while True:
            sock.sendall(b"x" * 65536)


@pytest.fixture
def peak():
    """A function that returns the peak of the memory in use."""
    tracemalloc.start()
    yield lambda: tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()


@pytest.mark.parametrize("answer", [SIZED, CHUNKED], ids=["sized", "chunked"])
@pytest.mark.parametrize("read", [lambda r: r.content, lambda r: list(r.iter_content(MB))], ids=["content", "pieces"])
def test_bomb_is_decoded_up_to_the_limit_only(answer, read, peak):
    with Peer([answer, OK], [OK]) as peer, requests.Session() as session:
        session.limits = Limits(decoded=MB)
        with pytest.raises(requests.exceptions.ContentDecodingError, match="longer than"):
            read(session.get(peer.url, stream=True))
        assert session.get(peer.url).content == b"ok"
    assert peak() < 8 * MB


@pytest.mark.parametrize(
    "script",
    [
        [REDIRECT + SIZED[15:], OK],
        [REDIRECT + CHUNKED[15:], OK],
        [REDIRECT + b"\r\n\r\n", endless],
        [REDIRECT + b"\r\nContent-Length: 99999999\r\n\r\n", endless],
    ],
    ids=["bomb", "bomb in chunks", "endless", "long"],
)
def test_body_of_a_redirect_is_read_up_to_a_limit(script, peak):
    """It is unwanted: `stream=True` holds for the final response; the body is drained to keep the connection."""
    with Peer(script, [OK]) as peer:
        r = requests.get(peer.url, stream=True, timeout=5)
        assert r.content == b"ok"
        for _ in range(2):
            with pytest.raises(requests.exceptions.StreamConsumedError, match="given up"):
                r.history[0].content  # noqa: B018  # the property reads
    assert peak() < 8 * MB


def test_bodies_of_redirects_are_kept_while_they_are_short():
    body = gzip.compress(b"moved")
    coded = REDIRECT + b"\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    with Peer([coded, REDIRECT + b"\r\nContent-Length: 4\r\n\r\nhere", OK]) as peer:
        r = requests.get(peer.url)
        assert [step.content for step in (*r.history, r)] == [b"moved", b"here", b"ok"]
        assert len(peer.received) == 1


def test_declared_length_allocates_nothing(peak):
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 9000000000000000\r\n\r\nx"
    with Peer([answer]) as peer, pytest.raises(requests.exceptions.ConnectionError):
        requests.get(peer.url, timeout=0.2)
    assert peak() < 100 * MB
