"""A Cortex-M7 with the package in its flash needs no more heap for a request than docs/device-costs.md says."""

from pathlib import Path

import board
import overlay

PAGE = overlay.ROOT / "docs" / "device-costs.md"
SLACK = 1024  # bytes; the positions of blocks change a figure by some hundred
TASKS = Path(__file__).with_name("wire_heap.py")


def measured():
    """{task: bytes} on the board."""
    target = board.Qemu()
    target.start({})
    try:
        printed = target.run(TASKS, "wire_heap.measure()")
    finally:
        target.stop()
    return {name: int(size) for name, size in (line.split(" | ") for line in printed.splitlines())}


def recorded():
    """{task: bytes} on the page."""
    rows = PAGE.read_text(encoding="utf-8").partition("\n## Frozen, on a Cortex-M7")[2].splitlines()
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row.startswith("| ")]
    return {name: int(size) for name, size in cells if size.isdigit()}


def test_no_request_needs_more_than_was_written_down():
    now, before = measured(), recorded()
    assert now.keys() == before.keys(), now
    assert not {name for name in now if now[name] > before[name] + SLACK}, now
