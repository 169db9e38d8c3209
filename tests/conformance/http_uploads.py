"""Bodies with a wrong length, that fail, or of unusual types: the message stays well-formed (RFC 9112 section 6)."""

import io

import requests

from harness import eq, log, raises, script, token, url
from hostile import own_answer


class Claims:
    """A file whose length is not the number of its bytes."""

    def __init__(self, length, data):
        self.length = length
        self.file = io.BytesIO(data)

    def __len__(self):
        return self.length

    def read(self, size=-1):
        return self.file.read(size)

    def __iter__(self):
        return iter([self.file.read()])


class Text:
    """An object whose str() is a URL."""

    def __init__(self, text):
        self.text = text

    def __str__(self):
        return self.text


def breaking():
    """A body whose generator fails half-way."""
    yield b"first"
    raise KeyError("source failed")


def bodies(mark):
    """Return the bodies that the server has read of the requests with a token."""
    return [seen["body"] for found in log(mark) for seen in found["requests"] if mark in seen["head"]]


def left_open(mark):
    """Return the connections with a token that the client has not closed; a device may have made none."""
    found = log(mark) and log(mark, closed=5)
    return [seen for seen in found if seen["end"] != "client"]


def case_file_shorter_than_its_length_makes_no_request():
    """RFC 9112 section 6.2: the next request would be taken for the rest of the body."""
    mark = token()
    with requests.Session() as s:
        raises(Exception, s.post, url("/post", mark), data=Claims(10, b"short"), timeout=1)
        own_answer(s)
    eq([body for body in bodies(mark) if body], [])


def case_file_longer_than_its_length_makes_no_second_request():
    """RFC 9112 section 6.2: the bytes beyond the length would be taken for a request."""
    mark = token()
    data = b"hello" + b"GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
    with requests.Session() as s:
        try:
            s.post(url("/post", mark), data=Claims(5, data), timeout=1)
        except requests.RequestException:
            pass
        own_answer(s)
    heads = [seen["head"] for found in log(mark) for seen in found["requests"]]
    eq([head for head in heads if "smuggled" in head], [])


def case_exception_of_a_body_reaches_the_caller():
    raises(KeyError, requests.post, url("/post"), data=breaking())


def case_body_that_fails_closes_its_connection():
    mark = token()
    with requests.Session() as s:
        raises(KeyError, s.post, url("/post", mark), data=breaking())
        own_answer(s)
        eq(left_open(mark), [])


def case_generator_of_str_is_sent_as_utf8():
    r = requests.post(url("/wire"), data=iter(["ä", "b"]))
    assert r.content.endswith(b"\r\n\r\n2\r\n\xc3\xa4\r\n1\r\nb\r\n0\r\n\r\n"), r.content


def case_memoryview_is_a_body():
    eq(requests.post(url("/anything"), data=memoryview(b"abcd")).json()["data"], "abcd")


def case_list_of_bytes_is_not_a_form():
    raises(Exception, requests.post, url("/post"), data=[b"a", b"bcd"])


def case_number_as_body_is_refused():
    raises(Exception, requests.post, url("/post"), data=5)


def case_empty_file_has_length_zero_or_an_empty_chunk():
    seen = requests.post(url("/anything"), data=io.BytesIO(b"")).json()
    eq((seen["data"], seen["headers"].get("content-length", "0")), ("", "0"))


def case_file_at_its_end_is_empty():
    file = io.BytesIO(b"12345")
    file.read()
    eq(requests.post(url("/anything"), data=file).json()["data"], "")


def case_file_may_be_sent_twice_when_rewound():
    file = io.BytesIO(b"12345")
    first = requests.post(url("/anything"), data=file).json()["data"]
    file.seek(0)
    eq((first, requests.post(url("/anything"), data=file).json()["data"]), ("12345", "12345"))


def case_100_continue_after_expect_is_skipped():
    """RFC 9110 section 10.1.1: the interim response is skipped."""
    r = requests.post(url("/anything"), data=b"body", headers={"Expect": "100-continue"})
    eq((r.status_code, r.json()["data"]), (200, "body"))


def case_417_is_returned():
    """RFC 9110 section 15.5.18."""
    answer = b"HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n"
    r = requests.post(script("early", answer), data=b"body", headers={"Expect": "100-continue"})
    eq(r.status_code, 417)


def case_url_may_be_an_object_with_text():
    eq(requests.get(Text(url("/anything"))).status_code, 200)


def case_very_long_url_is_sent():
    long = "x" * 3000
    eq(requests.get(url("/anything"), params={"q": long}).json()["args"], {"q": long})


def case_very_long_header_is_sent():
    long = "x" * 3000
    eq(requests.get(url("/anything"), headers={"X-Long": long}).json()["headers"]["x-long"], long)


def case_many_form_fields_are_sent():
    fields = [(f"field{number}", str(number)) for number in range(200)]
    eq(len(requests.post(url("/anything"), data=fields).json()["form"]), 200)


def case_many_files_are_sent():
    files = [("f", (f"{number}.txt", b"%d" % number)) for number in range(30)]
    eq(len(requests.post(url("/anything"), files=files).json()["parts"]), 30)


def case_multipart_source_that_is_longer_than_it_said():
    """All of it is sent, or nothing: never a body with a wrong length."""
    mark = token()
    with requests.Session() as s:
        try:
            s.post(url("/post", mark), files={"f": ("n", Claims(2, b"longer"))}, timeout=1)
        except Exception:
            pass
        own_answer(s)
    assert [body for body in bodies(mark) if body and not body.endswith("--\r\n")] == [], bodies(mark)


class Failing:
    """A file that raises an error after some blocks."""

    def __init__(self, blocks):
        self.blocks = blocks

    def read(self, size=-1):
        self.blocks -= 1
        if self.blocks < 0:
            raise OSError(5, "EIO")
        return b"x" * 100


def broken_generator():
    yield b"abc"
    raise OSError(5, "EIO")


def case_file_that_cannot_be_read_is_a_connectionerror():
    """The message is incomplete, so its connection is closed (RFC 9112 section 8)."""
    for body in (Failing(0), Failing(3), broken_generator()):
        mark = token()
        with requests.Session() as s:
            error = raises(requests.ConnectionError, s.post, url("/post", mark), data=body, timeout=5)
            assert "EIO" in str(error), error
            own_answer(s)
        eq(left_open(mark), [])


def case_response_to_a_large_upload_that_is_refused():
    """RFC 9112 section 9.5: the server responds and closes without reading the rest."""
    answer = b"HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig"
    block = b"x" * 8192
    with requests.Session() as s:
        try:
            r = s.post(script("early", answer, "close"), data=(block for _ in range(100)), timeout=5)
            eq(r.status_code, 413)
        except requests.ConnectionError:
            pass
        own_answer(s)
