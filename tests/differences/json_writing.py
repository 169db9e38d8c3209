"""JSON is written by the json module of its Python.

what: On CPython keys of json= that are numbers become text, and what is not ASCII is escaped. On MicroPython a key that
    is no str is an InvalidJSONError, and what is not ASCII is sent as UTF-8, the same JSON to whoever reads it.
why: MicroPython's json.dumps would write the key without quotes, and it knows no ensure_ascii.
workaround: Use str for keys.
"""

import requests
from harness import eq, raises


def body(value):
    """What is sent for a value."""
    return requests.Request("POST", "http://h/", json=value).prepare().body


def case_cpython_makes_keys_text_and_escapes():
    eq((body({1: "x"}), body("☃")), (b'{"1": "x"}', b'"\\u2603"'))


def case_micropython_wants_text_and_writes_utf8():
    raises(requests.exceptions.InvalidJSONError, body, {1: "x"})
    eq(body("☃"), '"☃"'.encode())
