"""The project's documentation, workflows and releases."""

import ast
import json
import re

import mip
import overlay
import programs
import pytest
import release
import version

ROOT = overlay.ROOT
LATE = {"_redirects", "_request_methods", "_response_methods"}  # methods of public classes that the device loads late


def is_public(name):
    """Whether users can name what is in this module: "requests/models.py", not "requests/_core/url.py"."""
    return all(part in LATE or part == "__init__" or part[0] != "_" for part in name.removesuffix(".py").split("/"))


PUBLIC = sorted(
    {
        path
        for target in overlay.TARGETS
        for name, path in overlay.merged(target).items()
        if name.endswith(".py") and is_public(name)
    }
)
REFERENCE = [path for path in PUBLIC if path in set(overlay.merged("cpython").values())]  # docs/api shows it
WATCH = ROOT / ".github" / "micropython.py"


def undocumented(body, prefix=""):
    """Yield the public functions, classes and methods without a docstring; overloads and setters need none."""
    for node in body:
        if not isinstance(node, (ast.FunctionDef, ast.ClassDef)) or node.name.startswith("_"):
            continue
        marks = {ast.unparse(mark).rpartition(".")[2] for mark in node.decorator_list}
        if not marks & {"overload", "setter", "deleter"} and not ast.get_docstring(node):
            yield prefix + node.name
        if isinstance(node, ast.ClassDef):
            yield from undocumented(node.body, node.name + ".")


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_public_names_have_docstrings(path):
    assert list(undocumented(ast.parse(path.read_text("utf-8")).body)) == []


def undescribed(body, names, prefix="", outer=""):
    """Yield the arguments and exceptions of public functions that their docstrings do not name.

    The docstring of a class describes the arguments of its constructor. `names` are those of the classes that a
    module imports under another name. Types are in annotations, which mypy requires.
    """
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from undescribed(node.body, names, node.name + ".", ast.get_docstring(node) or "")
        if not isinstance(node, ast.FunctionDef) or (node.name.startswith("_") and node.name != "__init__"):
            continue
        if {ast.unparse(mark).rpartition(".")[2] for mark in node.decorator_list} & {"overload", "setter"}:
            continue
        text = outer if node.name == "__init__" else ast.get_docstring(node) or ""
        words = set(re.findall(r"\w+", text))
        wanted = [*arguments(node), *(names.get(name, name) for name in raised(node))]
        yield from (f"{prefix}{node.name}: {name}" for name in wanted if name not in words)


def arguments(node):
    """Return the names of a function's arguments, without `self` and private ones."""
    listed = [*node.args.posonlyargs, *node.args.args, node.args.vararg, *node.args.kwonlyargs, node.args.kwarg]
    names = [each.arg for each in listed if each]
    return [name for name in names if name not in ("self", "cls") and not name.startswith("_")]


def raised(node):
    """Return the names of the exceptions that a function raises itself; an abstract one raises nothing else."""
    calls = (part.exc for part in ast.walk(node) if isinstance(part, ast.Raise) and isinstance(part.exc, ast.Call))
    names = {ast.unparse(call.func).rpartition(".")[2] for call in calls}
    return {name for name in names if name[0].isupper()}  # not a function or a variable


