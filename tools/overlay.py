"""Merge shared/ and one backend into the tree that a target imports.

A path is in one of the two trees, never in both, so neither takes precedence:
the merge is a disjoint union, and a collision is an error. The editable install,
the type checkers and the test targets all use the tree of links in
build/<target>/, where edits are visible at once; a new file needs another link().

    python tools/overlay.py cpython                   # link build/cpython/requests
    python tools/overlay.py micropython --copy DEST   # real files in DEST/requests
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGETS = ("cpython", "micropython")
BESIDE = ("urequests.py",)  # modules beside the package


class Collision(ValueError):
    """A path is in both trees."""


def trees(target: str) -> tuple[Path, Path]:
    """Return the two source folders that are merged for `target`."""
    if target not in TARGETS:
        raise ValueError(f"unknown target {target!r}: expected one of {', '.join(TARGETS)}")
    return ROOT / "shared", ROOT / "backends" / target


def files(tree: Path) -> dict[str, Path]:
    """Return {"requests/name.py": its path} of one source folder, sorted, and of the modules beside it."""
    found = [path for path in (*(tree / "requests").rglob("*"), *(tree / name for name in BESIDE)) if path.is_file()]
    kept = (path for path in found if "__pycache__" not in path.parts)
    return {path.relative_to(tree).as_posix(): path for path in sorted(kept)}


def merged(target: str) -> dict[str, Path]:
    """Return the union of both trees; raise Collision for a path that both have."""
    shared, backend = (files(tree) for tree in trees(target))
    if both := sorted(shared.keys() & backend.keys()):
        raise Collision(f"in shared/ and in backends/{target}/: {', '.join(both)}")
    return dict(sorted({**shared, **backend}.items()))


def link(target: str) -> Path:
    """Bring the tree of links in build/<target>/ up to date and return that folder.

    Idempotent, and safe while other processes import from the tree or relink it:
    each file is replaced by a rename, so it is complete and never missing.
    """
    dest = ROOT / "build" / target
    _sync(merged(target), dest, _same_link, _make_link)
    return dest


def copy(target: str, dest: str | os.PathLike[str]) -> Path:
    """Copy the merged tree to DEST, and remove all other files from DEST/requests."""
    dest = Path(dest)
    _sync(merged(target), dest, _same_bytes, shutil.copyfile)
    return dest


def _sync(
    wanted: dict[str, Path],
    dest: Path,
    same: Callable[[Path, Path], bool],
    make: Callable[[Path, Path], object],
) -> None:
    scratch = dest / f".overlay-{os.getpid()}"  # beside requests/, where no other process looks
    for name, source in wanted.items():
        place = dest / name
        if same(source, place):
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        make(source, scratch)
        os.replace(scratch, place)
    _remove_stale(dest, wanted)


def _remove_stale(dest: Path, wanted: dict[str, Path]) -> None:
    for path in sorted((dest / "requests").rglob("*"), reverse=True):  # children before their folder
        if path.relative_to(dest).as_posix() in wanted or "__pycache__" in path.parts:
            continue
        if not path.is_dir() or path.is_symlink():
            path.unlink(missing_ok=True)
        elif not any(name != "__pycache__" for name in os.listdir(path)):
            shutil.rmtree(path, ignore_errors=True)


def _make_link(source: Path, place: Path) -> None:
    place.unlink(missing_ok=True)
    if os.name == "nt":  # a link needs a privilege there
        shutil.copyfile(source, place)
    else:
        place.symlink_to(source)


def _same_link(source: Path, place: Path) -> bool:
    if os.name == "nt":
        return _same_bytes(source, place)
    return place.is_symlink() and os.readlink(place) == str(source)


def _same_bytes(source: Path, place: Path) -> bool:
    return place.is_file() and not place.is_symlink() and place.read_bytes() == source.read_bytes()


def main() -> None:
    """Link or copy one target's tree and print its path."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--copy", metavar="DEST", help="copy into DEST/requests instead of linking")
    options = parser.parse_args()
    try:
        print(copy(options.target, options.copy) if options.copy else link(options.target))
    except Collision as error:
        sys.exit(f"overlay: {error}")


if __name__ == "__main__":
    main()
