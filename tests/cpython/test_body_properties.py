"""Properties of request bodies, of multipart and of JSON."""

import io
import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from requests._core.body import body_length, choose_body, set_framing
from requests._core.multipart import MultipartBody, iter_parts, part_head
from requests._transport.connection import exact_blocks
from requests.exceptions import InvalidBody, InvalidHeader, InvalidJSONError
from requests.utils import guess_json_utf

NAMES = st.text(st.characters(), max_size=20)  # halves of surrogate pairs too
CONTENTS = st.binary(max_size=200)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
)


def dumps(value):
    """Return JSON as CPython's backend writes it."""
    return json.dumps(value, allow_nan=False)


@given(JSON)
def test_json_is_read_as_it_was_written_or_refused(value):
    try:
        body, content_type, length = choose_body(None, None, value, dumps, None)
    except InvalidJSONError:
        assert "NaN" in json.dumps(value) or "Infinity" in json.dumps(value)
        return
    if value is not None:
        assert json.loads(body) == value
        assert (content_type, length) == ("application/json", len(body))


@given(
    JSON,
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]),
)
def test_encoding_of_json_is_guessed(value, encoding):
    text = json.dumps([1, value])
    data = text.encode(encoding)
    assert data.decode(guess_json_utf(data)) == text


@given(st.binary(max_size=8))
def test_guess_of_any_bytes_is_a_codec_or_none(data):
    name = guess_json_utf(data)
    assert name is None or "".encode(name) is not None


@given(st.lists(CONTENTS, max_size=6), st.integers(0, 600))
def test_blocks_never_exceed_their_length(blocks, length):
    sent = b""
    try:
        for block in exact_blocks(blocks, length):
            sent += block
            assert len(sent) <= length
    except InvalidBody:
        assert len(b"".join(blocks)) != length
    else:
        assert len(sent) == length


@given(
    st.one_of(st.none(), st.integers(0)),
    st.sampled_from(["GET", "HEAD", "POST"]),
    st.one_of(st.none(), st.text(max_size=5)),
)
def test_framing_is_at_most_one_field(length, method, given_length):
    fields = {} if given_length is None else {"Content-Length": given_length}
    try:
        set_framing(fields, length, method)
    except InvalidHeader:
        return
    assert len(fields) <= 1
    assert fields or (length == 0 and method in ("GET", "HEAD"))


@given(NAMES, NAMES, st.text(st.characters(), max_size=10), st.text(st.characters(), max_size=10))
def test_no_name_or_type_changes_the_lines_of_a_part(name, filename, content_type, value):
    try:
        head = part_head(name, filename, content_type, {"X-A": value})
    except (InvalidHeader, InvalidBody):
        return
    lines = 3 + bool(content_type) + bool(value)
    assert head.count(b"\r\n") == head.count(b"\r") == head.count(b"\n") == lines - 1
    assert head.split(b"\r\n")[0].count(b'"') == 4


@given(
    st.lists(st.tuples(st.text("abc", min_size=1, max_size=5), CONTENTS), max_size=4),
    st.lists(st.integers(1, 60), min_size=1, max_size=20),
    st.booleans(),
)
def test_multipart_is_read_back_however_it_is_read(files, sizes, readinto):
    boundary = "0123456789abcdef" * 2
    parts = [
        (name, ("f", io.BytesIO(content) if index % 2 else content)) for index, (name, content) in enumerate(files)
    ]
    body = MultipartBody(iter_parts({"field": "value"}, parts), boundary, body_length)
    whole = body.read()
    body.rewind()
    assert b"".join(pieces(body, sizes, readinto)) == whole
    assert len(whole) == body.length
    begin, *sections, end = whole.split(b"--" + boundary.encode())
    assert (begin, end) == (b"", b"--\r\n")
    read = [section[2:-2].partition(b"\r\n\r\n") for section in sections]
    assert [content for _, _, content in read] == [b"value", *[content for _, content in files]]
    assert [head.split(b'"')[1].decode() for head, _, _ in read] == ["field", *[name for name, _ in files]]


def pieces(body, sizes, readinto):
    """Yield the blocks of a body that is read in those sizes, repeatedly."""
    for size in itertools.cycle(sizes):
        buffer = bytearray(size)
        piece = bytes(buffer[: body.readinto(buffer)]) if readinto else body.read(size)
        if not piece:
            return
        assert len(piece) <= size
        yield piece


def test_blocks_are_held_to_their_length():
    assert list(exact_blocks([b"ab", b"", b"c"], 3)) == [b"ab", b"", b"c"]
    assert list(exact_blocks([], 0)) == []
    sent = []
    with pytest.raises(InvalidBody):
        sent.extend(exact_blocks([b"ab", b"cd"], 3))
    assert sent == [b"ab"]
    with pytest.raises(InvalidBody):
        list(exact_blocks([b"ab"], 3))
