"""An HTTP client with the interface of Requests, for microcontrollers.

Modules are loaded when they are first used: importing this package takes about half a kilobyte of heap, and the first
GET loads the modules that a GET needs.
"""

from ._loading import loading

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

__version__ = "2.34.2"

try:
    from ._documented import HOMES as _HOMES  # the firmware was built with OpenMV's types
except ImportError:
    _HOMES = ()

_HOMES = (  # each public module, and its names that the package exports; the last match counts
    ("api", "request", "get", "options", "head", "post", "put", "patch", "delete"),
    ("sessions", "Session", "session"),
    ("models", "Request", "PreparedRequest", "Response"),
    ("status_codes", "codes"),
    (
        "exceptions", "RequestException", "HTTPError", "ConnectionError", "Timeout", "ConnectTimeout", "ReadTimeout",
        "TooManyRedirects", "URLRequired", "JSONDecodeError", "FileModeWarning",
    ),
    (None, "adapters", "auth", "cookies", "hooks", "openmv", "structures", "utils"),  # public modules
) + _HOMES  # fmt: skip


def __getattr__(
    name: str,
    homes: "Any" = _HOMES,
    found: "Any" = globals(),  # noqa: B008  the dict itself
    loading: "Any" = loading,
) -> "Any":
    # No look-up without the lock: it may fail while another thread adds a name to this module's dict.
    with loading:
        if name in found:
            return found[name]
        module = ""
        for names in homes:
            if name in names:
                module = names[0] or name
        try:
            if module in ("api", "sessions", "openmv"):
                # The lowest layer first: deeply nested imports overflow a board's stack.
                for layer in (
                    "exceptions", "structures", "_core.headers", "_core.http1", "_stream", "_response_body", "_base",
                    "models", "adapters",
                ):  # fmt: skip
                    __import__(layer, found, None, (), 1)
            value = __import__(module or name, found, None, (name,), 1)
        except ImportError:
            if module:  # a part that the firmware leaves out: the message names its module
                raise
            raise AttributeError(name) from None
        if module and module != name:
            value = getattr(value, name)
        found[name] = value
        return value
