"""`super()` does not find a few methods on MicroPython.

subject: Modules and classes
what: `super().iter_content()` in a subclass of Response, and the same for iter_lines and save, is an AttributeError on
    MicroPython; so it is for copy, rewind_body and prepare_content_length in a subclass of PreparedRequest. On the
    instance itself (`self.iter_content()`) they are found, and overriding them works on both targets.
why: Few programs call these methods, so they are loaded when they are first used, by `__getattr__`, which `super()`
    does not call.
workaround: Call `requests.Response.__getattr__(self, "iter_content")()` there, or read `self.raw`.
"""

import io

import requests
from harness import eq, raises


class Plain(requests.Response):
    """A response that adds nothing to the blocks of its body."""

    def blocks(self):
        """The blocks of the base class."""
        return list(super().iter_content(2))


class Upper(requests.Response):
    """A response whose blocks are in upper case."""

    def iter_content(self, *args, **kwargs):
        """Change each block of the base class."""
        late = getattr(requests.Response, "iter_content", None)
        found = late(self, *args, **kwargs) if late else self.__getattr__("iter_content")(*args, **kwargs)
        return [block.upper() for block in found]


def filled(kind):
    """A response with a body."""
    response = kind()
    response.status_code = 200
    response.raw = io.BytesIO(b"abc")
    return response


def case_cpython_finds_the_method():
    eq(filled(Plain).blocks(), [b"ab", b"c"])


def case_micropython_does_not():
    raises(AttributeError, filled(Plain).blocks)


def case_cpython_calls_the_method_of_the_subclass():
    eq(list(filled(Upper).iter_lines()), [b"ABC"])


def case_micropython_calls_the_method_of_the_subclass():
    eq(list(filled(Upper).iter_lines()), [b"ABC"])
