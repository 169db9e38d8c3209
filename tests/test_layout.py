"""The rules of docs/architecture.md: one union from four tools, and imports that point one way."""

import ast
import json
import os
import subprocess
import sys
import tarfile
import zipfile

import mip
import overlay
import pytest
import requests
import version

ROOT = overlay.ROOT
SHARED = sorted((ROOT / "shared" / "requests").rglob("*.py"))
BACKENDS = {target: sorted((overlay.trees(target)[1] / "requests").rglob("*.py")) for target in overlay.TARGETS}
OURS = [*SHARED, *BACKENDS["cpython"], *BACKENDS["micropython"]]
DEVICE = [*SHARED, *BACKENDS["micropython"]]

BACKEND_SUPPLIES = {"exceptions", "_loading", "_mapping"}  # the same names from each backend
CORE = [path for path in SHARED if path.parent.name == "_core"]
PUBLIC_SHARED = [path for path in SHARED if path not in CORE]
PURE_LIBRARY = {"binascii", "collections"}  # on both targets, without input and output
NETWORK = {"socket", "tls", "ssl"}
LAYERS = ["exceptions", "structures", "hooks", "_base", "models", "adapters", "sessions", "api", "__init__"]  # upwards


def relative(path):
    return path.relative_to(ROOT).as_posix()


def imports(path, at_type_checking=False):
    """(dots, module, whether it is inside a function) for each import statement that runs."""
    return [(level, name, deep) for level, name, deep in _walk(ast.parse(path.read_text("utf-8")), at_type_checking)]


def _walk(node, at_type_checking, deep=False):
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test) and not at_type_checking:
        return
    deep = deep or isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
    if isinstance(node, ast.Import):
        yield from ((0, alias.name, deep) for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module is not None:
        yield node.level, node.module, deep
    elif isinstance(node, ast.ImportFrom):
        yield from ((node.level, alias.name, deep) for alias in node.names)
    for child in ast.iter_child_nodes(node):
        yield from _walk(child, at_type_checking, deep)


@pytest.mark.parametrize("target", overlay.TARGETS)
def test_trees_are_disjoint(target):
    shared, backend = (overlay.files(tree) for tree in overlay.trees(target))
    assert shared and backend
    assert shared.keys() & backend.keys() == set()
    assert overlay.merged(target).keys() == shared.keys() | backend.keys()


def test_shared_is_no_package_by_itself():
    assert not (ROOT / "shared" / "requests" / "__init__.py").exists()


@pytest.mark.parametrize("path", CORE, ids=relative)
def test_core_imports_only_core_and_lower_layers(path):
    """Not even for type checkers: only exceptions are below `_core`."""
    siblings = {other.stem for other in CORE}
    allowed = {0: PURE_LIBRARY, 1: siblings, 2: BACKEND_SUPPLIES | {"structures"}}
    for level, name, _ in imports(path):
        assert name in allowed[level], f"imports {'.' * level}{name}"
    for level, name, _ in imports(path, at_type_checking=True):
        assert level == 0 or name in allowed[level], f"imports {'.' * level}{name} for type checkers"


@pytest.mark.parametrize("path", PUBLIC_SHARED, ids=relative)
def test_shared_imports_only_shared(path):
    siblings = {other.stem for other in PUBLIC_SHARED} | {f"_core.{other.stem}" for other in CORE}
    for level, name, deep in imports(path):
        allowed = siblings | BACKEND_SUPPLIES if level == 1 else PURE_LIBRARY if level == 0 else set()
        if path.stem == "api":
            allowed = allowed | {"sessions"}
        if path.stem == "openmv" and deep:
            allowed = allowed | {"json"}  # for loads alone
        assert name in allowed, f"imports {'.' * level}{name}"


@pytest.mark.parametrize("path", [path for path in OURS if path.stem in LAYERS], ids=relative)
def test_layers_are_imported_from_above_only(path):
    above = LAYERS[LAYERS.index(path.stem) :]
    found = {name for level, name, deep in imports(path) if level == 1 and not deep}
    assert not found & set(above)


@pytest.mark.parametrize("path", [*SHARED, *BACKENDS["cpython"]], ids=relative)
def test_modules_do_not_wait_for_the_package(path):
    """`from . import x` waits for the import of the package, which may wait for this module in another thread."""
    parts = path.relative_to(ROOT).parts
    depth = len(parts) - 1 - parts.index("requests")  # dots that lead to the package
    tree = ast.parse(path.read_text("utf-8"))
    found = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module is None]
    allowed = {"__init__", "api", "openmv", "help"}  # api as in Requests: its functions look `sessions.Session` up
    assert path.stem in allowed or not [node for node in found if node.level == depth]


