"""Make calls of the table with the requests of this interpreter, and print a line of JSON for each.

    python -I runner.py '{"addresses": {...}, "run": "...", "folder": "..."}' [a call's name ...]

The first line says which requests it is.  A call gets a `World`, whose URLs have their own token: by it
the server's log has what was received.
"""

import contextlib
import importlib.util
import json
import os
import platform
import sys
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "conformance")]

# Packages that only one of the environments may have must not make a difference.
sys.modules |= dict.fromkeys(("brotli", "brotlicffi", "zstandard", "backports.zstd", "simplejson", "chardet"))

import harness  # noqa: E402  # after sys.path is set
import requests  # noqa: E402  # after sys.path is set
import urllib3  # noqa: E402  # after sys.path is set
from calls import CALLS  # noqa: E402  # after sys.path is set
from plain import attempt, plain  # noqa: E402  # after sys.path is set


class World:
    """What a call may use besides requests: URLs of the scripted server, a folder of files, environment variables."""

    def __init__(self, number, told):
        self.token = f"{told['run']}{number:03}."
        self.folder = Path(told["folder"])

    def url(self, path="/get", at="http"):
        """The URL of a path on a listener."""
        return harness.url(path, self.token, at)

    def script(self, *steps, at="http"):
        """The URL of a response in steps, as the harness writes them."""
        return harness.script(*steps, mark=self.token, at=at)

    def answer(self, *lines, body=b""):
        """The URL of an answer with these field lines, and the body's length."""
        head = ["HTTP/1.1 200 OK", *lines, f"Content-Length: {len(body)}", "", ""]
        return self.script("\r\n".join(head).encode("latin-1") + body)

    def until_closed(self):
        """Wait until the connections of this call are closed, for 2 s at most."""
        harness.log(self.token, closed=2)

    def proxy(self, at="proxy", user=""):
        """The URL of a proxy."""
        return harness.address(at).replace("://", f"://{user}@" if user else "://")

    def path(self, name):
        """The path of a file: one that the server's fixture made, or one in the folder."""
        return harness.ADDRESSES.get(name) or str(self.folder / name)

    @staticmethod
    @contextlib.contextmanager
    def environment(**changes):
        """The environment with some variables set, or unset by None."""
        before = dict(os.environ)
        os.environ.update({name: value for name, value in changes.items() if value is not None})
        for name in [name for name, value in changes.items() if value is None]:
            os.environ.pop(name, None)
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)

    def under(self, function, **changes):
        """A call in a changed environment."""
        with self.environment(**changes):
            return function()


def outcome(call, world):
    """Return the result or exception of a call, and its warnings."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = plain(attempt(call, world))
    kinds = {each.category.__name__ for each in caught} - {"ResourceWarning", "InsecureRequestWarning"}
    return {"result": result, "warnings": sorted(kinds)}


def main(text, names):
    """Make the calls in the table's order."""
    told = json.loads(text)
    harness.ADDRESSES.update(told["addresses"])
    ours = importlib.util.find_spec("requests._core") is not None
    versions = [platform.python_version(), urllib3.__version__, requests.__version__]
    print(json.dumps({"ours": ours, "versions": versions}), flush=True)
    for number, (name, call) in enumerate(CALLS.items()):
        if not names or name in names:
            print(json.dumps([name, outcome(call, World(number, told))]), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
