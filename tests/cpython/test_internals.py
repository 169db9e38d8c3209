"""What programs use of the objects below a Response, and the words that they look for in errors."""

import contextlib
import http.client
import os
import select
import socket
import threading
import tracemalloc
from queue import Empty, Full
from unittest import mock

import pytest
import requests
import urllib3
from peer import END, OK, Peer
from requests._transport.pools import _close_queue
from requests.adapters import HTTPAdapter

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
UPGRADE = {"Connection": "Upgrade", "Upgrade": "tcp"}


@pytest.fixture
def session():
    with requests.Session() as s:
        yield s


# -- urllib3's response, as build_response is given it ----------------------------------------------------


def test_build_response_reads_the_response_that_it_is_given(session):
    class Heuristic(HTTPAdapter):
        def build_response(self, request, response):
            response.headers["Cache-Control"] = "max-age=60"
            response.headers.update({"X-Added": "1"})
            del response.headers["X-Old"]
            response.status, response.reason = 203, "Non-Authoritative"
            return super().build_response(request, response)

    session.mount("http://", Heuristic())
    with Peer([b"HTTP/1.1 200 OK\r\nX-Old: 1\r\nX-A: 1\r\nX-A: 2\r\nContent-Length: 2\r\n\r\nok"]) as peer:
        r = session.get(peer.url)
    assert (r.status_code, r.reason, r.content) == (203, "Non-Authoritative", b"ok")
    assert r.headers == {"Cache-Control": "max-age=60", "X-Added": "1", "X-A": "1, 2", "Content-Length": "2"}
    assert r.headers.getlist("X-A") == ["1", "2"]


def test_build_response_takes_headers_of_another_kind(session):
    class Replaced(HTTPAdapter):
        def build_response(self, request, response):
            response.headers = urllib3.HTTPHeaderDict({"X-B": "2", "Content-Type": "text/plain; charset=utf-8"})
            return super().build_response(request, response)

    session.mount("http://", Replaced())
    with Peer([OK]) as peer:
        r = session.get(peer.url)
    assert (dict(r.headers), r.encoding) == ({"X-B": "2", "Content-Type": "text/plain; charset=utf-8"}, "utf-8")


# -- the socket below -------------------------------------------------------------------------------------


def serving(family, address, answer, then):
    """A server of one connection: (listener, thread). It sends `then` after the client's first bytes."""
    listener = socket.socket(family)
    listener.bind(address)
    listener.listen()

    def serve():
        connection, _ = listener.accept()
        with connection, contextlib.suppress(OSError):
            connection.recv(65536)
            connection.sendall(answer)
            if connection.recv(65536):
                connection.sendall(then)
            connection.recv(65536)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    return listener, thread


SWITCHED = b"HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n"
STREAM = b"HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n"


def by_read(raw, size):
    return raw.read(size)


def by_descriptor(raw, size):
    assert select.select([raw], [], [], 5)[0], "nothing to read"
    return os.read(raw.fileno(), size)


def by_socket(raw, size):
    return raw._sock.recv(size)


@pytest.mark.parametrize("read", [by_read, by_descriptor, by_socket])
@pytest.mark.parametrize("head", [SWITCHED, STREAM])
def test_socket_that_is_taken_over_after_an_upgrade_misses_no_byte(session, head, read):
    listener, thread = serving(socket.AF_INET, ("127.0.0.1", 0), head + b"early", b"later")
    with listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        r = session.post(url, headers=UPGRADE, stream=True)
        raw = r.raw._fp.fp.raw
        if head is STREAM:  # the response is no upgrade: its body may be in the buffer
            read = by_read
        assert isinstance(raw, socket.SocketIO)
        assert raw.fileno() == raw._sock.fileno() >= 0
        got = b""
        while len(got) < 5:
            got += read(raw, 100)
        raw._sock.sendall(b"input")
        while len(got) < 10:
            got += read(raw, 100)
        assert got == b"earlylater"
        raw.close()
        thread.join(5)
        assert not thread.is_alive()


def test_raw_socket_reads_what_the_buffer_holds_first(session):
    listener, _ = serving(socket.AF_INET, ("127.0.0.1", 0), STREAM + b"held", b" and later")
    with listener:
        r = session.get(f"http://127.0.0.1:{listener.getsockname()[1]}/", stream=True)
        raw = r.raw._fp.fp.raw
        assert raw.read(2) == b"he"
        assert raw.read(100) == b"ld"
        raw._sock.sendall(b"go on")
        assert raw.read(100) == b" and later"
        r.close()


