"""Record the public interface of `requests` as a flat table, and compare the installed package with the record.

    python tools/api.py record    # with PyPI's requests installed: write tests/api/surface.json
    python tools/api.py check     # with ours installed: compare, exit 1 on any difference

The table is {name: description}. A name is dotted ("requests.Session.get", "requests.codes.ok"); "requests.Response()"
is an instance, whose attributes are part of the interface, too. A description is "(url, params=None, **kwargs)" for a
function, "class of requests.auth.AuthBase" with the bases that are Requests' own or builtin, the value of a small
constant. Annotations are ignored. Names that a module only imports are included for `compat` and for the package
itself, whose purpose they are, and for no other module.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import json
import pkgutil
import re
import sys
import types
import warnings
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

SURFACE = Path(__file__).resolve().parent.parent / "tests" / "api" / "surface.json"
REEXPORTERS = ("requests", "requests.compat")
# Set by the interpreter; they differ between Python versions.
INTERPRETERS_OWN = re.compile(
    r"__(builtins|cached|doc|file|loader|name|package|path|spec|annotations|annotate|annotate_func|annotations_cache|"
    r"conditional_annotations|dict|weakref|module|qualname|firstlineno|static_attributes|slots|abstractmethods|"
    r"orig_bases|parameters|type_params|protocol_attrs)__|_abc_impl|_is_protocol|_is_runtime_protocol|"
    r"TYPE_CHECKING|annotations"
)
# The old names of vendored packages; submodules of charset_normalizer and idna are not included.
ALIAS = re.compile(r"requests\.packages\.(\w+|urllib3\..+)")
# Their values depend on what is installed, and on what was imported before.
INSTALLATIONS_OWN = (
    "DEFAULT_ACCEPT_ENCODING", "_ver", "mod", "package", "target",
    "chardet_version", "charset_normalizer_version", "urllib3_version",
)  # fmt: skip
# Variables of those modules that are not part of the interface.
LEFT_OVERS = {
    "requests.compat.importlib",
    "requests.compat.ModuleType",
    "requests.packages.mod",
    "requests.packages.package",
    "requests.packages.target",
}
URL = "http://127.0.0.1/"


def surface() -> dict[str, str]:
    """Return the table for the `requests` that is installed."""
    warnings.simplefilter("ignore")  # deprecated names are names too
    package = importlib.import_module("requests")
    names = [f"requests.{found.name}" for found in pkgutil.iter_modules(package.__path__)]
    table: dict[str, str] = {}
    for name in ["requests", *sorted(set(names) - {"requests.__main__"})]:
        if module := attempt(name, lambda: importlib.import_module(name)):  # noqa: B023 (called at once)
            table[name] = "module"
            table.update(module_names(module))
    table.update((f"requests.codes.{name}", str(code)) for name, code in vars(package.codes).items() if name != "name")
    table.update((name, "module") for name in sys.modules if ALIAS.fullmatch(name))
    for title, make in instances(package).items():
        made = attempt(f"requests.{title}()", make)
        table.update((f"requests.{title}().{name}", "attribute") for name in attributes(made))
    return {name: what for name, what in sorted(table.items()) if name not in LEFT_OVERS}


def attempt(title: str, make: Callable[[], Any]) -> Any:
    """Return what `make` returns; if it raises, print that and return None, so that its names count as missing."""
    try:
        return make()
    except Exception as error:
        print(f"does not work: {title}: {error!r}")
        return None


def attributes(made: object) -> set[str]:
    """Return the names in an instance's __dict__, including those of cached properties."""
    late = {name for name, value in vars(type(made)).items() if isinstance(value, cached_property)}
    return {*getattr(made, "__dict__", ()), *late}


def instances(package: Any) -> dict[str, Callable[[], object]]:
    """Return {name: a function that makes an instance} of the classes whose instances have attributes."""

    def prepared() -> Any:
        return package.Request("POST", URL, data={"a": "b"}).prepare()

    return {
        "Session": package.Session,
        "Request": package.Request,
        "PreparedRequest": prepared,
        "Response": package.Response,
        "RequestException": package.RequestException,
        "adapters.HTTPAdapter": package.adapters.HTTPAdapter,
        "auth.HTTPBasicAuth": lambda: package.auth.HTTPBasicAuth("user", "password"),
        "auth.HTTPDigestAuth": lambda: package.auth.HTTPDigestAuth("user", "password"),
        "cookies.RequestsCookieJar": package.cookies.RequestsCookieJar,
        "cookies.MockRequest": lambda: package.cookies.MockRequest(prepared()),
        "cookies.MockResponse": lambda: package.cookies.MockResponse({}),
        "structures.CaseInsensitiveDict": package.structures.CaseInsensitiveDict,
        "structures.LookupDict": package.structures.LookupDict,
    }


