"""Find the MicroPython interpreters for the tests, or fetch them without changing the system.

    python tools/micropython.py [micropython|micropython-32|micropython-oldest] [script or options...]

prints the command of an interpreter, or runs it. `micropython` has the word size of this machine;
`micropython-32` has that of a microcontroller: i386 runs natively on x86-64, armhf under qemu-arm elsewhere.
`micropython-oldest` is the oldest one that Debian provides. The first of these is used: the command in the variable
MICROPYTHON (MICROPYTHON_32, MICROPYTHON_OLDEST), `micropython` on PATH unless it must be the oldest, Debian's package
unpacked in .cache/micropython.

Debian's interpreter has micropython-lib's `requests` frozen in, and searches there first: set
MICROPYPATH to "OUR_TREE:.frozen".
"""

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which

from aptroot import AptError, apt_root, architecture, locked

CACHE = Path(__file__).resolve().parent.parent / ".cache" / "micropython"
SUITES = ("forky", "trixie")  # Debian 14 has 1.26, Debian 13 has 1.25: as old as the firmware of boards
OLDEST = (1, 24)
VARIABLES = {
    "micropython": "MICROPYTHON",
    "micropython-32": "MICROPYTHON_32",
    "micropython-oldest": "MICROPYTHON_OLDEST",
}
PROBE = "import sys, socket, tls; print(sys.maxsize, *sys.implementation.version[:2])"


class MicroPythonMissing(RuntimeError):
    """An interpreter is not available; the message is a sentence that says how to get it."""


def find(target: str) -> list[str]:
    """Return the start of the command line that runs `target`; raise MicroPythonMissing if there is none."""
    try:
        return _named(target) or _on_path(target) or _cached(target) or _fetched(target)
    except AptError as error:
        raise MicroPythonMissing(
            f"{target} is not here: install MicroPython {OLDEST[0]}.{OLDEST[1]} or newer with sockets, tls "
            f"and name it in {VARIABLES[target]}, or run on a Debian with apt ({error})"
        ) from None


def _named(target: str) -> list[str]:
    argv = shlex.split(os.environ.get(VARIABLES[target], ""))
    if argv and not _usable(argv, target):
        raise AptError(f"{VARIABLES[target]}={shlex.join(argv)} does not run here")
    return argv


def _on_path(target: str) -> list[str]:
    found = which(target) if target in ("micropython", "micropython-32") else None
    return [found] if found and _usable([found], target) else []


def _usable(argv: list[str], target: str) -> bool:
    """Return True if an interpreter runs, is new enough, and has sockets, tls and the word size of the target."""
    try:
        done = subprocess.run([*argv, "-c", PROBE], text=True, capture_output=True, timeout=60)
        largest, *version = (int(number) for number in done.stdout.split())
        return tuple(version) >= OLDEST and (target != "micropython-32" or largest < 1 << 31)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return False


def _architecture_of(target: str) -> str:
    host = architecture()
    if target != "micropython-32" or host in ("i386", "armhf", "armel"):
        return host
    return "i386" if host == "amd64" else "armhf"


def _suites(target: str) -> tuple[str, ...]:
    """Return the suites from which Debian's package is fetched, the preferred one first."""
    return SUITES[-1:] if target == "micropython-oldest" else SUITES


def _cached(target: str) -> list[str]:
    arch = _architecture_of(target)
    trees = [CACHE / f"{suite}-{arch}" for suite in _suites(target)]
    return next((_command(tree) for tree in trees if tree.is_dir()), [])


def _command(tree: Path) -> list[str]:
    """Return the command of an unpacked interpreter, with its own loader, because its libc is newer than ours."""
    loader = next((tree / "usr" / "lib").glob("*/ld-linux*.so.*"))
    argv = [str(loader), "--library-path", str(loader.parent), str(tree / "usr/bin/micropython")]
    emulator = tree / "usr/bin/qemu-arm"
    return [str(emulator), *argv] if emulator.exists() else argv


def _fetched(target: str) -> list[str]:
    with locked(CACHE / ".lock"):
        for suite in _suites(target):
            if _cached(target):
                break
            try:
                _fetch(suite, target)
            except AptError:
                if suite == SUITES[-1]:
                    raise
    return _cached(target)


def _fetch(suite: str, target: str) -> None:
    """Unpack Debian's interpreter with its libraries, try it, and move it to the cache in one step."""
    arch = _architecture_of(target)
    with tempfile.TemporaryDirectory(dir=CACHE, prefix=".fetching-") as folder:
        tree = Path(folder) / "tree"
        tree.mkdir()
        with apt_root(suite, arch) as root:
            root.unpack(["micropython"], tree)
        if arch == "armhf" != architecture():
            with apt_root(suite, architecture()) as root:
                root.unpack(["qemu-user"], tree, alone=True)
        if not _usable(_command(tree), target):
            raise AptError(f"micropython for {arch} from Debian {suite} does not run here")
        tree.rename(CACHE / f"{suite}-{arch}")


def main(arguments: list[str]) -> int:
    """Print the command of the interpreter, or run it with the arguments after its name."""
    target, *rest = arguments or ["micropython"]
    if target not in VARIABLES:
        print(f"usage: micropython.py [{'|'.join(VARIABLES)}] [script or options...]", file=sys.stderr)
        return 2
    try:
        argv = find(target)
    except MicroPythonMissing as missing:
        print(missing, file=sys.stderr)
        return 1
    if not rest:
        print(shlex.join(argv))
        return 0
    return subprocess.run([*argv, *rest]).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
