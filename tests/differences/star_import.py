"""`from requests import *` imports no names on MicroPython.

subject: Modules and classes
what: On CPython it imports `get`, `Session` and all other public names. On MicroPython it imports none of them.
why: Each name is loaded when it is first used, which saves memory; the statement would load every module, and
    MicroPython uses `__all__` only since 1.26.
workaround: Import the package, or the names that you use: `from requests import get, post`. `from urequests import *`
    imports the functions of micropython-lib.
"""

from harness import eq


def names(module):
    """What the statement brings."""
    found = {}
    exec("from " + module + " import *", found)
    return found


def case_cpython_imports_the_functions():
    assert {"get", "post", "Session", "RequestException"} <= names("requests").keys()


def case_micropython_imports_none():
    eq([name for name in ("get", "post", "Session", "RequestException") if name in names("requests")], [])


def case_micropython_imports_those_of_urequests():
    eq([name for name in ("request", "get", "post", "put") if name not in names("urequests")], [])
