"""The command line of the tools that write a file, and check in CI that it is up to date."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def main(description: str | None, place: Path, text: str) -> None:
    """Write `text` to a file; with --check, exit with 1 and an instruction if the file contains something else."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if out of date")
    if not parser.parse_args().check:
        place.write_text(text, encoding="utf-8", newline="\n")
    elif not place.is_file() or place.read_text(encoding="utf-8") != text:
        sys.exit(f"{place.name} is out of date: run `python {sys.argv[0]}`")
