"""The drop-in pair in a project of poetry, with an index on the loopback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import local_servers
import pytest
from installing import DIST, PROBE

PROJECT = """\
[project]
name = "gate"
version = "1.0"
requires-python = "{python}"
dependencies = [{dependencies}]

[tool.poetry]
package-mode = false

[[tool.poetry.source]]
name = "local"
url = "{url}"
priority = "primary"
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """The address of a simple index (PEP 503) with the pair and with packages of PyPI."""
    root = tmp_path_factory.mktemp("index")
    for wheel in [*Path(os.environ["WHEELS"]).glob("*.whl"), *(DIST / "dropin").glob("*.whl")]:
        folder = root / "simple" / wheel.name.partition("-")[0].lower().replace("_", "-")
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(wheel, folder)
    with local_servers.files(root) as address:
        yield f"{address}/simple/"


def test_project_that_depends_on_both(index, poetry, tmp_path, versions):
    python = f"=={sys.version_info.major}.{sys.version_info.minor}.*"
    names = [f"requests=={versions['requests']}", "requests-toolbelt"]
    text = PROJECT.format(python=python, url=index, dependencies=", ".join(f'"{name}"' for name in names))
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    env = {**os.environ, "POETRY_VIRTUALENVS_IN_PROJECT": "true", "POETRY_CACHE_DIR": str(tmp_path / "cache")}
    env |= {"POETRY_VIRTUALENVS_PREFER_ACTIVE_PYTHON": "true", "VIRTUAL_ENV": ""}
    for command in (["install", "--no-interaction"], ["run", "python", "-c", PROBE]):
        done = subprocess.run([poetry, *command], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip() == "ours 0"
    lock = (tmp_path / "poetry.lock").read_text(encoding="utf-8")
    assert f'version = "{versions["requests"]}"' in lock
