"""Limits that a program sets hold on any connection, and a connection beyond a limit is closed."""

import requests
from requests._core.http1 import Limits

from harness import eq, raises, read
from wire import END, RESET, Peer, Wire, answer

AT = "http://device.test/"
E = requests.exceptions


def case_content_beyond_its_bound_closes_its_connection():
    turn = [b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 3000, END]
    with Wire(Peer(turn), Peer(answer(b"own"))) as wire, requests.Session() as s:
        s.limits = Limits(decoded=500)
        raises(E.ContentDecodingError, read, s.get, AT)
        eq(wire.closed, [True, None])
        eq(s.get(AT).content, b"own")


def case_limited_body_is_yielded_before_more_arrives():
    turn = [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nevent\n\r\n", None, RESET]
    with Wire(Peer(turn)) as wire, requests.Session() as s:
        s.limits = Limits(decoded=500)
        found = s.get(AT, stream=True).iter_content(100)
        eq(next(found), b"event\n")
        raises(E.ChunkedEncodingError, next, found)
        eq(wire.closed, [True])


def case_empty_body_is_within_every_limit():
    for coding in ("gzip", "deflate", "identity"):
        empty = answer(b"", "200 OK", "Content-Encoding: " + coding)
        with Wire(Peer(empty, empty)), requests.Session() as s:
            s.limits = Limits(decoded=500)
            eq((s.get(AT).content, list(s.get(AT, stream=True).iter_content(10))), (b"", []))
