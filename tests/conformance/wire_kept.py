"""Connections that carry more than one request, and when they must not (RFC 9112 section 9)."""

import io

import requests

from harness import eq, raises
from wire import END, RESET, Peer, Wire, answer, parsed, redirect

AT = "http://device.test/"
E = requests.exceptions
OK = answer(b"ok")


def lines(wire):
    """Return the request lines."""
    return [line.rpartition(" ")[0] for line, _, _ in wire.requests]


def case_one_connection_for_many_requests():
    with Wire(Peer(*[answer(b"%d" % number) for number in range(20)])) as wire, requests.Session() as s:
        for number in range(20):
            eq(s.get(AT + str(number)).content, b"%d" % number)
            eq(wire.closed, [False])
    eq(lines(wire), [f"GET /{number}" for number in range(20)])


def case_the_end_of_a_session_closes_what_it_kept():
    with Wire(OK) as wire:
        with requests.Session() as s:
            r = s.get(AT)
        eq((r.content, wire.closed), (b"ok", [True]))


def case_one_connection_for_each_origin():
    with Wire(Peer(OK, OK), Peer(OK, OK)) as wire, requests.Session() as s:
        for place in (AT, "http://device.test:81/", AT, "http://device.test:81/"):
            eq(s.get(place).content, b"ok")
    eq(wire.places, [("device.test", 80), ("device.test", 81)])


def case_the_server_says_close():
    """RFC 9112 section 9.6."""
    says = [answer(b"ok", "200 OK", "Connection: " + value) for value in ("close", "keep-alive, close", "a,Close ,b")]
    for data in says + [OK.replace(b"1.1", b"1.0")]:
        with Wire(Peer(data), Peer(OK)) as wire, requests.Session() as s:
            eq(s.get(AT).content, b"ok")
            eq(wire.closed, [True, None])
            eq(s.get(AT).content, b"ok")


def case_the_client_says_close():
    """RFC 9112 section 9.6."""
    for value in ("close", "keep-alive, close", "a,Close ,b", b"close"):
        with Wire(Peer(OK), Peer(OK)) as wire, requests.Session() as s:
            eq(s.get(AT, headers={"Connection": value}).content, b"ok")
            eq(wire.closed, [True, None])
            eq(s.get(AT).content, b"ok")


def case_a_connection_option_that_contains_close():
    with Wire(Peer(OK, OK)), requests.Session() as s:
        eq(s.get(AT, headers={"Connection": "not-close"}).content, b"ok")
        eq(s.get(AT).content, b"ok")


def case_http10_may_keep_a_connection():
    """RFC 9112 section 9.3."""
    first = answer(b"ok", "200 OK", "Connection: keep-alive").replace(b"1.1", b"1.0")
    with Wire(Peer(first, OK)) as wire, requests.Session() as s:
        eq((s.get(AT).content, s.get(AT).content, wire.places), (b"ok", b"ok", [("device.test", 80)]))


def case_an_idle_connection_that_was_closed_is_replaced():
    """RFC 9112 section 9.3.1: it is noticed before anything is sent, so it holds for every method."""
    for ending in (END, RESET):
        for method in ("GET", "POST"):
            with Wire(Peer([OK, ending]), Peer(OK)) as wire, requests.Session() as s:
                s.get(AT + "1")
                eq(s.request(method, AT + "2").content, b"ok")
                eq(wire.closed, [True, False])
            eq(lines(wire), ["GET /1", method + " /2"])


def case_a_kept_connection_that_dies_under_an_idempotent_request_is_replaced():
    """RFC 9110 section 9.2.2."""
    for ending in (END, RESET):
        for method in ("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"):
            with Wire(Peer(OK, ending), Peer(answer())) as wire, requests.Session() as s:
                s.get(AT)
                eq(s.request(method, AT, data=b"abc").status_code, 200)
                eq(wire.closed, [True, False])
            eq(lines(wire), ["GET /", method + " /", method + " /"])


