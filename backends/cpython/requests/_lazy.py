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
    from collections.abc import Callable, Collection, Mapping
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


class Package(_LazyModule):
    """A package that completes some of its modules, which a device has with fewer names, once they are imported.

    The import system sets a submodule as an attribute of its package when it is loaded, before anybody sees it.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, value)
        names = _namespace(self)
        if name in names["_completed"] and isinstance(value, ModuleType):
            getattr(import_module(names["_completing"], names["__package__"]), name)()


def complete(package: str, by: str, modules: Collection[str]) -> None:
    """Let the function of the module `by` that is named like a module of a package be called when that is imported."""
    _namespace(sys.modules[package]).update(_completed=modules, _completing=by)
    sys.modules[package].__class__ = Package


def spread(homes: Mapping[str, str]) -> dict[str, str]:
    """Return {name: home} for {home: "name name"}."""
    return {name: home for home, names in homes.items() for name in names.split()}


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
