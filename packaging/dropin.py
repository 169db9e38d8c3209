"""The metadata that the two distributions of the drop-in pair share, from the main pyproject.toml.

Each build script loads this file by its path, because a build runs in the folder of its pyproject.toml.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parent.parent
SHARED_FIELDS = ("description", "requires-python", "license", "authors", "keywords", "classifiers", "urls")


def main_project() -> dict[str, Any]:
    """Return the table `project` of the main pyproject.toml."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project: dict[str, Any] = tomllib.load(file)["project"]
    return project


def requests_version() -> str:
    """Return the version of the distribution `requests`: the API level, and ours as its local part (PEP 440)."""
    text = (ROOT / "backends" / "cpython" / "requests" / "__version__.py").read_text(encoding="utf-8")
    level = text.partition('__version__ = "')[2].partition('"')[0]
    return f"{level}+omni{main_project()['version']}"


def marker_version() -> str:
    """Return the version of the distribution `omnirequests` that has no files."""
    return f"{main_project()['version']}+dropin"


def fill(metadata: dict[str, Any]) -> None:
    """Add the fields that all of our distributions share."""
    project = main_project()
    metadata.update({name: project[name] for name in SHARED_FIELDS if name in project})
    text = (ROOT / "packaging" / "README.md").read_text(encoding="utf-8")
    metadata["readme"] = {"content-type": "text/markdown", "text": text}
