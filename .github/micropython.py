"""Print `text=...`, an output for a workflow: which versions of MicroPython differ from those in micropython.json.

The versions in Debian and npm's registry are found with `rmadison` (Debian's package devscripts) and `npm`. If none
differs, the text is empty.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

KNOWN = Path(__file__).with_name("micropython.json")
PACKAGE = "@micropython/micropython-webassembly-pyscript"


def answer(*command: str) -> str:
    """Return the output of a command; raise CalledProcessError if it fails."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def debian(suite: str) -> str:
    """Return the upstream version of MicroPython in a suite of Debian: "1.26.1"."""
    listed = answer("rmadison", "-u", "debian", "-s", suite, "micropython")
    found = re.search(r"^\s*micropython\s*\|\s*(\d+(?:\.\d+)*)", listed, re.MULTILINE)
    if found is None:
        raise ValueError(f"rmadison lists no micropython in {suite}: {listed!r}")
    return found[1]


def current() -> dict[str, str]:
    """Return the current versions, with the names in micropython.json."""
    return {
        "Debian stable": debian("stable"),
        "Debian testing": debian("testing"),
        "npm": answer("npm", "view", PACKAGE, "version").strip(),
    }


def report(known: dict[str, str], found: dict[str, str]) -> str:
    """Return a sentence for each version that has changed, or "" if none has."""
    pairs = ((name, known.get(name), version) for name, version in found.items())
    moved = [f"{name}: {before} is now {version}." for name, before, version in pairs if version != before]
    return " ".join([*moved, "Run the tests on it, then change .github/micropython.json."]) if moved else ""


if __name__ == "__main__":
    print("text=" + report(json.loads(KNOWN.read_text(encoding="utf-8")), current()))
