"""Editable installs: link the merged CPython tree that `dev-mode-dirs` points to."""

from __future__ import annotations

import os
import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class LinkTree(BuildHookInterface):  # type: ignore[type-arg]  # generic for type checkers only
    """A build hook for editable wheels; `packages` in pyproject.toml lists the contents of other wheels."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Update build/cpython/requests, to which an editable wheel points."""
        if version == "editable":
            sys.path.insert(0, os.path.join(self.root, "tools"))
            import overlay

            overlay.link("cpython")
