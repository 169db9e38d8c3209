"""Find compilers and an emulator for firmware, on PATH or as Debian's packages unpacked in .cache/toolchain.

Nothing is installed: an apt root (aptroot.py) fetches them, without root rights, for the Debian of this machine.
Programs and libraries are found through PATH and LD_LIBRARY_PATH, and the native compiler takes headers and start
files from there (--sysroot), so that the machine needs only Python, apt and git.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import which

from aptroot import AptError, apt_root, architecture, locked, suite

CACHE = Path(__file__).resolve().parent.parent / ".cache"
TREE = CACHE / "toolchain"
PROGRAMS = ("gcc", "make", "xz", "bzip2", "arm-none-eabi-gcc", "qemu-system-arm")
PACKAGES = ("gcc", "make", "xz-utils", "bzip2", "gcc-arm-none-eabi", "libnewlib-arm-none-eabi", "qemu-system-arm")
MULTILIB = {"amd64": ("gcc-multilib",)}  # for an architecture on which 32-bit programs can be built and run, too


class ToolchainMissing(RuntimeError):
    """The compilers are not available; the message is a sentence that says what to install."""


class Toolchain:
    """The tools, in an unpacked tree, or on PATH if `tree` is None."""

    def __init__(self, tree: Path | None) -> None:
        self.tree = tree

    def environment(self) -> dict[str, str]:
        """Return the environment variables with which the tools are found."""
        if self.tree is None:
            return dict(os.environ)
        path = os.pathsep.join([f"{self.tree}/usr/bin", f"{self.tree}/bin", os.environ["PATH"]])
        return {**os.environ, "PATH": path, "LD_LIBRARY_PATH": f"{self.tree}/libraries"}

    def native(self, bits: int) -> dict[str, str]:
        """Return the variables of make for a program of this machine with this word size."""
        sysroot = f" --sysroot={self.tree}" if self.tree else ""
        if bits == 64:
            return {"CC": "gcc" + sysroot}
        libraries = f"{self.tree or ''}/lib32"
        loading = f"-Wl,-dynamic-linker={libraries}/ld-linux.so.2 -Wl,-rpath={libraries}"
        return {"CC": f"gcc{sysroot} -m32", "MICROPY_FORCE_32BIT": "1", "LDFLAGS_EXTRA": loading}

    def cross(self) -> dict[str, str]:
        """Return the variables of make for a Cortex-M."""
        newlib = f" -isystem {self.tree}/usr/include/newlib" if self.tree else ""
        return {"CC": "arm-none-eabi-gcc" + newlib}

    @property
    def has_32_bit(self) -> bool:
        """Whether programs of `native(32)` can be built."""
        return Path(f"{self.tree or ''}/lib32/ld-linux.so.2").exists()


def find() -> Toolchain:
    """Return the tools, which are fetched if necessary; raise ToolchainMissing if that fails."""
    if TREE.is_dir():
        return Toolchain(TREE)
    if all(which(name) for name in PROGRAMS):
        return Toolchain(None)
    try:
        return _fetched()
    except AptError as error:
        raise ToolchainMissing(
            f"no compilers for firmware: install {', '.join(PACKAGES)} (Debian's names), "
            f"or run on a Debian with apt ({error})"
        ) from None


def _fetched() -> Toolchain:
    with locked(CACHE / "toolchain.lock"):
        if not TREE.is_dir():
            with tempfile.TemporaryDirectory(dir=CACHE, prefix=".fetching-") as folder:
                tree = Path(folder) / "tree"
                tree.mkdir()
                _fill(tree)
                tree.rename(TREE)
    return Toolchain(TREE)


def _fill(tree: Path) -> None:
    host = architecture()
    with apt_root(suite(), host) as root:
        root.unpack((*PACKAGES, *MULTILIB.get(host, ())), tree)
    for link in _absolute_links(tree):
        target = tree / link.readlink().relative_to("/")
        link.unlink()
        link.symlink_to(os.path.relpath(target, link.parent))
    (tree / "libraries").mkdir()
    triplet = next((tree / "usr" / "lib").glob("*-linux-gnu*")).name
    for folder in (f"usr/lib/{triplet}", f"lib/{triplet}"):
        _offer_libraries(tree, folder)


def _absolute_links(tree: Path) -> Iterator[Path]:
    """Yield the symbolic links with absolute targets, which are outside the tree."""
    for folder, folders, files in os.walk(tree):
        paths = (Path(folder, name) for name in folders + files)
        yield from [path for path in paths if path.is_symlink() and path.readlink().is_absolute()]


def _offer_libraries(tree: Path, folder: str) -> None:
    """Add links to the libraries that the machine lacks; another libc would not work with the machine's loader."""
    for path in (tree / folder).glob("*.so*"):
        if not (Path("/", folder) / path.name).exists():
            (tree / "libraries" / path.name).symlink_to(f"../{folder}/{path.name}")


if __name__ == "__main__":
    try:
        print(find().tree or "PATH")
    except ToolchainMissing as missing:
        sys.exit(str(missing))
