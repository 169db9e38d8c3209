"""Write, or check, package.json: what `mip` copies to a board, and from where.

    python tools/mip.py            # write
    python tools/mip.py --check    # exit 1 if it is out of date

The addresses are relative to package.json, so one file serves GitHub, a fork, a
local checkout and a plain web server.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import generated
import overlay

PACKAGE = overlay.ROOT / "package.json"


def version() -> str:
    """Return the distribution's version; pyproject.toml is the one place that has it."""
    text = (overlay.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    found = re.search(r'^version = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError("pyproject.toml names no version")
    return found.group(1)


def package() -> str:
    """Return the text that package.json must have."""
    urls = [[name, _address(place)] for name, place in overlay.merged("micropython").items()]
    lines = ",\n".join("    " + json.dumps(pair) for pair in urls)
    return f'{{\n  "urls": [\n{lines}\n  ],\n  "deps": [],\n  "version": "{version()}"\n}}\n'


def _address(place: Path) -> str:
    return place.relative_to(overlay.ROOT).as_posix()


if __name__ == "__main__":
    generated.main(__doc__, PACKAGE, package())
