"""The lines of a stream do not depend on its blocks."""

import re

from hypothesis import given
from hypothesis import strategies as st
from requests._core.lines import split_lines

chunks = st.lists(st.text("ab\r\n,;\x85\u2028", max_size=6))


@given(chunks)
def test_bytes_lines_are_those_of_the_whole(pieces):
    data = [piece.encode() for piece in pieces]
    assert list(split_lines(data)) == b"".join(data).splitlines()


@given(chunks)
def test_text_lines_are_those_of_the_whole(pieces):
    lines = re.split("\r\n|\r|\n", "".join(pieces))
    if not lines[-1]:
        lines.pop()
    assert list(split_lines(pieces)) == lines


@given(chunks.filter(len), st.sampled_from([",", ",,", "ab", "aba", "\r\n", "a,a,b"]))
def test_parts_are_those_of_the_whole(pieces, delimiter):
    assert list(split_lines(pieces, delimiter)) == "".join(pieces).split(delimiter)
