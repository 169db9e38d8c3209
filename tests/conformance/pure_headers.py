"""requests._core.headers: what may be sent, how headers merge and lists split (RFC 9110 section 5)."""

from requests._core import field_values
from requests._core import headers as fields
from requests._core.headers import check_header, check_method, merge_headers
from requests.exceptions import ContentDecodingError, InvalidHeader
from requests.structures import CaseInsensitiveDict

from harness import eq, raises


def case_fields_that_may_be_sent():
    for name, value in (
        ("A", "b"),
        ("A", ""),
        ("A", "b c\td "),
        ("A", "é\x7f"),
        ("!#$%&'*+-.^_`|~09azAZ", "\u20ac\U0001f600"),
        (b"A", b"\xff"),
        (b"A", ""),
        ("A", b""),
    ):
        sent = check_header(name, value)
        eq(sent, ("A" if name == b"A" else name, value.rstrip() if value else value))


def case_white_space_after_a_value_is_not_sent():
    """RFC 9110 section 5.5."""
    for value, sent in (("b ", "b"), ("b \t", "b"), (b"b\t ", b"b"), (bytearray(b"b "), b"b"), ("", "")):
        eq(check_header("A", value), ("A", sent))


def case_a_name_is_a_token():
    """RFC 9110 section 5.1."""
    for name in ("X A", "A(", "A/B", "a=b", "A\xe9", "A\t", "A,B", "A;", '"A"', "[A]", "{A}", "A@", "A?", "\\A"):
        raises(InvalidHeader, check_header, name, "b")
        raises(InvalidHeader, check_header, name.encode(), "b")


def case_fields_that_must_not_be_sent():
    for name, value in (
        ("", "b"),
        (b"", "b"),
        (" A", "b"),
        ("A ", "b"),
        (b"Content-Length ", "5"),
        ("Transfer-Encoding\t", "chunked"),
        ("A\x0b", "b"),
        ("A:", "b"),
        ("A\n", "b"),
        ("A\r\nB", "b"),
        ("A\x00", "b"),
        (b"A\nB", "b"),
        ("A", " b"),
        ("A", "\tb"),
        ("A", "a\nb\n"),
        ("A", "b\rc"),
        ("A", "b\r\n c"),
        ("A", "b\x00"),
        ("A", b"\nb"),
        ("A", b"b\x00"),
        ("\u20ac", "b"),
        ("A", bytearray(b"a\nb")),
    ):
        raises(InvalidHeader, check_header, name, value)


def case_only_text_and_bytes_are_fields():
    for name, value in (("A", 1), ("A", None), (1, "b"), (None, "b"), ("A", ["b"]), ("A", memoryview(b"b"))):
        eq("must be of type str or bytes" in str(raises(InvalidHeader, check_header, name, value)), True)


def case_error_shows_an_invalid_value_but_no_credentials():
    eq("oops" in str(raises(InvalidHeader, check_header, "X-A", "oops\na")), True)
    for name in ("Authorization", "proxy-authorization", "COOKIE", b"Cookie"):
        for value in ("oops\na", "\toops", b"oops\0", ["oops"]):
            message = str(raises(InvalidHeader, check_header, name, value))
            eq((name, "oops" in message, str(name) in message), (name, False, True))


def case_methods():
    for method in ("GET", "get", "M-SEARCH", "X'1"):
        eq(check_method(method), None)
    for method in ("", "GET ", "GE T", "GET\r\nA: b", "G\x00", "(GET)", "É"):
        raises(InvalidHeader, check_method, method)


def case_one_character_is_one_octet():
    every = bytes(range(256))
    text = fields.latin1_text(every)
    eq(len(text), 256)
    eq(fields.latin1_bytes(text), every)
    eq(fields.latin1_text(b"abc"), "abc")
    eq(fields.latin1_text(b"\xc3\xa9"), "\xc3\xa9")
    eq(fields.latin1_bytes("é"), b"\xe9")
    raises(ValueError, fields.latin1_bytes, "\u0100")


