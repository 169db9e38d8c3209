"""The exceptions are a line, not a net.

what: On CPython ConnectTimeout is both a ConnectionError and a Timeout, ReadTimeout is no ConnectionError, and
    InvalidURL and its like are ValueErrors. On MicroPython Timeout is itself a ConnectionError, so a ReadTimeout is
    one too, and nothing is a ValueError.
why: MicroPython's exception classes have one base only: "multiple bases have instance lay-out conflict".
workaround: Catch the names of `requests.exceptions`, and Timeout before ConnectionError; both sides then agree.
"""

import requests
from harness import eq

E = requests.exceptions


def case_cpython_has_several_bases():
    eq((issubclass(E.ReadTimeout, E.ConnectionError), issubclass(E.InvalidURL, ValueError)), (False, True))


def case_micropython_has_one_base():
    eq((issubclass(E.ReadTimeout, E.ConnectionError), issubclass(E.InvalidURL, ValueError)), (True, False))
