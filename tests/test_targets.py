"""Targets of the conformance suite: a missing verdict and a missing target are failures."""

import ast
import re
import sys
import textwrap

import board
import cases
import pytest
import targets
from _pytest.outcomes import Failed, Skipped

MODULE = """
    from harness import eq, skip

    def case_good():
        eq(1, 1)

    def case_broken():
        eq(1, 2)

    def case_given_up():
        skip("no such thing here")

    def helper():
        eq(1, 3)
"""


@pytest.fixture
def module(tmp_path):
    """A module of cases outside of the suite."""
    path = tmp_path / "odd_module.py"
    path.write_text(textwrap.dedent(MODULE), encoding="utf-8")
    return path


def another_interpreter(limit=None):
    """Return a target in another process of this interpreter."""
    target = targets.Subprocess(lambda: [sys.executable, "-u"], dict, "", limit)
    target.start({"run": "x"})
    return target


@pytest.fixture
def here():
    """A target in another process of this interpreter."""
    return another_interpreter()


def by_name(module):
    """The module's cases by their names."""
    return {case.name: case for case in cases.in_module(module)}


def test_cases_are_found_in_the_source(module):
    assert list(by_name(module)) == ["case_good", "case_broken", "case_given_up"]
    assert by_name(module)["case_good"].id == "odd_module.case_good"


def test_two_cases_of_one_name_are_refused(tmp_path):
    path = tmp_path / "odd.py"
    path.write_text("def case_a(): pass\ndef case_a(): pass\n", encoding="utf-8")
    with pytest.raises(ValueError, match="two cases"):
        cases.in_module(path)


def test_private_parts_are_not_for_the_reference(tmp_path):
    for text in ("from requests import _types", "from requests._core.url import x", "from requests import openmv"):
        path = tmp_path / "odd.py"
        path.write_text(text + "\ndef case_a(): pass\n", encoding="utf-8")
        (case,) = cases.in_module(path)
        assert not case.runs_on("reference")
        assert case.runs_on("micropython")


def test_verdicts_are_read_with_their_tracebacks():
    output = "noise\nok case_a\nnot ok case_b: why: because\n# line\nskip case_c: no\ndone 3\n"
    found, _ = targets.parse(output)
    assert found == {"case_a": ("ok", ""), "case_b": ("not ok", "why: because\nline"), "case_c": ("skip", "no")}


def test_subprocess_passes_fails_and_skips(here, module, server):
    found = by_name(module)
    here.check(found["case_good"])
    with pytest.raises(Failed, match="got 1, want 2"):
        here.check(found["case_broken"])
    with pytest.raises(Skipped, match="no such thing"):
        here.check(found["case_given_up"])


def test_missing_verdict_is_a_failure(here, module):
    module.write_text(module.read_text() + "\nraise SystemExit(3)\n", encoding="utf-8")
    with pytest.raises(Failed, match=r"(?s)no verdict.*exit status 3"):
        here.check(by_name(module)["case_good"])


def test_hanging_module_is_killed_and_its_verdicts_kept(module):
    module.write_text(module.read_text() + "\ndef case_hangs():\n    import time; time.sleep(600)\n", encoding="utf-8")
    found = by_name(module)
    for limit in (2, 8, 32, 128):  # on a busy machine the interpreter takes longer to reach the case that hangs
        target = another_interpreter(limit)
        target.verdicts[module] = targets.parse(target.run(module))
        if "case_good" in target.verdicts[module][0]:
            break
    target.check(found["case_good"])
    with pytest.raises(Failed, match=rf"(?s)no verdict.*killed after {limit} s"):
        target.check(found["case_hangs"])


def test_missing_interpreter_is_an_error(module):
    target = targets.Subprocess(lambda: ["/no/such/interpreter"], dict, "")
    target.start({"run": "x"})
    with pytest.raises(FileNotFoundError):
        target.check(by_name(module)["case_good"])


def test_reference_must_be_named(monkeypatch):
    monkeypatch.delenv("REFERENCE_PYTHON", raising=False)
    with pytest.raises(RuntimeError, match="REFERENCE_PYTHON"):
        targets.reference_command()


def test_hanging_case_in_this_process_is_given_up(module, monkeypatch):
    monkeypatch.setattr(targets, "CASE_LIMIT", 0.1)
    target = targets.CPython()
    target.modules = {}
    module.write_text("import time\ndef case_hangs():\n    time.sleep(0.5)\n", encoding="utf-8")
    with pytest.raises(Failed, match="still running"):
        target.check(by_name(module)["case_hangs"])


@pytest.mark.parametrize("path", sorted(cases.CONFORMANCE.glob("http_hostile_*.py")), ids=lambda path: path.stem)
def test_hostile_cases_name_the_rule(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("case_")]
    assert [node.name for node in functions if "RFC" not in (ast.get_docstring(node) or "")] == []


def test_a_module_of_cases_is_run_by_its_path():
    arguments = ["../conformance/pure_url.py", "../conformance/pure_links.py", "../test_tools.py::test_demo"]
    modules, left = cases.by_path(arguments, cases.TESTS / "cpython")
    assert modules == {cases.CONFORMANCE / "pure_url.py", cases.CONFORMANCE / "pure_links.py"}
    assert left == [str(cases.TESTS / "test_conformance.py"), "../test_tools.py::test_demo"]


class Line(board.Serial):
    """A board whose serial line is not opened."""

    def __init__(self):
        self.device = None

    def start(self, addresses):
        self.addresses = addresses


def test_examples_of_the_page_about_boards():
    page = (cases.TESTS.parent / "docs" / "test-your-board.md").read_text("utf-8")
    names = {"Subprocess": targets.Subprocess, "Serial": Line, "power_on": lambda: "/dev/ttyACM0"}
    for block in re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        exec(block, names)
    assert isinstance(names["make"]("mine"), targets.Subprocess)
    mine = names["Mine"]()
    mine.start({"http": "http://127.0.0.1:1"})
    assert (mine.device, mine.addresses) == ("/dev/ttyACM0", {"http": "http://127.0.0.1:1"})