def module_names(module: types.ModuleType) -> Iterator[tuple[str, str]]:
    """Yield the names of one module, and the members of the classes that it defines."""
    for name, value in public({name: getattr(module, name) for name in dir(module)}):
        full = f"{module.__name__}.{name}"
        if not is_own(value) and module.__name__ not in REEXPORTERS:
            continue
        yield full, "data" if name in INSTALLATIONS_OWN else describe(value)
        if inspect.isclass(value) and value.__module__ == module.__name__:
            yield from class_members(full, value)


def class_members(full: str, cls: type) -> Iterator[tuple[str, str]]:
    """Yield the members of a class, including those of its bases that are Requests' own."""
    names = {name for base in cls.__mro__ if is_own(base) for name, _ in public(vars(base))}
    for name in sorted(names):
        yield f"{full}.{name}", describe(inspect.getattr_static(cls, name))


def public(names: Any) -> Iterator[tuple[str, Any]]:
    """Yield the names that the authors wrote, including private ones, which other packages use."""
    return ((name, value) for name, value in sorted(names.items()) if not INTERPRETERS_OWN.fullmatch(name))


def is_own(value: object) -> bool:
    """Return True if Requests defines the value instead of importing it."""
    if isinstance(value, types.GenericAlias) or type(value).__module__ in ("typing", "__future__"):
        return False
    home = value.__name__ if inspect.ismodule(value) else getattr(value, "__module__", None)
    if inspect.ismodule(value) or inspect.isclass(value) or inspect.isroutine(value):
        return isinstance(home, str) and home.partition(".")[0] == "requests"
    return True


def describe(value: object) -> str:
    """Return a description of a value; it is equal for values that a caller cannot distinguish."""
    if isinstance(value, (staticmethod, classmethod)):
        return f"{type(value).__name__} {signature(value.__func__)}"
    if isinstance(value, property):
        return "property, settable" if value.fset else "property"
    if inspect.ismodule(value):
        return "module"
    if inspect.isclass(value):
        return " ".join(["class of", *(dotted(base) for base in value.__mro__[1:-1] if is_stable(base))])
    if callable(value):
        return signature(value) if is_own(value) else "callable"
    return constant(value)


def dotted(cls: type) -> str:
    """Return a class's full name."""
    return f"{cls.__module__}.{cls.__qualname__}"


def is_stable(base: type) -> bool:
    """Return True if a base class is part of the interface: Requests' own or a builtin, not one of a dependency."""
    return is_own(base) or base.__module__ == "builtins"


def signature(function: Any) -> str:
    """Return the parameters with their defaults, without annotations."""
    try:
        found = inspect.signature(function)
    except (ValueError, TypeError):
        return "callable"
    bare = [parameter.replace(annotation=inspect.Parameter.empty) for parameter in found.parameters.values()]
    return re.sub(r" at 0x[0-9a-f]+", "", str(inspect.Signature(bare)))


def constant(value: object) -> str:
    """Return the repr of a small constant, and "data" for anything else."""
    text = repr(value)
    is_plain = isinstance(value, (str, bytes, int, float, tuple, list, frozenset, type(None)))
    return text if is_plain and len(text) < 200 and "/" not in text and " at 0x" not in text else "data"


def differs(name: str, want: str, got: str) -> bool:
    """Return True if a caller could notice: more bases, and other values of names such as __version__, are accepted."""
    if want.startswith("class of") and got.startswith("class of"):
        return not set(want.split()) <= set(got.split())
    return want != got and not name.rpartition(".")[2].startswith("__")


def is_imported(name: str) -> bool:
    """Return True if a name exists but is imported, such as a class of PySocks instead of its substitute."""
    try:
        pkgutil.resolve_name(name)
    except (AttributeError, ImportError, ValueError):
        return False
    return True


def check(table: dict[str, str]) -> int:
    """Print every difference from the record and a closing line; return how many there are."""
    record: dict[str, str] = json.loads(SURFACE.read_text(encoding="utf-8"))
    missing = [name for name in record if name not in table and not is_imported(name)]
    changed = [name for name in record if name in table and differs(name, record[name], table[name])]
    for name in missing:
        print(f"missing: {name}: {record[name]}")
    for name in changed:
        print(f"differs: {name}: {record[name]} there, {table[name]} here")
    print(f"api: {len(record) - len(missing)} of {len(record)} names present, {len(changed)} differ")
    return len(missing) + len(changed)


def main() -> None:
    """Record or check the interface."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("task", choices=["record", "check"])
    if parser.parse_args().task == "check":
        sys.exit(1 if check(surface()) else 0)
    SURFACE.write_text(json.dumps(surface(), indent=0, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