@pytest.mark.parametrize("path", BACKENDS["cpython"], ids=relative)
def test_functions_import_leaf_libraries_only(path):
    leaves = {"idna", "chardet", "charset_normalizer", "brotli", "brotlicffi", "zstandard", "socks"}
    assert {name for _, name, deep in imports(path) if deep} <= leaves


@pytest.mark.parametrize("path", OURS, ids=relative)
def test_no_module_is_named_by_a_string(path):
    """A vendored package has another name, and urllib3 may be vendored beside it."""
    texts = {node.value for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant)}
    named = [text for text in texts if isinstance(text, str) and text.startswith(("requests.", "urllib3."))]
    assert [text for text in named if text.isprintable() and " " not in text] == []


@pytest.mark.parametrize("path", OURS, ids=relative)
def test_package_does_not_know_its_own_name(path):
    names = {name.partition(".")[0] for level, name, _ in imports(path, at_type_checking=True) if level == 0}
    assert "requests" not in names


@pytest.mark.parametrize("path", BACKENDS["micropython"], ids=relative)
def test_only_two_modules_touch_the_network_on_the_device(path):
    """An unencrypted connection needs no code for TLS."""
    found = {name for level, name, _ in imports(path) if level == 0} & NETWORK
    assert found == {"_stream.py": {"socket"}, "_tls.py": {"tls"}}.get(path.name, set())


@pytest.mark.parametrize("path", BACKENDS["micropython"], ids=relative)
def test_device_imports_nothing_for_type_checkers_at_run_time(path):
    found = {name.partition(".")[0] for level, name, _ in imports(path) if level == 0}
    assert not found & {"typing", "typing_extensions", "__future__"}


@pytest.mark.parametrize("path", DEVICE, ids=relative)
def test_device_code_raises_without_a_cause(path):
    """MicroPython prints a warning for `raise X from Y` and drops Y."""
    causes = [n.cause for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Raise) and n.cause]
    assert all(isinstance(cause, ast.Constant) and cause.value is None for cause in causes)


def test_no_function_is_written_twice():
    """A rule that both backends need is in shared/: none of four statements or more is the same in both."""
    desktop, device = (
        {body: name for path in BACKENDS[target] for name, body in long_functions(path)} for target in overlay.TARGETS
    )
    assert [desktop[body] for body in desktop.keys() & device.keys()] == []


BASES = {"Request": "models", "PreparedRequest": "models", "Response": "models", "Session": "sessions"}


@pytest.mark.parametrize("target", overlay.TARGETS)
@pytest.mark.parametrize("name", BASES)
def test_both_backends_extend_the_shared_classes(name, target):
    """A class of `_base` is a base of the public class, or is that class."""
    tree = ast.parse(overlay.merged(target)[f"requests/{BASES[name]}.py"].read_text("utf-8"))
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "_base"]
    here = {alias.asname for node in imports for alias in node.names if alias.name == name} | {f"_base.{name}"}
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == name]
    assert here & {ast.unparse(base) for base in classes[0].bases} if classes else name in here


def long_functions(path):
    """(name, code without annotations and docstring) of each function of four statements or more."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            if sum(isinstance(part, ast.stmt) for statement in body for part in ast.walk(statement)) >= 4:
                yield node.name, "\n".join(ast.unparse(statement) for statement in body)


def test_both_backends_define_the_exceptions_of_requests():
    device = ast.parse(overlay.merged("micropython")["requests/exceptions.py"].read_text("utf-8"))
    names = {node.name for node in ast.walk(device) if isinstance(node, ast.ClassDef)}
    surface = json.loads((ROOT / "tests" / "api" / "surface.json").read_text("utf-8"))
    prefix = "requests.exceptions."
    wanted = {name[len(prefix) :] for name, what in surface.items() if name.startswith(prefix) and "builtins" in what}
    wanted = {name for name in wanted if "." not in name}
    assert wanted - names == set()
    assert [name for name in wanted | names if not hasattr(requests.exceptions, name)] == []


@pytest.fixture(scope="module")
def dist(tmp_path_factory):
    """The wheel built from the checkout, the sdist, and the wheel built from the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    build(ROOT, "wheel", folder / "direct")
    build(ROOT, "sdist", folder / "sdist")
    (sdist,) = (folder / "sdist").glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder / "unpacked", **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    (source,) = (folder / "unpacked").iterdir()
    build(source, "wheel", folder / "from_sdist")
    return folder


