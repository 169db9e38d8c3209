"""The table of docs/test-your-board.md, as `pytest --record` writes it."""

import datetime
import types

import pytest
import record
import targets

TODAY = datetime.date.today().isoformat()


@pytest.fixture
def page(tmp_path, monkeypatch):
    """A page with the rows of two targets."""
    path = tmp_path / "page.md"
    path.write_text(
        f"# Page\n\n{record.HEAD}| `b` | B 1 | 1 | 0 | 0 | 2026-01-01 |\n| `c` | C 1 | 2 | 0 | 0 | x |\n\nEnd\n"
    )
    monkeypatch.setattr(record, "PAGE", path)
    return path


def test_a_row_has_every_outcome():
    assert record.row("a", "A 1", {"passed": 3, "failed": 1}) == f"| `a` | A 1 | 3 | 0 | 1 | {TODAY} |\n"


def test_cases_are_counted_by_target_and_outcome():
    def report(name, version):
        return types.SimpleNamespace(user_properties=[(name, version)])

    stats = {"passed": [report("a", "A 1"), report("b", "B 1"), report("a", "A 1")], "failed": [report("a", "A 1")]}
    assert record.counted({**stats, "": [report("a", "A 1")]}) == {
        "a": ("A 1", {"passed": 2, "failed": 1}),
        "b": ("B 1", {"passed": 1}),
    }


def test_rows_of_other_targets_and_the_text_around_them_stay(page):
    record.write({"c": "| `c` | C 2 |\n", "a": "| `a` | A 1 |\n"}, ("a", "b", "c"))
    rows = "| `a` | A 1 |\n| `b` | B 1 | 1 | 0 | 0 | 2026-01-01 |\n| `c` | C 2 |\n"
    assert page.read_text() == f"# Page\n\n{record.HEAD}{rows}\nEnd\n"


def test_a_target_that_is_no_longer_known_loses_its_row(page):
    record.write({}, ("c",))
    assert list(record.parts()[1]) == ["c"]


def test_the_page_has_rows_of_targets_that_there_are():
    rows = record.parts()[1]
    assert rows and set(rows) <= set(targets.NAMES)
