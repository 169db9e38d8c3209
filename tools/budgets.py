"""Limit what the package costs on a board, by the budgets in boards/budgets.json.

Each entry is for a figure that `nox -s size` or `nox -s bench-device` measures: its `unit`, and the largest value that
is allowed, `most`. If the project aimed at less, and a profile shows why that cannot be reached (docs/size.md,
docs/device-costs.md), the entry also has this `aim`, and the pages show both.
"""

import json
from pathlib import Path
from typing import TypedDict

FILE = Path(__file__).resolve().parent.parent / "boards" / "budgets.json"
Figures = dict[str, float]


class _Needed(TypedDict):
    unit: str
    most: float


class Budget(_Needed, total=False):
    """One entry of the file."""

    aim: float


def load() -> dict[str, Budget]:
    """Return the budgets by the name of their figure."""
    found: dict[str, Budget] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def failures(measured: Figures, budgets: dict[str, Budget]) -> list[str]:
    """Return a line for each figure that exceeds its budget."""
    return [
        f"{name}: {_shown(figure)} {budgets[name]['unit']}; the budget is {_shown(budgets[name]['most'])}"
        for name, figure in measured.items()
        if figure > budgets[name]["most"]
    ]


def table(measured: Figures, budgets: dict[str, Budget]) -> str:
    """Return a table of these figures beside their budgets, for a page."""
    lines = ["| | measured | budget | first aim |", "|---|---:|---:|---:|"]
    for name, figure in measured.items():
        budget = budgets[name]
        aim = _shown(budget["aim"]) if "aim" in budget else ""
        lines.append(f"| {name} | {_shown(figure)} {budget['unit']} | {_shown(budget['most'])} | {aim} |")
    return "\n".join(lines)


def _shown(figure: float) -> str:
    return f"{figure:,.2f}" if isinstance(figure, float) else f"{figure:,}"
