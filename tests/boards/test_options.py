"""A firmware with options that no board uses: OpenMV's types by default, and all roots of certifi.

It is built from a copy of the checkout, by the commands of docs/firmware.md, with a certifi that has
the suite's authority, too; a script written for OpenMV's page then runs on it, over verified TLS.
"""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import certifi
import firmware
import overlay
import pytest

ROOT = overlay.ROOT
CERTIFI = '__version__ = "{version}"\ndef where():\n    return {path!r}\n'
MANIFEST = 'include("{checkout}/backends/micropython/manifest.py", roots="full", openmv=True)\n'
COPIED = ("backends/micropython", "shared", "tools")
LIMIT = 60  # seconds

SCRIPT = Path(__file__).with_name("openmv_page.py")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory, certificates):
    """A copy of the sources of a firmware, with the full bundle, written by the command of the page."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)  # the manifest reads the version there
    bundle = folder / "bundle.pem"
    authority = certificates.authority.cert_pem.bytes().decode()
    bundle.write_text(f'{certifi.contents()}\n# Label: "The suite"\n{authority}')
    (folder / "certifi.py").write_text(CERTIFI.format(version=certifi.__version__, path=str(bundle)))
    environment = {**os.environ, "PYTHONPATH": str(folder), "PATH": f"{os.path.dirname(sys.executable)}:/usr/bin:/bin"}
    subprocess.run(commands_of_the_page(), shell=True, cwd=folder, env=environment, check=True, stdout=subprocess.PIPE)
    return folder


def commands_of_the_page():
    """Return the command of docs/firmware.md for a build with roots="full"."""
    page = (ROOT / "docs" / "firmware.md").read_text("utf-8")
    row = next(line for line in page.splitlines() if 'roots="full"' in line)
    command = next(part for part in row.split("`") if "tools/roots.py" in part)
    python = shlex.quote(sys.executable)
    return command.replace("python ", python + " ")


@pytest.fixture(scope="module")
def command(checkout):
    """The firmware, in a folder of its own beside the boards'."""
    manifest = checkout / "frozen-options" / "manifest.py"
    manifest.parent.mkdir()
    manifest.write_text(MANIFEST.format(checkout=checkout))
    return firmware.command("frozen-unix", manifest)


def test_a_script_for_openmv_runs_unchanged(command, server):
    addresses = (server.addresses["https"], server.addresses["https_unknown"])
    done = subprocess.run(
        [*command, str(SCRIPT), *addresses], env={"MICROPYPATH": ".frozen"}, timeout=LIMIT, check=False,
        text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("200 OK\n") and "none of the trusted authorities" in done.stdout, done.stdout


def test_the_full_bundle_is_all_of_certifi(command, certificates):
    count = certifi.contents().count("-----BEGIN CERTIFICATE-----") + 1
    program = "from requests._roots import roots\nprint(len(list(roots())))"
    done = subprocess.run([*command, "-c", program], env={"MICROPYPATH": ".frozen"}, text=True, capture_output=True)
    assert done.stdout == f"{count}\n", done.stdout + done.stderr
