"""JSON is written by the json module of its Python.

subject: Requests
what: On CPython keys of json= that are numbers become strings, characters outside ASCII are escaped, and what JSON
    cannot represent (bytes, NaN, an object) raises an InvalidJSONError. On MicroPython characters outside ASCII are
    sent as UTF-8, and the output of the firmware's json module is not corrected: bytes are written as text, and some
    values as text that is not JSON.
why: Scripts for boards rely on what the firmware writes, such as hexlify(...) as a value. A check would cost flash,
    and time in every request.
workaround: Use str for keys, and finite numbers.
"""

import requests
from harness import eq, raises


def body(value):
    """Return what is sent for a value."""
    return requests.Request("POST", "http://h/", json=value).prepare().body


def case_cpython_makes_keys_text_and_escapes():
    eq((body({1: "x"}), body("☃")), (b'{"1": "x"}', b'"\\u2603"'))


def case_cpython_refuses_values_outside_json():
    for value in (b"x", [1e999], {"x": float("nan")}, {"a": object}, {1, 2}):
        error = raises(requests.exceptions.InvalidJSONError, body, value)
        assert isinstance(error, requests.RequestException)


def case_micropython_writes_utf8():
    eq(body("☃"), '"☃"'.encode())


def case_micropython_takes_bytes():
    eq(body({"id": b"3a5f"}), b'{"id": "3a5f"}')
