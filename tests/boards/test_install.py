"""The ways to put the package on a board without building firmware; each ends in a GET from what was installed."""

import subprocess
import sys

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
GET = """\
import requests
assert requests.__file__.startswith({place!r}), requests.__file__
r = requests.get({url!r}, params={{"a": "1"}})
assert (r.status_code, r.json()["args"]) == (200, {{"a": "1"}})
"""
MOUNT = """\
import sys, vfs
vfs.mount(vfs.VfsRom(memoryview(open({image!r}, "rb").read())), "/rom")
sys.path.insert(0, "/rom/lib")
"""
# The firmware has the package frozen in too; what is imported must be the image's.
MOUNT_ON_BOARD = """\
import sys, vfs
vfs.mount(vfs.VfsRom(memoryview(image)), "/rom")
sys.path.insert(0, "/rom/lib")
import requests
assert requests.__file__.startswith("/rom/lib/requests/"), requests.__file__
print(requests.Request("GET", "http://example.org/a b", params={"c": "d"}).prepare().url)
"""
# What mpremote asks of a board's ROMFS partition, as those of STM32 answer: writing is prepared, done, completed.
PARTITION = """\
import sys
class Partition:
    data = bytearray(1 << 18)
    def rom_ioctl(self, step, part=0, place=0, piece=b""):
        if step == 2:
            return memoryview(self.data)
        if step == 4:
            self.data[place : place + len(piece)] = piece
        if step == 5:
            with open({partition!r}, "wb") as file:
                file.write(self.data)
        return {{1: 1, 3: 16, 4: 0, 5: 0}}.get(step, -22)
sys.modules["vfs"] = Partition()
"""


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


def get(interpreter, place, server, before=""):
    """Run a GET with the package that is at that place."""
    program = before + GET.format(place=str(place), url=server.addresses["http"] + "/get")
    path = "" if before else f"{place}:"
    subprocess.run([*interpreter, "-c", program], env={"MICROPYPATH": path + ".frozen"}, check=True, timeout=60)


def install(device, tmp_path, package, suffix=".py"):
    """What the README says, to a folder of the board that is named like the board's own."""
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
    """By the client that the firmware has; files by whole addresses, as a release names them."""
    with local_servers.files(bundled / "mpy") as address:
        bundle.package(bundled / "mpy", address)
        program = f"import mip; mip.install('{address}/package.json', target='{tmp_path}/lib')"
        command = [*interpreter, "-c", program]
        done = subprocess.run(command, env={"MICROPYPATH": ".frozen"}, text=True, capture_output=True, timeout=60)
    assert done.stdout.endswith("Done\n"), done.stdout + done.stderr
    get(interpreter, tmp_path / "lib", server)


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
    mount = MOUNT.format(image=str(bundled / "requests.romfs"))
    get(interpreter, "/rom/lib", server, before=mount)


def test_romfs_image_without_roots_is_within_its_budget(tmp_path):
    measured = {"ROMFS image without roots": size.romfs(tmp_path)}
    assert budgets.failures(measured, budgets.load()) == []


def test_romfs_image_is_deployed_by_the_command_of_the_page(device, bundled, tmp_path, interpreter, server):
    page = (ROOT / "docs" / "board-install.md").read_text("utf-8").partition("## ROMFS")[2]
    line = page.split("```")[1].replace("dist/", f"{bundled}/").strip().splitlines()[-1]
    partition = str(tmp_path / "partition")
    command = ["connect", device, "exec", PARTITION.format(partition=partition), *line.split()[1:]]
    argv = [sys.executable, "-m", "mpremote", *command]
    done = subprocess.run(argv, text=True, capture_output=True, timeout=120, check=False)
    assert (done.returncode, line.split()[1:3]) == (0, ["romfs", "deploy"]), done.stdout + done.stderr
    get(interpreter, "/rom/lib", server, before=MOUNT.format(image=partition))


def test_romfs_image_works_on_a_cortex_m(bundled):
    data = (bundled / "requests.romfs").read_bytes()
    pieces = [data[start : start + 1024] for start in range(0, len(data), 1024)]
    with emulator.serial_device(firmware.command("cortex-m")) as device, emulator.line(device) as line:
        line.exec(f"image = bytearray({len(data)})\nat = 0")
        for piece in pieces:
            line.exec(f"piece = {piece!r}\nimage[at : at + len(piece)] = piece\nat += len(piece)")
        assert line.exec(MOUNT_ON_BOARD) == b"http://example.org/a%20b?c=d\r\n"
