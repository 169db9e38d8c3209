"""Fail if a change made the client slower, by figures that are reliable on a noisy machine, in under a minute.

    python benchmarks/guard.py [--write]

The number of instructions that the interpreter executes for an operation is always the same; it must be at most 10 %
above the one recorded for this Python, or for the newest one with a record. It does not include code in C and in the
system, so CPU time is measured, too: its ratio to that of PyPI's requests, each the best of three rounds, may be at
most twice the budget, which is for a quiet machine.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import nginx
import report
from environments import OURS, PYTHON, REFERENCE
from measuring import Job, Measurement, summaries, take_turns
from tasks import SPEED

RECORD = Path(__file__).resolve().parent / "instructions.json"
COUNTED = [
    "get",
    "get_tls",
    "get_with_settings",
    "get_with_cookies",
    "one_shot",
    "post_json",
    "multipart",
    "gzip_json",
    "prepare",
    "redirect",
    "process",
    "process_tls",
]
TOLERANCE = 1.1  # of the recorded instructions
MARGIN = 2.0  # of the budget
ROUNDS = 3


def measured(rows: list[list[Job]], rounds: int, base: str) -> dict[Job, Measurement]:
    """Return the best of all rounds; exit with 1 if a response is wrong."""
    found = summaries(take_turns(rows, rounds, base))
    if wrong := report.failures(found):
        sys.exit("\n".join(wrong))
    return found


def instructions(base: str) -> dict[str, int]:
    """Return {task: instructions of the interpreter for one operation of ours}."""
    found = measured([[Job(OURS, task, 0)] for task in COUNTED], 1, base)
    return {job.task: int(got["instructions"]) for job, got in found.items()}


def cpu(base: str) -> dict[str, report.Row]:
    """Return the rows of all tasks."""
    rows = [[Job(client, name, task.count) for client in (OURS, REFERENCE)] for name, task in SPEED.items()]
    return report.by_task(measured(rows, ROUNDS, base))


def grown(counts: dict[str, int], recorded: dict[str, int]) -> list[str]:
    """Return a sentence for each task that takes more instructions than its record allows."""
    return [
        f"{task}: {count} instructions, {recorded[task]} are recorded"
        for task, count in counts.items()
        if count > recorded[task] * TOLERANCE
    ]


def slower(rows: dict[str, report.Row]) -> list[str]:
    """Return a sentence for each task whose CPU time is far above its budget."""
    return [found for task, row in rows.items() if (found := report.above(task, row, SPEED[task].budget * MARGIN))]


def main() -> None:
    """Measure, print, and exit with 1 if a figure is too large; with --write record the instructions instead."""
    records = json.loads(RECORD.read_text(encoding="utf-8"))
    with nginx.serving() as base:
        counts = instructions(base)
        print(f"instructions, CPython {PYTHON}:", ", ".join(f"{task} {count}" for task, count in counts.items()))
        if "--write" in sys.argv[1:]:
            RECORD.write_text(json.dumps({**records, PYTHON: counts}, indent=4) + "\n", encoding="utf-8")
            return
        rows = cpu(base)
    print("\n".join(report.speed_table(rows, [OURS, REFERENCE])))
    newest = records[max(records, key=lambda python: int(python.partition(".")[2]))]
    sys.exit("\n".join(grown(counts, records.get(PYTHON, newest)) + slower(rows)) or 0)


if __name__ == "__main__":
    main()
