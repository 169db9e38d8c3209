"""Conformance cases, found in the source without importing it, so ids are the same everywhere."""

import ast
import functools
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).resolve().parent
CONFORMANCE = TESTS / "conformance"
DIFFERENCES = TESTS / "differences"
OURS_ALONE = {"openmv", "Limits"}  # public names that PyPI's Requests does not have
MICROPYTHONS = (
    *("micropython", "micropython-32", "micropython-oldest", "wasm", "wasm-oldest"),
    *("frozen-unix", "frozen-unix-32", "openmv-unix-32", "cortex-m", "board"),
)
WITHOUT_NETWORK = ("wasm", "wasm-oldest")


@dataclass(frozen=True)
class Case:
    """One function `case_…` of one module."""

    path: Path
    name: str
    private: bool  # the module imports a part of our package that PyPI's Requests does not have

    @property
    def id(self):
        """ "module.case_sentence", the same on every target."""
        return f"{self.path.stem}.{self.name}"

    def runs_on(self, target):
        """Return True if the case is for that target: a difference names its side in `case_<side>_…`."""
        if target == "reference" and self.private:
            return False
        if target in WITHOUT_NETWORK:
            return self.path.stem.startswith(("pure_", "wire_"))
        if self.path.parent != DIFFERENCES:
            return True
        side = "micropython" if target in MICROPYTHONS else "cpython"
        return self.name.startswith(f"case_{side}_")


def in_module(path):
    """The cases of one module, in the order of its source."""
    tree = parsed(path)
    functions = (node.name for node in tree.body if isinstance(node, ast.FunctionDef))
    names = [name for name in functions if name.startswith("case_")]
    if len(names) != len(set(names)):
        raise ValueError(f"{path}: two cases of one name")
    private = _imports_private(tree)
    return [Case(path, name, private) for name in names]


def all_cases():
    """Every case: the conformance modules', then the differences'."""
    modules = [*sorted(CONFORMANCE.glob("*_*.py")), *sorted(DIFFERENCES.glob("*.py"))]
    return [case for path in modules for case in in_module(path)]


def by_path(arguments, folder):
    """Return the modules of cases among pytest's arguments, and the arguments with the suite in their place."""
    places = {argument: (folder / argument).resolve() for argument in arguments}
    modules = {path for path in places.values() if path.suffix == ".py" and path.parent in (CONFORMANCE, DIFFERENCES)}
    suite = str(TESTS / "test_conformance.py")
    return modules, list(dict.fromkeys(suite if places[argument] in modules else argument for argument in arguments))


@functools.cache
def failing_on_reference():
    """{case id: reason} of the cases that PyPI's Requests is known to fail."""
    return dict(with_reasons("reference.py", "FAILING"))


@functools.cache
def fixed_in_newer_pythons():
    """The ids of those that it passes on newer CPythons."""
    return literal(parsed(DIFFERENCES / "reference.py"), "FIXED_IN_NEWER_PYTHONS", ())


def with_reasons(file, variable):
    """[(name, reason)] of the table {subject: {reason: names}} in a file of tests/differences/."""
    subjects = literal(parsed(DIFFERENCES / file), variable, {})
    return [(name, why) for reasons in subjects.values() for why, names in reasons.items() for name in names]


def parsed(path):
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def literal(tree, name, default):
    """The value of a module's literal assignment to that name."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and [getattr(t, "id", "") for t in node.targets] == [name]:
            return ast.literal_eval(node.value)
    return default


def _imports_private(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "requests":
            named = [*(node.module or "").split(".")[1:], *(alias.name for alias in node.names)]
            if any(name in OURS_ALONE or (name.startswith("_") and not name.startswith("__")) for name in named):
                return True
    return False
