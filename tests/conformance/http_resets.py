"""A connection that is reset at any point of a response, on a real network."""

import requests

from harness import eq, raises, script, token, url

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"


def case_reset_at_each_byte_of_a_head_is_of_the_family():
    for size in range(ANSWER.find(b"hello")):
        steps = (ANSWER[:size], "reset") if size else ("reset",)
        raises(requests.exceptions.ConnectionError, requests.get, script(*steps), timeout=9)


def case_reset_at_each_byte_of_a_body_is_of_the_family():
    for size in range(ANSWER.find(b"hello") + 1, len(ANSWER)):
        with requests.Session() as s:
            raises(requests.exceptions.RequestException, s.get, script(ANSWER[:size], "reset"), timeout=9)
            path = "/anything/" + token()
            eq(s.get(url(path), timeout=9).json()["path"], path)
