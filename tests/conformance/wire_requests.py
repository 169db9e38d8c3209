"""The bytes of a request, for every kind of body (RFC 9112 sections 3 and 6)."""

import io

import requests

from harness import eq
from wire import Peer, Wire, answer

AT = "http://device.test"
FORM = "application/x-www-form-urlencoded"
BODIES = (
    # argument, Content-Type, body
    ({"data": {"a": "1"}}, FORM, b"a=1"),
    ({"data": [("b", "x y"), ("a", "\xe9"), ("b", "&")]}, FORM, b"b=x+y&a=%C3%A9&b=%26"),
    ({"data": {"a": ["1", "2"]}}, FORM, b"a=1&a=2"),
    ({"json": {"a": [1, None, True]}}, "application/json", b'{"a": [1, null, true]}'),
    ({"json": []}, "application/json", b"[]"),
    ({"data": b"\x00\xff"}, None, b"\x00\xff"),
    ({"data": b"x" * 5000}, None, b"x" * 5000),
    ({"data": io.BytesIO(b"from a file")}, None, b"from a file"),
)


def sent(method="POST", url=AT + "/", **kwargs):
    """The one request that a call sends: (line, fields, body)."""
    with Wire(answer()) as wire:
        eq(requests.request(method, url, **kwargs).status_code, 200)
    eq(len(wire.requests), 1)
    return wire.requests[0]


def case_get_of_a_path_and_a_query():
    with Wire(answer(b"hello")) as wire:
        r = requests.get(AT + "/a/b?c=d#fragment")
    eq((r.status_code, r.content, r.url), (200, b"hello", AT + "/a/b?c=d#fragment"))
    line, fields, body = wire.requests[0]
    eq((line, fields["host"], body), ("GET /a/b?c=d HTTP/1.1", "device.test", b""))
    eq(wire.places, [("device.test", 80)])


def case_a_port_is_in_the_host_field():
    """RFC 9110 section 7.2."""
    with Wire(answer()) as wire:
        requests.get("http://device.test:8080")
    line, fields, _ = wire.requests[0]
    eq((wire.places, line, fields["host"]), ([("device.test", 8080)], "GET / HTTP/1.1", "device.test:8080"))


def case_an_ipv6_address_has_brackets_in_the_host_field_alone():
    with Wire(answer()) as wire:
        requests.get("http://[2001:db8::1]:8080/")
    eq((wire.places, wire.requests[0][1]["host"]), ([("2001:db8::1", 8080)], "[2001:db8::1]:8080"))


def case_userinfo_is_sent_as_a_field_and_nowhere_else():
    line, fields, _ = sent("GET", "http://user:pass@device.test/path")
    eq((line, fields["host"]), ("GET /path HTTP/1.1", "device.test"))
    eq(fields["authorization"], "Basic dXNlcjpwYXNz")


def case_other_characters_are_escaped():
    eq(sent("GET", AT + "/\xe9 b", params={"q": "\u20ac&"})[0], "GET /%C3%A9%20b?q=%E2%82%AC%26 HTTP/1.1")


def case_methods_without_a_body_send_no_length():
    """RFC 9110 section 8.6."""
    for method in ("GET", "HEAD"):
        line, fields, body = sent(method)
        eq((line, "content-length" in fields, body), (method + " / HTTP/1.1", False, b""))
        eq("transfer-encoding" in fields, False)


def case_methods_with_a_body_send_length_zero():
    """RFC 9110 section 8.6."""
    for method in ("POST", "PUT", "PATCH"):
        line, fields, body = sent(method)
        eq((line, fields["content-length"], body), (method + " / HTTP/1.1", "0", b""))


def case_bodies_of_known_length():
    for given, kind, want in BODIES:
        for value in given.values():
            if hasattr(value, "seek"):
                value.seek(0)
        line, fields, body = sent(**given)
        eq((fields.get("content-type"), fields["content-length"], body), (kind, str(len(want)), want))
        eq((line, "transfer-encoding" in fields), ("POST / HTTP/1.1", False))


def case_a_url_may_be_changed_once_prepared():
    request = requests.Request("GET", AT + "/a").prepare()
    eq(request.path_url, "/a")
    request.url = "http://other.test:81/b?c"
    with Wire(answer()) as wire, requests.Session() as s:
        eq(s.send(request).url, request.url)
    line, fields, _ = wire.requests[0]
    eq((wire.places, line, fields["host"]), ([("other.test", 81)], "GET /b?c HTTP/1.1", "other.test:81"))


