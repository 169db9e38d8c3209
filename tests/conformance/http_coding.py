"""Content codings: gzip and deflate are decoded, others are not, invalid content is an error."""

import gc

import requests

from harness import eq, log, raises, read, script, skip, token, url

WINDOW = 32768  # bytes of a board's heap that decoding takes
GZIPPED = (
    b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xcbH\xcd\xc9\xc9W(\xcf/\xcaIQ\xc8@\xb0\x01;\xce\xe2\xea\x17\x00\x00\x00"
)

TWICE = (
    b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x93\xef\xe6`\x00\x01&\xe6\xd3\x1egO\x9e\x0c\xd7"
    b'8\xaf\x7f\xca3\xf0\x84\xc3\x06F\xebs\x8f^\x89\x03e\x00q\xc0\x946"\x00\x00\x00'
)


def coded(coding, body, length=None):
    """The URL of an answer with that coding and body."""
    head = "HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n"
    return script((head % (coding, len(body) if length is None else length)).encode() + body)


def case_accept_encoding_names_codings_that_are_decoded():
    accepted = requests.get(url("/anything")).json()["headers"]["accept-encoding"]
    for coding in accepted.split(","):
        assert coding.strip() in ("gzip", "deflate", "br", "zstd", "identity"), accepted


def case_gzip_is_decoded():
    r = requests.get(url("/gzip"))
    eq((r.json()["gzip"], r.headers["content-encoding"]), (True, "gzip"))


def case_deflate_with_zlib_header_is_decoded():
    eq(requests.get(url("/deflate")).json()["deflate"], True)


def case_deflate_without_header_is_decoded():
    """Servers send both; browsers read both."""
    eq(requests.get(url("/deflate/raw")).json()["deflate"], True)


def case_gzip_in_chunks_is_decoded():
    for size in (1, 7, 1000):
        eq(requests.get(url(f"/gzip?chunks={size}")).json()["gzip"], True)


def case_gzip_of_a_large_body():
    eq(requests.get(url("/bytes/12000?gzip=1")).content == (bytes(range(256)) * 47)[:12000], True)


def case_gzip_streamed():
    pieces = list(requests.get(url("/bytes/6000?gzip=1"), stream=True).iter_content(999))
    eq((b"".join(pieces) == (bytes(range(256)) * 24)[:6000], len(pieces[0]) <= 999), (True, True))


def case_gzip_of_several_members():
    """RFC 1952 section 2.2: a file is a series of members."""
    eq(requests.get(coded("gzip", GZIPPED + GZIPPED)).content, b"hello world hello world" * 2)


def case_bytes_after_gzip_are_ignored():
    """Some servers pad the body; gzip and browsers ignore what is not another member."""
    for rest in (b"\0", b"\n", b"\0\0\0\0", b"junk, and more of it"):
        eq(requests.get(coded("gzip", GZIPPED + rest)).content, b"hello world hello world")


def case_gzip_with_a_name_in_its_header():
    """RFC 1952 section 2.3."""
    named = GZIPPED[:3] + b"\x08" + GZIPPED[4:10] + b"name.txt\x00" + GZIPPED[10:]
    eq(requests.get(coded("gzip", named)).content, b"hello world hello world")


def case_two_codings_are_decoded_in_turn():
    """RFC 9110 section 8.4: in the order in which they were applied."""
    if hasattr(gc, "mem_free") and gc.mem_free() < 4 * WINDOW:  # they need one piece each
        skip("this heap has no room for two windows of 32 KB")
    eq(requests.get(coded("gzip, gzip", TWICE)).content, b"hello world hello world")


def case_x_gzip_is_gzip():
    eq(requests.get(coded("x-gzip", GZIPPED)).content, b"hello world hello world")


def case_coding_name_ignores_case():
    eq(requests.get(coded("GZip", GZIPPED)).content, b"hello world hello world")


def case_identity_is_not_decoded():
    eq(requests.get(coded("identity", b"plain")).content, b"plain")


def case_unknown_coding_is_not_decoded():
    eq(requests.get(coded("rot13", b"cynva")).content, b"cynva")


def case_coding_within_an_unknown_one_is_not_decoded():
    """RFC 9110 section 8.4: the inner coding cannot be decoded."""
    eq(requests.get(coded("gzip, rot13", GZIPPED)).content, GZIPPED)


def case_coding_around_an_unknown_one_is_decoded():
    eq(requests.get(coded("rot13, gzip", GZIPPED)).content, b"hello world hello world")


def case_empty_elements_of_content_encoding_are_ignored():
    """RFC 9110 section 5.6.1.2."""
    eq(requests.get(coded(" ,gzip,", GZIPPED)).content, b"hello world hello world")


def case_empty_body_with_coding_is_empty():
    eq(requests.get(coded("gzip", b"")).content, b"")


def case_head_with_coding_has_no_body():
    r = requests.head(url("/gzip"))
    eq((r.content, r.headers["content-encoding"]), (b"", "gzip"))


def case_status_204_with_coding_has_no_body():
    answer = b"HTTP/1.1 204 No Content\r\nContent-Encoding: gzip\r\n\r\n"
    eq(requests.get(script(answer)).content, b"")


def case_broken_gzip_is_a_contentdecodingerror():
    raises(requests.exceptions.ContentDecodingError, requests.get, coded("gzip", b"this is not gzip"))


def case_broken_deflate_is_a_contentdecodingerror():
    raises(requests.exceptions.ContentDecodingError, requests.get, coded("deflate", b"\xff\xff\xff\xff\xff\xff"))


def case_connection_is_kept_after_a_gzipped_response():
    mark = token()
    with requests.Session() as s:
        s.get(url("/gzip", mark))
        read(s.get, url("/gzip?chunks=9", mark))
        s.get(url("/get", mark))
        eq([len(seen["requests"]) for seen in log(mark)], [3])


def case_caller_may_refuse_codings():
    r = requests.get(url("/anything"), headers={"Accept-Encoding": "identity"})
    eq(r.json()["headers"]["accept-encoding"], "identity")


def case_json_of_a_gzipped_error_response():
    body = b"HTTP/1.1 500 Oops\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(GZIPPED)
    r = requests.get(script(body + GZIPPED))
    eq((r.status_code, r.text), (500, "hello world hello world"))


def case_deflate_in_the_smallest_chunks():
    """The first two bytes, which tell zlib from raw deflate, may arrive separately."""
    for kind in ("raw", "zlib"):
        eq(requests.get(url(f"/deflate/{kind}?chunks=1")).json()["deflate"], True)


def case_empty_content_encoding_is_ignored():
    eq(requests.get(coded("", b"plain")).content, b"plain")


def case_gzip_read_by_lines():
    r = requests.get(coded("gzip", GZIPPED), stream=True)
    eq(list(r.iter_lines(delimiter=b" ")), [b"hello", b"world", b"hello", b"world"])


def case_gzip_one_byte_at_a_time():
    r = requests.get(coded("gzip", GZIPPED), stream=True)
    eq(b"".join(list(r.iter_content(1))), b"hello world hello world")
