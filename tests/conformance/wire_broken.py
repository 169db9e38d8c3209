"""Network errors: a response cut, reset or stalled at every byte, unknown names, and unreachable addresses."""

import requests

from harness import eq, raises, read
from wire import ABORTED, END, LATE, REFUSED, RESET, UNREACHABLE, Peer, Wire, answer, chunked, pieces

AT = "http://device.test/"
E = requests.exceptions
HEAD = b"HTTP/1.1 200 OK\r\nX-A: b\r\nContent-Length: 5\r\n\r\n"
CHUNKED = chunked(b"abc", b"d" * 17, trailer=b"X-A: b\r\n")
BODY = CHUNKED.find(b"\r\n\r\n") + 4
SHORT = 0.01  # seconds


def fails(kind, *turn, method="GET", **kwargs):
    """Return the error of a request whose response ends like that; its connection is closed, and the session usable."""
    with Wire(Peer(list(turn)), Peer(answer(b"own"))) as wire, requests.Session() as s:
        error = raises(kind, read, s.request, method, AT, **kwargs)
        assert isinstance(error, E.RequestException), error
        eq(wire.closed, [True, None])
        eq(s.get(AT).content, b"own")
    return error


def case_closed_before_the_first_byte_of_a_response():
    for method in ("GET", "POST"):
        fails(E.ConnectionError, END, method=method)


def case_closed_anywhere_in_the_head():
    """RFC 9112 section 8: an incomplete head is no response."""
    for cut in range(1, len(HEAD)):
        fails(E.ConnectionError, HEAD[:cut], END)


def case_reset_anywhere_in_the_head():
    for cut in range(len(HEAD)):
        fails(E.ConnectionError, HEAD[:cut] or None, RESET)


def case_aborted_in_the_head():
    fails(E.ConnectionError, HEAD[:20], ABORTED)


def case_closed_anywhere_in_a_body_of_known_length():
    """RFC 9112 section 8: an incomplete body is an error."""
    for size in range(5):
        fails(E.ChunkedEncodingError, HEAD + b"hello"[:size], END)


def case_reset_anywhere_in_a_body_of_known_length():
    for size in range(5):
        fails(E.ChunkedEncodingError, HEAD + b"hello"[:size], RESET)


def case_closed_anywhere_in_the_chunks():
    """RFC 9112 section 8."""
    for cut in range(BODY, CHUNKED.find(b"0\r\nX-A")):
        fails(E.ChunkedEncodingError, CHUNKED[:cut], END)


def case_closed_after_the_data_of_chunks():
    """RFC 9112 section 8: without the last chunk and its empty line the body is not complete."""
    for cut in range(CHUNKED.find(b"0\r\nX-A"), len(CHUNKED)):
        fails(E.ChunkedEncodingError, CHUNKED[:cut], END)


def case_reset_anywhere_in_the_chunks():
    for cut in range(BODY, len(CHUNKED)):
        fails(E.ChunkedEncodingError, CHUNKED[:cut], RESET)


def case_reset_in_a_body_that_ends_with_the_connection():
    fails(E.ChunkedEncodingError, b"HTTP/1.1 200 OK\r\n\r\nhel", RESET)


def case_reset_after_an_interim_response():
    fails(E.ConnectionError, b"HTTP/1.1 100 Continue\r\n\r\n", RESET)
    fails(E.ConnectionError, b"HTTP/1.1 100 Continue\r\n\r\n", END)


def case_silent_in_the_head():
    for cut in (0, 1, 17, len(HEAD) - 2, len(HEAD) - 1):
        fails(E.ReadTimeout, HEAD[:cut] or None, timeout=SHORT)


def case_silent_in_the_body():
    for turn in (HEAD, HEAD + b"hell", CHUNKED[:BODY], CHUNKED[: BODY + 4], CHUNKED[:-1]):
        fails(E.ConnectionError, turn, timeout=SHORT)


def case_a_timeout_in_the_body_is_a_timeout():
    fails(E.ReadTimeout, HEAD + b"hell", timeout=SHORT)


def case_silent_where_the_connection_must_end():
    fails(E.ConnectionError, b"HTTP/1.1 200 OK\r\n\r\nhello", timeout=SHORT)


