"""Metadata of the distribution `requests`: its version, its dependencies, and the fields that all ours share."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

common = runpy.run_path(str(Path(__file__).resolve().parent.parent / "dropin.py"))
# Extras of PyPI's `requests`, which other packages require.
EXTRAS_OF_REQUESTS = {"security": [], "use_chardet_on_py3": ["chardet>=3.0.2,<8"]}


class DropIn(MetadataHookInterface):
    """A metadata hook that sets the dynamic fields of pyproject.toml."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set version, dependencies and extras, and the shared fields."""
        project = common["main_project"]()
        common["fill"](metadata)
        metadata["version"] = common["requests_version"]()
        metadata["dependencies"] = [*project["dependencies"], f"omnirequests=={common['marker_version']()}"]
        metadata["optional-dependencies"] = {**project["optional-dependencies"], **EXTRAS_OF_REQUESTS}
