"""requests._core.percent: params and forms as text."""

import io

from requests._core.percent import encode_params, to_key_val_list

from harness import eq, raises


def case_pairs_become_a_query():
    for data, want in (
        ([("a", "b")], "a=b"),
        ([("a", "b c"), ("d", "e+f&g=h/i?j%")], "a=b+c&d=e%2Bf%26g%3Dh%2Fi%3Fj%25"),
        ((("a", "é ~-._"),), "a=%C3%A9+~-._"),
        ([("a", 1), ("b", 1.5), ("c", True)], "a=1&b=1.5&c=True"),
        ([("a", b"\xff"), (b"\xc3\xa9", "")], "a=%FF&%C3%A9="),
        ([("a", bytearray(b"xy")), ("b", memoryview(b"z"))], "a=xy&b=z"),
        ([(1, 2), (None, "x")], "1=2&None=x"),
        ([("a", "\r\n\t\x00")], "a=%0D%0A%09%00"),
        ({"a": "b"}, "a=b"),
        ([], ""),
        ({}, ""),
    ):
        eq((data, encode_params(data)), (data, want))


def case_a_list_gives_its_name_once_per_item():
    for data, want in (
        ([("a", ["b", "c"]), ("d", ("e",))], "a=b&a=c&d=e"),
        ([("a", [1, [2, 3], None, b"x"])], "a=1&a=2&a=3&a=x"),
        ([("a", range(2))], "a=0&a=1"),
        ([("a", [])], ""),
        ([("a", {"b": 1})], "a=b"),
    ):
        eq((data, encode_params(data)), (data, want))


def case_none_drops_the_name():
    eq(encode_params([("a", None), ("b", "c"), ("d", [None])]), "b=c")


def case_an_iterator_of_pairs_is_read():
    eq(encode_params(iter([("a", "b")])), "a=b")


def case_text_and_bytes_stay_as_they_are():
    file = io.BytesIO(b"x")
    for data in ("a b", b"a b", None, 5, file):
        eq(encode_params(data), data)


def case_invalid_pairs_are_refused():
    raises(ValueError, encode_params, [("a", "b", "c")])
    raises(ValueError, encode_params, ["abc"])


def case_lists_of_pairs():
    eq(to_key_val_list(None), None)
    eq(to_key_val_list({"a": 1}), [("a", 1)])
    eq(to_key_val_list((("a", 1), ("b", 2))), [("a", 1), ("b", 2)])
    for scalar in ("a", b"a", 1, True):
        raises(ValueError, to_key_val_list, scalar)
