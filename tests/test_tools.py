"""The tools that compare: a difference must be reported."""

import api
import demo
import pytest
import subjects


def test_demo_marks_the_rows_that_differ():
    lines = demo.side_by_side(["same", "one"], ["same", "two", "three"]).splitlines()
    assert [line[:1] for line in lines[2:]] == [" ", "!", "!"]
    assert "one" in lines[3] and lines[3].endswith("| two")


def test_demo_shows_how_a_side_failed(tmp_path):
    script = tmp_path / "fails.py"
    script.write_text("import sys\nprint('begun')\nsys.exit(3)\n")
    desktop, device = demo.both(str(script), "http://127.0.0.1")
    assert desktop == device == ["begun", "exit code 3"]


class Base:
    def method(self, a, b: int = 1, *, c=None, **kw: str) -> None: ...

    setting = 5


class Derived(Base, OSError):
    @property
    def shown(self):
        return 1

    @staticmethod
    def made(x): ...


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Base.method, "callable"),
        (Base.setting, "5"),
        (Derived.shown, "property"),
        (Derived.__dict__["made"], "staticmethod (x)"),
        (Derived, "class of builtins.OSError builtins.Exception builtins.BaseException"),
        (object(), "data"),
        ("/usr/share/somewhere", "data"),
        (pytest, "module"),
    ],
)
def test_api_describes(value, text):
    assert api.describe(value) == text


def test_api_signature_leaves_annotations_out():
    assert api.signature(Base.method) == "(self, a, b=1, *, c=None, **kw)"


@pytest.mark.parametrize(
    ("want", "got", "differs"),
    [
        ("(a, b=1)", "(a, b=1)", False),
        ("(a, b=1)", "(a, b=2)", True),
        ("(a, b)", "(b, a)", True),
        ("class of builtins.OSError", "class of builtins.OSError builtins.ValueError", False),
        ("class of builtins.OSError builtins.ValueError", "class of builtins.OSError", True),
    ],
)
def test_api_compares(want, got, differs):
    assert api.differs("requests.get", want, got) is differs


def test_api_forgives_the_value_of_a_dunder():
    assert api.differs("requests.__copyright__", "'a'", "'b'") is False


def test_api_reports_what_is_missing_and_what_changed(capsys):
    table = api.json.loads(api.SURFACE.read_text("utf-8"))
    assert api.check(dict(table)) == 0
    del table["requests.Session().verify"]
    table["requests.get"] = "(url)"
    assert api.check(table) == 2
    out = capsys.readouterr().out
    assert "missing: requests.Session().verify: attribute" in out
    assert "differs: requests.get: (url, params=None, **kwargs) there, (url) here" in out


@pytest.mark.parametrize(
    ("subject", "accepted"),
    [
        ("core: Reject field names that are not tokens", True),
        ("cpython, docs: Close connections after a fork", True),
        ("core: Reject field names that are not tokens.", False),
        ("core: reject field names", False),
        ("Reject field names", False),
        ("core: R" + "e" * 65, True),
        ("core: R" + "e" * 66, False),
    ],
)
def test_commit_subjects(subject, accepted):
    assert (subjects.complaint(subject) is None) == accepted


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("core: Reject field names that are not tokens\n\nA reason.\n# Please enter the message\n", 0),
        ("# Please enter the message\nreject field names.\n", 1),
        ("fixup! core: Reject field names\n", 0),
    ],
)
def test_subject_of_a_message_that_git_passes(tmp_path, message, code):
    (tmp_path / "COMMIT_EDITMSG").write_text(message)
    assert subjects.main([str(tmp_path / "COMMIT_EDITMSG")]) == code
