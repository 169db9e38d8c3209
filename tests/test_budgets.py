"""The budgets of a board: a figure over its budget is a failure, and the page shows both."""

import budgets
import pytest

BUDGETS = {"x": {"unit": "bytes", "most": 150, "aim": 100}, "y": {"unit": "", "most": 4.0}}


@pytest.mark.parametrize(("figure", "fails"), [(100, False), (150, False), (151, True)])
def test_a_figure_is_held_to_its_budget(figure, fails):
    assert bool(budgets.failures({"x": figure}, BUDGETS)) is fails


def test_a_failure_names_the_figure_and_the_budget():
    assert budgets.failures({"x": 1600}, BUDGETS) == ["x: 1,600 bytes; the budget is 150"]


def test_the_page_shows_figure_budget_and_aim():
    lines = budgets.table({"x": 140, "y": 3.5}, BUDGETS).splitlines()
    assert lines[2:] == ["| x | 140 bytes | 150 | 100 |", "| y | 3.50  | 4.00 |  |"]


def test_an_aim_is_below_its_budget():
    """An entry whose aim was met needs none."""
    entries = budgets.load()
    assert [name for name, entry in entries.items() if entry.get("aim", 0) >= entry["most"]] == []
