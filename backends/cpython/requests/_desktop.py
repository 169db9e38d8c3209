"""Give the shared modules the names that a device has no room for: one function for each module, of its name.

The table of status codes is searched there; here each name is an attribute. And who looks for `api.sessions` or
`status_codes._codes`, as some packages do, finds them. Each is called when its module has just been imported.
"""

from __future__ import annotations

from importlib import import_module

from . import _lazy

_PARENT = __package__ or ""


def api() -> None:
    _lazy.defer(f"{_PARENT}.api", {"Response": ".models", "annotations": "__future__"}, {"sessions": ".sessions"})


def hooks() -> None:
    homes = {"__future__": "annotations", "collections.abc": "Callable Iterable", "typing": "Any"}
    _lazy.defer(f"{_PARENT}.hooks", _lazy.spread(homes))


def structures() -> None:
    homes = {
        "__future__": "annotations",
        "collections": "OrderedDict",
        "collections.abc": "Iterable Iterator Mapping",
        "typing": "Any Generic TypeVar overload",
    }
    _lazy.defer(f"{_PARENT}.structures", _lazy.spread(homes))


def status_codes() -> None:
    """Make `_codes`, {code: its names}, and each name an attribute of `codes`."""
    module = import_module(".status_codes", _PARENT)
    table: dict[int, tuple[str, ...]] = {}
    code = 0
    for word in module.TABLE.split():
        if word.isdigit():
            code = int(word)
            table[code] = ()
        else:
            table[code] += (word,)

    def _init() -> None:
        for code, names in table.items():
            for name in names:
                setattr(module.codes, name, code)
                if name[0] not in module.PICTURES:
                    setattr(module.codes, name.upper(), code)

    _init()
    module.__dict__.update(_codes=table, _init=_init)
    type(module.codes).__reduce__ = lambda self: "codes"  # type: ignore[assignment, misc]  # a name, as pickle allows
