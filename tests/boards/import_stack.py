"""The board's part of test_stack.py: how much C stack the deepest imports of the package take.

An import within an import is a call of the interpreter within a call. A program that is as many calls deep as an import
allows has left what the import takes.
"""

import gc
import sys

import micropython

DEEPEST = 2000  # calls


def deep(calls, function):
    """Call a function that many calls deeper."""
    return deep(calls - 1, function) if calls else function()


def fits(calls, function):
    """Return True if the stack is large enough for a function, so many calls deep, with no module loaded."""
    for name in [name for name in sys.modules if name.split(".")[0] == "requests"]:
        del sys.modules[name]
    gc.collect()
    try:
        deep(calls, function)
    except RuntimeError:
        return False
    return True


def deepest(function):
    """The number of calls after which a function still fits."""
    low, high = 0, DEEPEST
    while high - low > 1:
        middle = (low + high) // 2
        if fits(middle, function):
            low = middle
        else:
            high = middle
    return low


def nothing():
    pass


def import_requests():
    import requests

    return requests.get


def import_openmv():
    from requests import openmv

    return openmv


def measure():
    """Print "NAME BYTES" for each import, and for the whole stack."""
    each = (deep(30, micropython.stack_use) - deep(10, micropython.stack_use)) / 20
    whole = deepest(nothing)
    print("stack", int(whole * each))
    for function in (import_requests, import_openmv):
        print(function.__name__, int((whole - deepest(function)) * each))
