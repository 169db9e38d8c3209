"""Headers: accepted fields are one line, and quoted lists are split alike."""

from hypothesis import given
from hypothesis import strategies as st
from requests._core.field_values import encoding_from_content_type, links, split_list
from requests._core.headers import check_header, latin1_bytes, latin1_text
from requests._core.http1 import request_head
from requests.exceptions import InvalidHeader
from requests.structures import CaseInsensitiveDict
from requests.utils import parse_dict_header, parse_list_header

texts = st.text('ab:=,;"\\<> \r\n\0é\u0100', max_size=8)
fields = st.one_of(texts, st.binary(max_size=4))


@given(fields, fields)
def test_accepted_fields_are_one_line(name, value):
    try:
        check_header(name, value)
    except InvalidHeader:
        return
    head = request_head("GET", "/", [(name, value)])
    assert head.count(b"\n") == 3
    assert b"\0" not in head


@given(st.binary())
def test_octets_survive_as_characters(data):
    assert latin1_text(data) == data.decode("latin-1")
    assert latin1_bytes(latin1_text(data)) == data


@given(st.lists(st.text('ab,;="\\ ', min_size=1, max_size=5)))
def test_quoted_items_come_back(items):
    quoted = ['"' + item.replace("\\", "\\\\").replace('"', '\\"') + '"' for item in items]
    assert split_list(", ".join(quoted)) == quoted
    assert parse_list_header(",".join(quoted)) == items


@given(texts)
def test_no_value_of_a_header_breaks_its_reader(value):
    parse_dict_header(value)
    links(value)
    encoding_from_content_type(value)


@given(st.lists(st.tuples(st.sampled_from(["A", "a", "B"]), st.text("xy, ", max_size=3))))
def test_folded_and_apart_say_the_same(pairs):
    headers = CaseInsensitiveDict.from_pairs(pairs)
    for name in ("a", "b"):
        values = [value for key, value in pairs if key.lower() == name]
        assert headers.getlist(name) == values
        assert headers.get(name) == (", ".join(values) if values else None)


@given(st.lists(st.tuples(st.sampled_from(["A", "a", "B", "b", "C"]), st.integers() | st.none())))
def test_a_dict_with_keys_in_lower_case_is_the_model(steps):
    headers, model = CaseInsensitiveDict(), {}
    for name, value in steps:
        if value is None:
            assert headers.pop(name, None) == model.pop(name.lower(), None)
        else:
            headers[name] = model[name.lower()] = value
    assert dict(headers.lower_items()) == model
    assert headers == model
    assert [name.lower() for name in headers] == list(model)