def case_a_short_timeout_after_a_long_one():
    with Wire(Peer(answer(b"ok"))) as wire, requests.Session() as s:
        eq(s.get(AT, timeout=30).content, b"ok")
        raises(E.ReadTimeout, s.get, AT, timeout=SHORT)
        eq(wire.closed, [True])


def case_a_tiny_total_is_a_connect_timeout_without_a_connection():
    with Wire() as wire:
        raises(E.ConnectTimeout, requests.get, AT, timeout=(5, 5, 1e-9))
        eq(wire.places, [])


def case_a_total_time_makes_no_other_longer():
    fails(E.ReadTimeout, None, timeout=(5, SHORT, 30))
    fails(E.ReadTimeout, HEAD[:9], timeout=(None, None, 0.5))  # includes the time to connect


def case_short_pauses_are_no_timeout():
    with Wire(Peer(pieces(HEAD + b"hello"))):
        eq(requests.get(AT, timeout=5).content, b"hello")


def case_invalid_heads_are_errors():
    """RFC 9112 section 4."""
    for data in (b"\r\n\r\n\r\n", b"nonsense\r\n\r\n", b"HTTP/1.1\r\n\r\n", b"\0" * 40 + b"\r\n\r\n"):
        fails(E.ConnectionError, data, END)


def case_invalid_lengths_are_errors():
    """RFC 9112 section 6.3."""
    for value in (b"x", b"-5", b"1_0", b"5, 6", b"5\r\nContent-Length: 6"):
        fails(E.ConnectionError, HEAD.replace(b"5", value) + b"hello" * 3, END)


def case_invalid_chunks_are_errors():
    """RFC 9112 section 7.1."""
    for data in (b"g\r\n", b"\r\n\r\n", b"3\r\nabcd\r\n"):
        fails(E.ChunkedEncodingError, CHUNKED[:BODY] + data + b"0\r\n\r\n", END)


def case_invalid_gzip_is_an_error():
    """RFC 9110 section 8.4."""
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\n\r\n"
    for coding in (b"gzip", b"deflate"):
        for data in (b"<" * 600, b"\x1f\x8b\x08" + b"<" * 600):
            fails(E.ContentDecodingError, head % coding + data, END)
        fails(E.ChunkedEncodingError, head % coding, RESET)


def case_a_broken_stream_raises_at_each_read():
    """A second read must not return the rest as if it were the whole."""
    with Wire(Peer([HEAD + b"hel", RESET])) as wire:
        r = requests.get(AT, stream=True)
        raises(E.ChunkedEncodingError, lambda: r.content)
        raises(Exception, lambda: r.content)  # MicroPython: it was consumed; CPython: the same error
        eq(wire.closed, [True])


def case_refused_connection_is_a_connection_error():
    for error in (REFUSED, UNREACHABLE, RESET):
        with Wire(Peer(connecting=error), Peer(answer(b"own"))) as wire, requests.Session() as s:
            found = raises(E.ConnectionError, s.get, AT)
            eq((isinstance(found, E.Timeout), wire.closed, wire.sent), (False, [True, None], [b"", b""]))
            eq(s.get(AT).content, b"own")


def case_a_connection_without_an_answer_is_a_connect_timeout():
    with Wire(Peer(connecting=LATE)) as wire:
        raises(E.ConnectTimeout, requests.get, AT, timeout=SHORT)
        eq(wire.closed, [True])


def case_an_unknown_host_name_is_a_connection_error():
    with Wire(addresses=0) as wire:
        raises(E.ConnectionError, requests.get, AT)
        eq(wire.places, [])


def case_every_address_of_a_name_is_tried():
    with Wire(Peer(connecting=REFUSED), Peer(connecting=UNREACHABLE), Peer(answer(b"here")), addresses=3) as wire:
        eq(requests.get(AT).content, b"here")
        eq(wire.closed[:2], [True, True])


def case_every_address_of_a_name_refuses():
    with Wire(Peer(connecting=UNREACHABLE), Peer(connecting=REFUSED), addresses=2) as wire:
        raises(E.ConnectionError, requests.get, AT)
        eq(wire.closed, [True, True])
