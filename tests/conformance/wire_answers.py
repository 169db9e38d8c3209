"""Where a response ends, however it is cut into segments (RFC 9112 section 6)."""

import requests

from harness import eq, read
from wire import END, Peer, Wire, answer, chunked, pieces

AT = "http://device.test/"
INTERIM = b"HTTP/1.1 100 Continue\r\n\r\n"
ANSWERS = (
    # bytes, status, content
    (answer(b"hello"), 200, b"hello"),
    (answer(b""), 200, b""),
    (answer(b"a\r\n\r\nb"), 200, b"a\r\n\r\nb"),
    (chunked(b"hel", b"l", b"o" * 20), 200, b"hell" + b"o" * 20),
    (chunked(), 200, b""),
    (chunked(b"\r\n", b"0\r\n\r\n"), 200, b"\r\n0\r\n\r\n"),
    (chunked(b"hello", trailer=b"X-Sum: 5\r\nX-More: 6\r\n"), 200, b"hello"),
    (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n5;a=b\r\nhello\r\n000;c\r\n\r\n", 200, b"hello"),
    (b"HTTP/1.1 404\r\nContent-Length: 3\r\n\r\nno!", 404, b"no!"),
    (b"HTTP/1.1 404 \r\ncontent-length:3\r\n\r\nno!", 404, b"no!"),
    (b"HTTP/1.1 204 No Content\r\n\r\n", 204, b""),
    (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n", 304, b""),
    (INTERIM + answer(b"hello"), 200, b"hello"),
    (INTERIM + INTERIM + chunked(b"hello"), 200, b"hello"),
)
TO_THE_CLOSE = (
    (b"HTTP/1.1 200 OK\r\n\r\nhello", 200, b"hello"),
    (b"HTTP/1.0 200 OK\r\n\r\nhello", 200, b"hello"),
    (b"HTTP/1.0 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello", 200, b"hello"),
    (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", 200, b""),
)


def got(turn):
    """Return (status, content) of a response that arrives in such pieces."""
    with Wire(Peer(turn)):
        r = requests.get(AT)
        return r.status_code, r.content


def case_complete_response_in_one_piece():
    for data, status, content in ANSWERS:
        eq(got(data), (status, content))


def case_byte_by_byte():
    for data, status, content in ANSWERS:
        eq(got(pieces(data)), (status, content))


def case_cut_in_two_anywhere():
    for data, status, content in ANSWERS:
        for cut in range(1, len(data)):
            eq(got([data[:cut], None, data[cut:]]), (status, content))


def case_in_pieces_of_a_few_bytes():
    for data, status, content in ANSWERS:
        for size in (2, 3, 5, 7):
            eq(got(pieces(data, size)), (status, content))


def case_to_the_close_of_the_connection():
    for data, status, content in TO_THE_CLOSE:
        eq(got([data, END]), (status, content))
        eq(got(pieces(data) + [END]), (status, content))
        for cut in range(1, len(data)):
            eq(got([data[:cut], None, data[cut:], None, END]), (status, content))


def case_bytes_after_the_body_are_not_content():
    """RFC 9112 section 6.3: they belong to no response, and the connection is closed."""
    for data, status, content in ANSWERS:
        with Wire(Peer(data + b"HTTP/1.1 500 Forged\r\n"), Peer(answer(b"own"))) as wire, requests.Session() as s:
            r = s.get(AT)
            eq((r.status_code, r.content), (status, content))
            eq(s.get(AT).content, b"own")
            eq(wire.closed[0], True)


def case_every_complete_response_leaves_its_connection_usable():
    for data, status, _ in ANSWERS:
        with Wire(Peer(data, answer(b"next"))) as wire, requests.Session() as s:
            eq(read(s.get, AT).status_code, status)
            eq(wire.closed, [False])
            eq(s.get(AT).content, b"next")


def case_head_has_no_body_whatever_its_fields_say():
    """RFC 9112 section 6.3."""
    for data in (answer(b"", length=7), b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"):
        with Wire(Peer(data, answer(b"next"))), requests.Session() as s:
            r = s.head(AT)
            eq((r.status_code, r.content), (200, b""))
            eq(s.get(AT).content, b"next")


def case_every_interim_response_is_skipped():
    """RFC 9110 section 15.2."""
    early = b"HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\nContent-Length: 4\r\n\r\n"
    with Wire(Peer(pieces(early + answer(b"final")), answer(b"next"))), requests.Session() as s:
        r = s.get(AT)
        eq((r.status_code, r.content, "link" in r.headers), (200, b"final", False))
        eq(s.get(AT).content, b"next")


def case_trailers_are_not_headers():
    """RFC 9110 section 6.5.1."""
    with Wire(chunked(b"hello", trailer=b"X-Late: 1\r\nContent-Type: text/html\r\nSet-Cookie: late=1\r\n")):
        r = read(requests.get, AT)
    eq((r.content, "x-late" in r.headers, "content-type" in r.headers, len(r.cookies)), (b"hello", False, False, 0))


def case_repeated_fields_are_joined():
    """RFC 9110 section 5.3."""
    with Wire(answer(b"", "200 OK", "X-A: 1", "x-b:  2", "X-a: 3")):
        r = requests.get(AT)
    eq((r.headers["x-A"], r.headers["X-B"]), ("1, 3", "2"))


def case_the_reason_may_be_anything():
    for text, reason in (
        ("200", ""),
        ("299 Almost all right", "Almost all right"),
        ("418 I'm a teapot", "I'm a teapot"),
    ):
        with Wire(answer(b"", text)):
            r = requests.get(AT)
        eq((r.status_code, r.reason), (int(text[:3]), reason))


def case_text_and_json_of_chunks():
    kind = b"Content-Type: application/json; charset=utf-8\r\n"
    data = chunked(b'{"a": "\xe2', b"\x82", b'\xac"}').replace(b"Transfer", kind + b"Transfer")
    with Wire(Peer(pieces(data))):
        r = read(requests.get, AT)
    eq((r.text, r.json(), r.encoding), ('{"a": "\u20ac"}', {"a": "\u20ac"}, "utf-8"))


def case_gzip_in_chunks():
    """RFC 9110 section 8.4."""
    packed = b"\x1f\x8b\x08\0\0\0\0\0\x02\x03\xcbH\xcd\xc9\xc9W\xc8@\x90\0\x80\x88\xf9\xe5\x11\0\0\0"
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    data = head + b"a\r\n" + packed[:10] + b"\r\n%x\r\n" % (len(packed) - 10) + packed[10:] + b"\r\n0\r\n\r\n"
    with Wire(Peer(pieces(data))) as wire:
        r = read(requests.get, AT, headers={"Accept-Encoding": "gzip"})
    assert "gzip" in wire.requests[0][1]["accept-encoding"], wire.requests
    eq(r.content, b"hello hello hello")


def case_deflate_with_its_head_and_without():
    """RFC 9110 section 8.4.1.2: some servers leave out the zlib head, and a stored block may begin with a zero."""
    stored = b"\x00\x02\x00\xfd\xffhe\x01\x03\x00\xfc\xffllo"
    for data in (stored, b"\x78\x01" + stored + b"\x06\x2c\x02\x15"):
        whole = answer(data, "200 OK", "Content-Encoding: deflate")
        for turn in (whole, pieces(whole)):
            eq(got(turn), (200, b"hello"))


def case_empty_body_is_empty_in_any_coding():
    for coding in ("gzip", "deflate"):
        empty = answer(b"", "200 OK", "Content-Encoding: " + coding)
        with Wire(Peer(empty, empty)) as wire, requests.Session() as s:
            eq(s.get(AT).content, b"")
            eq([piece for piece in s.get(AT, stream=True).iter_content(10)], [])
            eq(wire.closed, [False])
        away = answer(b"", "302 Found", "Location: /b", "Content-Encoding: " + coding)
        with Wire(Peer(away, answer(b"here"))), requests.Session() as s:
            eq(s.get(AT).content, b"here")
