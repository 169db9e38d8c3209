"""Names that are looked up where they are defined when they are first used (PEP 562).

A module that offers hundreds of other modules' names should not make every program pay for importing them all.
It says `defer(__name__, …)` instead. From its first use on a name is an ordinary global.

Who asks for the namespace as a whole (`vars(requests)`, `dir(requests)`, mock.patch, a doctest finder) gets the
whole: the module's class has a `__dict__` that first fetches what is still missing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    Homes = Mapping[str, str | Callable[[], Any]]

_namespace = vars(ModuleType)["__dict__"].__get__


class _LazyModule(ModuleType):
    """A module whose namespace is complete as soon as somebody looks at it as a whole."""

    @property
    def __dict__(self) -> dict[str, Any]:  # type: ignore[override]  # a property there, whoever looks
        names: dict[str, Any] = _namespace(self)
        missing = names["_missing"]
        while missing:
            _fetch_if_installed(self, missing.pop())
        return names


def _fetch_if_installed(module: ModuleType, name: str) -> None:
    try:
        getattr(module, name)
    except ImportError:  # a Python without ssl, say: the name stays missing, and so does what needs it
        pass


def defer(module: str, homes: Homes, modules: Mapping[str, str] | None = None) -> None:
    """Make a module look names up: the last statement of the module.

    `homes` tells of a name the module that has it, or the function that makes it; `modules` tells of a name which
    module it is itself. A leading dot means a sibling. Other names stay an AttributeError.
    """
    names = _namespace(sys.modules[module])
    package = names["__package__"]
    modules = modules or {}

    def fetch(name: str) -> Any:
        if name in modules:
            return import_module(modules[name], package)
        if name not in homes:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        home = homes[name]
        return getattr(import_module(home, package), name) if isinstance(home, str) else home()

    def __getattr__(name: str) -> Any:
        value = names[name] = fetch(name)
        return value

    names.update(__getattr__=__getattr__, _missing=[*homes, *modules])
    sys.modules[module].__class__ = _LazyModule
