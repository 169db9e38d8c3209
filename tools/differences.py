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
TABLES = {  # files that contain {reason: names of what differs for that reason}
    "reference.py": """
## From PyPI's Requests

The conformance suite also runs against PyPI's Requests, which fails these cases. They test deliberate differences.
""",
    "calls.py": """
### Calls with a different result

The same calls are made to both packages and the results compared. These differ deliberately.
""",
}
FIELDS = ("what", "why", "workaround")

HEAD = """\
# Differences

<!-- Written by tools/differences.py from tests/differences/: change the files there. -->

## Between CPython and MicroPython

Each of these is a file that runs on both targets and tests what it says.
"""


def difference(path: Path) -> str:
    """Return the section of one difference; raise ValueError for a file that lacks a part."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    title, _, rest = text.partition("\n")
    fields = dict(re.findall(r"^(\w+): (.+(?:\n    .+)*)$", rest, re.MULTILINE))
    if not title or tuple(fields) != FIELDS:
        raise ValueError(f"{path.name}: its docstring must be a title, then {', '.join(FIELDS)}")
    what, why, workaround = (" ".join(fields[name].split()) for name in FIELDS)
    place = f"`{path.relative_to(overlay.ROOT).as_posix()}`"
    return f"### {title.rstrip('.')}\n\n{what}\n\n**Why:** {why}\n\n**Workaround:** {workaround}\n\nRunnable: {place}\n"


def table(path: Path) -> dict[str, list[str]]:
    """Return the dict {reason: names} in a file."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    (found,) = (ast.literal_eval(node.value) for node in body if isinstance(node, ast.Assign))
    return dict(found)


def listing(name: str, heading: str) -> str:
    """Return the section of one table, or "" if it is empty or missing."""
    path = FOLDER / name
    reasons = table(path) if path.is_file() else {}
    return "\n".join([heading] * bool(reasons) + [f"{why}\n\n{_bullets(names)}" for why, names in reasons.items()])


def _bullets(names: list[str]) -> str:
    return "".join(f"- {_sentence(name)}\n" for name in names)


def _sentence(name: str) -> str:
    case = name.partition(".case_")[2].replace("_", " ")
    return f"{case} (`{name}`)" if case else name


def runnable() -> list[Path]:
    """Return the files that describe one difference each."""
    return sorted(path for path in FOLDER.glob("*.py") if path.name not in TABLES)


def page() -> str:
    """Return the whole page."""
    sections = [listing(name, heading) for name, heading in TABLES.items()]
    return "\n".join([HEAD, *map(difference, runnable()), *filter(None, sections)])


if __name__ == "__main__":
    generated.main(__doc__, PAGE, page())
