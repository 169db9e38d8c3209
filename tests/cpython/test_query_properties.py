"""Queries are those of the standard library for the same pairs, which reads them back."""

from urllib.parse import parse_qsl, urlencode

from hypothesis import given
from hypothesis import strategies as st
from requests._core.percent import encode_params

scalars = st.one_of(st.text(), st.binary(), st.integers(), st.floats(), st.booleans())


@given(st.lists(st.tuples(scalars, scalars)))
def test_pairs_are_written_as_the_standard_library_writes_them(pairs):
    assert encode_params(pairs) == urlencode(pairs)


@given(st.dictionaries(st.text(min_size=1), st.lists(scalars) | scalars))
def test_lists_are_written_as_the_standard_library_writes_them(data):
    assert encode_params(data) == urlencode(data, doseq=True)


@given(st.lists(st.tuples(st.text(), st.text())))
def test_text_comes_back(pairs):
    assert parse_qsl(encode_params(pairs), keep_blank_values=True) == pairs
