"""Scripts as users of boards write them (tests/reports/board), on both interpreters, in a heap of 192 KB or less.

Each ends with its expected output. The package is compiled into the same heap.
"""

import re
import subprocess

import overlay
import programs
import pytest

REPORTS = overlay.ROOT / "tests" / "reports"
PAGES = ("moving-from-openmv.md", "moving-from-micropython-lib.md")
SCRIPTS = sorted((REPORTS / "board").glob("*.py"))
services = programs.load(REPORTS / "services.py")
HEAP = 192  # KB
LIMIT = 60.0  # seconds


def wanted(text):
    """Return the expected output of a script."""
    lines = text.partition("\n# prints:\n")[2].splitlines()
    return "".join(line[2:] + "\n" for line in lines)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_prints_its_expected_output(board, server, trusting, tmp_path, path):
    text = path.read_text("utf-8")
    heap = int((re.search(r"^heap: (\d+)$", text, re.MULTILINE) or [0, HEAP])[1])
    (tmp_path / "script.py").write_text(services.at(server.addresses, text), "utf-8")
    done = subprocess.run(
        [*board(trusting, heap).command(), "script.py"],
        cwd=tmp_path,
        env=programs.device_path(trusting),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert (done.stdout, done.returncode) == (wanted(text), 0)


def test_every_script_has_an_expected_output():
    assert SCRIPTS
    assert [path.stem for path in SCRIPTS if not wanted(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("page", PAGES)
def test_each_row_of_a_migration_page_names_its_script(page):
    text = (overlay.ROOT / "docs" / page).read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    rows = [row for row in rows if not row.endswith("| shown by |")]
    named = [re.findall(r"`(\w+\.py)`", row.rpartition(" | ")[2]) for row in rows]
    differences = sorted((overlay.ROOT / "tests" / "differences").glob("*.py"))
    assert rows and all(named)
    assert {name for names in named for name in names} <= {path.name for path in (*SCRIPTS, *differences)}
