"""MicroPython removes a line end after the value of a header field.

subject: Requests
what: On CPython a value that ends with LF is an InvalidHeader, as in Requests. MicroPython removes the line end. A
    line end within a value is an error on both.
why: `binascii.b2a_base64`, the only Base64 function of a board, ends its result with LF, and scripts build
    Authorization with it. Other clients for boards send a malformed head then.
workaround: On CPython use `value.strip()`, or `auth=(user, password)`.
"""

import binascii

import requests
from harness import eq, raises, url

VALUE = "Basic " + binascii.b2a_base64(b"u:p").decode()


def case_cpython_refuses_the_line_end():
    raises(requests.exceptions.InvalidHeader, requests.get, url("/headers"), headers={"Authorization": VALUE})
    raises(requests.exceptions.InvalidHeader, requests.get, url("/headers"), headers={"Authorization": VALUE.encode()})


def case_micropython_drops_the_line_end():
    for value in (VALUE, VALUE.encode()):
        r = requests.get(url("/headers"), headers={"Authorization": value})
        eq(dict(r.json()["headers"])["Authorization"], "Basic dTpw")
    raises(requests.exceptions.InvalidHeader, requests.get, url("/headers"), headers={"X-A": "a\nb\n"})
