"""HTTP for everyone, on a microcontroller.

Nothing is loaded before it is used: importing this package costs about half a
kilobyte of heap, and the first GET loads what a GET needs.
"""

from ._loading import loading

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

__version__ = "2.34.2"

try:
    from ._documented import HOMES as _DOCUMENTED  # the firmware's builder wants OpenMV's types
except ImportError:
    _DOCUMENTED = ()

# What a request needs, from the lowest layer to the highest: imports that are nested deeply overflow a board's stack.
_LAYERS = ("exceptions", "structures", "_stream", "_response_body", "_core.http1", "_connection", "models", "adapters")

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


def __getattr__(
    name: str,
    homes: "Any" = _HOMES + _DOCUMENTED,  # the last one wins
    layers: "Any" = _LAYERS,
    found: "Any" = globals(),  # noqa: B008  the dict itself
    loading: "Any" = loading,
) -> "Any":
    # Other threads may be adding names to this module's dict, where a look-up then fails: use none before the lock.
    with loading:
        if name in found:
            return found[name]
        module = name
        for home, names in homes:
            if name in names:
                module = home
        try:
            if module in ("api", "sessions", "openmv"):
                for layer in layers:
                    __import__(layer, found, None, (), 1)
            value = __import__(module, found, None, (module,), 1)
        except ImportError:
            raise AttributeError(name) from None
        found[name] = value = value if module is name else getattr(value, name)
        return value
