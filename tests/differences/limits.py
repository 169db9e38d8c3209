"""The limits for the head of a response are lower on MicroPython.

subject: Responses
what: CPython accepts lines of 64 KB and 256 fields. MicroPython accepts lines of 4 KB, 16 KB in all and 100 fields.
    More raises a ConnectionError on both. On MicroPython a field of more than 4 KB is skipped, and is not in
    `headers`, unless framing, redirects, cookies, authentication or the content type need it.
why: A whole head is held in memory, which is scarce on a board.
workaround: Let the server send fewer and shorter fields; cookies are usually the longest.
"""

import requests
from harness import eq, raises, script

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n"


def case_cpython_reads_long_lines_and_many():
    r = requests.get(script(HEAD + b"X-Long: ", (b"x", 20000), b"\r\n\r\n"))
    eq(len(r.headers["X-Long"]), 20000)
    eq(requests.get(script(HEAD, (b"X-Field: 1\r\n", 200), b"\r\n")).status_code, 200)


def case_micropython_refuses_them():
    raises(requests.ConnectionError, requests.get, script(HEAD + b"Location: ", (b"x", 20000), b"\r\n\r\n"))
    raises(requests.ConnectionError, requests.get, script(HEAD, (b"X-Field: 1\r\n", 200), b"\r\n"))


def case_micropython_skips_a_long_field_that_it_does_not_need():
    with requests.Session() as s:
        for size in (4090, 20000, 65000):
            r = s.get(script(HEAD + b"A: 1\r\nX-Long: ", (b"x", size), b"\r\n more\r\nB: 2\r\n\r\n"))
            eq((r.headers["A"], r.headers["B"], "x-long" in r.headers), ("1", "2", False))


def case_micropython_skips_no_more_than_64_kb():
    raises(requests.ConnectionError, requests.get, script(HEAD + b"X-Long: ", (b"x", 80000), b"\r\n\r\n"))
