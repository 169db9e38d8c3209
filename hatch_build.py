"""Editable installs: link the merged CPython tree that `dev-mode-dirs` points to."""

from __future__ import annotations

import os
import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class LinkTree(BuildHookInterface):  # type: ignore[type-arg]  # generic for type checkers alone
    """Do nothing for a real wheel: `packages` in pyproject.toml says what that holds."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Relink build/cpython/requests before an editable wheel points there."""
        if version == "editable":
            sys.path.insert(0, os.path.join(self.root, "tools"))
            import overlay

            overlay.link("cpython")
