"""Write or check package.json, which lists the files that `mip` copies to a board, and their addresses.

    python tools/mip.py            # write
    python tools/mip.py --check    # exit 1 if it is out of date

The addresses are relative to package.json, so the file is the same for GitHub, a
fork, a local checkout and a plain web server.
"""

from __future__ import annotations

import json
from pathlib import Path

import generated
import overlay
import version

PACKAGE = overlay.ROOT / "package.json"


def package() -> str:
    """Return the text that package.json must have."""
    urls = [[name, _address(place)] for name, place in overlay.merged("micropython").items()]
    lines = ",\n".join("    " + json.dumps(pair) for pair in urls)
    return f'{{\n  "urls": [\n{lines}\n  ],\n  "deps": [],\n  "version": "{version.current()}"\n}}\n'


def _address(place: Path) -> str:
    return place.relative_to(overlay.ROOT).as_posix()


if __name__ == "__main__":
    generated.main(__doc__, PACKAGE, package())
