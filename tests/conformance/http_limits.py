"""Each limit on what a server may send, from both sides (RFC 9110 section 2.3, RFC 6265 section 6.1)."""

import requests
from requests._core.http1 import Limits

from harness import eq, raises, read, script, url
from hostile import own_answer

E = requests.exceptions
HEAD = b"HTTP/1.1 200 OK\r\n"
END = b"Content-Length: 2\r\n\r\nok"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


def bounded(*steps, **limits):
    """Return a function that gets the response of those steps in a session with those limits."""

    def get(**kwargs):
        with requests.Session() as s:
            s.limits = Limits(**limits)
            try:
                return read(s.get, script(*steps), timeout=5, **kwargs)
            finally:
                s.limits = Limits()
                own_answer(s)

    return get


def field(length):
    """A response with a field line of so many bytes, its line end included."""
    return HEAD + b"Location: " + b"x" * (length - 12) + b"\r\n" + END


def case_line_as_long_as_allowed():
    eq(bounded(field(200), line=200)().content, b"ok")


def case_line_one_byte_longer():
    raises(requests.ConnectionError, bounded(field(201), line=200))


def case_status_line_as_long_as_allowed():
    eq(bounded(b"HTTP/1.1 200 " + b"x" * 185 + b"\r\n" + END, line=200)().content, b"ok")


def case_status_line_one_byte_longer():
    raises(requests.ConnectionError, bounded(b"HTTP/1.1 200 " + b"x" * 186 + b"\r\n" + END, line=200))


def case_head_as_long_as_allowed():
    answer = field(100)
    eq(bounded(answer, head=len(answer) - 2)().content, b"ok")


def case_head_one_byte_longer():
    answer = field(100)
    raises(requests.ConnectionError, bounded(answer, head=len(answer) - 3))


def case_interim_responses_count_against_the_limit_of_the_head():
    """RFC 9110 section 15.2: there may be many of them; the limit of the head holds for all together."""
    interim = b"HTTP/1.1 103 Early Hints\r\n\r\n"
    answer = interim * 10 + HEAD + END
    eq(bounded(answer, head=len(answer) - 2)().content, b"ok")
    raises(requests.ConnectionError, bounded(answer, head=len(answer) - 3))


def case_as_many_fields_as_allowed():
    eq(bounded(HEAD + b"X: 1\r\n" * 19 + END, header_count=20)().content, b"ok")


def case_one_field_more():
    raises(requests.ConnectionError, bounded(HEAD + b"X: 1\r\n" * 20 + END, header_count=20))


def case_chunk_line_as_long_as_allowed():
    """RFC 9112 section 7.1.1: a recipient limits the length of extensions."""
    answer = CHUNKED + b"2;" + b"e" * 46 + b"\r\nok\r\n0\r\n\r\n"
    eq(bounded(answer, chunk_line=50)().content, b"ok")


def case_chunk_line_one_byte_longer():
    """RFC 9112 section 7.1.1."""
    answer = CHUNKED + b"2;" + b"e" * 47 + b"\r\nok\r\n0\r\n\r\n"
    raises(E.ChunkedEncodingError, bounded(answer, chunk_line=50))


def case_trailers_as_long_as_allowed():
    """RFC 9112 section 7.1.2."""
    answer = CHUNKED + b"2\r\nok\r\n0\r\n" + b"X: 1\r\n" * 10 + b"\r\n"
    eq(bounded(answer, trailers=62)().content, b"ok")


def case_trailers_one_byte_longer():
    """RFC 9112 section 7.1.2."""
    answer = CHUNKED + b"2\r\nok\r\n0\r\n" + b"X: 1\r\n" * 10 + b"\r\n"
    raises(E.ChunkedEncodingError, bounded(answer, trailers=61))


def hops(count):
    """Follow so many redirects in a session with max_redirects of 3."""
    with requests.Session() as s:
        s.limits = Limits(redirects=3)
        eq(s.max_redirects, 3)
        return s.get(url(f"/redirect/{count}"), timeout=5)


def case_as_many_redirects_as_allowed():
    eq(len(hops(3).history), 3)


def case_one_redirect_more():
    raises(E.TooManyRedirects, hops, 4)


def coded(count):
    """A response with so many codings, all of them identity."""
    return HEAD + b"Content-Encoding: " + b", ".join([b"identity"] * count) + b"\r\n" + END


def case_as_many_codings_as_allowed():
    """RFC 9110 section 8.4."""
    eq(bounded(coded(2), codings=2)().status_code, 200)


