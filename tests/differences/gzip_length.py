"""MicroPython does not compare the length at the end of a gzip body.

subject: Responses
what: A gzip body ends with the CRC-32 and the length of its content. CPython compares both, MicroPython the CRC-32.
why: The firmware's `deflate` reads the length and ignores it.
workaround: None is needed: the CRC-32 protects the content.
"""

import requests
from harness import eq, raises, script

ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 25\r\n\r\n"
    b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\xcbH\xcd\xc9\xc9\x07\x00\x86\xa6\x106\x06\x00\x00\x00"
)


def case_cpython_compares_the_length():
    raises(requests.exceptions.ContentDecodingError, requests.get, script(ANSWER))


def case_micropython_does_not():
    eq(requests.get(script(ANSWER)).content, b"hello")
