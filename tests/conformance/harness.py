"""What a conformance case may use, on every target: eq, raises, read, skip, and URLs of the scripted server.

A case is a function ``case_<sentence>()``.  `run` prints a line for each: ``ok NAME``, ``not ok NAME: WHY`` or
``skip NAME: REASON``, then ``done N``.  Lines that begin with "#" are a traceback.
"""

import binascii
import gc
import io
import sys

# Set by the target: listener -> "scheme://host:port", name of a file -> path, "run" -> prefix of tokens.
ADDRESSES = {}
_tokens = []


class Skip(Exception):
    """The target cannot show this behaviour; the reason is the message."""


def eq(got, want):
    """Fail, showing both values, unless they are equal."""
    assert got == want, f"got {got!r}, want {want!r}"


def raises(kind, function, *args, **kwargs):
    """Return the exception of that class that a call raises; fail if it raises none."""
    try:
        got = function(*args, **kwargs)
    except kind as error:
        return error
    raise AssertionError(f"no {kind.__name__} but {got!r}")


def read(function, *args, **kwargs):
    """Return the Response of a call, its body read: a board may leave it on the connection (differences/bodies.py)."""
    response = function(*args, **kwargs)
    response.content  # noqa: B018  # the errors of the body are raised here
    return response


def skip(reason):
    """Skip the case; give the reason."""
    raise Skip(reason)


def needs_bounded_recursion():
    """Skip the case on an interpreter that crashes where others raise RuntimeError."""
    if sys.platform == "webassembly" and sys.implementation.version < (1, 29):
        skip("WebAssembly builds before MicroPython 1.29 do not bound recursion: they crash")


def address(name):
    """Return an address of the target by its name: a listener's "scheme://host:port", or the path of a file."""
    return ADDRESSES[name] if name in ADDRESSES else skip("no address for " + name)


def token():
    """Return a word that no other case uses: in a URL it marks a connection in the server's log."""
    _tokens.append(None)
    return f"{ADDRESSES['run']}t{len(_tokens)}."


def url(path="/", mark="", at="http"):
    """Return the URL of a path on a listener, with a token if the case reads the log."""
    return address(at) + ("/@" + mark if mark else "") + path


def script(*steps, mark="", at="http"):
    """Return the URL of a response in steps: bytes, (bytes, times), seconds, or a word of the server's /script."""
    return url("/script/" + ".".join([_written(step) for step in steps]), mark, at)


def _written(step):
    if isinstance(step, tuple):
        return f"r{step[1]}" + _written(step[0])
    if isinstance(step, bytes):
        return "x" + binascii.hexlify(step).decode()
    return step if isinstance(step, str) else f"w{int(step * 1000)}"


def log(mark, closed=0):
    """Return the connections that carried a token: id, listener, requests (head, body), end, via; wait until closed."""
    import requests

    return requests.get(url(f"/log/{mark}?closed={closed}")).json()


def run_case(module, name):
    """Run one case of a module."""
    try:
        getattr(module, name)()
    except Skip as reason:
        print(f"skip {name}: {reason}")
    except Exception as error:
        print(f"not ok {name}: {error!r}")
        if hasattr(sys, "print_exception"):  # MicroPython's
            trace = io.StringIO()
            sys.print_exception(error, trace)
            print("# " + trace.getvalue().replace("\n", "\n# "))
    else:
        print("ok " + name)


def run(module):
    """Run the cases of a module in order of their names."""
    names = sorted([name for name in dir(module) if name.startswith("case_")])
    for name in names:
        gc.collect()  # garbage of one case must not affect the next
        run_case(module, name)
    print(f"done {len(names)}")
