"""requests._core.body: the body of a request, its content type and its framing (RFC 9112 section 6)."""

import io
import json as codec
from array import array

from requests._core.body import body_length, choose_body, framing, is_stream, set_framing
from requests.exceptions import InvalidBody, InvalidHeader, InvalidJSONError
from requests.structures import CaseInsensitiveDict

from harness import eq, raises

FORM = "application/x-www-form-urlencoded"


class Sized:
    """An object with a length."""

    def __init__(self, length):
        self.len = length

    def read(self, size=-1):
        """Nothing."""
        return b""


class Pipe:
    """A file that cannot seek."""

    def read(self, size=-1):
        """Nothing."""
        return b""

    def tell(self):
        """Refused, as a pipe does."""
        raise OSError(29)


class Text:
    """A file that was opened as text."""

    def read(self, size=-1):
        """Nothing."""
        return ""

    def tell(self):
        """The beginning."""
        return 0


class Endless:
    """A file with a position that cannot seek."""

    def read(self, size=-1):
        """Nothing."""
        return b""

    def tell(self):
        """The beginning."""
        return 0


class Fields:
    """A mapping that is no dict."""

    def items(self):
        """One field."""
        return [("a", "b")]

    def __iter__(self):
        return iter(["a"])


def chosen(data=None, files=None, json=None):
    """choose_body with a boundary of "BB"."""
    return choose_body(data, files, json, codec.dumps, lambda: "BB")


def generated():
    """A generator of one block."""
    yield b"a"


def case_body_is_chosen_as_requests_does():
    for kwargs, want in (
        ({}, (None, None, 0)),
        ({"data": ""}, (None, None, 0)),
        ({"data": b""}, (None, None, 0)),
        ({"data": {}}, (None, None, 0)),
        ({"data": []}, (None, None, 0)),
        ({"data": 0}, (None, None, 0)),
        ({"files": {}}, (None, None, 0)),
        ({"data": "a\xe9"}, ("a\xe9", None, 3)),
        ({"data": b"a\xff"}, (b"a\xff", None, 2)),
        ({"data": {"a": "b"}}, ("a=b", FORM, 3)),
        ({"data": Fields()}, ("a=b", FORM, 3)),
        ({"data": [("a", 1), ("a", None), ("b", "\xe9")]}, ("a=1&b=%C3%A9", FORM, 12)),
        ({"data": (("a", [1, 2]),)}, ("a=1&a=2", FORM, 7)),
        ({"json": {"a": [1]}}, (b'{"a": [1]}', "application/json", 10)),
        ({"json": 0}, (b"0", "application/json", 1)),
        ({"json": {}}, (b"{}", "application/json", 2)),
        ({"json": False, "data": {}}, (b"false", "application/json", 5)),
        ({"json": {"a": 1}, "data": "x"}, ("x", None, 1)),
        ({"json": {"a": 1}, "data": {"a": "b"}}, ("a=b", FORM, 3)),
    ):
        eq(chosen(**kwargs), want)


def case_stream_is_passed_on():
    for stream, length in (
        (io.BytesIO(b"abc"), 3),
        (io.BytesIO(b""), 0),
        (bytearray(b"abc"), 3),
        (memoryview(b"abc"), 3),
        (generated(), None),
        (iter([b"a"]), None),
        (Pipe(), None),
    ):
        body, content_type, n = chosen(stream)
        assert body is stream
        eq((content_type, n), (None, length))
        assert chosen(stream, json={"a": 1})[0] is stream


def case_files_are_multipart_even_with_json():
    body, content_type, length = chosen({"a": "b"}, {"f": b"x"}, {"j": 1})
    eq(content_type, "multipart/form-data; boundary=BB")
    eq(len(body.read()), length)


def case_stream_and_files_exclude_each_other():
    for stream in (io.BytesIO(b"abc"), generated()):
        raises(InvalidBody, chosen, stream, {"f": b"x"})


def case_invalid_bodies_are_refused():
    for data in (5, True, ["abc"], [1], ("abcd", "efgh")):
        raises(InvalidBody, chosen, data)
    raises(InvalidBody, chosen, "text", {"f": b"x"})
    raises(InvalidBody, chosen, b"", {"f": b"x"})


