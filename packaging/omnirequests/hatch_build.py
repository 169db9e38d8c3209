"""Metadata of the distribution `omnirequests` without files, which depends on the `requests` that has them."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

common = runpy.run_path(str(Path(__file__).resolve().parent.parent / "dropin.py"))


class Marker(MetadataHookInterface):
    """A metadata hook that sets the dynamic fields of pyproject.toml."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the version, the one dependency and the extras, and the shared fields."""
        pinned = common["requests_version"]()
        common["fill"](metadata)
        metadata["version"] = common["marker_version"]()
        metadata["dependencies"] = [f"requests=={pinned}"]
        extras = common["main_project"]()["optional-dependencies"]
        metadata["optional-dependencies"] = {name: [f"requests[{name}]=={pinned}"] for name in extras}