def case_a_stream_that_cannot_tell_where_it_is():
    class Pipe:
        def __init__(self):
            self.blocks = [b"ab", b"cd", b""]

        def __iter__(self):
            return iter(self.blocks)

        def read(self, size=-1):
            return self.blocks.pop(0)

        def tell(self):
            raise OSError(29)

    eq(sent(data=Pipe())[2], b"2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n")


def case_text_is_sent_as_utf8_and_measured_in_bytes():
    _, fields, body = sent(data="\u20ac")
    eq((body, fields["content-length"]), (b"\xe2\x82\xac", "3"))


def case_a_file_is_sent_from_its_position():
    file = io.BytesIO(b"0123456789")
    file.seek(4)
    _, fields, body = sent(data=file)
    eq((body, fields["content-length"]), (b"456789", "6"))


def case_an_iterator_is_sent_in_chunks():
    """RFC 9112 section 7.1."""
    _, fields, body = sent(data=iter([b"ab", b"", b"c" * 20]))
    eq(body, b"2\r\nab\r\n14\r\n" + b"c" * 20 + b"\r\n0\r\n\r\n")
    eq((fields["transfer-encoding"], "content-length" in fields), ("chunked", False))


def case_an_empty_iterator_is_the_last_chunk():
    eq(sent(data=iter([]))[2], b"0\r\n\r\n")


def case_a_generator_of_large_blocks_is_sent_in_chunks():
    body = sent(data=(bytes([letter]) * 3000 for letter in b"abc"))[2]
    eq(body, b"".join([b"bb8\r\n" + bytes([letter]) * 3000 + b"\r\n" for letter in b"abc"]) + b"0\r\n\r\n")


def case_multipart_declares_its_length():
    """RFC 7578."""
    files = {"f": ("n.txt", io.BytesIO(b"data"), "text/plain")}
    _, fields, body = sent(files=files, data={"k": "v"})
    boundary = fields["content-type"].split("boundary=")[1].encode()
    parts = body.split(b"--" + boundary)
    eq(parts[1], b'\r\nContent-Disposition: form-data; name="k"\r\n\r\nv\r\n')
    head = b'\r\nContent-Disposition: form-data; name="f"; filename="n.txt"\r\nContent-Type: text/plain\r\n\r\n'
    eq(parts[2:], [head + b"data\r\n", b"--\r\n"])
    eq(fields["content-length"], str(len(body)))


def case_fields_of_session_and_request_are_merged():
    with Wire(Peer(answer(), answer())) as wire, requests.Session() as s:
        s.headers.update({"X-One": "1", "X-Two": "2"})
        s.get(AT, headers={"x-one": None, "X-Two": "3", "X-Four": "4"})
        s.get(AT)
    first, second = [fields for _, fields, _ in wire.requests]
    eq(("x-one" in first, first["x-two"], first["x-four"]), (False, "3", "4"))
    eq((second["x-one"], second["x-two"], "x-four" in second), ("1", "2", False))


def case_a_request_has_user_agent_and_keep_alive():
    fields = sent("GET")[1]
    assert fields["user-agent"], fields
    eq(fields["accept"], "*/*")


def case_a_field_with_a_line_end_sends_nothing():
    """RFC 9110 section 5.5: CR, LF and NUL are dangerous."""
    for value in ("a\r\nb: c", "a\nb", "a\rb"):
        with Wire() as wire:
            try:
                requests.get(AT, headers={"X-Bad": value})
            except requests.exceptions.InvalidHeader:
                continue
            finally:
                eq(wire.places, [])
        raise AssertionError(value)


def case_a_prepared_url_is_in_its_normal_form():
    for url, want in (
        ("http://device.test", "http://device.test/"),
        ("http://device.test/?", "http://device.test/"),
        ("http://device.test:080/a", "http://device.test:80/a"),
        ("http://device.test:8080", "http://device.test:8080/"),
        (" http://device.test/a?b=c/d", "http://device.test/a?b=c/d"),
        ("HTTP://Device.test/A", "http://device.test/A"),
    ):
        eq(requests.Request("GET", url).prepare().url, want)
