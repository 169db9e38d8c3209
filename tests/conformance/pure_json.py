"""requests._core.json: what can be written as JSON, and what of it is read otherwise on a device."""

import json

from requests._core.json import check_json, join_surrogates, json_body, without_bom
from requests.exceptions import InvalidJSONError

from harness import eq, needs_bounded_recursion, raises


def case_byte_order_mark_is_taken_off():
    eq(without_bom(b"\xef\xbb\xbf{}"), b"{}")
    eq(without_bom(b"{}"), b"{}")
    eq(without_bom(b"\xef\xbb"), b"\xef\xbb")


def case_values_are_written():
    eq(json_body({"a": [1, None, True, "b"]}, json.dumps), b'{"a": [1, null, true, "b"]}')
    eq(json_body([], json.dumps), b"[]")


def case_what_cannot_be_written_is_an_invalid_json_error():
    for kind in (ValueError, TypeError, RuntimeError):

        def refuse(value, kind=kind):
            raise kind("because")

        assert "because" in str(raises(InvalidJSONError, json_body, 1, refuse))


def case_plain_values_pass_the_check():
    check_json({"a": [1, 2.5, None, True, "b", (), [{}], -1e30]})  # a float of 32 bits is no less a number


def case_what_is_no_json_fails_the_check():
    huge = 1e300 * 1e300
    for value, kind in (
        (huge, ValueError),
        (-huge, ValueError),
        ([huge - huge], ValueError),
        ({"a": {"b": huge}}, ValueError),
        (b"bytes", TypeError),
        ({1, 2}, TypeError),
        (object(), TypeError),
        ({1: 2}, TypeError),
        ({None: 2}, TypeError),
        ([lambda: 0], TypeError),
    ):
        raises(kind, check_json, value)


def case_value_within_itself_fails_the_check():
    needs_bounded_recursion()
    loop = []
    loop.append(loop)
    raises(RuntimeError, check_json, loop)


PAIRS = (
    (b'"\\ud83d\\ude00"', '"\U0001f600"'.encode()),
    (b'"\\uD83D\\uDE00\\ud800\\udc00"', '"\U0001f600\U00010000"'.encode()),
    (b'"a\\ud83d\\ude00b\\n"', '"a\U0001f600b\\n"'.encode()),
    (b'"\\\\ud83d\\ude00"', None),  # a backslash, then text
    (b'"\\\\\\ud83d\\ude00"', '"\\\\\U0001f600"'.encode()),
    (b'"\\ude00\\ud83d"', None),  # the wrong way round
    (b'"\\ud83d"', None),
    (b'"\\ud83d\\n\\ude00"', None),
    (b'"\\ud83d\\ude0"', None),
    (b'"\\ud83d\\ude_0"', None),
    (b'"\\u00e9\\u2603"', None),
    (b'"\\ud83d\\', None),
    (b"", None),
    (b"\\ud83d\\ude00", "\U0001f600".encode()),
    (b'"\\uD83D\\uDE00"', '"\U0001f600"'.encode()),
    (b'"\\ud800\\udc00\\udbff\\udfff"', '"\U00010000\U0010ffff"'.encode()),
    (b'"\\ud7ff\\udc00"', None),
    (b'"\\udc00\\udc00"', None),
    (b'"\\ud800\\udbff"', None),
    (b'"\\ud800\\ue000"', None),
    (b'"\\nd83d\\ude00"', None),
    (b'"\\ud83dxxde00"', None),
    (b'"\\ud83d\\ude0', None),  # cut
    (b'"\\ud83d\\u', None),
)


def case_surrogate_pairs_are_joined():
    for text, joined in PAIRS:
        eq((text, join_surrogates(text)), (text, text if joined is None else joined))
