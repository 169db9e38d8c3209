"""The ways to put the package on a board without building firmware; each ends in a GET from what was installed."""

import re
import subprocess
import sys
from pathlib import Path

import budgets
import bundle
import emulator
import firmware
import local_servers
import micropython
import overlay
import pytest
import size

ROOT = overlay.ROOT
GET, MOUNTED, PARTITION = (Path(__file__).with_name(f"{name}.py") for name in ("installed_get", "mounted", "partition"))


@pytest.fixture(params=["micropython", "micropython-32"])
def interpreter(request):
    """The command of an interpreter."""
    return micropython.find(request.param)


@pytest.fixture(scope="module")
def bundled(tmp_path_factory):
    """The folder in which both bundles are."""
    folder = tmp_path_factory.mktemp("bundle")
    bundle.image(bundle.compile_all(folder / "mpy"), folder / "requests.romfs")
    return folder


def get(interpreter, folder, server, image=""):
    """Run a GET with the package that is in that folder, or that a ROMFS image has there."""
    argv = [*interpreter, str(GET), str(folder), server.addresses["http"] + "/get", *([str(image)] if image else [])]
    path = ".frozen" if image else f"{folder}:.frozen"
    subprocess.run(argv, env={"MICROPYPATH": path}, check=True, timeout=60)


def install(device, tmp_path, package, suffix=".py"):
    """Install by the command of the README, into a folder of this machine in place of the board's."""
    mip = ["mip", "install", f"--target={tmp_path}/lib", package]
    command = [sys.executable, "-m", "mpremote", "connect", device, *mip]
    done = subprocess.run(command, text=True, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    installed = (path.relative_to(tmp_path / "lib") for path in (tmp_path / "lib").rglob("*" + suffix))
    assert {path.with_suffix(".py").as_posix() for path in installed} == overlay.merged("micropython").keys()


def test_mip_installs_from_a_checkout(device, tmp_path, interpreter, server):
    install(device, tmp_path, str(ROOT / "package.json"))
    get(interpreter, tmp_path / "lib", server)


def test_mip_installs_from_an_address(device, tmp_path, interpreter, server):
    with local_servers.files(ROOT) as address:
        install(device, tmp_path, f"{address}/package.json")
    get(interpreter, tmp_path / "lib", server)


@pytest.mark.parametrize("absolute", [False, True])
def test_mip_installs_mpy_files(device, bundled, tmp_path, interpreter, server, absolute):
    with local_servers.files(bundled / "mpy") as address:
        bundle.package(bundled / "mpy", address if absolute else "")
        install(device, tmp_path, f"{address}/package.json", ".mpy")
    get(interpreter, tmp_path / "lib", server)


def test_the_boards_own_mip_installs_mpy_files(bundled, tmp_path, interpreter, server):
    """By the programs of the page and the client that the firmware has; files by whole addresses, as in a release."""
    page = (ROOT / "docs" / "board-install.md").read_text("utf-8")
    install, use = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    with local_servers.files(bundled / "mpy") as address:
        bundle.package(bundled / "mpy", address)
        program = install.replace("https://example.org/omnirequests/mpy", address)
        assert run(interpreter, program, ".frozen:", tmp_path).endswith("Done\n")
    program = use.replace("http://example.org/", server.addresses["http"] + "/get")
    assert run(interpreter, program, "", tmp_path) == f"{tmp_path}/lib/requests/__init__.mpy 200\n"


def run(interpreter, program, before, folder):
    """Return what a program prints on a board, whose modules are in `lib` in that folder."""
    env = {"MICROPYPATH": f"{before}{folder}/lib:.frozen"}
    done = subprocess.run([*interpreter, "-c", program], env=env, text=True, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_copy_of_the_merged_tree_works(tmp_path, interpreter, server):
    get(interpreter, overlay.copy("micropython", tmp_path), server)


@pytest.mark.parametrize("there", [False, True])
def test_mpy_files_are_copied_by_the_commands_of_the_page(device, bundled, tmp_path, interpreter, server, there):
    page = (ROOT / "docs" / "board-install.md").read_text("utf-8").partition("## .mpy files")[2]
    lines = page.split("```")[3].replace("dist/mpy", str(bundled / "mpy")).replace(":/lib", f":{tmp_path}/lib")
    commands = [line.split()[1:] for line in lines.splitlines() if line.startswith("mpremote ")]
    if there:
        (tmp_path / "lib").mkdir()
    for command in commands:
        argv = [sys.executable, "-m", "mpremote", "connect", device, *command]
        done = subprocess.run(argv, text=True, capture_output=True, timeout=120, check=False)
        assert done.returncode == 0 or "File exists" in done.stderr, done.stderr
    assert len(commands) == 3
    get(interpreter, tmp_path / "lib", server)


def test_mpy_files_work(bundled, interpreter, server):
    files = {path.relative_to(bundled / "mpy").with_suffix(".py").as_posix() for path in bundled.rglob("*.mpy")}
    assert files == overlay.merged("micropython").keys()
    get(interpreter, bundled / "mpy", server)


def test_romfs_image_works(bundled, interpreter, server):
    get(interpreter, "/rom/lib", server, bundled / "requests.romfs")


def test_romfs_image_without_roots_is_within_its_budget(tmp_path):
    measured = {"ROMFS image without roots": size.romfs(tmp_path)}
    assert budgets.failures(measured, budgets.load()) == []


def test_romfs_image_is_deployed_by_the_command_of_the_page(device, bundled, tmp_path, interpreter, server):
    page = (ROOT / "docs" / "board-install.md").read_text("utf-8").partition("## ROMFS")[2]
    line = page.split("```")[1].replace("dist/", f"{bundled}/").strip().splitlines()[-1]
    partition = str(tmp_path / "partition")
    command = ["connect", device, "exec", f"FILE = {partition!r}\n{PARTITION.read_text('utf-8')}", *line.split()[1:]]
    argv = [sys.executable, "-m", "mpremote", *command]
    done = subprocess.run(argv, text=True, capture_output=True, timeout=120, check=False)
    assert (done.returncode, line.split()[1:3]) == (0, ["romfs", "deploy"]), done.stdout + done.stderr
    get(interpreter, "/rom/lib", server, partition)


def test_romfs_image_works_on_a_cortex_m(bundled):
    data = (bundled / "requests.romfs").read_bytes()
    pieces = [data[start : start + 1024] for start in range(0, len(data), 1024)]
    with emulator.serial_device(firmware.command("cortex-m")) as device, emulator.line(device) as line:
        line.exec(f"image = bytearray({len(data)})\nat = 0")
        for piece in pieces:
            line.exec(f"piece = {piece!r}\nimage[at : at + len(piece)] = piece\nat += len(piece)")
        assert line.exec(MOUNTED.read_text("utf-8")) == b"http://example.org/a%20b?c=d\r\n"
