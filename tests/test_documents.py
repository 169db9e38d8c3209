"""Figures, names and code in the documentation agree with the code."""

import ast
import re

import overlay
import pytest
from requests._core.http1 import Limits

ROOT = overlay.ROOT
SITE = sorted((ROOT / "docs").rglob("*.md"))  # what is published
PAGES = [*ROOT.glob("*.md"), *SITE, *(ROOT / name / "README.md" for name in ("boards", "examples", "packaging"))]


def text_of(name):
    return (ROOT / name).read_text("utf-8")


def sessions():
    """The names under which nox knows the functions of noxfile.py."""
    for node in ast.parse(text_of("noxfile.py")).body:
        for decorator in getattr(node, "decorator_list", ()):
            options = {word.arg: word.value for word in getattr(decorator, "keywords", ())}
            yield ast.literal_eval(options["name"]) if "name" in options else node.name


def test_every_session_is_in_the_table():
    table = text_of("CONTRIBUTING.md").partition("|---|---|")[2].partition("\n\n")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line]
    told = {name for row in rows for name in re.findall(r"`([\w-]+)", row)}
    assert told == set(sessions())


def device_limits():
    """Return the limits of a device that differ, {name: number}: the arguments of a call in its backend."""
    modules = (ROOT / "backends" / "micropython" / "requests").glob("*.py")
    (call,) = (
        node.value
        for module in modules
        for node in ast.parse(module.read_text("utf-8")).body
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and re.match(r"LIMITS(:.*)? = Limits\(", ast.unparse(node))
    )
    return {word.arg: ast.literal_eval(word.value) for word in call.keywords}


def test_table_of_limits():
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\| ([^|]+) \| ([^|]+) \|", text_of("docs/limits.md"), re.MULTILINE)
    told = {name: (desktop, device) for name, desktop, device in rows}
    desktop = {name: value for name, value in vars(Limits).items() if not name.startswith("_")}
    device = {**desktop, **device_limits()}
    assert told == {name: (figure(desktop[name]), figure(device[name])) for name in desktop}


def figure(value):
    return "no limit" if value is None else str(value)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_code_on_a_page_is_python(page):
    for block in re.findall(r"^```python\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        ast.parse(block)


def imported(source):
    """(module, name) of what a text imports from our package."""
    froms = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom) and node.module]
    pairs = {(node.module, alias.name) for node in froms for alias in node.names}
    return {(module, name) for module, name in pairs if module.partition(".")[0] == "requests"}


def test_type_checkers_are_shown_what_the_pages_import():
    blocks = [re.findall(r"^```python\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL) for page in PAGES]
    shown = imported("\n".join(block for page in blocks for block in page))
    assert ("requests.adapters", "Limits") in shown
    assert shown <= imported(text_of("tests/type_checkers/documented.py"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_files_that_a_page_links_to_are_there(page):
    for target in re.findall(r"\]\((?!https?://)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_page_begins_with_its_purpose(page):
    """A paragraph is between the title and what follows it: a table, code, or another heading."""
    title, _, rest = page.read_text("utf-8").partition("\n\n")
    first = re.sub(r"\A(<!--.*?-->\s*)+", "", rest)
    assert page.name == "changelog.md" or (re.match(r"# \S", title) and re.match(r"\w", first))


@pytest.mark.parametrize("page", SITE, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_of_the_site_stay_in_it(page):
    """A reader of the site has no checkout: each link is to a page or a picture of the site."""
    for target in re.findall(r"\]\((?!https?://)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).resolve().is_relative_to(ROOT / "docs"), target


# From mbedTLS and MicroPython; tests/micropython/programs/tls_handshakes.py provokes some of them.
NOT_OURS = {
    "validity has expired",
    "validity starts in the future",
    "not correctly signed by the trusted CA",
    "does not match",
    "invalid cert",
    "invalid SSL record",
    "object has no attribute 'get'",
    "object isn't callable",
}


def test_errors_that_a_page_explains_exist():
    cells = re.findall(r"^\| (`[^|]+) \|", text_of("docs/errors.md"), re.MULTILINE)
    told = {words for cell in cells for words in re.findall(r"`([^`]+)`", cell)}
    trees = (ROOT / "shared", *(ROOT / "backends").iterdir())
    source = "".join(path.read_text("utf-8") for tree in trees for path in sorted(tree.glob("requests/**/*.py")))
    assert len(told) > 25
    assert {words for words in told if words not in source} == NOT_OURS
