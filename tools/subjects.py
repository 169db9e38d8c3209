"""Check the subjects of the commits: `area: Imperative sentence`, at most 72 columns, without a full stop.

python tools/subjects.py            # those in the repository
python tools/subjects.py FILE       # that of the message in a file, as git gives it to a commit-msg hook
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SINCE = "2026-11-28T23:40:00Z"  # earlier commits follow another rule
COLUMNS = 72
TEMPORARY = ("fixup!", "squash!", "amend!", "Merge ")  # git writes these; a rebase removes the first three
SUBJECT = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ,/_-]*: [A-Z].*[^.\s]")


def complaint(subject: str) -> str | None:
    """Return what is wrong with a subject, or None."""
    if len(subject) > COLUMNS:
        return f"{len(subject)} columns, {COLUMNS} at most"
    if not SUBJECT.fullmatch(subject):
        return "not `area: Imperative sentence` without a full stop"
    return None


def subjects(arguments: list[str]) -> list[str]:
    """Return lines of a commit's hash, or a file's name, and its subject."""
    if arguments:
        lines = Path(arguments[0]).read_text(encoding="utf-8").splitlines()
        subject = next((line for line in lines if line and not line.startswith("#")), "")
        return [] if subject.startswith(TEMPORARY) else [f"{Path(arguments[0]).name} {subject}"]
    command = ["git", "log", "--no-merges", f"--since={SINCE}", "--format=%h %s"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if found.returncode:
        print("subjects: no git repository here, nothing to check")
    return found.stdout.splitlines()


def main(arguments: list[str]) -> int:
    """Print a line for each subject that breaks the rule; return 1 if there is one."""
    bad = 0
    for line in subjects(arguments):
        commit, _, subject = line.partition(" ")
        if wrong := complaint(subject):
            print(f"{commit} {subject!r}: {wrong}", file=sys.stderr)
            bad = 1
    return bad


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
