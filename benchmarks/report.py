"""Make tables of measurements, list what is wrong in them, and write the tables to docs/performance.md."""

from __future__ import annotations

import datetime
import os
import platform
from collections.abc import Container
from pathlib import Path

from environments import CLIENTS, OURS, REFERENCE, ROOT
from measuring import Job, Measurement
from tasks import MEMORY, SCALE, SPEED, Task

PAGE = ROOT / "docs" / "performance.md"
BARE = "socket"
NEAR_BARE = 1.1  # no client can take less than a bare socket, and measurements of the same code differ by this factor
GROWTH_LIMIT = 2.6  # factor of CPU when the size doubles: proportional growth, on a noisy machine
MEMORY_LIMIT = 8.0  # MB by which the peak of a stream may differ when its size doubles

Row = list[tuple[Job, Measurement]]


def by_task(found: dict[Job, Measurement]) -> dict[str, Row]:
    """Return {task: row}, the jobs of each row in the order in which they were given."""
    rows: dict[str, Row] = {}
    for job, got in found.items():
        rows.setdefault(job.task, []).append((job, got))
    return rows


def speed_table(rows: dict[str, Row], clients: list[str]) -> list[str]:
    """Return the lines of a table: CPU per operation and its ratio to PyPI's requests."""
    lines = _head("task", *clients, "budget (first aim)")
    for task, row in rows.items():
        reference = next((got.get("cpu") for job, got in row if job.client == REFERENCE), None)
        cells = [_cell(got, reference) for _, got in row]
        lines.append(_line(SPEED[task].title, *cells, budget_cell(SPEED[task])))
    return lines


def budget_cell(task: Task) -> str:
    """Return the budget, and the aim in brackets where the budget is above it."""
    return f"{task.budget:.2f} ({task.aim:.2f})" if task.budget > task.aim else f"{task.budget:.2f}"


def scale_table(rows: dict[str, Row], clients: list[str]) -> list[str]:
    """Return the lines of a table: CPU per operation and peak memory, for ours also at half the size."""
    lines = _head("task", f"{OURS}, half of it", *clients)
    for task, row in rows.items():
        cells = [_cell(got) + (f", {got['peak']:.0f} MB" if "peak" in got else "") for _, got in row]
        lines.append(_line(SCALE[task].title, *cells))
    return lines


def memory_table(found: dict[Job, Measurement], clients: list[str]) -> list[str]:
    """Return the lines of a table: resident memory in MB above that of Python alone."""
    lines = _head("MB above Python's own", *clients)
    by_client = {job.client: got for job, got in found.items()}
    for figure, title in MEMORY.items():
        cells = [f"{by_client[name][figure]:.1f}" if figure in by_client[name] else "" for name in clients]
        lines.append(_line(title, *cells))
    return lines


def _head(*names: str) -> list[str]:
    return [_line(*names), "|---|" + "--:|" * (len(names) - 1)]


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(got: Measurement, reference: float | None = None) -> str:
    """Return "123 us (**0.40**)", or "" for a task that the client does not have."""
    if "failed" in got:
        return "failed"
    if "cpu" not in got:
        return ""
    cpu = got["cpu"]
    figure = f"{cpu * 1e6:.0f} us" if cpu < 0.01 else f"{cpu * 1e3:.0f} ms"
    return f"{figure} (**{cpu / reference:.2f}**)" if reference else figure


def failures(found: dict[Job, Measurement], clients: Container[str] = CLIENTS) -> list[str]:
    """Return a sentence for each job of these clients that had a wrong response."""
    failed = [(job, got["failed"]) for job, got in found.items() if "failed" in got]
    return [f"{job.task}, {job.client}: {reason}" for job, reason in failed if job.client in clients]


def remarks(found: dict[Job, Measurement]) -> list[str]:
    """Return the lines below a table that say why a cell has no figure."""
    return ["", *(f"- failed: {sentence}" for sentence in failures(found))] if failures(found) else []


def excesses(rows: dict[str, Row]) -> list[str]:
    """Return a sentence for each budget that is exceeded, and for each cost that grows out of proportion."""
    wrong = [
        above(task, row, SPEED[task].budget) if task in SPEED else out_of_proportion(task, row)
        for task, row in rows.items()
    ]
    return [sentence for sentence in wrong if sentence]


def above(task: str, row: Row, limit: float) -> str:
    """Return a sentence if ours takes more than `limit` of Requests' CPU time, and more than a bare socket; else ""."""
    cpu = {job.client: got["cpu"] for job, got in row if "cpu" in got}
    if OURS not in cpu or REFERENCE not in cpu:
        return ""
    ratio, floor = cpu[OURS] / cpu[REFERENCE], cpu.get(BARE, 0.0) / cpu[REFERENCE]
    most = max(limit, floor * NEAR_BARE)
    return f"{task}: {ratio:.2f} of the CPU of PyPI's requests, at most {most:.2f}" if ratio > most else ""


def out_of_proportion(task: str, row: Row) -> str:
    """Return a sentence if our cost at the whole size is out of proportion to that at half of it; else ""."""
    half, whole = (got for job, got in row if job.client == OURS)
    if "cpu" not in half or "cpu" not in whole:
        return ""
    times, more = whole["cpu"] / half["cpu"], whole["peak"] - half["peak"]
    if times > GROWTH_LIMIT:
        return f"{task}: twice the size takes {times:.1f} times the CPU"
    if SCALE[task].streamed and more > MEMORY_LIMIT:
        return f"{task}: twice the size takes {more:.0f} MB more"
    return ""


def machine() -> str:
    """Return the date and a description of the machine."""
    cpus = Path("/proc/cpuinfo")
    lines = cpus.read_text().splitlines() if cpus.exists() else []
    names = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    name = names[0] if names else platform.processor()
    return f"{datetime.date.today()}, {name}, {os.cpu_count()} cores, CPython {platform.python_version()}"


def write(parts: dict[str, list[str]]) -> None:
    """Put the lines of each part between its marks in docs/performance.md."""
    text = PAGE.read_text(encoding="utf-8")
    for name, lines in parts.items():
        start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
        before, _, rest = text.partition(start)
        text = before + start + "\n".join(lines) + "\n" + end + rest.partition(end)[2]
    PAGE.write_text(text, encoding="utf-8")
