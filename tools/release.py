"""Exit with 1 and a list of what is missing before the version of a tag can be released.

    python tools/release.py vX.Y.Z

The workflow release.yml runs it first. The repository has no public address yet, so `[project.urls]` and some pages
cannot have one: for the first release they are filled in (docs/releasing.md), and this tool lists the places.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import overlay
import version

URLS = ("Documentation", "Source", "Changelog", "Issues")
PLACEHOLDERS = ("https://example.org/omnirequests/", "Until the first release is on PyPI")


def missing(tag: str, project: Mapping[str, Any], changelog: str, pages: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each thing to do; `pages` is {name: text of a document}."""
    number = project["version"]
    if tag != "v" + number:
        yield f"The tag is {tag}, but the version is {number}: `python tools/version.py X.Y.Z` sets it."
    addresses = project.get("urls", {})
    for name in URLS:
        if not addresses.get(name, "").startswith("https://"):
            yield f"[project.urls] in pyproject.toml has no {name} that begins with https://."
    if not re.search(rf"^## {re.escape(number)} \(", changelog, re.MULTILINE):
        yield f"CHANGELOG.md has no section {number}: `towncrier build --version {number}` writes it."
    for name, text in pages.items():
        yield from (f"{name} still says {words!r}." for words in PLACEHOLDERS if words in text)


def main(arguments: list[str]) -> int:
    """Print what is missing; return 1 if there is anything."""
    if len(arguments) != 1:
        print("usage: release.py vX.Y.Z", file=sys.stderr)
        return 2
    tomllib = importlib.import_module("tomllib")  # Python 3.11 or newer, as the workflow has; type checkers assume 3.10
    project = tomllib.loads(version.SOURCE.read_text(encoding="utf-8"))["project"]
    changelog = (overlay.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    pages = {path.relative_to(overlay.ROOT).as_posix(): path.read_text(encoding="utf-8") for path in version.pages()}
    del pages["docs/releasing.md"]  # it describes what to replace
    found = list(missing(arguments[0], project, changelog, pages))
    print("\n".join(found) or f"{arguments[0]} is ready")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
