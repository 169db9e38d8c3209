"""MicroPython keeps two idle connections.

subject: Connections
what: On CPython a session keeps an idle connection for each of ten origins and more. On MicroPython it keeps two in
    all; before a third is kept, the one that has been idle longest is closed.
why: A TLS connection takes 23 KB of a board's memory, idle or not.
workaround: Use one session for origins that are called in turn, and close() it when memory is short.
"""

import requests
from harness import eq, log, token, url


def first_of_three(seconds):
    """Return who has closed the connection to the first of three origins after so many seconds at most."""
    mark = token()
    with requests.Session() as s:
        s.get(url("/get", mark))
        s.get(url("/get", at="other"))
        s.get(url("/get", at="name"))
        return [seen["end"] for seen in log(mark, closed=seconds)]


def case_cpython_keeps_it():
    eq(first_of_three(0.5), [""])


def case_micropython_closes_the_longest_idle():
    eq(first_of_three(5), ["client"])
