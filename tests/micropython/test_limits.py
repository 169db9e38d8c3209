"""The limits of MicroPython and of CPython are those of docs/limits.md."""

from pathlib import Path

import overlay
from requests._core.http1 import Limits

PROGRAM = Path(__file__).parent / "programs" / "limits.py"
PAGE = overlay.ROOT / "docs" / "limits.md"


def columns():
    """({limit: its value on CPython}, {limit: its value on MicroPython}) of the page."""
    rows = [
        [cell.strip() for cell in row.strip("|").split("|")] for row in PAGE.read_text(encoding="utf-8").splitlines()
    ]
    bounds = {row[0].strip("`"): row[2:4] for row in rows if len(row) == 5 and row[0].startswith("`")}
    return tuple(
        {name: None if row[side] == "no limit" else int(row[side]) for name, row in bounds.items()} for side in (0, 1)
    )


def test_the_limits_of_the_page_are_those_of_the_device(board):
    board().run(PROGRAM, f"limits.check({columns()[1]!r})")


def test_the_limits_of_the_page_are_those_of_the_desktop():
    desktop = columns()[0]
    assert len(desktop) == 10
    assert {name: getattr(Limits(), name) for name in desktop} == desktop
