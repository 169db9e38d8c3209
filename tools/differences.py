"""Write docs/differences.md from tests/differences/, where each accepted difference is a runnable file.

    python tools/differences.py            # write the page
    python tools/differences.py --check    # exit 1 if the page is out of date

tests/differences/README.md describes the format of a difference.
"""

import ast
import re
from pathlib import Path

import generated
import overlay

FOLDER = overlay.ROOT / "tests" / "differences"
PAGE = overlay.ROOT / "docs" / "differences.md"
TABLES = {"reference.py": "case", "calls.py": "call"}  # files that contain {subject: {reason: names of what differs}}
SUBJECTS = (
    "Connections",
    "Responses",
    "Requests",
    "Errors",
    "TLS, proxies and the environment",
    "Modules and classes",
)
FIELDS = ("subject", "what", "why", "workaround")

HEAD = """\
# Differences

<!-- Written by tools/differences.py from tests/differences/: change the files there. -->

What behaves differently on CPython and on MicroPython, and what differs from Requests. Each difference is deliberate,
and has a test.

## Between CPython and MicroPython

Each is a file of `tests/differences/` that runs on both targets; its name is at the end.
"""
REQUESTS = """
## From PyPI's Requests

The project's cases also run with PyPI's Requests, and many calls are made to both packages. Each difference ends with
the number of cases that Requests fails, and of calls with a different result. Their names are in
`tests/differences/reference.py` and `calls.py`.
"""


def difference(path: Path) -> tuple[str, str]:
    """Return the subject and the section of one difference; raise ValueError for a file that lacks a part."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    title, _, rest = text.partition("\n")
    fields = dict(re.findall(r"^(\w+): (.+(?:\n    .+)*)$", rest, re.MULTILINE))
    if not title or tuple(fields) != FIELDS or fields["subject"] not in SUBJECTS:
        raise ValueError(f"{path.name}: its docstring must be a title, then {', '.join(FIELDS)}")
    subject, what, why, workaround = (" ".join(fields[name].split()) for name in FIELDS)
    return subject, f"**{title}** {what}\n\n*Why:* {why}\n*Workaround:* {workaround} (`{path.name}`)\n"


def between_targets() -> str:
    """Return the sections of the differences between the targets, by subject."""
    found = [difference(path) for path in runnable()]
    return "\n".join(
        "\n".join([f"### {subject}\n", *(text for its_subject, text in found if its_subject == subject)])
        for subject in SUBJECTS
    )


def table(path: Path) -> dict[str, dict[str, list[str]]]:
    """Return the dict {subject: {reason: names}} that a file begins with."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    found = next(ast.literal_eval(node.value) for node in body if isinstance(node, ast.Assign))
    return dict(found)


def from_requests() -> str:
    """Return the sections of the tables: each reason under its subject, with the numbers of cases and calls."""
    subjects: dict[str, dict[str, list[str]]] = {}
    for name, kind in TABLES.items():
        for subject, reasons in table(FOLDER / name).items():
            for why, names in reasons.items():
                plural = "s" * (len(names) > 1)
                subjects.setdefault(subject, {}).setdefault(why, []).append(f"{len(names)} {kind}{plural}")
    return "\n".join(
        f"### {subject}\n\n" + "".join(f"- {why} ({', '.join(counts)})\n" for why, counts in reasons.items())
        for subject, reasons in subjects.items()
    )


def runnable() -> list[Path]:
    """Return the files that describe one difference each."""
    return sorted(path for path in FOLDER.glob("*.py") if path.name not in TABLES)


def page() -> str:
    """Return the whole page."""
    return "\n".join([HEAD, between_targets(), REQUESTS, from_requests()])


if __name__ == "__main__":
    generated.main(__doc__, PAGE, page())
