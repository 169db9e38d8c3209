"""The bounds of the device and of the desktop are those of their page."""

import overlay
from requests._core.http1 import Limits

PAGE = overlay.ROOT / "docs" / "limits.md"


def columns():
    """({limit: bound on a desktop}, {limit: bound on a device}), as the page has them."""
    rows = [
        [cell.strip() for cell in row.strip("|").split("|")] for row in PAGE.read_text(encoding="utf-8").splitlines()
    ]
    bounds = {row[0].strip("`"): row[2:4] for row in rows if len(row) == 5 and row[0].startswith("`")}
    return tuple(
        {name: None if row[side] == "no bound" else int(row[side]) for name, row in bounds.items()} for side in (0, 1)
    )


def test_the_bounds_of_the_page_are_those_of_the_device(board):
    board.run(f"""
        from requests.adapters import LIMITS, HTTPAdapter
        from requests.cookies import RequestsCookieJar
        for name, bound in {columns()[1]!r}.items():
            for holder in (LIMITS, HTTPAdapter.limits, RequestsCookieJar.limits, requests.Session().limits):
                eq((name, getattr(holder, name)), (name, bound))
    """)


def test_the_bounds_of_the_page_are_those_of_the_desktop():
    desktop = columns()[0]
    assert len(desktop) == 10
    assert {name: getattr(Limits(), name) for name in desktop} == desktop
