"""The clients' environments in .cache/bench/PYTHON; each has its own, as PyPI's requests and ours share a name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = "{}.{}".format(*sys.version_info)
PLACE = ROOT / ".cache" / "bench" / PYTHON
OURS = "ours"
REFERENCE = "requests"

# What each installs; ours is the wheel in dist/. http.client and a socket need nothing, and use urllib3's.
INSTALLS = {
    OURS: [],
    REFERENCE: ["requests==2.34.2"],
    "niquests": ["niquests"],
    "httpx": ["httpx"],
    "httpx2": ["httpx2"],
    "aiohttp": ["aiohttp"],
    "urllib3": ["urllib3"],
    "curl_cffi": ["curl_cffi"],
    "geventhttpclient": ["geventhttpclient"],
    "pycurl": ["pycurl"],
}
CLIENTS = [*INSTALLS, "http.client", "socket"]


def python_of(client: str) -> str:
    """Return the interpreter of a client's environment, made on first use; ours gets the current wheel each time."""
    name = client if client in INSTALLS else "urllib3"
    python = PLACE / name / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "virtualenv", "-q", str(PLACE / name)], check=True)
        if INSTALLS[name]:
            _pip_install(python, *INSTALLS[name])
    if name == OURS:
        wheel = str(next((ROOT / "dist").glob("omnirequests-*.whl")))
        _pip_install(python, wheel)
        _pip_install(python, "--force-reinstall", "--no-deps", wheel)  # same version, new content
    return str(python)


def _pip_install(python: Path, *what: str) -> None:
    subprocess.run([str(python), "-m", "pip", "install", "-q", *what], check=True)


def versions(clients: list[str]) -> str:
    """Return "omnirequests 0.1.0, requests 2.34.2, ..."."""
    names = {client: "omnirequests" if client == OURS else client for client in clients if client in INSTALLS}
    return ", ".join(f"{name} {_version(client, name)}" for client, name in names.items())


def _version(client: str, name: str) -> str:
    code = "import importlib.metadata as m, sys; print(m.version(sys.argv[1]))"
    command = [str(PLACE / client / "bin" / "python"), "-c", code, name]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
