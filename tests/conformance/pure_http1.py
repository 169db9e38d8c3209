"""requests._core.http1: heads of requests and responses, and the framing of bodies (RFC 9112)."""

from requests._core.http1 import HeadParser, Limits, request_head
from requests.exceptions import ConnectionError, InvalidHeader
from requests.structures import CaseInsensitiveDict

from harness import eq, raises

NONE, LENGTH, CHUNKED, CLOSE = "none", "length", "chunked", "close"


def lines_of(block):
    """The lines of a block of bytes, each with its line end."""
    lines = block.split(b"\n")
    return [line + b"\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def parsed(block, **limits):
    """Return the parser after a complete head; it must not be done before the last line."""
    parser = HeadParser(Limits(**limits))
    for line in lines_of(block):
        eq(parser.done, False)
        parser.feed_line(line)
    eq(parser.done, True)
    return parser


def lenient(block):
    """Return the parser with lenient framing, after a complete head."""
    parser = HeadParser(Limits(), True)
    for line in lines_of(block):
        parser.feed_line(line)
    eq(parser.done, True)
    return parser


def body_of(parser, method="GET"):
    """The framing of the body after a head."""
    return parser.framing(method, CaseInsensitiveDict.from_pairs(parser.headers))


def refused(block, **limits):
    """Return the text of the error for an invalid head."""
    return str(raises(ConnectionError, parsed, block, **limits))


def headers(block):
    """Return the fields of a head with a valid status line."""
    return parsed(b"HTTP/1.1 200 OK\r\n" + block + b"\r\n").headers


def case_ordinary_head_is_read():
    p = parsed(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nX-A:1\r\nx-a: 2 \t\r\n\r\n")
    eq((p.version, p.status, p.reason), (11, 404, "Not Found"))
    eq(p.headers, [("Content-Type", "text/html"), ("X-A", "1"), ("x-a", "2")])


def case_status_lines_are_read():
    table = (
        (b"HTTP/1.1 200 OK", (11, 200, "OK")),
        (b"HTTP/1.0 204 No Content", (10, 204, "No Content")),
        (b"HTTP/1.2 200 OK", (11, 200, "OK")),
        (b"HTTP/1.9 200 OK", (11, 200, "OK")),
        (b"HTTP/1.1 200 ", (11, 200, "")),
        (b"HTTP/1.1 200", (11, 200, "")),
        (b"HTTP/1.1 200  OK ", (11, 200, "OK")),
        (b"HTTP/1.1 599 \xe9", (11, 599, "\xe9")),
        (b"HTTP/1.1 999 Request denied", (11, 999, "Request denied")),
        (b"HTTP/1.1 100 Continue", (11, 100, "Continue")),
    )
    for line, want in table:
        p = HeadParser(Limits())
        p.feed_line(line + b"\r\n")
        eq((p.version, p.status, p.reason, p.repaired), want + (False,))


def case_lenient_status_lines_are_repaired():
    """As browsers and curl read them; any version but HTTP/1.x counts as 1.0."""
    table = (
        ("HTTP/1.1  200 OK", (11, 200, "OK")),
        ("HTTP/1.1\t200 OK", (11, 200, "OK")),
        ("HTTP/1.1 200\tOK", (11, 200, "OK")),
        ("HTTP/1.0   404  Not  Found", (10, 404, "Not  Found")),
        ("ICY 200 OK", (10, 200, "OK")),
        ("ICY 200", (10, 200, "")),
        ("HTTP/2 200", (10, 200, "")),
        ("HTTP/2.0 200 OK", (10, 200, "OK")),
        ("HTTP/3 503 No", (10, 503, "No")),
        ("HTTP/0.9 200 OK", (10, 200, "OK")),
        ("HTTP/1.10 200 OK", (10, 200, "OK")),
        ("HTTP/1. 200 OK", (10, 200, "OK")),
        ("HTTP/1.x 200 OK", (10, 200, "OK")),
        ("HTTP/ 200 OK", (10, 200, "OK")),
    )
    for text, want in table:
        p = parsed(text.encode() + b"\r\nContent-Length: 0\r\n\r\n")
        eq((p.version, p.status, p.reason), want)
        eq((p.repaired, body_of(p)), (True, (LENGTH, 0, False)))


def case_invalid_status_lines_are_refused():
    table = (
        "",
        "200 OK",
        "HTTP/1.1",
        "HTTP/1.1 ",
        "HTTP/1.1 +200 OK",
        "HTTP/1.1 20 OK",
        "HTTP/1.1 2000 OK",
        "HTTP/1.1 020 OK",
        "HTTP/1.1 20x OK",
        "HTTP/1.1 2_0 OK",
        "HTTP/1.1 \u0662\u0660\u0660 OK",
        "HTTP/1.1 200OK",
        "HTTP/1.1200 OK",
        "HTTP 200 OK",
        "http/1.1 200 OK",
        "HTTPS/1.1 200 OK",
        "ICY",
        "ICY OK",
        "ICYX 200 OK",
        "icy 200 OK",
        " HTTP/1.1 200 OK",
        " ICY 200 OK",
        "<html>",
    )
    for text in table:
        refused(text.encode() + b"\r\n\r\n")


def case_status_line_error_shows_the_line():
    assert "SSH-2.0" in refused(b"SSH-2.0-dropbear\r\n\r\n")


def case_lf_alone_ends_a_line():
    eq(parsed(b"HTTP/1.1 200 OK\nA: 1\n\n").headers, [("A", "1")])


def case_fields_are_read():
    table = (
        (b"", []),
        (b"A: 1\r\n", [("A", "1")]),
        (b"A:\r\n", [("A", "")]),
        (b"A: \t \r\n", [("A", "")]),
        (b"A:b:c\r\n", [("A", "b:c")]),
        (b"A: 1\r\nB: 2\r\nA: 3\r\n", [("A", "1"), ("B", "2"), ("A", "3")]),
        (b"!#$%&'*+-.^_`|~09azAZ: token\r\n", [("!#$%&'*+-.^_`|~09azAZ", "token")]),
        (b"A: caf\xc3\xa9 \xff\r\n", [("A", "caf\xc3\xa9 \xff")]),
        (b"A: \x01\x7f kept\r\n", [("A", "\x01\x7f kept")]),
        (b"Upgrade: HTTP/2\r\n", [("Upgrade", "HTTP/2")]),
    )
    for block, want in table:
        eq(headers(block), want)


def case_folded_field_is_joined_by_one_space():
    table = (
        (b"A: 1\r\n 2\r\n", [("A", "1 2")]),
        (b"A: 1 \r\n\t  2 \r\n", [("A", "1 2")]),
        (b"A:\r\n b\r\n", [("A", "b")]),
        (b"A: 1\r\n \r\nB: 2\r\n", [("A", "1"), ("B", "2")]),
        (b"A: 1\r\n B: 2\r\n", [("A", "1 B: 2")]),
    )
    for block, want in table:
        eq(headers(block), want)


def case_blanks_before_a_colon_are_removed():
    table = (
        (b"A : 1\r\n", [("A", "1")]),
        (b"A\t: 1\r\nB: 2\r\n", [("A", "1"), ("B", "2")]),
        (b"A \t : 1\r\n 2\r\n", [("A", "1 2")]),
        (b"A : caf\xe9\r\n", [("A", "caf\xe9")]),
    )
    for block, want in table:
        p = parsed(b"HTTP/1.1 200 OK\r\n" + block + b"\r\n")
        eq((p.headers, p.repaired), (want, True))


def case_lines_that_are_not_fields_are_skipped():
    """With the lines that continue them (RFC 9112 section 2.2)."""
    table = (
        b"no colon\r\n",
        b"nocolon\r\n",
        b": no name\r\n",
        b"A B: 1\r\n",
        b"A(b): 1\r\n",
        b"A\xe9: 1\r\n",
        b'"A": 1\r\n',
        b"\x0b2\r\n",
        b"\xa02\r\n",
        b"HTTP/1.1 200 OK\r\n",
        b"nocolon\r\n folded: 1\r\n\tfolded\r\n",
        b"A B: 1\r\n C: 2\r\nD E\r\n f\r\n",
    )
    for block in table:
        for before in ([], [("X", "1")]):
            first = b"X: 1\r\n" if before else b""
            p = parsed(b"HTTP/1.1 200 OK\r\n" + first + block + b"Y: 2\r\n z\r\n\r\n")
            eq((p.headers, p.repaired), (before + [("Y", "2 z")], True))


def case_continuation_line_without_a_field_is_skipped():
    for block in (b" A: 1\r\n", b"\tA: 1\r\n", b" \r\n", b" a\r\n b\r\n"):
        p = parsed(b"HTTP/1.1 200 OK\r\n" + block + b"B: 2\r\n\r\n")
        eq((p.headers, p.repaired), ([("B", "2")], True))


def case_an_ordinary_head_is_not_repaired():
    eq(parsed(b"HTTP/1.1 200 OK\r\nA: 1\r\n 2\r\nB:\r\n\r\n").repaired, False)


def case_control_characters_that_end_lines_are_refused_in_fields():
    table = (b"A\x00: 1\r\n", b"A: 1\x00\r\n", b"A: 1\rB: 2\r\n", b"A\r: 1\r\n", b"\rA: 1\r\n")
    for block in table + (b"no\x00colon\r\n", b"no\rcolon\r\n", b"\r\r\n"):
        refused(b"HTTP/1.1 200 OK\r\n" + block + b"\r\n")


def case_a_damaged_name_of_a_framing_field_is_refused():
    """Recipients that repair it differently find different ends of the message."""
    for name in (b"Content-Length", b"transfer-encoding"):
        for line in (b"%s : 5", b"%s\t: 5", b'"%s": 5', b"%s\x0b: 5", b" %s: 5", b"(%s): 5", b"%s", b"\xa0%s: 5"):
            head = b"HTTP/1.1 200 OK\r\n" + (line % name) + b"\r\n\r\n"
            assert "Bad framing field" in refused(head)
        eq(headers(b"X-Old-%s: 5\r\n" % name), [("X-Old-" + name.decode(), "5")])


def case_lenient_framing_removes_blanks_before_the_colon_of_a_length():
    p = lenient(b"HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\n")
    eq((p.headers, body_of(p)), ([("Content-Length", "5")], (LENGTH, 5, False)))
    p = lenient(b"HTTP/1.1 200 OK\r\nTransfer-Encoding\t: chunked\r\n\r\n")
    eq(body_of(p), (CHUNKED, None, False))
    p = lenient(b'HTTP/1.1 200 OK\r\n"Content-Length": 5\r\n\r\n')
    eq((p.headers, body_of(p)), ([], (CLOSE, None, False)))


def case_lenient_framing_reads_to_the_close_where_a_length_is_bad():
    for value in ("", "-5", "5x", "5, 6", "+5", ("5", "6"), "9" * 30):
        pairs = [("Content-Length", one) for one in (value if isinstance(value, tuple) else (value,))]
        eq(framing_of(pairs, lenient=True), (CLOSE, None, False))
    eq(framing_of([("Content-Length", "5")], lenient=True), (LENGTH, 5, True))
    eq(framing_of([("Transfer-Encoding", "chunked")], lenient=True), (CHUNKED, None, False))


def case_compressed_transfer_codings_are_refused():
    """RFC 9112 section 7.4: we send no TE; their bytes are not the content."""
    for value in ("gzip, chunked", ("gzip", "chunked"), "GZIP", "x-gzip, chunked", "deflate", "compress, chunked"):
        assert "Bad transfer codings" in str(raises(ConnectionError, framing, te=value))
        eq(framing(204, te=value), (NONE, 0, True))


def case_fields_come_after_the_status_line():
    assert "Not a status line" in refused(b"A: 1\r\nHTTP/1.1 200 OK\r\n\r\n")
    assert "Not a status line" in refused(b"\r\nHTTP/1.1 200 OK\r\n\r\n")


def case_cr_before_the_line_end_is_stripped_like_a_blank():
    eq(headers(b"A: 1\r\r\nB: 2\r\n"), [("A", "1"), ("B", "2")])


def case_bare_cr_or_nul_in_a_status_line_is_refused():
    for line in (b"HTTP/1.1 200 OK\rA: 1\r\n", b"HTTP/1.1 200 O\x00K\r\n", b"\rHTTP/1.1 200 OK\r\n"):
        assert "CR or NUL" in refused(line + b"\r\n")


def case_end_of_input_within_a_head_is_refused():
    for block in (b"HTTP/1.1 200 OK", b"HTTP/1.1 200 OK\r\nA: 1", b"HTTP/1.1 200 OK\r\nA: 1\r"):
        assert "cut short" in refused(block)
    parser = HeadParser(Limits())
    parser.feed_line(b"HTTP/1.1 200 OK\r\n")
    raises(ConnectionError, parser.feed_line, b"")


def case_interim_responses_are_skipped():
    p = parsed(
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
        b"HTTP/1.1 102 Processing\r\n\r\nHTTP/1.0 200 Fine\r\nA: 1\r\n\r\n"
    )
    eq((p.version, p.status, p.reason, p.headers), (10, 200, "Fine", [("A", "1")]))


def case_switching_protocols_is_final():
    eq(parsed(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n").status, 101)


def case_only_1xx_but_101_is_interim():
    for status, want in ((100, True), (101, False), (102, True), (103, True), (199, True), (200, False)):
        p = HeadParser(Limits())
        p.feed_line(b"HTTP/1.1 %d\r\n" % status)
        p.feed_line(b"\r\n")
        eq((status, p.done), (status, not want))


def case_interim_responses_count_against_the_limit_of_the_head():
    block = b"HTTP/1.1 100 Continue\r\n\r\n" * 40
    refused(block + b"HTTP/1.1 200 OK\r\n\r\n", head=1000)
    eq(parsed(block + b"HTTP/1.1 200 OK\r\n\r\n", head=1019).status, 200)


def case_line_limit_holds():
    line = b"A: " + b"x" * 95 + b"\r\n"
    block = b"HTTP/1.1 200 OK\r\n" + line + b"\r\n"
    eq(len(parsed(block, line=100).headers), 1)
    assert "too long" in refused(block, line=99)


def case_line_cut_by_the_reader_is_refused():
    parser = HeadParser(Limits(line=20))
    raises(ConnectionError, parser.feed_line, b"HTTP/1.1 200 OK and o")


def case_head_limit_holds():
    block = b"HTTP/1.1 200 OK\r\n" + b"A: 1\r\n" * 10 + b"\r\n"
    eq(len(parsed(block, head=79).headers), 10)
    refused(block, head=78)


def case_header_count_limit_holds():
    block = b"HTTP/1.1 200 OK\r\n" + b"A: 1\r\n" * 10 + b"\r\n"
    eq(len(parsed(block, header_count=10).headers), 10)
    assert "got more than 9 headers" in refused(block, header_count=9)
    block = b"HTTP/1.1 200 OK\r\n" + b"A : 1\r\n" * 10 + b"\r\n"
    eq(len(parsed(block, header_count=10).headers), 10)
    assert "got more than 9 headers" in refused(block, header_count=9)


def case_request_head_is_written_in_order():
    eq(
        request_head("GET", "/a?b", [("Host", "h"), (b"X-A", b"\xff"), ("X-B", "\xe9"), ("X-A", "")]),
        b"GET /a?b HTTP/1.1\r\nHost: h\r\nX-A: \xff\r\nX-B: \xe9\r\nX-A: \r\n\r\n",
    )
    eq(request_head("OPTIONS", "*", []), b"OPTIONS * HTTP/1.1\r\n\r\n")


def case_a_request_head_has_no_field_of_none_and_no_space_at_the_end_of_a_value():
    eq(request_head("GET", "/", [("A", None), ("B", "c \t")]), b"GET / HTTP/1.1\r\nB: c\r\n\r\n")
    eq(request_head("GET", "/", [("A", "b "), ("C", "")]), b"GET / HTTP/1.1\r\nA: b\r\nC: \r\n\r\n")


def case_request_line_of_more_or_fewer_words_is_refused():
    words = (("", "/"), ("GET", ""), ("GET /x", "/"), ("GET", "/a b"), ("GET", " "))
    tabs = (("G\tET", "/"), ("GET", "/a\tb"), ("GET", "/a\x0bb"), ("GET\x0c/x", "/"))  # blanks to some
    for method, target in words + tabs:
        raises(InvalidHeader, request_head, method, target, [])


def case_no_argument_adds_a_line():
    for evil in ("a\r", "a\n", "\r\n"):
        raises(InvalidHeader, request_head, "GET" + evil, "/", [])
        raises(InvalidHeader, request_head, "GET", "/" + evil, [])
        raises(InvalidHeader, request_head, "GET", "/", [(evil, "b")])
    for evil in ("a\r\nX: 1", "a\nX: 1", "\na", "a\0"):
        raises(InvalidHeader, request_head, "GET" + evil, "/", [])
        raises(InvalidHeader, request_head, "GET", "/" + evil, [])
        raises(InvalidHeader, request_head, "GET", "/", [(evil, "b")])
        raises(InvalidHeader, request_head, "GET", "/", [("A", evil)])
        raises(InvalidHeader, request_head, "GET", "/", [(b"A", evil.encode())])


def case_refused_field_is_named_without_its_value():
    for breach in ("\r\nX: 1", "\ra", "\na", "\0"):
        error = raises(InvalidHeader, request_head, "GET", "/", [("Host", "h"), ("Authorization", "secret" + breach)])
        assert "Authorization" in str(error) and "secret" not in str(error), str(error)


def case_only_values_may_be_beyond_latin1():
    for method, target, name in (("G\u20acT", "/", "A"), ("GET", "/\u20ac", "A"), ("GET", "/", "\u20ac")):
        raises(InvalidHeader, request_head, method, target, [(name, "\u20ac")])


def case_a_value_is_latin1_if_possible_else_utf8():
    head = request_head("GET", "/", [("A", "\xe9"), ("B", "\xe9\u20ac"), ("C", b"\xff"), ("D", "d")])
    eq(head, b"GET / HTTP/1.1\r\nA: \xe9\r\nB: \xc3\xa9\xe2\x82\xac\r\nC: \xff\r\nD: d\r\n\r\n")


def case_white_space_after_a_value_is_dropped():
    """RFC 9110 section 5.5."""
    for value in ("b", "b ", "b\t ", b"b\t", bytearray(b"b ")):
        eq(request_head("GET", "/", [("A", value)]), b"GET / HTTP/1.1\r\nA: b\r\n\r\n")


def framing(status=200, method="GET", version=11, **fields):
    """The framing for fields written as keyword arguments: te, cl, connection; a tuple repeats the field."""
    names = {"te": "Transfer-Encoding", "cl": "Content-Length", "connection": "cOnNection"}
    pairs = [("X-A", "b")]
    for key, value in fields.items():
        pairs += [(names[key], one) for one in (value if isinstance(value, tuple) else (value,))]
    return framing_of(pairs, method, status, version)


def framing_of(pairs, method="GET", status=200, version=11, lenient=False):
    """The framing of a response with these fields."""
    parser = HeadParser(Limits(), lenient)
    parser.version, parser.status, parser.headers = version, status, pairs
    return body_of(parser, method)


def case_responses_without_a_body_ignore_framing_fields():
    for fields in ({}, {"cl": "5"}, {"te": "chunked"}, {"cl": "nonsense"}, {"te": "chunked", "cl": "5"}):
        eq(framing(method="HEAD", **fields), (NONE, 0, True))
        eq(framing(204, **fields), (NONE, 0, True))
        eq(framing(304, **fields), (NONE, 0, True))
        eq(framing(101, **fields), (NONE, 0, False))
        eq(framing(200, method="CONNECT", **fields), (NONE, 0, False))
    eq(framing(204, connection="close"), (NONE, 0, False))


def case_refused_connect_has_a_body():
    eq(framing(407, method="CONNECT", cl="5"), (LENGTH, 5, True))


def case_kinds_of_status_at_their_bounds():
    for status, method, want in (
        (199, "GET", (NONE, 0, False)),
        (200, "GET", (LENGTH, 5, True)),
        (299, "CONNECT", (NONE, 0, False)),
        (300, "CONNECT", (LENGTH, 5, True)),
        (199, "HEAD", (NONE, 0, False)),
        (200, "HEAD", (NONE, 0, True)),
        (203, "GET", (LENGTH, 5, True)),
        (205, "GET", (LENGTH, 5, True)),
        (303, "GET", (LENGTH, 5, True)),
        (305, "GET", (LENGTH, 5, True)),
    ):
        eq((status, method, framing(status, method, cl="5")), (status, method, want))


def case_length_frames_the_body():
    for value, want in (
        ("0", 0),
        ("5", 5),
        ("005", 5),
        (" 5\t", 5),
        ("5, 5", 5),
        (("5", "5"), 5),
        (("5", "05, 5"), 5),
        ("9" * 18, int("9" * 18)),
    ):
        eq(framing(cl=value), (LENGTH, want, True))


def case_invalid_lengths_are_refused():
    for value in (
        "",
        " ",
        "-5",
        "+5",
        "1_0",
        "0x5",
        "5.0",
        "5 5",
        "5;5",
        "five",
        "\u0665",
        "5,",
        ",5",
        "5,,5",
        "9" * 19,
        "0" * 5000,
    ):
        raises(ConnectionError, framing, cl=value)
        raises(ConnectionError, framing, cl=("5", value))


def case_lengths_that_differ_are_refused():
    for value in (("5", "6"), "5, 6", ("5", "5", "6"), ("5, 5", "6")):
        assert "Bad Content-Length" in str(raises(ConnectionError, framing, cl=value))


def case_chunked_frames_the_body():
    for value in ("chunked", "Chunked", " chunked\t", "identity, chunked", ("identity", "chunked"), "chunked,"):
        eq(framing(te=value), (CHUNKED, None, True))
        eq(framing(te=value, connection="close"), (CHUNKED, None, False))


def case_other_codings_below_chunked_end_the_connection():
    for value in ("unknown, chunked", ("unknown", "chunked")):
        eq(framing(te=value), (CHUNKED, None, False))


def case_coding_that_does_not_end_with_chunked_runs_to_the_end_of_the_connection():
    for value in ("unknown", "chunked, unknown", "xchunked", "chunked;q=1", '"chunked"', "chunked chunked"):
        eq(framing(te=value), (CLOSE, None, False))
        eq(framing(te=value, cl="5"), (CLOSE, None, False))


def case_transfer_encoding_beats_length_and_ends_the_connection():
    eq(framing(te="chunked", cl="5"), (CHUNKED, None, False))
    eq(framing(te="chunked", cl="nonsense"), (CHUNKED, None, False))


def case_chunks_from_http10_end_the_connection():
    eq(framing(version=10, te="chunked", connection="keep-alive"), (CHUNKED, None, False))


def case_chunked_twice_is_refused():
    """RFC 9112 section 6.1."""
    for value in ("chunked, chunked", ("chunked", "chunked"), "chunked, gzip, chunked"):
        raises(ConnectionError, framing, te=value)


def case_identity_alone_is_no_transfer_coding():
    """RFC 9112 section 6.1: an intermediary may have read the field differently."""
    eq(framing(te="identity", cl="5"), (LENGTH, 5, False))
    eq(framing(te="identity"), (CLOSE, None, False))


def case_body_without_framing_runs_to_the_end_of_the_connection():
    eq(framing(), (CLOSE, None, False))
    eq(framing(connection="keep-alive"), (CLOSE, None, False))


def case_connection_field_decides_whether_to_keep():
    for version, value, want in (
        (11, "", True),
        (11, "keep-alive", True),
        (11, "close", False),
        (11, "CLOSE", False),
        (11, "upgrade, close", False),
        (11, ("keep-alive", "close"), False),
        (11, "closed", True),
        (10, "", False),
        (10, "Keep-Alive", True),
        (10, "keep-alive, close", False),
    ):
        eq(framing(version=version, cl="5", connection=value), (LENGTH, 5, want))
    eq((framing(cl="5"), framing(version=10, cl="5")), ((LENGTH, 5, True), (LENGTH, 5, False)))
