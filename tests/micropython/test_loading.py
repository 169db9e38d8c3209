"""Late imports of the device: each holds the lock, and each name that is loaded late exists."""

import ast

import overlay
import pytest

DEVICE = sorted(path for name, path in overlay.merged("micropython").items() if path.suffix == ".py")


@pytest.mark.parametrize("path", DEVICE, ids=lambda path: path.relative_to(overlay.ROOT).as_posix())
def test_every_import_in_a_function_holds_the_lock(path):
    """MicroPython publishes a module before it has run it: a second thread would see half of it."""
    outside = []

    def walk(node, deep, locked):
        if isinstance(node, (ast.FunctionDef, ast.Lambda)):
            deep = True
        if isinstance(node, ast.With):
            locked = locked or any("loading" in ast.unparse(item) for item in node.items)
        if isinstance(node, (ast.Import, ast.ImportFrom)) and deep and not locked:
            outside.append(node.lineno)
        for child in ast.iter_child_nodes(node):
            walk(child, deep, locked)

    walk(ast.parse(path.read_text("utf-8")), False, False)
    assert outside == []


def test_each_name_that_is_loaded_late_exists():
    """`late("_module", "name")` is not checked by type checkers."""
    modules = overlay.merged("micropython")
    missing = []
    for path in DEVICE:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "late":
                module, name = [getattr(argument, "value", None) for argument in node.args]
                if not (isinstance(module, str) and isinstance(name, str)):  # utils has a table, auth the name itself
                    continue
                tree = ast.parse(modules[f"requests/{module.replace('.', '/')}.py"].read_text("utf-8"))
                found = {getattr(part, "name", None) for part in tree.body}
                found |= {
                    ast.unparse(target) for part in tree.body if isinstance(part, ast.Assign) for target in part.targets
                }
                if name not in found:
                    missing.append((path.name, module, name))
    assert missing == []
