"""The code of the guides, on the targets that each page names, against httpbin on this machine.

The blocks of a page are one program. A comment before a block may keep it from a target: `<!-- cpython only -->`.
A line `print(...)  # text` must print that text.
"""

import io
import os
import re
import subprocess
import sys
import tokenize

import micropython
import overlay
import programs
import pytest

DOCS = overlay.ROOT / "docs"
BLOCK = re.compile(r"(?:<!-- (?P<only>\w+) only -->\n+)?^```python\n(?P<code>.*?)^```", re.MULTILINE | re.DOTALL)
RUNS_ON = re.compile(r"<!-- runs on: ([\w -]+) -->")
GUIDES = [DOCS / "quickstart.md", *sorted((DOCS / "guides").glob("*.md"))]
WITHOUT = {"proxies.md", "testing.md", "tls.md"}  # they need hosts, files and libraries of the reader


def targets(page):
    """The targets that a page names."""
    found = RUNS_ON.search(page.read_text("utf-8"))
    return found[1].split() if found else []


PAIRS = [(page, target) for page in GUIDES for target in targets(page)]


def program(page, target, address):
    """Return the blocks of a page for one target, as one program that uses the local httpbin."""
    blocks = BLOCK.finditer(page.read_text("utf-8"))
    code = "\n".join(block["code"] for block in blocks if block["only"] in (None, target))
    return code.replace("https://httpbin.org", address)


def promised(code):
    """The comments behind calls of print, in their order."""
    lines = code.splitlines()
    tokens = tokenize.generate_tokens(io.StringIO(code).readline)
    comments = (token for token in tokens if token.type == tokenize.COMMENT)
    return [token.string[1:].strip() for token in comments if lines[token.start[0] - 1].lstrip().startswith("print(")]


def test_every_guide_names_its_targets_or_cannot_run():
    assert {page.name for page in GUIDES if not targets(page)} == WITHOUT


@pytest.mark.parametrize(("page", "target"), PAIRS, ids=[f"{page.stem}-{target}" for page, target in PAIRS])
def test_guide_runs_and_prints_what_it_says(page, target, httpbin, tmp_path):
    code = program(page, target, httpbin)
    script = tmp_path / "guide.py"
    script.write_text(code, encoding="utf-8")
    command = [sys.executable, "-X", "utf8"] if target == "cpython" else micropython.find("micropython")
    env = {**os.environ, **programs.device_path()}
    line = [*command, script]
    done = subprocess.run(line, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    printed = iter(done.stdout.splitlines())
    missing = [text for text in promised(code) if text not in printed]  # each is searched for after the previous one
    assert not missing, done.stdout
