"""Response.json() is as lenient as the json module of its Python.

subject: Responses
what: On MicroPython `[1,]` and `{"a" 1}` are accepted as JSON. On CPython they raise a JSONDecodeError. Text that is
    not JSON at all raises it on both.
why: MicroPython's json module is that lenient; a stricter parser in this package would be slower and larger.
workaround: None is needed for servers that send JSON.
"""

import requests
from harness import eq, raises, url

TRAILING_COMMA = "/body/5b312c5d?type=application/json"


def case_cpython_is_strict():
    raises(requests.exceptions.JSONDecodeError, requests.get(url(TRAILING_COMMA)).json)


def case_micropython_is_lenient():
    eq(requests.get(url(TRAILING_COMMA)).json(), [1])
