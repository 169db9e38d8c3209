"""Find the installed distributions that own this package's folder.

This reads the records of all distributions, which is slow, so only reports import it."""

from __future__ import annotations

import os
from importlib.metadata import Distribution, distributions

from ._installation import FOLDER, INCOMPLETE, MIXED, is_incomplete, is_mixed, repair


def owners() -> list[str]:
    """Return "name version" of each installed distribution whose record lists this folder's `__init__.py`."""
    return sorted({f"{found.metadata['Name']} {found.version}" for found in distributions() if _owns(found)})


def _owns(distribution: Distribution) -> bool:
    target = os.path.normcase(os.path.join(FOLDER, "__init__.py"))
    listed = (str(file.locate()) for file in distribution.files or () if file.name == "__init__.py")
    return any(os.path.normcase(os.path.abspath(path)) == target for path in listed)


def report() -> dict[str, object]:
    """Return where the package is, which distributions own it, what is wrong (None if nothing) and what repairs it."""
    found = owners()
    problem = None
    if is_incomplete():
        problem = INCOMPLETE
    elif is_mixed():
        problem = MIXED
    elif len(found) > 1:
        problem = "more than one distribution owns these files: uninstalling either one removes them"
    return {"folder": FOLDER, "owners": found, "problem": problem, "repair": repair() if problem else None}
