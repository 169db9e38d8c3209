"""Print the version of the distribution, or set it everywhere.

    python tools/version.py            # print
    python tools/version.py 0.3.0      # set

`version` in pyproject.toml is the source. The manifest for firmware and the drop-in pair read it there, and
package.json is generated from it. The pages that describe the drop-in pair contain it, too: this tool changes them, and
tests/test_project.py compares them.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import overlay

SOURCE = overlay.ROOT / "pyproject.toml"
LINE = re.compile(r'(?<=^version = ")[^"]+(?="$)', re.MULTILINE)
SHOWN = re.compile(r"(?<=\+omni)\d+\.\d+\.\d+")  # 2.34.2+omni0.1.0
VALID = re.compile(r"\d+\.\d+\.\d+")


def current() -> str:
    """Return the version of the distribution, such as "0.1.0"."""
    found = LINE.search(SOURCE.read_text(encoding="utf-8"))
    if found is None:
        raise ValueError("pyproject.toml names no version")
    return found[0]


def pages() -> list[Path]:
    """Return the documents that may show a version of the drop-in pair."""
    return [*overlay.ROOT.glob("*.md"), *overlay.ROOT.glob("docs/**/*.md"), overlay.ROOT / "packaging" / "README.md"]


def shown() -> dict[str, set[str]]:
    """Return {document: our versions in it}."""
    texts = {path: path.read_text(encoding="utf-8") for path in pages() if path.name != "CHANGELOG.md"}
    return {path.relative_to(overlay.ROOT).as_posix(): set(SHOWN.findall(text)) for path, text in texts.items()}


def change(version: str) -> None:
    """Write a new version into pyproject.toml, package.json and the documents."""
    SOURCE.write_text(LINE.sub(version, SOURCE.read_text(encoding="utf-8")), encoding="utf-8")
    for name in shown():
        path = overlay.ROOT / name
        path.write_text(SHOWN.sub(version, path.read_text(encoding="utf-8")), encoding="utf-8")
    import mip

    mip.PACKAGE.write_text(mip.package(), encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    """Print or set the version; return 2 if it is not X.Y.Z."""
    if not arguments:
        print(current())
    elif len(arguments) == 1 and VALID.fullmatch(arguments[0]):
        change(arguments[0])
    else:
        print("usage: version.py [X.Y.Z]", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
