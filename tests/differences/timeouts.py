"""On MicroPython there is a default timeout: 30 seconds to connect, 90 for each read.

subject: Connections
what: On CPython timeout=None, the default, waits forever, as in Requests.
why: A camera without supervision must not hang. A long poll is silent for 30 to 60 seconds.
workaround: Pass the timeout that you want; for a very long one pass a large number of seconds.
"""

import requests
from harness import eq


def case_cpython_waits_for_ever():
    eq(requests.adapters.HTTPAdapter().send.__defaults__[1], None)


def case_micropython_waits_for_a_while():
    deadline = requests._stream.Deadline()
    eq((deadline.connect, deadline.read, deadline.end), (30, 90, None))
