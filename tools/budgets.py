"""What the package may cost on a board: boards/budgets.json is the one place of the figures.

Each entry is a figure that `nox -s size` or `nox -s bench-device` measures: its unit, the `most` that it may be, and
the `slack` by which two measurements of the same code differ. A figure that has not met its budget yet has the `best`
that was reached, too: a larger one is a failure, and `--write` records a smaller one. Once a figure meets its budget it
loses its `best`, and the budget is the limit from then on.
"""

import json
from pathlib import Path
from typing import TypedDict

FILE = Path(__file__).resolve().parent.parent / "boards" / "budgets.json"
Figures = dict[str, float]


class _Needed(TypedDict):
    unit: str
    most: float
    slack: float


class Budget(_Needed, total=False):
    """One entry of the file."""

    best: float


def load() -> dict[str, Budget]:
    """Return the budgets by the name of their figure."""
    found: dict[str, Budget] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def limit(budget: Budget) -> float:
    """Return the largest figure that is no failure."""
    return budget["best"] + budget["slack"] if "best" in budget else budget["most"]


def failures(measured: Figures, budgets: dict[str, Budget]) -> list[str]:
    """Return a line for each figure that is over its limit."""
    found = []
    for name, figure in measured.items():
        budget = budgets[name]
        if figure > limit(budget):
            what = f"the best so far is {_shown(budget['best'])}, " if "best" in budget else ""
            found.append(f"{name}: {_shown(figure)} {budget['unit']}; {what}the budget {_shown(budget['most'])}")
    return found


def recorded(measured: Figures, budgets: dict[str, Budget]) -> dict[str, Budget]:
    """Return the budgets with what these figures change: a `best` that is smaller, or no longer needed."""
    changed = {}
    for name, budget in budgets.items():
        entry: Budget = {"unit": budget["unit"], "most": budget["most"], "slack": budget["slack"]}
        if "best" in budget:
            best = min(measured.get(name, budget["best"]), budget["best"])
            if best > budget["most"]:
                entry["best"] = best
        changed[name] = entry
    return changed


def write(budgets: dict[str, Budget]) -> None:
    """Write the file, an entry a line."""
    lines = (f"  {json.dumps(name)}: {json.dumps(entry)}" for name, entry in budgets.items())
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def table(measured: Figures, budgets: dict[str, Budget]) -> str:
    """Return a table of these figures beside their budgets, for a page."""
    lines = ["| | measured | budget | |", "|---|---:|---:|---|"]
    for name, figure in measured.items():
        most, unit = budgets[name]["most"], " " + budgets[name]["unit"]
        verdict = "met" if figure <= most else f"over by {_shown(figure - most)}"
        lines.append(f"| {name} | {_shown(figure)}{unit} | {_shown(most)} | {verdict} |")
    return "\n".join(lines)


def judge(measured: Figures, keep: bool) -> list[str]:
    """Return the failures; with `keep`, record what was measured first."""
    budgets = load()
    if keep:
        write(recorded(measured, budgets))
    return failures(measured, budgets)


def _shown(figure: float) -> str:
    return f"{figure:,.2f}" if isinstance(figure, float) else f"{figure:,}"
