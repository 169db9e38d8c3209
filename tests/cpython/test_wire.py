"""Responses from a socket: where they end, whether the connection is kept, and timeouts."""

import gzip
import http.client
import io
import pickle
import socket
import time
import zlib

import pytest
import requests
import urllib3
from peer import END, OK, Peer
from requests._core.http1 import Limits
from requests._transport.response import SocketFile
from requests.adapters import HTTPAdapter
from urllib3.response import GzipDecoder, GzipDecoderState

E = requests.exceptions
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def chunked(*pieces, end=b"0\r\n\r\n"):
    """Return a response with these chunks."""
    return CHUNKED + b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + end


def sized(body, *fields):
    """Return a response with a Content-Length."""
    head = b"".join(field + b"\r\n" for field in (b"HTTP/1.1 200 OK", *fields, b"Content-Length: %d" % len(body)))
    return head + b"\r\n" + body


@pytest.fixture
def session():
    with requests.Session() as s:
        yield s


def get(*answers, **kwargs):
    """The response to the first request of a new session."""
    with Peer(list(answers)) as peer, requests.Session() as s:
        return s.get(peer.url, **kwargs)


def test_raw_is_urllib3s_response(session):
    with Peer([b"HTTP/1.1 200 Fine\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 2\r\n\r\nok"]) as peer:
        r = session.get(peer.url, stream=True)
        raw = r.raw
        assert isinstance(raw, urllib3.HTTPResponse)
        assert (raw.status, raw.reason, raw.version) == (200, "Fine", 11)
        assert raw.headers.getlist("x-a") == ["1", "2"]
        assert raw.headers["X-A"] == "1, 2"
        assert isinstance(raw.headers.copy(), urllib3.HTTPHeaderDict)
        assert raw.headers.get("nothing", "default") == "default"
        assert r.headers.getlist("X-A") == ["1", "2"]
        assert raw.read() == b"ok"
        assert raw.closed


def test_original_response_has_the_attributes_of_http_client():
    with Peer([sized(b"ok", b"Set-Cookie: a=1", b"Set-Cookie: b=2")]) as peer, requests.Session() as s:
        r = s.get(peer.url, stream=True)
        body = r.raw._original_response
        assert body.msg.get_all("Set-Cookie") == ["a=1", "b=2"]
        assert body.headers["content-length"] == "2"
        assert body.getheader("set-cookie") == "a=1, b=2"
        assert body.getheader("x", "none") == "none"
        assert ("Set-Cookie", "a=1") in body.getheaders()
        assert (body.status, body.reason, body.version, body.chunked, body.isclosed()) == (200, "OK", 11, False, False)
        assert body.readable()
        assert body.fileno() > 0
        assert body.readline() == b""
        assert body.read(-1) == b"ok"
        assert body.tell() == 2
        assert (body.isclosed(), body.fp) == (True, None)
        assert body.read() == body.read1() == b""
        with pytest.raises(OSError, match="complete or closed"):
            body.fileno()
        r.close()


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 100, None])
def test_chunks_are_not_joined_by_iter_content(size):
    pieces = list(get(chunked(b"hello", b" ", b"world"), stream=True).iter_content(size))
    assert b"".join(pieces) == b"hello world"
    if size is None or size >= 5:
        assert pieces == [b"hello", b" ", b"world"]


@pytest.mark.parametrize("answer", [chunked(b"hello", b" ", b"world"), sized(b"hello world"), b""])
def test_raw_read_returns_the_requested_size(answer):
    until_closed = b"HTTP/1.1 200 OK\r\n\r\nhello world"
    raw = get(*([answer] if answer else [until_closed, END]), stream=True).raw
    assert [raw.read(4), raw.read(4), raw.read(4), raw.read(4)] == [b"hell", b"o wo", b"rld", b""]


@pytest.mark.parametrize("answer", [chunked(b"hello", b" ", b"world"), sized(b"hello world")])
def test_raw_fills_a_buffer(answer):
    raw = get(answer, stream=True).raw
    buffer = bytearray(7)
    assert (raw.readinto(buffer), bytes(buffer)) == (7, b"hello w")
    assert (raw.readinto(buffer), bytes(buffer[:4])) == (4, b"orld")
    assert raw.readinto(buffer) == 0


def test_body_fills_a_buffer():
    r = get(sized(b"hello"), stream=True)
    body = r.raw._original_response
    buffer = bytearray(3)
    assert (body.readinto(buffer), bytes(buffer)) == (3, b"hel")
    assert body.readinto(memoryview(buffer)) == 2
    r.raw.close()