def case_json_that_cannot_be_written_is_refused():
    for kind in (ValueError, TypeError, RuntimeError):

        def dumps(value, kind=kind):
            raise kind("because")

        assert "because" in str(raises(InvalidJSONError, choose_body, None, None, object(), dumps, None))


def case_length_may_be_measured_by_the_caller():
    eq(choose_body(Pipe(), None, None, None, None, lambda body: 7)[2], 7)


def case_streams_are_distinguished_from_fields_and_text():
    for data, want in (
        (None, False),
        ("a", False),
        (b"a", False),
        ([b"a"], False),
        ((b"a",), False),
        ({}, False),
        (Fields(), False),
        (5, False),
        (object(), False),
        (bytearray(b""), True),
        (generated(), True),
        (io.BytesIO(), True),
        (Pipe(), True),
        ({1}, True),
    ):
        eq(is_stream(data), want)


def case_length_counts_from_the_position():
    half = io.BytesIO(b"abcd")
    half.read(3)
    beyond = io.BytesIO(b"abcd")
    beyond.seek(9)
    for body, want in (
        (None, 0),
        ("", 0),
        ("\u20ac", 3),
        (b"abc", 3),
        (bytearray(3), 3),
        (io.BytesIO(b"abcd"), 4),
        (half, 1),
        (beyond, 0),
        (Sized(12), 12),
        (Sized(1 << 40), 1 << 40),
        (Sized(None), None),
        (Pipe(), None),
        (Endless(), None),
        (generated(), None),
        (io.StringIO("a\xe9"), 3),
        (memoryview(bytearray(4)), 4),
        (memoryview(array("H", [1, 2])), 4),
        (memoryview(b""), 0),
        (Text(), None),
    ):
        eq(body_length(body), want)
    eq(half.read(), b"d")


def framed(length, method, given):
    """Return the fields of the caller after the framing was set."""
    headers = CaseInsensitiveDict({"A": "b", "Transfer-Encoding": "x"})
    if given is not None:
        headers["content-length"] = given
    set_framing(headers, length, method)
    eq(headers.pop("A"), "b")
    return list(headers.items())


def case_transfer_encoding_of_the_caller_is_kept():
    for value in ("chunked", " Chunked ", b"chunked"):
        headers = CaseInsensitiveDict({"Transfer-Encoding": value, "Content-Length": "5"})
        set_framing(headers, 5, "POST")
        eq(list(headers.items()), [("Transfer-Encoding", "chunked")])


def case_framing_is_decided_once():
    length, chunks = ("Content-Length", "5"), ("Transfer-Encoding", "chunked")
    for arguments, want in (
        ((5, "POST"), length),
        ((5, "POST", "7"), length),
        ((5, "POST", "5", True), chunks),
        ((None, "POST"), chunks),
        ((None, "POST", "5"), length),
        ((None, "POST", None, True), chunks),
        ((0, "GET"), None),
        ((0, "GET", None, True), None),
        ((0, "POST", "5", True), ("Content-Length", "0")),
    ):
        eq(framing(*arguments), want)
    raises(InvalidHeader, framing, None, "POST", "five")


def case_exactly_one_field_tells_the_end_of_a_body():
    for length, method, given, want in (
        (5, "POST", None, [("Content-Length", "5")]),
        (5, "GET", None, [("Content-Length", "5")]),
        (5, "POST", "7", [("Content-Length", "5")]),
        (0, "POST", None, [("Content-Length", "0")]),
        (0, "DELETE", None, [("Content-Length", "0")]),
        (0, "POST", "5", [("Content-Length", "0")]),
        (0, "GET", None, []),
        (0, "HEAD", "0", []),
        (None, "POST", None, [("Transfer-Encoding", "chunked")]),
        (None, "GET", None, [("Transfer-Encoding", "chunked")]),
        (None, "POST", "5", [("Content-Length", "5")]),
        (None, "POST", 5, [("Content-Length", "5")]),
        (None, "POST", b"5", [("Content-Length", "5")]),
        (None, "POST", "0", [("Content-Length", "0")]),
        (None, "POST", " 5 ", [("Content-Length", "5")]),
    ):
        eq(framed(length, method, given), want)


def case_content_length_of_the_caller_must_be_digits():
    for given in ("", "-5", "+5", "0x5", "5_0", "5, 5", "five", b"", b"\xb2", "5" * 19):
        raises(InvalidHeader, framed, None, "POST", given)
