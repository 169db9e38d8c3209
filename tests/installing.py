"""New virtual environments, driven by pip or uv, and local folders of wheels; for tests/packaging."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
NEWER = "9.9.9"  # a release of PyPI's requests that is newer than any
PROBE = """
import sys, warnings
from importlib import metadata
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    import requests
origin = "namespace" if requests.__file__ is None else "ours" if hasattr(requests.adapters, "Limits") else "theirs"
if origin != "namespace":
    prepared = requests.Request("GET", "http://example.org/", params={"a": "1"}).prepare()
    assert prepared.url == "http://example.org/?a=1"
versions = [metadata.version(name) for name in sys.argv[1:]]
print(origin, sum("same folder" in str(warning.message) for warning in caught), *versions)
"""


class Environment:
    """A new virtual environment, driven by pip or by uv, with local folders of wheels and without a network."""

    def __init__(self, folder, tool, newer, like=None):
        """Make it, as a copy of another one (`like`) if there is one, which is faster than installing again."""
        self.python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        self.tool = tool
        if like:
            shutil.copytree(like, folder, symlinks=True)
        else:
            line = [sys.executable, "-m", "uv", "venv", "--quiet", f"--python={sys.executable}", str(folder)]
            subprocess.run(line, check=True)
        self.theirs, self.ours = [os.environ["WHEELS"]], [str(DIST)]
        self.pair, self.newer = [str(DIST / "dropin")], [str(newer)]

    def _uv(self, command, words, folders=()):
        options = [f"--find-links={folder}" for folder in folders] + ["--no-index"] * bool(folders)
        line = [sys.executable, "-m", "uv", "--no-cache", "--quiet", "pip", command, *options]
        line += [f"--python={self.python}", *words]
        return subprocess.run(line, capture_output=True, text=True, check=False)

    def _pip(self, command, words, folders=()):
        options = [f"--find-links={folder}" for folder in folders] + ["--no-index"] * bool(folders)
        line = [str(self.python), "-m", "pip", "--disable-pip-version-check", command, *options, *words]
        return subprocess.run(line, capture_output=True, text=True, check=False)

    def _run(self, command, words, folders=()):
        return (self._pip if self.tool == "pip" else self._uv)(command, words, folders)

    def install(self, *words, folders):
        """Install from these folders."""
        done = self._run("install", words, [*folders, *self.theirs])
        assert done.returncode == 0, done.stderr

    def uninstall(self, *names):
        """Uninstall packages, each of which must be installed."""
        done = self._run("uninstall", [*(["-y"] if self.tool == "pip" else []), *names])
        assert done.returncode == 0, done.stderr

    def complaints(self):
        """Return the conflicts that `check` prints; "" for none."""
        done = self._run("check", [])
        return "" if done.returncode == 0 else done.stdout + done.stderr

    def run(self, *words):
        """Run this environment's Python, away from the checkout."""
        line = [str(self.python), *words]
        return subprocess.run(line, capture_output=True, text=True, check=False, cwd=self.python.parent)

    def state(self, *names):
        """Return whose package is imported, the number of our warnings, then versions: "ours 0"."""
        done = self.run("-c", PROBE, *names)
        return done.stdout.strip() or done.stderr.strip().splitlines()[-1]
