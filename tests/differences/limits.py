"""Heads of answers are bounded more tightly on MicroPython.

what: A line of 64 KB and 256 fields are read on CPython. On MicroPython a line has at most 4 KB, a head 16 KB and
    100 fields; a longer one is a ConnectionError on both.
why: A head is held in memory whole, and a board's memory is what is scarcest.
workaround: Ask the server for fewer and shorter fields; cookies are most of what is long.
"""

import requests
from harness import eq, raises, script

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n"


def case_cpython_reads_long_lines_and_many():
    r = requests.get(script(HEAD + b"X-Long: ", (b"x", 20000), b"\r\n\r\n"))
    eq(len(r.headers["X-Long"]), 20000)
    eq(requests.get(script(HEAD, (b"X-Field: 1\r\n", 200), b"\r\n")).status_code, 200)


def case_micropython_refuses_them():
    raises(requests.ConnectionError, requests.get, script(HEAD + b"X-Long: ", (b"x", 20000), b"\r\n\r\n"))
    raises(requests.ConnectionError, requests.get, script(HEAD, (b"X-Field: 1\r\n", 200), b"\r\n"))
