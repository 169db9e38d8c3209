"""Build MicroPython with our package frozen in: for this machine, 64- and 32-bit, and for a Cortex-M7 in QEMU.

    python tools/firmware.py [frozen-unix|frozen-unix-32|cortex-m]

prints the command that runs the firmware. The source is Debian's package of MicroPython, in which lib/mbedtls and
lib/lwip are empty, and Debian's sources of these two; all are fetched into .cache/firmware. The differences from a
plain build are in boards/. A build is reused until one of its inputs changes.
"""

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import toolchain
from aptroot import AptError, apt_root, architecture, locked
from micropython import SUITES
from toolchain import Toolchain, ToolchainMissing

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "firmware"
SOURCE = CACHE / "micropython-2"  # the number is raised when `_fetch` changes
PACKAGE = (ROOT / "shared" / "requests", ROOT / "backends" / "micropython")
QEMU = "qemu-system-arm -machine mps2-an500 -nic user -nographic -monitor none -semihosting -serial pty -kernel"


class BuildFailed(RuntimeError):
    """A build failed; the message is the end of its output."""


@dataclass(frozen=True)
class Firmware:
    """A firmware to build: a port of MicroPython with one of our boards."""

    name: str
    port: str
    board: str  # folder in boards/
    folder_variable: str  # the variable of the port's Makefile for that folder
    program: str
    bits: int = 0  # of a native program

    @property
    def build(self) -> Path:
        """The folder in which it is built."""
        return CACHE / self.name


FIRMWARE = {
    firmware.name: firmware
    for firmware in (
        Firmware("frozen-unix", "unix", "unix", "VARIANT_DIR", "micropython", 64),
        Firmware("frozen-unix-32", "unix", "unix", "VARIANT_DIR", "micropython", 32),
        Firmware("openmv-unix-32", "unix", "openmv-unix", "VARIANT_DIR", "micropython", 32),
        Firmware("cortex-m", "qemu", "qemu-arm", "BOARD_DIR", "firmware.elf"),
    )
}


def build(name: str, manifest: Path | None = None) -> Path:
    """Return the program, which is built again if its inputs have changed; raise ToolchainMissing or BuildFailed.

    A manifest other than the board's makes another firmware, in a folder with the name of the manifest's folder.
    """
    firmware = FIRMWARE[name]
    if manifest:
        firmware = replace(firmware, name=manifest.parent.name)
    tools = toolchain.find()
    if firmware.bits == 32 and not tools.has_32_bit:
        raise ToolchainMissing(f"{name} cannot be built or run here: that takes an x86-64 machine with gcc-multilib")
    with locked(CACHE / "lock"):
        source(tools)
        _make(firmware, tools, manifest or ROOT / "boards" / firmware.board / "manifest.py")
    return firmware.build / firmware.program


def command(name: str, manifest: Path | None = None) -> list[str]:
    """Return the command that runs a firmware, after building it; QEMU makes its serial line a pseudo-terminal."""
    program = str(build(name, manifest))
    return [*shlex.split(QEMU), program] if FIRMWARE[name].port == "qemu" else [program]


def source(tools: Toolchain) -> Path:
    """Return the folder of MicroPython's source with mbedTLS and lwIP, which are fetched if necessary."""
    if SOURCE.is_dir():
        return SOURCE
    CACHE.mkdir(parents=True, exist_ok=True)
    for suite in SUITES:
        try:
            return _fetch(suite, tools)
        except AptError as error:
            failure = error
    raise ToolchainMissing(f"no MicroPython source: run on a Debian with apt ({failure})")