def test_read1_returns_what_has_arrived():
    raw = get(chunked(b"hello", b" world"), stream=True).raw
    pieces = []
    while piece := raw.read1(100):
        pieces.append(piece)
    assert b"".join(pieces) == b"hello world"
    raw = get(sized(b"hello"), stream=True).raw
    assert raw.read1(2) + raw.read1() == b"hello"


def test_raw_fills_buffers_again_after_content():
    """As on a device, where programs read `raw` without stream=True; read() is at its end, as in Requests."""
    r = get(chunked(b"hello", b" world"))
    buffer = bytearray(8)
    assert (r.raw.read(), r.raw.read(5), list(r.raw.stream())) == (b"", b"", [])
    assert (r.raw.readinto(buffer), buffer) == (8, b"hello wo")
    assert (r.raw.readinto(buffer), buffer[:3]) == (3, b"rld")
    assert r.raw.readinto(buffer) == 0
    assert (r.content, r.raw.closed) == (b"hello world", True)


def test_connection_is_kept_for_the_next_request(session):
    with Peer([OK, chunked(b"x"), b"HTTP/1.1 204 No\r\n\r\n", b"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n"
               b"Content-Length: 0\r\n\r\n", OK]) as peer:  # fmt: skip
        for _ in range(5):
            session.get(peer.url)
        assert [len(requests) for requests in peer.received] == [5]


def test_interim_responses_are_skipped(session):
    with Peer([b"HTTP/1.1 102 Wait\r\n\r\nHTTP/1.1 103 Hint\r\nLink: x\r\n\r\n" + OK, OK]) as peer:
        assert [session.get(peer.url).content for _ in range(2)] == [b"ok", b"ok"]
        assert len(peer.received) == 1


@pytest.mark.parametrize(
    "answer",
    [
        OK + b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil",
        chunked(b"ok") + b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil",
        b"HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\nevil",
        b"HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nevil\r\n0\r\n\r\n",
    ],
)
def test_bytes_after_a_response_end_the_connection(session, answer):
    with Peer([answer], [OK]) as peer:
        session.get(peer.url)
        assert session.get(peer.url).content == b"ok"
        assert len(peer.received) == 2


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        b"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
    ],
)
def test_response_that_ends_its_connection(session, answer):
    with Peer([answer], [OK]) as peer:
        assert [session.get(peer.url).content for _ in range(2)] == [b"ok", b"ok"]
        assert len(peer.received) == 2


def test_request_that_ends_its_connection(session):
    with Peer([OK], [OK]) as peer:
        for _ in range(2):
            session.get(peer.url, headers={"Connection": "close"})
        assert len(peer.received) == 2


@pytest.mark.parametrize(
    "answer",
    [
        [sized(b"hello")[:-2], END],
        [chunked(b"hello", end=b""), END],
        [chunked(b"hello", end=b"5\r\nhe"), END],
        [chunked(b"hello", end=b"0\r\n"), END],
        [chunked(b"hello", end=b"-5\r\n")],
        [chunked(b"hello", end=b"0x5\r\nhello\r\n0\r\n\r\n")],
        [CHUNKED + b"5\r\nhelloXX0\r\n\r\n"],
        [chunked(b"hello", end=b"0\r\n" + b"A: b\r\n" * 20_000 + b"\r\n")],
        [CHUNKED + b"5;" + b"x" * 10_000 + b"\r\nhello\r\n0\r\n\r\n"],
    ],
)
@pytest.mark.parametrize("how", ["content", "iter_content", "iter_lines"])
def test_body_that_breaks_its_framing(session, answer, how):
    def read(r):
        return r.content if how == "content" else list(getattr(r, how)())

    with Peer(answer, [OK]) as peer:
        r = session.get(peer.url, stream=True)
        with pytest.raises(E.ChunkedEncodingError) as caught:
            read(r)
        assert caught.value.request is r.request
        assert session.get(peer.url).content == b"ok"
        assert len(peer.received) == 2


def test_declared_length_allocates_nothing():
    huge = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999\r\n\r\nx"
    with pytest.raises(E.ChunkedEncodingError):
        get(huge, END)


def test_content_longer_than_one_piece():
    body = bytes(1 << 20) * 65
    assert get(sized(body)).content == body


def test_unread_response_does_not_reach_the_next_request(session):
    """A connection that was returned too early is not used again."""
    with Peer([sized(b"x" * 100)], [OK]) as peer:
        early = session.get(peer.url, stream=True)
        early.raw.release_conn()
        assert session.get(peer.url).content == b"ok"
        with pytest.raises((E.RequestException, ValueError)):
            assert early.content == b"x" * 100
            raise ValueError("it was all in the buffer, and its own")


