"""Detect files of another distribution in this package's folder, and tell the user how to repair that.

PyPI's `requests` and `omnirequests` own the same folder, and installers do not detect it. The one that is installed
second overwrites files of the first; uninstalling either one removes files of both. This module and `_owners` use only
the standard library, because they must work beside files of PyPI's `requests`, and after most other files are gone.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import warnings

FOLDER = os.path.dirname(os.path.abspath(__file__))
ONLY_THEIRS = os.path.join(FOLDER, "packages.py")  # in ours, `packages` is a folder
MIXED = "PyPI's `requests` and OmniRequests are installed in the same folder, so files of both are mixed"
INCOMPLETE = "files of OmniRequests are missing, as after uninstalling another distribution with the same folder"


def is_mixed() -> bool:
    """Return True if a file of PyPI's `requests` that OmniRequests does not have is in this folder."""
    return os.path.exists(ONLY_THEIRS)


def is_incomplete() -> bool:
    """Return True if the package has no `__init__.py`: Python then makes a namespace package, which has no file."""
    return getattr(sys.modules[__name__.rpartition(".")[0]], "__file__", None) is None


def repair() -> str:
    """Return the commands that repair an installation; an environment that uv created has no pip."""
    if importlib.util.find_spec("pip"):
        return "python -m pip uninstall -y requests omnirequests && python -m pip install omnirequests"
    return "uv pip uninstall requests omnirequests && uv pip install omnirequests"


# Issued once, when this module is loaded. `packages` imports it: ours is a folder, which Python prefers to the file
# packages.py of PyPI's, so ours is loaded whichever distribution was installed last.
if is_mixed():
    warnings.warn(f"{MIXED} ({FOLDER}). Repair: {repair()}", RuntimeWarning, stacklevel=2)
