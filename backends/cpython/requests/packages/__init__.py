"""The dependencies, under the names they had when Requests included copies of them.

`requests.packages.urllib3.util.retry` is `urllib3.util.retry`: the same module object, at any depth, whenever it is
imported. The import statements of this package, which vendoring tools rewrite, determine which module that is.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING

import urllib3 as urllib3

from .. import _installation as _installation  # warns of a mixed folder, whichever package was installed last
from .._dependencies import detector

if TYPE_CHECKING:
    import idna as idna

    chardet: ModuleType

_PREFIX = __name__ + "."
_NAMES = ("urllib3", "idna", "chardet", "charset_normalizer")


def _real(alias: str) -> ModuleType | None:
    """Return the package that an alias stands for, or None if it is not installed."""
    if alias == "urllib3":
        return urllib3
    if alias == "idna":
        import idna

        return idna
    found = detector()
    return found if found and alias in ("chardet", found.__name__.rpartition(".")[2]) else None


class _Alias:
    """A finder and loader that imports `requests.packages.<name>` as the module `<name>`."""

    @staticmethod
    def find_spec(
        fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return a spec for a submodule of an alias, or None for other modules."""
        if fullname.startswith(_PREFIX) and _real_name(fullname):
            return ModuleSpec(fullname, _Alias)  # type: ignore[arg-type]  # a loader by its methods
        return None

    @staticmethod
    def create_module(spec: ModuleSpec) -> None:
        """Return None: the import system makes a module, which `exec_module` replaces."""

    @staticmethod
    def exec_module(module: ModuleType) -> None:
        """Put the real module into sys.modules, from which the import system takes the result (PEP 451)."""
        name = module.__name__
        sys.modules[name] = import_module(_real_name(name))


def _real_name(fullname: str) -> str:
    """Return the name of the module that an alias stands for, or "" if there is none."""
    alias, dot, rest = fullname[len(_PREFIX) :].partition(".")
    package = _real(alias) if alias in _NAMES else None
    return package.__name__ + dot + rest if package else ""


if not TYPE_CHECKING:

    def __getattr__(name):
        package = _real(name) if name in _NAMES else None
        if package is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return package


sys.meta_path.insert(0, _Alias)
