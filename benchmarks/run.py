"""Measure every client on every task against nginx on the loopback interface, side by side.

    python benchmarks/run.py [--rounds N] [--only TASK ...] [--clients NAME ...] [--write]

A figure is the least of all rounds, as other programs on the machine can only add to it; the verdict is its ratio to
PyPI's requests in the same run. Exits with 1 when a response was wrong, a budget is missed, or a cost grows out of
proportion.
"""

from __future__ import annotations

import argparse
import sys

import chart
import nginx
import report
from environments import CLIENTS, OURS, REFERENCE, versions
from measuring import Job, summaries, take_turns
from tasks import SCALE, SPEED

SCALE_CLIENTS = [OURS, REFERENCE, "niquests"]
SCALE_ROUNDS = 3
MEMORY_ROUNDS = 3
JUDGED = (OURS, REFERENCE)  # both figures are needed for a verdict; other clients may fail, and the table shows that


def options() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", default=[*SPEED, "memory", *SCALE], metavar="TASK")
    parser.add_argument("--clients", nargs="+", default=CLIENTS, choices=CLIENTS, metavar="NAME")
    parser.add_argument("--write", action="store_true", help="keep tables and chart in docs/")
    return parser.parse_args()


def main() -> None:
    """Measure, print, and with --write store the tables."""
    chosen = options()
    clients, few = chosen.clients, [name for name in SCALE_CLIENTS if name in chosen.clients]
    with nginx.serving() as base:
        fast = summaries(take_turns(speed_jobs(chosen.only, clients), chosen.rounds, base))
        resident = summaries(take_turns(memory_jobs(chosen.only, clients), min(chosen.rounds, MEMORY_ROUNDS), base))
        grown = summaries(take_turns(scale_jobs(chosen.only, few), min(chosen.rounds, SCALE_ROUNDS), base))
    about = f"{report.machine()}; {versions(clients)}; the least of {chosen.rounds} rounds."
    parts = {}
    if fast:
        parts["speed"] = [about, "", *report.speed_table(report.by_task(fast), clients), *report.remarks(fast)]
    if resident:
        parts["memory"] = [*report.memory_table(resident, clients), *report.remarks(resident)]
    if grown:
        parts["scale"] = [*report.scale_table(report.by_task(grown), few), *report.remarks(grown)]
    print("\n\n".join("\n".join(lines) for lines in parts.values()))
    if chosen.write:
        report.write(parts)
        chart.write(report.by_task(fast))
    found = {**fast, **grown}
    sys.exit("\n".join(report.failures(found, JUDGED) + report.excesses(report.by_task(found))) or 0)


def speed_jobs(only: list[str], clients: list[str]) -> list[list[Job]]:
    """Return a row of jobs for each chosen task."""
    tasks = [(name, task) for name, task in SPEED.items() if name in only]
    return [[Job(client, name, task.count) for client in clients] for name, task in tasks]


def memory_jobs(only: list[str], clients: list[str]) -> list[list[Job]]:
    """Return the row of jobs that measure resident memory, if it is chosen."""
    return [[Job(client, "memory", 1) for client in clients]] if "memory" in only else []


def scale_jobs(only: list[str], clients: list[str]) -> list[list[Job]]:
    """Return a row of jobs for each chosen task, the first of them ours at half the size."""
    tasks = [(name, task) for name, task in SCALE.items() if name in only]
    return [
        [
            Job(OURS, name, task.count, task.size // 2),
            *(Job(client, name, task.count, task.size) for client in clients),
        ]
        for name, task in tasks
    ]


if __name__ == "__main__":
    main()