def build(source, kind, dest):
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(dest)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)


def wheel_files(folder):
    """{path in the wheel: its bytes} of the package."""
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.startswith("requests/")}


@pytest.mark.parametrize("how", ["direct", "from_sdist"])
def test_wheel_is_the_union(dist, how):
    want = {name: place.read_bytes() for name, place in overlay.merged("cpython").items()}
    assert wheel_files(dist / how) == want
    assert "requests/py.typed" in want


class Options:
    """The options of a manifest: its defaults."""

    def defaults(self, **values):
        self.__dict__.update(values)


def frozen_files():
    """Return the files that the freezer takes: each .py that the manifest names or that is below its folders."""
    manifest = ROOT / "backends" / "micropython" / "manifest.py"
    found, about = {}, {}

    def package(name, files=None, base_path=".", opt=None):
        base = (manifest.parent / base_path).resolve()
        for path in [base / name / file for file in files] if files else (base / name).rglob("*.py"):
            assert found.setdefault(path.relative_to(base).as_posix(), path) == path, f"{path} is frozen twice"

    def module(name, base_path=".", opt=None):
        found[name] = (manifest.parent / base_path / name).resolve()

    known = {"package": package, "module": module, "metadata": about.update, "options": Options()}
    before = os.getcwd()
    os.chdir(manifest.parent)
    try:
        exec(compile(manifest.read_text("utf-8"), manifest, "exec"), known)
    finally:
        os.chdir(before)
    return found, about


def test_manifest_freezes_the_union():
    modules = {name: path for name, path in overlay.merged("micropython").items() if path.suffix == ".py"}
    assert frozen_files()[0] == modules


def test_package_json_is_up_to_date():
    assert mip.PACKAGE.read_text("utf-8") == mip.package(), "run `python tools/mip.py`"
    listed = {name: ROOT / place for name, place in json.loads(mip.package())["urls"]}
    assert listed == overlay.merged("micropython")


def test_version_is_the_same_everywhere(dist):
    (sdist,) = (dist / "sdist").iterdir()
    assert sdist.name == f"omnirequests-{version.current()}.tar.gz"
    assert frozen_files()[1]["version"] == version.current()


def test_link_follows_what_comes_and_goes(tmp_path, monkeypatch):
    lay_trees(tmp_path, monkeypatch, "shared/requests/a.py", "backends/cpython/requests/__init__.py")
    assert linked(tmp_path) == {"backends/cpython/requests/__init__.py", "shared/requests/a.py"}
    (tmp_path / "shared/requests/a.py").rename(tmp_path / "shared/requests/b.py")
    assert linked(tmp_path) == {"backends/cpython/requests/__init__.py", "shared/requests/b.py"}
    assert linked(tmp_path) == {"backends/cpython/requests/__init__.py", "shared/requests/b.py"}


def test_link_refuses_a_path_that_is_in_both_trees(tmp_path, monkeypatch):
    lay_trees(tmp_path, monkeypatch, "shared/requests/a.py", "backends/cpython/requests/a.py")
    with pytest.raises(overlay.Collision, match=r"requests/a\.py"):
        overlay.link("cpython")


def test_copy_holds_files_and_nothing_stale(tmp_path, monkeypatch):
    lay_trees(tmp_path, monkeypatch, "shared/requests/a.py", "backends/cpython/requests/__init__.py")
    (tmp_path / "lib" / "requests" / "old").mkdir(parents=True)
    (tmp_path / "lib" / "requests" / "old" / "stale.py").touch()
    (tmp_path / "lib" / "other.py").touch()
    overlay.copy("cpython", tmp_path / "lib")
    found = {path.relative_to(tmp_path / "lib").as_posix(): path for path in (tmp_path / "lib").rglob("*")}
    assert found.keys() == {"other.py", "requests", "requests/__init__.py", "requests/a.py"}
    assert not any(path.is_symlink() for path in found.values())


def test_unknown_target_is_named():
    with pytest.raises(ValueError, match="'pypy'"):
        overlay.merged("pypy")


def lay_trees(root, monkeypatch, *names):
    monkeypatch.setattr(overlay, "ROOT", root)
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"# {name}\n")


def linked(root):
    """Where the links of the link tree lead."""
    return {path.resolve().relative_to(root).as_posix() for path in (overlay.link("cpython") / "requests").iterdir()}
