"""The table of docs/test-your-board.md: how many cases each target ran, on which version, and when.

`pytest … --record` writes the rows of the targets that it ran, and leaves the others unchanged; `RECORD=1 .ci/run`
writes all that one machine can run.
"""

import datetime
import itertools

from aptroot import locked
from cases import TESTS

CACHE = TESTS.parent / ".cache"
PAGE = TESTS.parent / "docs" / "test-your-board.md"
OUTCOMES = ("passed", "skipped", "failed")
HEAD = "| target | runs | passed | skipped | failed | on |\n|---|---|---:|---:|---:|---|\n"


def parts():
    """The page before its rows, {target: its row}, and the page after them."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(HEAD)
    lines = list(itertools.takewhile(lambda line: line.startswith("| `"), rest.splitlines(keepends=True)))
    return before + HEAD, {line.split("`")[1]: line for line in lines}, rest[len("".join(lines)) :]


def counted(stats):
    """{target: (version, {outcome: number of cases})} of pytest's reports by their outcome."""
    ran = {}
    for outcome in OUTCOMES:
        for report in stats.get(outcome, ()):
            for name, version in report.user_properties:
                _, counts = ran.setdefault(name, (version, {}))
                counts[outcome] = counts.get(outcome, 0) + 1
    return ran


def row(target, version, counts):
    """The row of a target that ran today; `counts` are {outcome: number of cases}."""
    figures = " | ".join(str(counts.get(outcome, 0)) for outcome in OUTCOMES)
    return f"| `{target}` | {version} | {figures} | {datetime.date.today().isoformat()} |\n"


def write(ran, order):
    """Write {target: row} to the page, in the order of the targets, with a lock."""
    with locked(CACHE / "record.lock"):
        before, rows, after = parts()
        rows.update(ran)
        PAGE.write_text(before + "".join(rows[name] for name in order if name in rows) + after, encoding="utf-8")
