"""On MicroPython exception classes have one base.

subject: Errors
what: On CPython ConnectTimeout is both a ConnectionError and a Timeout, ReadTimeout is not a ConnectionError, and
    InvalidURL and similar classes are ValueErrors. On MicroPython Timeout is itself a ConnectionError, so ReadTimeout
    is one, too, and no class is a ValueError.
why: An exception class of MicroPython can have only one base: "multiple bases have instance lay-out conflict".
workaround: Catch the names of `requests.exceptions`, and Timeout before ConnectionError; both targets then agree.
"""

import requests
from harness import eq

E = requests.exceptions


def case_cpython_has_several_bases():
    eq((issubclass(E.ReadTimeout, E.ConnectionError), issubclass(E.InvalidURL, ValueError)), (False, True))


def case_micropython_has_one_base():
    eq((issubclass(E.ReadTimeout, E.ConnectionError), issubclass(E.InvalidURL, ValueError)), (True, False))
