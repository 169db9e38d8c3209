"""Response.elapsed is a timedelta on CPython only.

subject: Responses
what: On CPython it is a datetime.timedelta. On MicroPython it only has total_seconds().
why: MicroPython has no datetime module.
workaround: Use elapsed.total_seconds().
"""

import requests
from harness import eq, url


def case_cpython_is_a_timedelta():
    eq(hasattr(requests.get(url("/get")).elapsed, "microseconds"), True)


def case_micropython_has_total_seconds():
    elapsed = requests.get(url("/get")).elapsed
    eq((elapsed.total_seconds() >= 0, hasattr(elapsed, "microseconds")), (True, False))