def case_request_headers_go_over_session_headers():
    session = CaseInsensitiveDict({"Accept": "*/*", "User-Agent": "x"})
    merged = merge_headers(session, {"accept": "text/html", "X": "y"})
    eq(merged, {"accept": "text/html", "user-agent": "x", "x": "y"})
    eq(session, {"Accept": "*/*", "User-Agent": "x"})


def case_none_removes_a_header():
    eq(merge_headers({"A": "b", "C": "d"}, {"a": None, "E": None}), {"C": "d"})
    eq(merge_headers({"A": None, "B": "c"}, None), {"B": "c"})
    eq(merge_headers(None, {"A": "b"}), {"A": "b"})
    eq(merge_headers(None, None), {})


def case_repeated_headers_are_folded_and_kept_apart():
    headers = CaseInsensitiveDict.from_pairs([("A", "1"), ("Set-Cookie", "a=b"), ("set-cookie", "c=d, e")])
    eq(headers["Set-Cookie"], "a=b, c=d, e")
    eq(headers.getlist("SET-COOKIE"), ["a=b", "c=d, e"])
    eq(headers.getlist("a"), ["1"])
    eq(headers.getlist("b"), [])
    eq(headers.copy().getlist("set-cookie"), ["a=b", "c=d, e"])
    headers["Set-Cookie"] = "x"
    eq(headers.getlist("Set-Cookie"), ["x"])


def case_lists_split_outside_quotes():
    for value, want in (
        ("", []),
        ("a, b ,c", ["a", "b", "c"]),
        ('a, "b, c", d', ["a", '"b, c"', "d"]),
        ('"a\\", b", c', ['"a\\", b"', "c"]),
        ('"a\\\\", b', ['"a\\\\"', "b"]),
        ('a="b,c",d', ['a="b,c"', "d"]),
        (", a,,b ,", ["", "a", "", "b"]),
        (',"a"', ["", '"a"']),
        ('"a", <b, c>', ['"a"', "<b", "c>"]),
        ('"a, b', ['"a, b']),
    ):
        eq((value, field_values.split_list(value)), (value, want))


def case_codings_to_decode():
    """RFC 9110 section 8.4: named in the order in which they were applied."""
    for value, want in (
        ("", []),
        ("gzip", ["gzip"]),
        ("GZip", ["gzip"]),
        ("gzip, deflate", ["deflate", "gzip"]),
        ("gzip,", ["gzip"]),
        (" ,gzip,, deflate", ["deflate", "gzip"]),
        ("identity", []),
        ("gzip, identity", ["gzip"]),
        ("br", []),
        ("br, gzip", ["gzip"]),
        ("gzip, br", []),
        ("gzip, br, deflate", ["deflate"]),
        ("gzipped", []),
        ("gzip;q=1", []),
    ):
        eq((value, field_values.codings_to_undo(value, ("gzip", "deflate"), 3)), (value, want))


def case_codings_are_bounded():
    eq(field_values.codings_to_undo("a, gzip, gzip,", ("gzip",), 3), ["gzip", "gzip"])
    raises(ContentDecodingError, field_values.codings_to_undo, "a, gzip, gzip, gzip", ("gzip",), 3)


def case_quoted_strings_are_unquoted():
    """RFC 9110 section 5.6.4."""
    for item, want in (
        ('""', ""),
        ('"a"', "a"),
        ('"a\\"b"', 'a"b'),
        ('"a\\\\b"', "a\\b"),
        ('"\\a\\\\\\b"', "a\\b"),
        ("a", "a"),
        ("", ""),
        ('"', '"'),
        ('"a', '"a'),
        ('a"', 'a"'),
        ("a\\b", "a\\b"),
    ):
        eq((item, field_values.unquoted(item)), (item, want))
