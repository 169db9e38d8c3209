"""Run one script on CPython and on MicroPython against the same server, and compare what they print.

    python tools/demo.py [SCRIPT]        # in an environment that has the wheel installed

MicroPython imports a copy of the merged tree, as from the file system of a board.
"""

from __future__ import annotations

import itertools
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

import micropython
import overlay

sys.path.append(str(overlay.ROOT / "tests"))
import server  # type: ignore[import-not-found]  # in tests/

TOUR = overlay.ROOT / "examples" / "tour.py"
WIDTH = 72


def run(command: list[str], folder: str, **environment: str) -> list[str]:
    """Run one side in `folder`; return the lines of its output, including errors and the exit code."""
    result = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return result.stdout.splitlines() + ([f"exit code {result.returncode}"] if result.returncode else [])


def both(script: str, base: str) -> tuple[list[str], list[str]]:
    """Return what the script prints on CPython and on MicroPython."""
    with tempfile.TemporaryDirectory() as folder:
        tree = overlay.copy("micropython", Path(folder) / "lib")
        desktop = run([sys.executable, "-I", "-X", "utf8", script, base], folder)
        # ".frozen" comes last: Debian's interpreter has another package of this name in it.
        device = run([*micropython.find("micropython"), script, base], folder, MICROPYPATH=f"{tree}:.frozen")
    return desktop, device


def side_by_side(left: list[str], right: list[str]) -> str:
    """Return two columns; rows that differ are marked with "!"."""
    rows = itertools.zip_longest(["CPython", "", *left], ["MicroPython", "", *right], fillvalue="")
    marked = (("  " if a == b or number == 0 else "! ", a, b) for number, (a, b) in enumerate(rows))
    return "\n".join(f"{mark}{a:{WIDTH}} | {b}".rstrip() for mark, a, b in marked)


def say(text: str) -> None:
    """Print what happens next, without waiting for a full buffer."""
    print("demo:", text, flush=True)


def shown(name: str) -> str:
    """Return a path as a user of the checkout would write it."""
    path = Path(name)
    return str(path.relative_to(overlay.ROOT)) if path.is_relative_to(overlay.ROOT) else name


def main() -> None:
    """Print both columns; exit with 1 if they differ, or if a side failed."""
    script = str(Path(sys.argv[1]).resolve() if sys.argv[1:] else TOUR)
    say("looking for MicroPython; if there is none, Debian's is fetched into .cache/")
    try:
        found = micropython.find("micropython")[-1]
    except micropython.MicroPythonMissing as error:
        sys.exit(f"demo: {error}")
    say(f"running {shown(script)} on CPython {platform.python_version()} and on {shown(found)}")
    with server.Server() as host:
        left, right = both(script, host.addresses["http"])
    print(side_by_side(left, right))
    if left != right or not left or left[-1].startswith("exit code"):
        sys.exit("demo: the two sides differ, or failed")
    print(f"\nBoth printed the same {len(left)} lines. The script is {shown(script)}.")


if __name__ == "__main__":
    main()
