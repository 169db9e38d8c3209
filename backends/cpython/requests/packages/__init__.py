"""The packages underneath, under the names they had when Requests carried copies of them.

`requests.packages.urllib3.util.retry` is `urllib3.util.retry`: the same module, however deep and however late it is
imported.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import ModuleSpec

from .. import compat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    import idna as idna
    import urllib3 as urllib3

    chardet: ModuleType

_PREFIX = __name__ + "."


class _Alias:
    """Finder and loader of `requests.packages.<name>`: hands out the module that is called `<name>`."""

    @staticmethod
    def find_spec(
        fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return a spec for an alias's submodule; None for everybody else's modules."""
        if fullname.startswith(_PREFIX) and fullname[len(_PREFIX) :].partition(".")[0] in _REAL:
            return ModuleSpec(fullname, _Alias)  # type: ignore[arg-type]  # a loader by its methods
        return None

    @staticmethod
    def create_module(spec: ModuleSpec) -> None:
        """Leave it to the import system to make the stand-in that `exec_module` replaces."""

    @staticmethod
    def exec_module(module: ModuleType) -> None:
        """Put the real module where the import system looks for the result (PEP 451's rule for replacing it)."""
        name = module.__name__
        alias, dot, rest = name[len(_PREFIX) :].partition(".")
        sys.modules[name] = import_module(_REAL[alias] + dot + rest)


_REAL = {"urllib3": "urllib3", "idna": "idna"}
if compat.chardet is not None:
    _REAL["chardet"] = _REAL[compat.chardet.__name__] = compat.chardet.__name__

sys.meta_path.insert(0, _Alias)

for package, target in _REAL.items():
    globals()[package] = import_module(target)
    for name in [name for name in sys.modules if (name + ".").startswith(target + ".")]:
        mod = _PREFIX + package + name[len(target) :]
        sys.modules[mod] = sys.modules[name]
