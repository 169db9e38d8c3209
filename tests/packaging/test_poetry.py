"""The drop-in pair in projects of poetry, with an index on the loopback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import local_servers
import pytest
from installing import DIST, NEWER, PROBE

PROJECT = """\
[project]
name = "gate"
version = "1.0"
requires-python = "=={python}.*"
dependencies = [{dependencies}]

[tool.poetry]
package-mode = false

[[tool.poetry.source]]
name = "local"
url = "{url}"
priority = "primary"
"""


@pytest.fixture(scope="module")
def indexes(tmp_path_factory, newer):
    """{name: the address of a simple index (PEP 503)}: packages of PyPI; these and the pair; and a newer requests."""
    root = tmp_path_factory.mktemp("index")
    theirs = [*Path(os.environ["WHEELS"]).glob("*.whl")]
    pair = [*theirs, *(DIST / "dropin").glob("*.whl")]
    for name, wheels in {"theirs": theirs, "pair": pair, "newer": [*pair, *newer.glob("*.whl")]}.items():
        for wheel in wheels:
            folder = root / name / wheel.name.partition("-")[0].lower().replace("_", "-")
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(wheel, folder)
    with local_servers.files(root) as address:
        yield {name: f"{address}/{name}/" for name in ("theirs", "pair", "newer")}


class Project:
    """A project of poetry with an environment of its own."""

    def __init__(self, poetry, folder, indexes):
        self.poetry, self.folder, self.indexes = poetry, folder, indexes
        own = {"IN_PROJECT": "true", "PREFER_ACTIVE_PYTHON": "true"}
        self.env = {**os.environ, "POETRY_CACHE_DIR": str(folder / "cache"), "VIRTUAL_ENV": ""}
        self.env |= {f"POETRY_VIRTUALENVS_{name}": value for name, value in own.items()}

    def run(self, *command, code=0):
        """Run a command of poetry and return its output."""
        line = [self.poetry, *command]
        done = subprocess.run(line, cwd=self.folder, env=self.env, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout.strip() or done.stderr.strip().splitlines()[-1]

    def depend(self, index, *names):
        """Declare an index and the dependencies, and install what they select there."""
        python = f"{sys.version_info.major}.{sys.version_info.minor}"
        listed = ", ".join(f'"{name}"' for name in names)
        text = PROJECT.format(python=python, url=self.indexes[index], dependencies=listed)
        (self.folder / "pyproject.toml").write_text(text, encoding="utf-8")
        self.run("lock", "--no-interaction")
        self.run("sync", "--no-interaction")

    def state(self, *names, code=0):
        """Return whose package is imported, the number of our warnings, then versions."""
        return self.run("run", "python", "-c", PROBE, *names, code=code)


@pytest.fixture
def project(poetry, tmp_path, indexes):
    """A new project."""
    return Project(poetry, tmp_path, indexes)


def test_project_that_depends_on_both(project, versions):
    project.depend("pair", f"requests=={versions['requests']}", "requests-toolbelt")
    assert project.state("requests", "omnirequests") == f"ours 0 {versions['requests']} {versions['marker']}"
    lock = (project.folder / "poetry.lock").read_text(encoding="utf-8")
    assert f'version = "{versions["requests"]}"' in lock


def test_project_moves_to_the_pair_and_away_from_it(project, versions):
    project.depend("theirs", "requests>=2.31", "requests-toolbelt")
    assert project.state() == "theirs 0"
    project.depend("pair", f"requests=={versions['requests']}", "requests-toolbelt")
    assert project.state("requests", "omnirequests") == f"ours 0 {versions['requests']} {versions['marker']}"
    project.depend("newer", "requests>2.34.2")
    assert project.state("requests") == f"theirs 0 {NEWER}"
    project.depend("pair", f"omnirequests=={versions['marker']}")
    assert project.state("requests") == f"ours 0 {versions['requests']}"
    project.run("remove", "omnirequests", "--no-interaction")
    assert project.state(code=1) == "ModuleNotFoundError: No module named 'requests'"
