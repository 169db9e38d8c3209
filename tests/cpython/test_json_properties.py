"""Joining surrogates does not change the meaning of JSON."""

import json

from hypothesis import given
from hypothesis import strategies as st
from requests._core.json import plain_json

escapes = st.sampled_from(["\\ud83d", "\\uDE00", "\\udbff", "\\uDFFF", "\\ue000", "\\\\", "\\n", '\\"', "u", "é"])
texts = st.lists(escapes | st.text("ud8cDe0", max_size=3), max_size=8).map(lambda pieces: '"' + "".join(pieces) + '"')


@given(texts)
def test_joined_surrogates_mean_the_same(text):
    joined = plain_json(text.encode())
    assert json.loads(joined) == json.loads(text)


@given(st.binary() | texts.map(str.encode), st.integers(0, 60))
def test_any_bytes_are_joined_or_left(data, end):
    cut = data[:end]
    assert len(plain_json(cut)) <= len(cut)
    if cut[:3] != b"\xef\xbb\xbf":
        assert plain_json(b"\xef\xbb\xbf" + cut) == plain_json(cut)
