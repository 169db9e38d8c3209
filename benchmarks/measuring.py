"""Take measurements in turns, each in a process of its own, in its client's environment.

In each round every job of a row is measured once, and the order rotates from round to round, so that noise affects
all clients alike. A measurement is {"cpu": seconds, "wall": seconds, "peak": MB} per operation, {} if the client
does not have the task, and {"failed": reason} if a response is wrong. A job with a count of 0 returns
{"instructions": number} instead.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from environments import python_of

HERE = Path(__file__).resolve().parent
LIMIT = 120.0  # seconds for one measurement

Measurement = dict[str, Any]


class Job(NamedTuple):
    """A measurement to take in each round."""

    client: str
    task: str
    count: int
    size: int | None = None


def take_turns(rows: Iterable[list[Job]], rounds: int, base: str) -> dict[Job, list[Measurement]]:
    """Measure all jobs of all rows once in each round."""
    rows = list(rows)
    pythons = {client: python_of(client) for client in dict.fromkeys(job.client for row in rows for job in row)}
    found: dict[Job, list[Measurement]] = {job: [] for row in rows for job in row}
    for turn in range(rounds):
        for row in rows:
            first = turn % len(row)
            for job in row[first:] + row[:first]:
                found[job].append(_measure(job, pythons[job.client], base))
    return found


def _measure(job: Job, python: str, base: str) -> Measurement:
    size = [] if job.size is None else [str(job.size)]
    command = [python, str(HERE / "worker.py"), job.client, job.task, str(job.count), base, *size]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, timeout=LIMIT, check=False, cwd=HERE)
        return json.loads(done.stdout.splitlines()[-1])
    except (subprocess.TimeoutExpired, IndexError, ValueError) as error:
        return {"failed": repr(error)[:200]}


def summaries(found: dict[Job, list[Measurement]]) -> dict[Job, Measurement]:
    """Return one measurement for each job, the least of each figure: other programs can only add to it."""
    return {job: _summary(measurements) for job, measurements in found.items()}


def _summary(measurements: list[Measurement]) -> Measurement:
    for one in measurements:
        if "failed" in one:
            return one
    return {name: min(one[name] for one in measurements) for name in measurements[0]}
