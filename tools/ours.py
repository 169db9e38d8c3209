"""Exit unless `import requests` finds the installed omnirequests, and PyPI's requests is absent."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import sys


def fault() -> str | None:
    """Return what is wrong with this environment, or None."""
    if list(importlib.metadata.distributions(name="requests")):
        return "PyPI's requests is installed: it owns the same files"
    spec = importlib.util.find_spec("requests")
    if spec is None or spec.origin is None:
        return "`import requests` finds nothing"
    ours = {str(path.locate()) for path in importlib.metadata.files("omnirequests") or ()}
    return None if spec.origin in ours else f"`import requests` finds {spec.origin}, not the installed wheel"


if __name__ == "__main__":
    sys.exit(fault())
