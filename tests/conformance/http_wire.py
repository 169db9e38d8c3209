"""The exact bytes of a request (RFC 9112 section 3)."""

import requests

from harness import eq, url


def wire(method="GET", path="/wire", **kwargs):
    """The request as it arrived: first line, {name in lower case: value}, body."""
    head, _, body = requests.request(method, url(path), **kwargs).content.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    fields = [line.split(": ", 1) for line in lines[1:]]
    return lines[0], {name.lower(): value for name, value in fields}, body


def case_request_line():
    eq(wire("GET", "/wire/a?b=c")[0], "GET /wire/a?b=c HTTP/1.1")


def case_lines_end_with_cr_lf_only():
    content = requests.get(url("/wire")).content
    eq(content.count(b"\n"), content.count(b"\r\n"))
    eq(content.count(b"\r"), content.count(b"\r\n"))


def case_get_has_no_body():
    eq(wire()[2], b"")


def case_no_header_is_sent_twice():
    head = requests.post(url("/wire"), json={}, auth=("u", "p"), cookies={"a": "1"}).content.partition(b"\r\n\r\n")[0]
    names = [line.split(b":")[0].lower() for line in head.split(b"\r\n")[1:]]
    eq(len(names), len(set(names)))


def case_post_form_bytes():
    line, fields, body = wire("POST", data=[("a", "1"), ("b", "x y")])
    eq((line, body), ("POST /wire HTTP/1.1", b"a=1&b=x+y"))
    eq((fields["content-length"], fields["content-type"]), ("9", "application/x-www-form-urlencoded"))


def case_post_json_bytes():
    _, fields, body = wire("POST", json={"a": [1, True, None]})
    eq((body, fields["content-length"]), (b'{"a": [1, true, null]}', "22"))


def case_host_of_the_default_port_has_no_port():
    """RFC 9110 section 7.2."""
    request = requests.Request("GET", "http://example.org:80/").prepare()
    assert request.url in ("http://example.org:80/", "http://example.org/"), request.url


def case_chunks_are_framed():
    _, fields, body = wire("POST", data=iter([b"ab", b"c" * 20]))
    eq(body, b"2\r\nab\r\n14\r\n" + b"c" * 20 + b"\r\n0\r\n\r\n")
    eq((fields["transfer-encoding"], "content-length" in fields), ("chunked", False))


def case_multipart_is_framed_by_its_boundary():
    _, fields, body = wire("POST", files={"f": ("n.txt", b"data")}, data={"k": "v"})
    boundary = fields["content-type"].split("boundary=")[1].encode()
    expected = (
        b'--%s\r\nContent-Disposition: form-data; name="k"\r\n\r\nv\r\n'
        b'--%s\r\nContent-Disposition: form-data; name="f"; filename="n.txt"\r\n\r\ndata\r\n--%s--\r\n'
    )
    eq(body, expected % (boundary, boundary, boundary))
    eq(fields["content-length"], str(len(body)))


def case_there_is_a_user_agent():
    assert wire()[1]["user-agent"], wire()[1]


def case_options_asterisk_is_not_invented():
    eq(wire("OPTIONS")[0], "OPTIONS /wire HTTP/1.1")


def case_semicolons_and_colons_in_a_path_are_kept():
    eq(wire("GET", "/wire/a;b=c:d@e")[0], "GET /wire/a;b=c:d@e HTTP/1.1")


def case_sub_delims_in_a_query_are_kept():
    eq(wire("GET", "/wire?a=!$'()*,;:@/?")[0], "GET /wire?a=!$'()*,;:@/? HTTP/1.1")


def case_brackets_in_a_query_are_escaped():
    eq(wire("GET", "/wire?a[]=1")[0], "GET /wire?a%5B%5D=1 HTTP/1.1")


def case_quotes_in_a_path_are_escaped():
    eq(wire("GET", '/wire/"<>')[0], "GET /wire/%22%3C%3E HTTP/1.1")
