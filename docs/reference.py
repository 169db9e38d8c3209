"""A Sphinx extension for the API reference, which converts our docstrings and marks names that a device does not have.

Docstrings are plain text with `code` in single backticks, so other marks of reStructuredText are escaped. The names of
the device are read from its source, which is not imported; a note is added to the docstrings of other names.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import overlay

Names = dict[str, set[str]]


@cache
def device_tree() -> dict[str, ast.Module]:
    """Return {module: its syntax tree} of the device's package: {"models": …, "_core.url": …, "__init__": …}."""
    files = {name: path for name, path in overlay.merged("micropython").items() if name.endswith(".py")}
    return {_module(name): ast.parse(path.read_text(encoding="utf-8")) for name, path in files.items()}


def _module(name: str) -> str:
    return ".".join(Path(name).with_suffix("").parts[1:])


@cache
def classes() -> dict[str, list[ast.ClassDef]]:
    """Return {name: definitions} of the classes of the device's package."""
    found: dict[str, list[ast.ClassDef]] = {}
    for tree in device_tree().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append(node)
    return found


def bound_names(body: list[ast.stmt]) -> Iterator[str]:
    """Yield the names that statements bind, inside `if` and `try` too, but not in functions."""
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name))
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from (alias.asname or alias.name for alias in node.names)
        for part in ("body", "orelse", "finalbody") if isinstance(node, (ast.If, ast.Try)) else ():
            yield from bound_names(getattr(node, part, []))


def attributes(name: str) -> set[str]:
    """Return the attributes of a class of the device, inherited ones and those that methods set on `self` included."""
    found: set[str] = set()
    for node in classes().get(name, []):
        bound = set(bound_names(node.body))
        found |= bound | (late_methods() if "__getattr__" in bound else set())
        late = (part for part in node.body if isinstance(part, ast.FunctionDef) and part.name == "__getattr__")
        texts = (word for part in late for word in ast.walk(part) if isinstance(word, ast.Constant))
        found |= {str(text.value) for text in texts}
        found |= {
            part.attr
            for part in ast.walk(node)
            if isinstance(part, ast.Attribute)
            and isinstance(part.ctx, ast.Store)
            and isinstance(part.value, ast.Name)
            and part.value.id == "self"
        }
        bases = {base.id if isinstance(base, ast.Name) else getattr(base, "attr", "") for base in node.bases}
        for base in bases - {name}:  # the base of that name, in `_base`, is one of the definitions
            found |= attributes(base)
    return found


@cache
def late_methods() -> set[str]:
    """Return the names that `__getattr__` of a class of the device loads.

    These are the functions of a module that take `self`, and the names that its function `value` compares with.
    """
    functions = [node for tree in device_tree().values() for node in tree.body if isinstance(node, ast.FunctionDef)]
    late = [node for node in functions if node.args.args and node.args.args[0].arg == "self"]
    tests = (part for node in late if node.name == "value" for part in ast.walk(node) if isinstance(part, ast.Compare))
    compared = (word for test in tests if ast.unparse(test.left) == "name" for word in test.comparators)
    return {node.name for node in late} | {str(word.value) for word in compared if isinstance(word, ast.Constant)}


def on_device(full: str) -> bool:
    """Return True if the device has a name such as "requests.models.Response.text" or "requests.Session.get"."""
    module, *rest = full.removeprefix("requests.").split(".")
    if module not in device_tree():
        module, rest = "__init__", [module, *rest]
    if not rest:
        return True
    top = set(bound_names(device_tree()[module].body)) | _lazy_names(module)
    if rest[0] not in top:
        return False
    return len(rest) == 1 or rest[0] not in classes() or rest[1] in attributes(rest[0])


def _lazy_names(module: str) -> set[str]:
    """Return the names in the literals of a module with a module-level `__getattr__`, which imports them on access."""
    tree = device_tree()[module]
    if not any(isinstance(node, ast.FunctionDef) and node.name == "__getattr__" for node in tree.body):
        return set()
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {word for text in texts for word in text.split()}


MARKS = re.compile(r"([*|]|(?<=\w)_(?=\W|$))")


def as_rst(line: str) -> str:
    """Return a line of a docstring with `code` as a literal and other marks escaped."""
    parts = re.split(r"(`[^`]+`)", line)  # every second one is code
    return "".join(f"`{part}`" if number % 2 else MARKS.sub(r"\\\1", part) for number, part in enumerate(parts))


def process_docstring(app: Any, what: str, name: str, obj: object, options: Any, lines: list[str]) -> None:
    """Convert a docstring to reStructuredText, and add a note if the device does not have the name."""
    code = False
    for number, line in enumerate(lines):
        code = line.lstrip().startswith(">>>") or (code and bool(line))
        lines[number] = line if code else as_rst(line)
    if what != "module" and name.startswith("requests.") and not on_device(name):
        lines += ["", ".. container:: not-on-device", "", "   Not on MicroPython."]


def process_signature(
    app: Any, what: str, name: str, obj: object, options: Any, signature: str | None, result: str | None
) -> tuple[str | None, str | None]:
    """Show the names of type aliases without their module."""
    return tuple(text and text.replace("_t.", "") for text in (signature, result))  # type: ignore[return-value]  # two


def setup(app: Any) -> dict[str, bool]:
    """Register the extension."""
    app.connect("autodoc-process-signature", process_signature)
    app.connect("autodoc-process-docstring", process_docstring, priority=400)  # before napoleon, which reads "Args:"
    return {"parallel_read_safe": True, "parallel_write_safe": True}