def _fetch(suite: str, tools: Toolchain) -> Path:
    with tempfile.TemporaryDirectory(dir=CACHE, prefix=".fetching-") as folder:
        tree = Path(folder) / "micropython"
        with apt_root(suite, architecture(), sources=True) as root:
            _unpack(root.sources("micropython"), tree, tools)
            _unpack(root.sources("mbedtls"), tree / "lib" / "mbedtls", tools)
        # lwIP is the same in all suites, and a mirror may lack one of them, which must not affect MicroPython's suite.
        with apt_root(SUITES[-1], architecture(), sources=True) as root:
            _unpack(root.sources("lwip")[:1], tree / "lib" / "lwip", tools)  # without Debian's additions
        # Debian's lib/micropython-lib is empty; this patch adds mip and requests.
        run(["git", "apply", "debian/patches/mip.patch"], tree, tools)
        (tree / "lib" / "micropython-lib" / "README.md").touch()
        run(["make", "-C", "mpy-cross", *_jobs(), *_variables(tools.native(64))], tree, tools)
        tree.rename(SOURCE)
    return SOURCE


def _unpack(archives: list[Path], into: Path, tools: Toolchain) -> None:
    original, *others = archives
    into.mkdir(parents=True, exist_ok=True)
    run(["tar", "-xf", str(original), "--strip-components=1"], into, tools)
    for archive in others:
        run(["tar", "-xf", str(archive)], into, tools)


def _make(firmware: Firmware, tools: Toolchain, manifest: Path) -> None:
    options = fingerprint([ROOT / "boards" / firmware.board, Path(__file__), Path(toolchain.__file__)], tools.tree)
    contents = fingerprint([*PACKAGE, manifest], options)
    stamp = firmware.build / "stamp"
    known = stamp.read_text().split() if stamp.exists() else ["", ""]
    if known == [options, contents]:
        return
    if known[0] != options:  # make does not see a change of flags
        shutil.rmtree(firmware.build, ignore_errors=True)
        _begin_with_plain(firmware, options)
    for frozen in ("frozen_content.c", "frozen_mpy"):  # nor a module that was removed
        _remove(firmware.build / frozen)
    stamp.unlink(missing_ok=True)
    variables = {
        firmware.folder_variable: str(ROOT / "boards" / firmware.board),
        "BUILD": str(firmware.build),
        "FROZEN_MANIFEST": str(manifest),
        **(tools.native(firmware.bits) if firmware.bits else tools.cross()),
    }
    run(["make", "-C", f"ports/{firmware.port}", *_jobs(), *_variables(variables)], SOURCE, tools)
    stamp.write_text(f"{options} {contents}")


def _begin_with_plain(firmware: Firmware, options: str) -> None:
    """Copy the board's default build, if there is one with these options: only the frozen modules are different."""
    for plain in FIRMWARE.values():
        stamp = plain.build / "stamp"
        same = (plain.port, plain.board, plain.bits) == (firmware.port, firmware.board, firmware.bits)
        if same and plain.name != firmware.name and stamp.exists() and stamp.read_text().split()[0] == options:
            shutil.copytree(plain.build, firmware.build)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _jobs() -> list[str]:
    return [f"-j{os.cpu_count() or 1}"]


def _variables(values: dict[str, str]) -> Iterator[str]:
    return (f"{name}={value}" for name, value in values.items())


def fingerprint(paths: list[Path], more: object = "") -> str:
    """Return a digest of these files, and of all files in these folders."""
    digest = hashlib.sha256(str(more).encode())
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{file} {file.stat().st_mode:o}\n".encode() + file.read_bytes())
    return digest.hexdigest()


def run(argv: list[str], cwd: Path, tools: Toolchain) -> str:
    """Return the output of a tool; raise BuildFailed with its end if the tool fails."""
    env = {**tools.environment(), "LC_ALL": "C", "GIT_CEILING_DIRECTORIES": str(cwd.parent)}  # ignores our repository
    done = subprocess.run(
        argv, cwd=cwd, env=env, text=True, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if done.returncode:
        raise BuildFailed(f"{shlex.join(argv)}\n{done.stdout[-3000:]}")
    return done.stdout


if __name__ == "__main__":
    try:
        print(shlex.join(command(sys.argv[1] if len(sys.argv) > 1 else "frozen-unix")))
    except (ToolchainMissing, BuildFailed) as error:
        sys.exit(str(error))
