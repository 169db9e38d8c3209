"""On MicroPython a long body stays on its connection until the program uses it.

subject: Responses
what: On CPython a call reads the body before it returns, unless stream=True. On MicroPython `stream` is None by
    default: the call reads a body with a Content-Length of at most 2,048 bytes, and a chunked body that has arrived
    completely. `content`, `text`, `json()`, `iter_content`, `save` or `raw` read any other body, and raise its errors.
    At most four such bodies wait unread: one more closes the connection of the oldest.
why: A board's memory is too small for a firmware image, and other clients for boards leave the body to be read from
    `raw`.
workaround: Pass stream=False to read the whole body in the call, stream=True to read none of it.
"""

import requests
from harness import eq, raises
from wire import END, Peer, Wire, answer, chunked

AT = "http://device.test/"
LONG = answer(b"x" * 2049)


def case_cpython_raises_the_errors_of_the_body():
    with Wire(Peer([LONG[:-1], END])):
        raises(requests.exceptions.ChunkedEncodingError, requests.get, AT)
    eq(requests.Session().stream, False)


def case_micropython_raises_the_errors_of_a_short_body():
    with Wire(Peer([answer(b"x" * 2048)[:-1], END])):
        raises(requests.exceptions.ChunkedEncodingError, requests.get, AT)


def case_micropython_leaves_a_long_body():
    with Wire(Peer([LONG, b"", END])) as wire, requests.Session() as s:
        r = s.get(AT)
        eq((s.stream, r.status_code, wire.closed), (None, 200, [False]))
        buffer = bytearray(3000)
        eq((r.raw.readinto(buffer), r.raw.readinto(buffer)), (2049, 0))


def case_micropython_raises_the_errors_of_a_long_body_where_it_is_used():
    for use in (lambda r: r.content, lambda r: r.text, lambda r: r.json(), lambda r: list(r.iter_content(100))):
        with Wire(Peer([LONG[:-1], END])):
            r = requests.get(AT)
            raises(requests.exceptions.ChunkedEncodingError, use, r)


def case_micropython_reads_a_long_body_in_the_call_with_stream_false():
    with Wire(Peer([LONG[:-1], END])):
        raises(requests.exceptions.ChunkedEncodingError, requests.get, AT, stream=False)


def case_micropython_reads_chunks_that_have_arrived():
    with Wire(Peer(chunked(b"one", b"two"), answer(b"next"))) as wire, requests.Session() as s:
        eq(s.get(AT).status_code, 200)
        eq((s.get(AT).content, len(wire.requests)), (b"next", 2))


def case_micropython_does_not_wait_for_chunks():
    """The data is not lost, and what follows it is no response to the next request."""
    begun = chunked(b"one")[:-5]
    for more in (b"3\r\ntwo\r\n0\r\n\r\n", b"0\r\n\r\n"):
        with Wire(Peer([begun, None, None, more], answer(b"next"))) as wire, requests.Session() as s:
            r = s.get(AT, timeout=0.2)
            eq(r.raw.readline(2), b"on")
            eq((r.content, len(wire.requests)), (b"etwo" if b"two" in more else b"e", 1))
            eq((s.get(AT).content, wire.closed), (b"next", [False]))
    extra = chunked(b"one") + b"HTTP/1.1 200 OK\r\n0\r\n\r\n"
    with Wire(Peer(extra), Peer(answer(b"next"))) as wire, requests.Session() as s:
        eq((s.get(AT).content, s.get(AT).content), (b"one", b"next"))


def case_micropython_keeps_an_error_that_has_arrived():
    begun = chunked(b"one")[:-5]
    with Wire(Peer([begun, OSError(104)])):
        r = requests.get(AT)
        eq(r.raw.read(3), b"one")
        error = raises(requests.exceptions.ChunkedEncodingError, r.raw.read, 1)
        eq(error.errno, 104)


def case_micropython_closes_the_oldest_of_five_unread_bodies():
    with Wire(*[Peer(LONG) for _ in range(6)]) as wire, requests.Session() as s:
        touched = s.get(AT)
        eq(touched.raw.read(1), b"x")
        others = [s.get(AT) for _ in range(4)]
        kept = s.get(AT, stream=True)
        eq(wire.closed, [False] * 6)
        others.append(kept)
        for r in others:
            eq(len(r.content), 2049)
        eq(len(touched.content), 2048)
    with Wire(*[Peer(LONG) for _ in range(6)]) as wire, requests.Session() as s:
        oldest, *others = [s.get(AT) for _ in range(5)]
        eq(wire.closed, [True] + [False] * 4 + [None])
        error = raises(requests.ConnectionError, lambda: oldest.content)
        assert "stream=True" in str(error), error
        others.append(s.get(AT))
        eq(wire.closed, [True] * 2 + [False] * 4)
        for r in others[1:]:
            eq(len(r.content), 2049)


def case_micropython_calls_hooks_before_a_long_body_is_read():
    with Wire(Peer(LONG)):
        seen = []
        r = requests.get(AT, hooks={"response": lambda r, **kwargs: seen.append((r._content, kwargs["stream"]))})
        eq((seen, len(r.content)), ([(False, None)], 2049))
