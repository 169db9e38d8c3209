"""On MicroPython host names must be ASCII.

subject: Requests
what: http://bücher.example/ is sent to xn--bcher-kva.example on CPython. On MicroPython it is an InvalidURL.
why: The tables of IDNA 2008 are larger than the whole package on a board.
workaround: Write the host in its ASCII form, xn--bcher-kva.example.
"""

import requests
from harness import eq, raises

WHERE = "http://bücher.example/"


def case_cpython_encodes_the_host():
    eq(requests.Request("GET", WHERE).prepare().url, "http://xn--bcher-kva.example/")


def case_micropython_refuses_the_host():
    error = raises(requests.exceptions.InvalidURL, requests.Request("GET", WHERE).prepare)
    assert "xn--" in str(error) or "punycode" in str(error).lower(), error