def case_one_coding_more():
    """RFC 9110 section 8.4."""
    raises(E.ContentDecodingError, bounded(coded(3), codings=2))


def case_one_coding_more_over_several_lines():
    """RFC 9110 section 5.2: repeated fields are one list."""
    lines = b"Content-Encoding: identity\r\n" * 3
    raises(E.ContentDecodingError, bounded(HEAD + lines + END, codings=2))


def case_body_as_long_as_allowed():
    eq(bounded(HEAD + END, decoded=2)().content, b"ok")


def case_body_one_byte_longer():
    raises(E.ContentDecodingError, bounded(HEAD + END, decoded=1))


def case_chunked_body_one_byte_longer():
    answer = CHUNKED + b"2\r\nok\r\n1\r\n!\r\n0\r\n\r\n"
    eq(bounded(answer, decoded=3)().content, b"ok!")
    raises(E.ContentDecodingError, bounded(answer, decoded=2))


def case_endless_body_is_bounded():
    """RFC 9112 section 6.3: a body that ends with the connection."""
    raises(E.ContentDecodingError, bounded(HEAD + b"\r\n", (b"x" * 1000, 1000), "hang", decoded=10000))


def case_streamed_body_is_bounded():
    """Blocks within the limit are returned before the error; a board returns what has come, at most a block."""
    lengths = []
    with requests.Session() as s:
        s.limits = Limits(decoded=1000)
        pieces = s.get(url("/bytes/1500"), stream=True).iter_content(500)
        raises(E.ContentDecodingError, lambda: [lengths.append(len(piece)) for piece in pieces])
        assert max(lengths) <= 500 < sum(lengths) <= 1000, lengths
        s.limits = Limits()
        own_answer(s)


def inflated(count, most):
    """Return the length of a gzipped body of so many bytes, under that limit."""
    with requests.Session() as s:
        s.limits = Limits(decoded=most)
        try:
            return len(s.get(url(f"/bytes/{count}?gzip=1"), timeout=5).content)
        finally:
            s.limits = Limits()
            own_answer(s)


def case_gzipped_body_as_long_as_allowed():
    eq(inflated(5000, 5000), 5000)


def case_gzipped_body_one_byte_longer():
    raises(E.ContentDecodingError, inflated, 5000, 4999)


def case_gzip_bomb_is_bounded():
    raises(E.ContentDecodingError, inflated, 2000000, 10000)


def jar(*pairs, **limits):
    """Return the names of the cookies that are kept after a server has set them one by one."""
    with requests.Session() as s:
        s.limits = Limits(**limits)
        for name, value in pairs:
            line = b"Set-Cookie: " + name.encode() + b"=" + value.encode() + b"\r\n"
            s.get(script(HEAD + line + END), timeout=5)
        return sorted(s.cookies.keys())


def case_as_many_cookies_as_allowed():
    """RFC 6265 section 6.1."""
    eq(jar(("a", "1"), ("b", "1"), ("c", "1"), cookies=3), ["a", "b", "c"])


def case_one_cookie_more_removes_the_oldest():
    """RFC 6265 section 5.3."""
    eq(jar(("a", "1"), ("b", "1"), ("c", "1"), cookies=2), ["b", "c"])


def case_cookie_as_long_as_allowed():
    """RFC 6265 section 6.1: name and value."""
    eq(jar(("name", "x" * 96), cookie_size=100), ["name"])


def case_cookie_one_byte_longer_is_ignored():
    """RFC 6265 section 6.1."""
    eq(jar(("name", "x" * 97), ("b", "1"), cookie_size=100), ["b"])


def case_limits_of_one_session_are_not_anothers():
    with requests.Session() as s:
        s.limits = Limits(header_count=1)
        eq(requests.Session().limits.header_count > 1, True)
        raises(requests.ConnectionError, s.get, url("/get"))


def case_limits_may_be_a_subclass():
    class Narrow(Limits):
        header_count = 1

    with requests.Session() as s:
        s.limits = Narrow()
        raises(requests.ConnectionError, s.get, url("/get"))


def case_limits_of_one_adapter():
    adapter = requests.adapters.HTTPAdapter()
    adapter.limits = Limits(header_count=1)
    with requests.Session() as s:
        s.mount(url("/@narrow"), adapter)
        raises(requests.ConnectionError, s.get, url("/get", mark="narrow"))
        own_answer(s)
