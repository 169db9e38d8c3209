"""A response is the same, or the same error, however it is cut into segments and read."""

import contextlib

from hypothesis import example, given
from hypothesis import strategies as st
from requests._core.field_values import links, parse_header_links
from requests._core.http1 import Limits
from requests._transport.response import Incoming, MessageBody, read_head
from requests.exceptions import RequestException
from urllib3.exceptions import HTTPError

LIMITS = Limits(line=80, head=400, header_count=6, chunk_line=20, trailers=40)
HEADS = st.sampled_from(
    [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.0 200 OK\n", b"HTTP/1.1 103 Hints\r\n\r\n", b"HTTP/1.1 204 No\r\n"]
)
FIELDS = st.sampled_from(
    [
        b"Content-Length: 5\r\n",
        b"Content-Length: 05, 5\r\n",
        b"Content-Length: 6\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: gzip\n",
        b"Connection: close\r\n",
        b"X: a\r\n b\r\n",
        b"Plain-1: a, b\r\n",
        b"x_y:\t \xe9 \r\n",
        b"Blank : a\r\n",
        b": nameless\r\n",
        b"X: a\rb\r\n",
        b"X: a\0b\r\n",
        b"X:" + b"x" * 90 + b"\r\n",
    ]
)
BODIES = st.sampled_from(
    [b"5\r\nhello\r\n", b"1;e=1\r\nx\r\n", b"0\r\n", b"T: 1\r\n", b"hello", b"\r\n", b"0x1\r\n", b"\n"]
)
ANSWERS = st.tuples(
    st.lists(HEADS, min_size=1, max_size=3), st.lists(FIELDS, max_size=3), st.lists(BODIES, max_size=6)
).map(lambda parts: b"".join([*parts[0], *parts[1], b"\r\n", *parts[2]]))


class Pieces:
    """A socket that returns so many bytes at each read, repeatedly."""

    def __init__(self, data, sizes):
        self.data, self.sizes = data, sizes

    def recv_into(self, buffer):
        self.sizes = self.sizes[1:] + self.sizes[:1]
        piece = self.data[: min(self.sizes[0], len(buffer))]
        self.data = self.data[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)


class Connection:
    """The connection that a body releases."""

    sock = None
    kept = None

    def response_complete(self, body, close):
        self.kept = not close


def whole(body):
    return body.read()


def by_three(body):
    return b"".join(iter(lambda: body.read(3), b""))


def as_it_comes(body):
    return b"".join(iter(lambda: body.read1(4), b""))


def into_a_buffer(body):
    buffer, data = bytearray(4), b""
    while count := body.readinto(buffer):
        data += buffer[:count]
    return data


WAYS = st.sampled_from([whole, by_three, as_it_comes, into_a_buffer])


def outcome(wire, sizes, way):
    """Return (fields, body) of a response, or the name of the error and where it was raised."""
    connection, place = Connection(), "head"
    incoming = Incoming(Pieces(wire, sizes))
    with contextlib.suppress(RequestException, HTTPError):
        head = read_head(incoming, LIMITS)
        place = "body"
        body = MessageBody(connection, incoming, "GET", head, LIMITS)
        data = way(body)
        assert body.closed
        return head.status, head.headers, data
    assert not connection.kept, "kept after a refusal"
    return place


@given(ANSWERS, st.lists(st.integers(1, 20), min_size=1, max_size=5), WAYS)
@example(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nT: 1\r\n\r\nHTTP", [1], whole)
@example(b"HTTP/1.1 200 OK\r\n\r\nhello", [2], by_three)
def test_segments_and_ways_of_reading_do_not_change_the_result(wire, sizes, way):
    expected = outcome(wire, [1 << 20], whole)
    assert outcome(wire, [1], whole) == expected
    assert outcome(wire, sizes, way) == expected


@given(st.binary(max_size=200), st.lists(st.integers(1, 20), min_size=1, max_size=5))
def test_any_bytes_are_a_response_or_refused(wire, sizes):
    assert outcome(wire, sizes, whole) == outcome(wire, [1], whole)


TARGETS = st.text("abc/:.?=&%-", min_size=1, max_size=12)
WORDS = st.text("abc-", min_size=1, max_size=5)


@given(st.lists(st.tuples(TARGETS, st.dictionaries(WORDS, WORDS, max_size=3)), max_size=4))
def test_links_are_read_as_they_were_written(entries):
    text = ", ".join(
        f"<{url}>" + "".join(f'; {name}="{value}"' for name, value in params.items()) for url, params in entries
    )
    assert parse_header_links(text) == [{"url": url, **params} for url, params in entries]


@given(st.text(max_size=60) | st.lists(st.sampled_from(["<", ">", ",", ";", "=", '"', " ", "rel", "a"])).map("".join))
def test_any_text_has_links_or_none(text):
    assert all(isinstance(entry["url"], str) for entry in parse_header_links(text))
    links(text)