def test_closing_early_closes_the_connection(session):
    with Peer([sized(b"x" * 100)], [OK]) as peer:
        with session.get(peer.url, stream=True) as r:
            assert next(r.iter_content(1)) == b"x"
        assert session.get(peer.url).content == b"ok"
        assert len(peer.received) == 2


def drip(data, pause=0.05):
    """A step that sends its bytes one by one."""

    def step(sock):
        for number in range(len(data)):
            time.sleep(pause)
            sock.sendall(data[number : number + 1])

    return step


@pytest.mark.parametrize("timeout", [urllib3.Timeout.DEFAULT_TIMEOUT, (5, urllib3.Timeout.DEFAULT_TIMEOUT)])
def test_urllib3s_mark_for_the_systems_timeout(session, timeout):
    """python-jenkins passes it."""
    with Peer([OK]) as peer:
        assert session.get(peer.url, timeout=timeout).text == "ok"
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(0.2)
    try:
        with Peer([lambda sock: None]) as peer, pytest.raises(E.ReadTimeout):
            session.get(peer.url, timeout=timeout)
    finally:
        socket.setdefaulttimeout(before)


@pytest.mark.parametrize("timeout", [(1, 1, 0.3), urllib3.Timeout(total=0.3)])
@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", b"", CHUNKED])
def test_total_time_ends_trickled_responses(session, timeout, start):
    with Peer([start, drip(b"HTTP/1.1 200 OK\r\nX: " + b"0" * 100)]) as peer:
        begun = time.monotonic()
        with pytest.raises((E.Timeout, E.ChunkedEncodingError)) as caught:
            session.get(peer.url, timeout=timeout)
        assert time.monotonic() - begun < 4  # all bytes take 6 s
        if start != CHUNKED:
            assert isinstance(caught.value, E.ReadTimeout)