def test_upgrade_that_the_server_ignores_is_an_ordinary_response(session):
    body = b"x" * 100_000
    with Peer([b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body), OK]) as peer:
        assert session.get(peer.url, headers=UPGRADE).content == body
        assert session.get(peer.url).content == b"ok"
        assert len(peer.received) == 1


def test_chunk_left_is_what_is_left_of_the_chunk(session):
    with Peer([CHUNKED + b"5\r\nhello\r\n0\r\n\r\n"]) as peer:
        raw = session.get(peer.url, stream=True).raw
        assert raw.read(1) == b"h"
        assert raw._fp.chunk_left == 4
        assert raw.read(4) == b"ello"
        assert not raw._fp.chunk_left


# -- queues of other packages --------------------------------------------------------------------------------


class DocumentedQueue:
    """A queue with the documented methods only."""

    def __init__(self, *items, room=10):
        self._items, self._room = list(items), room

    def get_nowait(self):
        if not self._items:
            raise Empty
        return self._items.pop()

    def put_nowait(self, item):
        if len(self._items) >= self._room:
            raise Full
        self._items.append(item)

    def qsize(self):
        return len(self._items)


def test_idle_connections_are_closed_through_the_documented_queue():
    connections = [mock.Mock(), mock.Mock()]
    queue = DocumentedQueue(None, None, *connections)
    _close_queue(queue)
    assert [connection.close.call_count for connection in connections] == [1, 1]
    assert [queue.get_nowait() for _ in range(queue.qsize())] == [None] * 4


def test_queue_that_filled_up_meanwhile_is_left_full():
    queue = DocumentedQueue(None, None, room=2)
    queue.put_nowait = mock.Mock(side_effect=Full)
    _close_queue(queue)
    assert queue.put_nowait.call_count == 1


def test_queue_whose_pool_does_not_block_is_left_empty():
    queue = DocumentedQueue(None, mock.Mock())
    _close_queue(queue, leave_places=False)
    assert queue.qsize() == 0


@pytest.mark.parametrize("block", [False, True])
def test_pool_that_its_adapter_has_closed_can_still_be_used(block):
    with Peer([OK], [OK]) as peer, requests.Session() as session:
        session.mount("http://", HTTPAdapter(pool_maxsize=1, pool_block=block))
        adapter = session.get_adapter(peer.url)
        pool = adapter.get_connection_with_tls_context(requests.Request("GET", peer.url).prepare(), True)
        assert session.get(peer.url).content == b"ok"
        adapter.close()
        assert pool.urlopen("GET", "/").data == b"ok"


def test_session_works_with_a_queue_of_another_make(monkeypatch):
    class Queue(DocumentedQueue):
        def __init__(self, maxsize):
            super().__init__(room=maxsize)

        def put(self, item, block=True):
            self.put_nowait(item)

        def get(self, block=True, timeout=None):
            return self.get_nowait()

    monkeypatch.setattr(urllib3.connectionpool.HTTPConnectionPool, "QueueCls", Queue)
    with Peer([OK]) as peer:
        assert requests.get(peer.url).content == b"ok"


# -- texts that programs look for --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "texts"),
    [
        (CHUNKED + b"xyz\r\n", ["InvalidChunkLength(got length b'xyz\\r\\n', 0 bytes read)"]),
        (CHUNKED + b"5\r\nhello\r\n-1\r\n", ["InvalidChunkLength(got length b'-1\\r\\n', 5 bytes read)"]),
        (CHUNKED + b"5\r\nhello\r\n", ["Response ended prematurely"]),
        (CHUNKED + b"5\r\nhel", ["Connection broken: IncompleteRead(3 bytes read, 2 more expected)"]),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel", ["IncompleteRead(3 bytes read, 2 more expected)"]),
    ],
)
@pytest.mark.parametrize(
    "how", [lambda r: r.content, lambda r: list(r.iter_content(1)), lambda r: list(r.iter_lines())]
)
def test_errors_of_bodies_have_the_words_of_urllib3(session, answer, texts, how):
    with Peer([answer, END]) as peer:
        r = session.get(peer.url, stream=True)
        for _ in range(2):  # at each further read, too
            with pytest.raises(requests.exceptions.ChunkedEncodingError) as caught:
                how(r)
            assert [text for text in texts if text not in str(caught.value)] == []
            assert isinstance(caught.value.args[0], urllib3.exceptions.ProtocolError)


