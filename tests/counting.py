"""The cost of code in function calls, which is the same on a busy machine; time is not."""

import sys


def calls(function):
    """Return how many functions are called, of Python and of C, while `function()` runs."""
    seen = [0]

    def note(frame, event, argument):
        seen[0] += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        function()
    finally:
        sys.setprofile(before)
    return seen[0]
