"""Firmware before MicroPython 1.26 accepts truncated JSON.

subject: Responses
what: There `{` is an empty dict and `{"a": 1` is `{"a": 1}`. On CPython, and on MicroPython 1.26 and newer, both raise
    a JSONDecodeError.
why: The json module of that firmware accepts it. A body that the network truncates is an error before it is parsed, so
    only a server that writes truncated JSON is affected.
workaround: Check that the keys that you need are present, or use a firmware with MicroPython 1.26 or newer.
"""

import io
import sys

import requests
from harness import eq, raises

TEXTS = ((b"{", {}), (b'{"a": 1', {"a": 1}))


def response(text):
    r = requests.Response()
    r.raw, r.status_code = io.BytesIO(text), 200
    return r


def case_cpython_refuses_truncated_json():
    for text, _ in TEXTS:
        raises(requests.exceptions.JSONDecodeError, response(text).json)


def case_micropython_before_1_26_takes_it():
    for text, value in TEXTS:
        if sys.implementation.version < (1, 26):
            eq(response(text).json(), value)
        else:
            raises(requests.exceptions.JSONDecodeError, response(text).json)
