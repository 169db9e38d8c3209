"""The judge of a board's budgets: what is over, what may not grow, and what is recorded."""

import budgets
import pytest

MET = {"unit": "bytes", "most": 100, "slack": 5}
MISSED = {"unit": "bytes", "most": 100, "slack": 5, "best": 150}


@pytest.mark.parametrize(
    ("budget", "figure", "fails"),
    [(MET, 100, False), (MET, 101, True), (MISSED, 90, False), (MISSED, 155, False), (MISSED, 156, True)],
)
def test_a_figure_is_held_to_its_budget_or_to_the_best_so_far(budget, figure, fails):
    assert bool(budgets.failures({"x": figure}, {"x": budget})) is fails


def test_a_failure_names_the_figure_the_best_and_the_budget():
    assert budgets.failures({"x": 160}, {"x": MISSED}) == ["x: 160 bytes; the best so far is 150, the budget 100"]


@pytest.mark.parametrize(
    ("budget", "figure", "best"),
    [(MET, 90, None), (MET, 140, None), (MISSED, 140, 140), (MISSED, 160, 150), (MISSED, 100, None)],
)
def test_what_is_recorded_never_grows_and_ends_with_the_budget(budget, figure, best):
    assert budgets.recorded({"x": figure}, {"x": budget})["x"].get("best") == best


def test_what_was_not_measured_stays():
    assert budgets.recorded({}, {"x": MISSED, "y": MET}) == {"x": MISSED, "y": MET}


def test_the_page_says_by_how_much():
    lines = budgets.table({"x": 160, "y": 3.5}, {"x": MISSED, "y": {"unit": "", "most": 4, "slack": 0}}).splitlines()
    assert lines[2:] == ["| x | 160 bytes | 100 | over by 60 |", "| y | 3.50  | 4 | met |"]


def test_the_file_is_written_as_it_is_kept(tmp_path, monkeypatch):
    before, text = budgets.load(), budgets.FILE.read_text("utf-8")
    monkeypatch.setattr(budgets, "FILE", tmp_path / "budgets.json")
    budgets.write(before)
    assert budgets.FILE.read_text("utf-8") == text


def test_no_recorded_best_is_within_its_budget():
    assert [
        name for name, budget in budgets.load().items() if budget.get("best", budget["most"] + 1) <= budget["most"]
    ] == []
