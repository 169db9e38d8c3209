"""A call without a timeout ends after 30 seconds on MicroPython.

what: timeout=None, the default, waits for ever on CPython, as Requests does. On MicroPython it means 30 seconds for
    connecting and for each read.
why: A camera in a field must not hang; nobody is there to press a key.
workaround: Pass the timeout that you mean; a very long one is a number of seconds.
"""

import requests
from harness import eq


def case_cpython_waits_for_ever():
    eq(requests.adapters.HTTPAdapter().send.__defaults__[1], None)


def case_micropython_waits_for_thirty_seconds():
    eq(requests.adapters.DEFAULT_TIMEOUT, 30)