@pytest.mark.parametrize("path", REFERENCE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_docstrings_describe_arguments_and_exceptions(path):
    tree = ast.parse(path.read_text("utf-8"))
    imports = [alias for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names]
    names = {alias.asname: alias.name for alias in imports if alias.asname}
    assert list(undescribed(tree.body, names)) == []


def test_watch_reports_what_moved_only():
    report = programs.load(WATCH).report
    assert report({"npm": "1.27.0"}, {"npm": "1.27.0"}) == ""
    text = report({"npm": "1.27.0", "Debian stable": "1.25.0"}, {"npm": "1.29.0", "Debian stable": "1.25.0"})
    assert text.startswith("npm: 1.27.0 is now 1.29.0. Run")


def test_watch_reads_what_the_registries_print(monkeypatch):
    watch = programs.load(WATCH)
    answers = {
        "stable": " micropython     | 1.25.0+ds-1 | stable | source, amd64\n",
        "testing": "micropython | 1.26.1-1 | testing | amd64\n",
    }
    monkeypatch.setattr(watch, "answer", lambda *command: answers[command[4]] if "-s" in command else "1.27.0\n")
    known = json.loads(watch.KNOWN.read_text("utf-8"))
    assert watch.current() == {"Debian stable": "1.25.0", "Debian testing": "1.26.1", "npm": "1.27.0"}
    assert known.keys() == watch.current().keys()


def test_workflows_run_sessions_that_are_there():
    text = "".join(path.read_text("utf-8") for path in (ROOT / ".github" / "workflows").glob("*.yml"))
    listed = re.findall(r"^ +sessions?: \[(.*)\]$", text, re.MULTILINE)
    named = re.findall(r"nox -s ([\w -]+?)(?= --|$)", text, re.MULTILINE)
    names = {name for part in [*listed, *named] for name in re.split(r"[ ,]+", part) if name}
    noxfile = (ROOT / "noxfile.py").read_text("utf-8")
    assert {"docs", "packaging", "build", "tests"} <= names
    assert [name for name in names if f"def {name}(session" not in noxfile] == []


def test_pages_that_load_from_other_hosts_or_lead_nowhere_are_named(tmp_path):
    tool = programs.load(ROOT / "tools" / "sitecheck.py")
    good = '<a href="https://docs.python.org/3/library/ssl.html#x">out</a> <a id="x" href="good.html#x">here</a>'
    (tmp_path / "good.html").write_text(good)
    assert tool.faults(tmp_path) == []
    links = ["gone.html", "good.html#y", "#y", "http://docs.python.org/3/", "https://docs.python.org.example/"]
    text = "".join(f'<a href="{link}">x</a>' for link in links)
    (tmp_path / "bad.html").write_text('<script src="https://docs.python.org/x.js"></script>' + text)
    expected = [*(f"bad.html links to {link}" for link in links), "bad.html loads https://docs.python.org/x.js"]
    assert tool.faults(tmp_path) == sorted(expected)


def test_names_that_the_inventory_lacks_are_named():
    tool = programs.load(ROOT / "tools" / "sitecheck.py")
    names = set(tool.REQUESTS.read_text("utf-8").split())
    names |= {f"{module}.{name}" for module, name in tool.public_definitions()}
    assert tool.unlisted(names) == []
    gone = {"requests.Response.status_code", "requests.utils.requote_uri"}
    assert tool.unlisted(names - gone) == [f"objects.inv has no {name}" for name in sorted(gone)]


def test_reference_knows_what_the_device_has():
    reference = programs.load(ROOT / "docs" / "reference.py")
    there = ("requests.get", "requests.Session.get", "requests.Response.iter_lines", "requests.Response.links")
    there += ("requests.PreparedRequest.copy", "requests.Session.rebuild_auth", "requests.auth.HTTPDigestAuth")
    absent = ("requests.adapters.HTTPAdapter.init_poolmanager", "requests.Session.rebuild_proxies")
    assert [name for name in there if not reference.on_device(name)] == []
    assert [name for name in absent if reference.on_device(name)] == []


def test_reference_explains_the_types_in_signatures():
    module = ast.parse((ROOT / "backends" / "cpython" / "requests" / "_types.py").read_text("utf-8"))
    bound = programs.load(ROOT / "docs" / "reference.py").bound_names(module.body)
    types = {name for name in bound if re.fullmatch(r"[A-Z]\w*(Type|Kwargs)|Given\w+", name)}
    page = (ROOT / "docs" / "api" / "index.md").read_text("utf-8").partition("## Names of types")[2]
    rows = re.findall(r"^\| (`.*?) \|", page, re.MULTILINE)
    assert sorted(name for row in rows for name in re.findall(r"`(\w+)`", row)) == sorted(types)


def test_page_about_boards_names_what_only_a_board_has():
    page = (ROOT / "docs" / "api" / "board.md").read_text("utf-8")
    reference = programs.load(ROOT / "docs" / "reference.py")
    names = reference.bound_names(reference.device_tree()[""].body)  # of urequests
    functions = {name for name in names if name.islower() and not name.startswith("_")} - {"requests"}
    assert {"request", "get", "delete"} <= functions
    assert [name for name in functions if f"`{name}`" not in page and f"urequests.{name}" not in page] == []
    assert "requests.adapters.LIMITS" in page


def test_documents_show_the_version_of_the_drop_in_pair():
    shown = {name: versions for name, versions in version.shown().items() if versions}
    assert shown == {name: {version.current()} for name in ("docs/install.md", "packaging/README.md")}


def test_version_is_changed_everywhere(tmp_path, monkeypatch):
    (tmp_path / "docs").mkdir()
    (tmp_path / "packaging").mkdir()
    texts = {
        "pyproject.toml": 'minversion = "8.2"\nversion = "0.1.0"\n',
        "docs/install.md": "requests==2.34.2+omni0.1.0, 0.1.0\n",
        "packaging/README.md": "`2.34.2+omni0.1.0`\n",
        "CHANGELOG.md": "2.34.2+omni0.1.0\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(overlay, "ROOT", tmp_path)
    monkeypatch.setattr(overlay, "merged", lambda _target: {})
    monkeypatch.setattr(version, "SOURCE", tmp_path / "pyproject.toml")
    monkeypatch.setattr(mip, "PACKAGE", tmp_path / "package.json")
    assert version.main(["0.2"]) == 2
    assert version.main(["0.2.0"]) == 0
    assert {name: (tmp_path / name).read_text() for name in texts} == {
        "pyproject.toml": 'minversion = "8.2"\nversion = "0.2.0"\n',
        "docs/install.md": "requests==2.34.2+omni0.2.0, 0.1.0\n",
        "packaging/README.md": "`2.34.2+omni0.2.0`\n",
        "CHANGELOG.md": "2.34.2+omni0.1.0\n",
    }
    assert json.loads((tmp_path / "package.json").read_text())["version"] == "0.2.0"


READY = {"version": "0.2.0", "urls": dict.fromkeys(release.URLS, "https://forge.example/omnirequests")}


@pytest.mark.parametrize(
    ("tag", "project", "changelog", "pages", "sentences"),
    [
        ("v0.2.0", READY, "## 0.2.0 (2026-12-01)\n", {"README.md": "text"}, []),
        ("v0.2.1", READY, "## 0.2.0 (2026-12-01)\n", {}, ["The tag is v0.2.1"]),
        ("v0.2.0", READY, "## 0.2.01 (2026-12-01)\n", {}, ["CHANGELOG.md has no section 0.2.0"]),
        (
            "v0.2.0",
            {**READY, "urls": {}},
            "## 0.2.0 (x)\n",
            {},
            [f"[project.urls] in pyproject.toml has no {name}" for name in release.URLS],
        ),
        ("v0.2.0", READY, "## 0.2.0 (x)\n", {"a.md": "https://example.org/omnirequests/mpy"}, ["a.md still says"]),
    ],
)
def test_release_names_what_is_missing(tag, project, changelog, pages, sentences):
    found = list(release.missing(tag, project, changelog, pages))
    assert [text.startswith(start) for text, start in zip(found, sentences, strict=True)] == [True] * len(sentences)
