"""Give the shared modules the names that a device has no room for.

The table of status codes is searched there; here each name is an attribute. And who looks for `api.sessions` or
`status_codes._codes`, as some packages do, finds them.
"""

from __future__ import annotations

from . import _lazy, api, hooks, status_codes, structures
from .status_codes import PICTURES, TABLE
from .status_codes import codes as codes


def _table() -> dict[int, tuple[str, ...]]:
    """Return {code: its names}."""
    found: dict[int, tuple[str, ...]] = {}
    code = 0
    for word in TABLE.split():
        if word.isdigit():
            code = int(word)
            found[code] = ()
        else:
            found[code] += (word,)
    return found


_codes = _table()


def _init() -> None:
    for code, names in _codes.items():
        for name in names:
            setattr(codes, name, code)
            if name[0] not in PICTURES:
                setattr(codes, name.upper(), code)


_init()
for _module, _names in (
    (status_codes, {"_codes": _codes, "_init": _init}),
    (structures, {"annotations": annotations}),
    (hooks, {"annotations": annotations}),
    (api, {"annotations": annotations}),
):
    _module.__dict__.update(_names)
_lazy.defer(api.__name__, {"Response": ".models"}, {"sessions": ".sessions"})