def test_time_of_a_body_is_both_a_timeout_and_a_connectionerror(session):
    """Requests raises ConnectionError there; `except ReadTimeout` catches it, too."""
    with Peer([b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"]) as peer:
        with pytest.raises(E.ConnectionError):
            session.get(peer.url, timeout=0.1)
        with pytest.raises(E.ReadTimeout):
            session.get(peer.url, timeout=0.1)


def test_limits_are_the_adapters(session):
    adapter = HTTPAdapter()
    adapter.limits = Limits(header_count=2)
    session.mount("http://", adapter)
    with Peer([sized(b"ok", b"A: 1", b"B: 2")], [OK]) as peer:
        with pytest.raises(E.ConnectionError, match="more than 2 headers"):
            session.get(peer.url)
        assert session.get(peer.url).content == b"ok"


def bounded(answer, **limits):
    """The response of a session that keeps these limits."""
    s = requests.Session()
    s.limits = Limits(**limits)
    return get_by(s, answer)


def get_by(session, answer):
    with Peer([answer]) as peer, session:
        return session.get(peer.url, stream=True)


READS = {
    "content": lambda r: r.content,
    "iter_content": lambda r: b"".join(r.iter_content(1000)),
    "iter_lines": lambda r: b"".join(r.iter_lines()),
    "raw": lambda r: r.raw.read(decode_content=True),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_content_that_is_too_long_when_decoded(read, coding):
    content = b"x" * 100_000
    body = gzip.compress(content) if coding == "gzip" else content
    answer = sized(body, b"Content-Encoding: " + coding.encode())
    assert read(bounded(answer, decoded=100_000)) == content
    r = bounded(answer, decoded=99_999)
    with pytest.raises((E.ContentDecodingError, urllib3.exceptions.DecodeError), match="longer than 99999 bytes"):
        read(r)
    r.close()


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_zlib_that_repeats_an_error(read, monkeypatch):
    """Bytes after a gzip member are an error of zlib that urllib3 ignores; `flush` of zlib 1.3.2 raises it again."""
    flush = GzipDecoder.flush

    def repeat(decoder):
        if decoder._state == GzipDecoderState.SWALLOW_DATA:
            raise zlib.error("Error -3 while decompressing data: incorrect header check")
        return flush(decoder)

    monkeypatch.setattr(GzipDecoder, "flush", repeat)
    assert read(get(sized(gzip.compress(b"content") + b"\0\0", b"Content-Encoding: gzip"), stream=True)) == b"content"
    broken = get(sized(b"no gzip", b"Content-Encoding: gzip"), stream=True)
    with pytest.raises((E.ContentDecodingError, urllib3.exceptions.DecodeError)):
        read(broken)
    broken.close()


@pytest.mark.parametrize(("codings", "fine"), [(5, True), (6, False)])
def test_codings_around_codings(codings, fine):
    body = b"content"
    for _ in range(codings):
        body = gzip.compress(body)
    r = bounded(sized(body, b"Content-Encoding: " + b", ".join([b"gzip"] * codings)))
    if fine:
        assert r.content == b"content"
    else:
        with pytest.raises(E.ContentDecodingError, match="5 content codings"):
            r.content  # noqa: B018  # the property reads


def test_limits_of_a_session_are_those_of_its_adapters():
    s = requests.Session()
    assert s.limits is s.get_adapter("http://").limits
    s.limits = Limits(head=500)
    assert [adapter.limits.head for adapter in s.adapters.values()] == [500, 500]
    assert pickle.loads(pickle.dumps(s)).limits.head == 500
    s.close()


def test_debug_level_shows_the_exchange(session, capsys, monkeypatch):
    """As the documentation of Requests shows, to see what is sent."""
    monkeypatch.setattr(http.client.HTTPConnection, "debuglevel", 1)
    with Peer([OK]) as peer:
        session.get(peer.url)
    shown = capsys.readouterr().out
    assert "send: b'GET / HTTP/1.1" in shown
    assert "reply: 'HTTP/1.1 200 OK" in shown
    assert "header: Content-Length: 2" in shown


@pytest.mark.parametrize(
    ("body", "fields", "sent"),
    [
        (None, {}, b"\r\n\r\n"),
        ("text ☃", {}, b"\r\n\r\ntext \xe2\x98\x83"),
        (b"x" * 100_000, {}, b"\r\n\r\n" + b"x" * 100_000),
        (iter([b"a", "☃", bytearray(b"c"), b""]), {}, b"\r\n\r\n1\r\na\r\n3\r\n\xe2\x98\x83\r\n1\r\nc\r\n0\r\n\r\n"),
        (memoryview(b"view"), {}, b"Content-Length: 4\r\n\r\nview"),
        (iter([b"ab", b"c"]), {"Content-Length": "3"}, b"Content-Length: 3\r\n\r\nabc"),
        (io.BytesIO(b"file"), {}, b"Content-Length: 4\r\n\r\nfile"),
    ],
)
def test_bodies_on_the_wire(session, body, fields, sent):
    with Peer([OK]) as peer:
        session.post(peer.url, data=body, headers=fields)
        received = peer.received[0][0]
        assert received.endswith(sent)
        assert (b"Content-Length" in received) != (b"Transfer-Encoding" in received)


@pytest.mark.parametrize("length", ["2", "4"])
def test_body_is_held_to_its_declared_length(session, length):
    with Peer([OK], [OK]) as peer:
        with pytest.raises(E.InvalidBody):
            session.post(peer.url, data=iter([b"ab", b"c"]), headers={"Content-Length": length})
        assert session.get(peer.url).content == b"ok"


def test_errors_of_a_head_are_those_of_requests_too():
    with pytest.raises(E.ChunkedEncodingError) as caught:
        get(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n", END)
    assert isinstance(caught.value, E.ConnectionError)
    with pytest.raises(E.InvalidHeader) as caught:
        get(b"HTTP/1.1 200 OK\r\nContent-Length: 16\r\nContent-Length: 32\r\n\r\n")
    assert isinstance(caught.value, E.ConnectionError)
    with pytest.raises(E.ConnectionError) as caught:
        get(END)
    assert not isinstance(caught.value, E.ChunkedEncodingError)


class StandIn:
    """A fake socket as of test tools such as HTTPretty: only a file for each response works."""

    def __init__(self, *args, **kwargs):
        self.sent = []
        self.pair = socket.socketpair()

    def fileno(self):
        return self.pair[0].fileno()

    def sendall(self, data):
        self.sent.append(bytes(data))

    def makefile(self, *args):
        return io.BytesIO(sized(b"%d" % len(self.sent)))

    def settimeout(self, seconds):
        pass

    setsockopt = settimeout

    def close(self):
        for end in self.pair:
            end.close()

    def __getattr__(self, name):
        raise ValueError(f"{name} of no socket")


def test_socket_of_a_test_tool(session, monkeypatch):
    monkeypatch.setattr("urllib3.util.connection.create_connection", StandIn)
    assert session.get("http://nowhere.example/").content == b"1"
    assert session.get("http://nowhere.example/").content == b"2"


def test_socket_with_every_attribute_has_nothing_pending():
    """As those of mocket, which records what real ones receive."""

    class Socket:
        def __getattr__(self, name):
            return lambda *args, **kwargs: None

    assert SocketFile(Socket()).pending() == 0