def case_a_kept_connection_that_dies_under_a_post_is_an_error():
    """RFC 9110 section 9.2.2: it may have been processed."""
    for ending in (END, RESET):
        with Wire(Peer(OK, ending), Peer(OK)) as wire, requests.Session() as s:
            s.get(AT)
            raises(E.ConnectionError, s.post, AT, data=b"once")
            eq(wire.closed, [True, None])
            eq(s.get(AT).content, b"ok")


def case_a_kept_connection_is_replaced_once():
    with Wire(Peer(OK, END), Peer(END), Peer(OK)) as wire, requests.Session() as s:
        s.get(AT)
        raises(E.ConnectionError, s.get, AT)
        eq(wire.closed, [True, True, None])
        eq(s.get(AT).content, b"ok")


def case_a_new_connection_that_dies_is_not_replaced():
    with Wire(Peer(END), Peer(OK)) as wire, requests.Session() as s:
        raises(E.ConnectionError, s.get, AT)
        eq(wire.closed, [True, None])
        eq(s.get(AT).content, b"ok")


def case_a_request_is_not_repeated_after_half_a_response():
    with Wire(Peer(OK, [b"HTTP/1.1 200", END]), Peer(OK)) as wire, requests.Session() as s:
        s.get(AT)
        raises(E.ConnectionError, s.get, AT)
        eq(wire.closed, [True, None])
        eq(s.get(AT).content, b"ok")


def case_a_body_is_rewound_before_it_is_sent_again():
    with Wire(Peer(OK, END), Peer(OK)) as wire, requests.Session() as s:
        s.get(AT)
        file = io.BytesIO(b"not this, but this")
        file.seek(10)
        eq(s.put(AT, data=file).content, b"ok")
    eq([body for _, _, body in wire.requests], [b"", b"but this", b"but this"])


def case_a_body_that_cannot_be_rewound_is_not_sent_again():
    with Wire(Peer(OK, END), Peer(OK)) as wire, requests.Session() as s:
        s.get(AT)
        raises(E.ConnectionError, s.put, AT, data=iter([b"once"]))
        eq(wire.closed, [True, None])
        eq(s.get(AT).content, b"ok")


def case_a_post_that_was_not_sent_completely_is_sent_again():
    with Wire(Peer(OK, END, room=400), Peer(OK)) as wire, requests.Session() as s:
        s.get(AT)
        eq(s.post(AT, data=b"x" * 2000).content, b"ok")
        eq(wire.closed, [True, False])
    eq(parsed(wire.sent[1])[0][2], b"x" * 2000)


def case_an_unread_body_closes_its_connection():
    """RFC 9112 section 9.3: a client that does not read the whole response closes."""
    with Wire(Peer(answer(b"x" * 100)), Peer(OK)) as wire, requests.Session() as s:
        with s.get(AT, stream=True) as r:
            eq((r.raw.read(10), wire.closed), (b"x" * 10, [False, None]))
        eq(wire.closed, [True, None])
        eq(s.get(AT).content, b"ok")


def case_a_stream_read_to_its_end_gives_its_connection_back():
    with Wire(Peer(answer(b"x" * 100), OK)) as wire, requests.Session() as s:
        r = s.get(AT, stream=True)
        eq((len(b"".join(r.iter_content(30))), wire.closed), (100, [False]))
        eq(s.get(AT).content, b"ok")


def case_a_connection_in_use_carries_no_other_request():
    with Wire(Peer(answer(b"x" * 100)), Peer(OK)) as wire, requests.Session() as s:
        r = s.get(AT, stream=True)
        r.raw.read(10)
        eq(s.get(AT).content, b"ok")
        eq(r.content, b"x" * 90)
    eq(len(wire.requests), 2)


def case_redirects_keep_their_connection():
    with Wire(Peer(redirect("/2"), redirect("/3"), OK)) as wire, requests.Session() as s:
        eq(s.get(AT + "1").content, b"ok")
    eq(lines(wire), ["GET /1", "GET /2", "GET /3"])


def case_an_error_of_the_server_keeps_its_connection():
    with Wire(Peer(answer(b"no", "500 Oops"), OK)), requests.Session() as s:
        raises(E.HTTPError, s.get(AT).raise_for_status)
        eq(s.get(AT).content, b"ok")
