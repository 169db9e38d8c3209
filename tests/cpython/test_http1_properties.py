"""Properties of heads from servers and from callers."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from requests._core.headers import TOKEN
from requests._core.http1 import HeadParser, Limits, request_head
from requests.exceptions import ConnectionError, InvalidHeader
from requests.structures import CaseInsensitiveDict

NONE, LENGTH, CHUNKED, CLOSE = "none", "length", "chunked", "close"
LIMITS = Limits(line=200, head=1000, header_count=20)
LATIN1 = st.characters(max_codepoint=255)
NAMES = st.text(TOKEN, min_size=1, max_size=20)
VALUES = st.text(LATIN1.filter(lambda char: char not in "\r\n\0"), max_size=40).map(lambda text: text.strip(" \t"))
PAIRS = st.lists(st.tuples(NAMES, VALUES), max_size=10)
WORDS = st.text(st.characters(), max_size=5)  # halves of surrogate pairs too
FRAGMENTS = st.sampled_from(
    [
        b"HTTP/1.1 200 OK",
        b"HTTP/1.1 100 Continue",
        b"\r\n",
        b"\n",
        b"\r",
        b"\0",
        b":",
        b" ",
        b"A",
        b"A: b",
        b"\t",
        b"\xff",
    ]
)


def fed(wire):
    """Return the parser after the lines that it needs."""
    parser = HeadParser(LIMITS)
    for line in wire.split(b"\n")[:-1]:
        if parser.done:
            break
        parser.feed_line(line + b"\n")
    return parser


@given(st.one_of(st.binary(max_size=300), st.lists(FRAGMENTS, max_size=60).map(b"".join)))
def test_no_head_raises_anything_else_or_breaks_a_limit(wire):
    try:
        parser = fed(wire)
    except ConnectionError:
        return
    assert len(parser.headers) <= LIMITS.header_count
    assert sum(len(name) + len(value) for name, value in parser.headers) <= LIMITS.head
    for name, value in parser.headers:
        assert name and not name.strip(TOKEN)
        assert not {"\r", "\n", "\0"} & set(value)
    if parser.done:
        assert 100 <= parser.status <= 999 and parser.version in (10, 11)


@given(PAIRS, st.booleans())
def test_written_heads_are_read_back(pairs, crlf):
    wire = request_head("GET", "/", pairs).replace(b"GET / HTTP/1.1", b"HTTP/1.1 200 OK", 1)
    parser = fed(wire if crlf else wire.replace(b"\r\n", b"\n"))
    assert parser.done and parser.headers == pairs


@given(WORDS, WORDS, st.lists(st.tuples(WORDS, WORDS), max_size=3))
@example("GET", "/", [("A", "b\r\nC: d")])
@example("GET", "/\n", [])
def test_no_argument_changes_the_number_of_lines(method, target, pairs):
    try:
        head = request_head(method, target, pairs)
    except InvalidHeader:
        return
    assert head.count(b"\r\n") == head.count(b"\n") == head.count(b"\r") == len(pairs) + 2
    assert head.endswith(b"\r\n\r\n") and b"\0" not in head
    assert head.split(b"\r\n")[0].count(b" ") == 2


class Word(str):
    """Text whose str() is not its characters."""

    def __str__(self):
        return "another"

    def __format__(self, spec):
        return "another"


TEXTS = st.one_of(VALUES, WORDS, st.builds(Word, VALUES))


@given(WORDS, WORDS, st.lists(st.tuples(st.one_of(NAMES, WORDS), TEXTS), max_size=3))
@example("GET", "/", [("A", "b "), ("C", "d")])
@example("GET", "/\t", [("A", "b")])
@example(Word("GET"), Word("/"), [(Word("A"), Word("b"))])
def test_head_of_text_is_the_same_as_one_that_is_built_field_by_field(method, target, pairs):
    """A number among the values excludes the fast way."""
    number = b"N: 1\r\n\r\n"
    try:
        head = request_head(method, target, pairs)
    except InvalidHeader:
        with pytest.raises(InvalidHeader):
            request_head(method, target, [*pairs, ("N", 1)])
    else:
        assert request_head(method, target, [*pairs, ("N", 1)]) == head[:-2] + number


@given(st.text(LATIN1, max_size=30))
def test_status_line_is_three_digits_or_repaired_or_refused(text):
    parser = HeadParser(LIMITS)
    try:
        parser.feed_line(f"HTTP/1.1 {text}\n".encode("latin-1"))
    except ConnectionError:
        return
    if not parser.repaired:
        assert text[:3] == str(parser.status) and text[:3].isascii() and text[3:4] in ("", " ", "\r")


@given(st.text(LATIN1, max_size=30), st.sampled_from(["HTTP/1.1 ", "HTTP/", "HTTP/2 ", "ICY ", ""]))
def test_repaired_status_line_has_a_code_of_three_digits(text, start):
    parser = HeadParser(LIMITS)
    try:
        parser.feed_line(f"{start}{text}\n".encode("latin-1"))
    except ConnectionError:
        return
    assert parser.version in (10, 11) and 100 <= parser.status <= 999
    assert (start + text).startswith(("HTTP/", "ICY ", "ICY\t")) and str(parser.status) in text


@given(st.lists(FRAGMENTS, max_size=30).map(b"".join), st.sampled_from([b"Content-Length", b"transfer-encoding"]))
def test_no_broken_line_frames_a_body(line, name):
    """Whatever is around its name, a framing field is valid, skipped, or an error."""
    try:
        parser = fed(b"HTTP/1.1 200 OK\r\n" + line.replace(b"A", name) + b"\r\n\r\n")
    except ConnectionError:
        return
    if parser.done and parser.repaired:
        assert not reusable(parser)
    strict = [part for part in line.replace(b"A", name).split(b"\n") if part.lower().startswith(name.lower() + b":")]
    found = [field for field, _ in parser.headers if field.lower() == name.decode().lower()]
    assert len(found) <= len(strict)


def reusable(parser):
    try:
        return parser.framing("GET", CaseInsensitiveDict.from_pairs(parser.headers))[2]
    except ConnectionError:
        return False


FRAMING_VALUES = st.one_of(
    st.sampled_from(["chunked", "gzip", "identity", "5", "05", "6", "5, 5", "-1", "", "close", "keep-alive"]),
    st.text(max_size=10),
)
FRAMING_NAMES = st.sampled_from(["Content-Length", "transfer-encoding", "Connection", "X-A"])


@given(
    st.sampled_from(["GET", "HEAD", "CONNECT"]),
    st.sampled_from([101, 200, 204, 304, 404]),
    st.sampled_from([10, 11]),
    st.lists(st.tuples(FRAMING_NAMES, FRAMING_VALUES), max_size=5),
)
def test_framing_is_one_of_four_and_safe_to_reuse(method, status, version, pairs):
    parser = HeadParser(LIMITS)
    parser.version, parser.status, parser.headers = version, status, pairs
    try:
        kind, length, reusable = parser.framing(method, CaseInsensitiveDict.from_pairs(pairs))
    except ConnectionError:
        return
    names = [name for name, _ in pairs]
    assert kind in (NONE, LENGTH, CHUNKED, CLOSE)
    assert (length is None) == (kind in (CHUNKED, CLOSE))
    assert kind != LENGTH or str(length) in "".join(value for name, value in pairs).replace(" ", "")
    if reusable:
        assert kind != CLOSE
        assert kind != CHUNKED or ("Content-Length" not in names and version == 11)
        assert not any(value.strip() == "close" for name, value in pairs if name == "Connection")
