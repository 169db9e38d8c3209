"""A call without a timeout ends after 30 seconds to connect and 90 to read on MicroPython.

what: timeout=None, the default, waits forever on CPython, as in Requests. On MicroPython it means 30 seconds to
    connect and 90 for each read.
why: An unattended camera must not hang. A long poll is silent for 30 to 60 seconds.
workaround: Pass the timeout that you want; for a very long one pass a large number of seconds.
"""

import requests
from harness import eq


def case_cpython_waits_for_ever():
    eq(requests.adapters.HTTPAdapter().send.__defaults__[1], None)


def case_micropython_waits_for_a_while():
    deadline = requests._stream.Deadline()
    eq((deadline.connect, deadline.read, deadline.end), (30, 90, None))
