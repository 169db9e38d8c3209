"""HTTP for everyone, on a microcontroller.

Nothing is loaded before it is asked for: importing this package costs about a
kilobyte of heap, and the first GET loads what a GET needs.
"""

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from typing import Any

__version__ = "2.34.2"

TIDY = 4096  # bytes between two collections while a module is loaded

try:
    from ._documented import HOMES as _DOCUMENTED  # the firmware's builder wants OpenMV's types
except ImportError:
    _DOCUMENTED = ()

_HOMES = (  # a module, and the names that it gives to the package
    ("api", ("request", "get", "options", "head", "post", "put", "patch", "delete")),
    ("sessions", ("Session", "session")),
    ("models", ("Request", "PreparedRequest", "Response")),
    ("status_codes", ("codes",)),
    (
        "exceptions",
        (
            "RequestException", "HTTPError", "ConnectionError", "Timeout", "ConnectTimeout", "ReadTimeout",
            "TooManyRedirects", "URLRequired", "JSONDecodeError", "FileModeWarning",
        ),
    ),
)  # fmt: skip


def __getattr__(name: str) -> "Any":
    for home, names in _DOCUMENTED + _HOMES:
        if name in names:
            value = getattr(_module(home), name)
            break
    else:
        value = _module(name)
    globals()[name] = value
    return value


def _module(name: str) -> "Any":
    """Load a module. What it leaves as garbage is collected as it arises, so that what stays lies close together."""
    import gc

    threshold = gc.threshold()
    gc.threshold(TIDY)
    try:
        return __import__(name, globals(), None, (name,), 1)
    except ImportError:
        raise AttributeError(name) from None
    finally:
        gc.threshold(threshold)
