"""A project of uv that excludes PyPI's `requests` by an override."""

import os
import subprocess
import sys

from installing import DIST, PROBE

PROJECT = """\
[project]
name = "gate"
version = "1.0"
requires-python = ">=3.10"
dependencies = ["omnirequests", "requests-toolbelt"]

[tool.uv]
find-links = ["{ours}", "{theirs}"]
no-index = true
override-dependencies = ["requests; sys_platform == 'never'"]
"""


def test_override_keeps_pypis_requests_out(tmp_path):
    """docs/install.md: a requirement that no platform satisfies replaces those of other packages."""
    text = PROJECT.format(ours=DIST.as_posix(), theirs=os.environ["WHEELS"])
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    uv = [sys.executable, "-m", "uv", "--no-cache", "--quiet"]
    for command in (["sync", f"--python={sys.executable}"], ["run", "python", "-c", PROBE]):
        line = [*uv, *command]
        env = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
        done = subprocess.run(line, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "ours 0"
