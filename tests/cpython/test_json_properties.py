"""Joined surrogates mean what they meant, and what the check lets through is written as strict JSON."""

import json

from hypothesis import given
from hypothesis import strategies as st
from requests._core.json import check_json, join_surrogates, without_bom

escapes = st.sampled_from(["\\ud83d", "\\uDE00", "\\udbff", "\\uDFFF", "\\ue000", "\\\\", "\\n", '\\"', "u", "é"])
texts = st.lists(escapes | st.text("ud8cDe0", max_size=3), max_size=8).map(lambda pieces: '"' + "".join(pieces) + '"')
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner) | st.tuples(inner, inner),
)


@given(texts)
def test_joined_surrogates_mean_the_same(text):
    joined = join_surrogates(text.encode())
    assert json.loads(joined) == json.loads(text)


@given(st.binary() | texts.map(str.encode), st.integers(0, 60))
def test_any_bytes_are_joined_or_left(data, end):
    cut = data[:end]
    assert len(join_surrogates(cut)) <= len(cut)
    assert without_bom(b"\xef\xbb\xbf" + cut) == cut


@given(values)
def test_what_passes_the_check_is_what_strict_json_has(value):
    try:
        check_json(value)
    except (TypeError, ValueError):
        passes = False
    else:
        passes = True
        json.dumps(value, allow_nan=False)
    assert passes is _is_strict(value)


def _is_strict(value):
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_strict(item) for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return all(map(_is_strict, value))
    return not isinstance(value, float) or abs(value) < float("inf")