def test_raw_of_a_broken_chunk_raises_as_often_as_it_is_read(session):
    with Peer([CHUNKED + b"5\r\nhel", END]) as peer:
        raw = session.get(peer.url, stream=True).raw
        for _ in range(2):
            with pytest.raises(urllib3.exceptions.ProtocolError, match="IncompleteRead"):
                raw.read()


@pytest.mark.parametrize(
    "answer",
    [b"SSH-2.0-dropbear\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", b"HTTP/1.1 200 OK\r\nA: \0\r\n"],
)
def test_bad_heads_are_aborted_connections(session, answer):
    with (
        Peer([answer, END]) as peer,
        pytest.raises(requests.exceptions.ConnectionError, match="Connection aborted") as e,
    ):
        session.get(peer.url)
    assert isinstance(e.value.args[0], urllib3.exceptions.ProtocolError)


def test_stale_post_says_remote_disconnected(session):
    def gone(sock):
        sock.recv(65536)
        sock.close()

    with Peer([OK, gone]) as peer:
        session.get(peer.url)
        with pytest.raises(requests.exceptions.ConnectionError) as caught:
            session.post(peer.url, data=b"x")
    want = "('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))"
    assert str(caught.value) == want


# -- functions that tests replace --------------------------------------------------------------------------


def test_replaced_iter_content_gives_the_content(session):
    with Peer([OK, OK, OK]) as peer:
        with mock.patch.object(requests.Response, "iter_content", lambda *_: iter([b"mocked"])):
            assert session.get(peer.url).content == b"mocked"
        assert session.get(peer.url).content == b"ok"
        r = session.get(peer.url, stream=True)
        r.iter_content = lambda *_: iter([b"own"])
        assert r.content == b"own"


def test_replaced_read_and_stream_of_urllib3_give_the_content(session):
    with Peer([OK] * 3) as peer:
        with mock.patch.object(urllib3.HTTPResponse, "stream", lambda *_, **__: iter([b"streamed"])):
            assert session.get(peer.url).content == b"streamed"
        with mock.patch.object(urllib3.HTTPResponse, "read", lambda *_, **__: b"read"):
            assert session.get(peer.url, stream=True).raw.read() == b"read"
        assert session.get(peer.url).content == b"ok"


def test_maximum_of_headers_that_a_program_sets_for_http_client(session, monkeypatch):
    many = b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: 1\r\n" % n for n in range(400)) + b"Content-Length: 2\r\n\r\nok"
    with Peer([many], [OK], [many]) as peer:
        monkeypatch.setattr(http.client, "_MAXHEADERS", float("inf"))
        assert len(session.get(peer.url).headers) == 401
    with Peer([b"HTTP/1.1 200 OK\r\nX-A: 1\r\nContent-Length: 2\r\n\r\nok"]) as peer:
        monkeypatch.setattr(http.client, "_MAXHEADERS", 1)
        with pytest.raises(requests.exceptions.ConnectionError, match="got more than 1 headers"):
            session.get(peer.url)


def test_copy_has_its_own_hooks():
    first = requests.Request("GET", "http://a/", hooks={"response": print}).prepare()
    second = first.copy()
    second.register_hook("response", repr)
    assert (first.hooks, second.hooks) == ({"response": [print]}, {"response": [print, repr]})


# -- memory -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head", [b"Content-Length: 4294967301\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n"]
)
def test_a_length_sets_little_aside_before_the_bytes_are_there(session, head):
    with Peer([b"HTTP/1.1 200 OK\r\n" + head + b"hello", END]) as peer:
        r = session.get(peer.url, stream=True)
        tracemalloc.start()
        try:
            with pytest.raises(requests.exceptions.ChunkedEncodingError):
                r.content  # noqa: B018  # the property reads
            assert tracemalloc.get_traced_memory()[1] < 8 << 20
        finally:
            tracemalloc.stop()


def test_a_long_body_that_begins_slowly_is_complete(session):
    body = bytes(range(256)) * 16384
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body)

    def rest(sock):
        for start in range(0, len(body), 1 << 20):
            sock.sendall(body[start : start + (1 << 20)])

    with Peer([head, rest]) as peer:
        assert session.get(peer.url).content == body
