"""The requests and the expected responses, which are the same for all clients."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

COUNTING = str(Path(__file__).resolve().parent.parent / "instruction_count.py")
BIG = 64 << 20
LINES = 200_000
SMALL = {"id": 1, "name": "camera", "ok": True}
PARAMS = {"q": "two words", "page": "2", "tag": ["a", "b"]}
HEADERS = {"Accept": "application/json", "X-Request-Id": "0123456789abcdef"}
TIMEOUT = 5.0  # seconds
DOCUMENT = {"device": "cam-7", "frames": list(range(20)), "label": "grüne Tür", "ok": True}
FORM = {"name": "camera", "note": "two words & more", "size": "640x480"}
COOKIES = {f"cookie{n}": f"value-{n}" for n in range(5)}
MEGABYTE = bytes(range(256)) * 4096
JSON_LENGTH = len(json.dumps(DOCUMENT, ensure_ascii=False, separators=(",", ":")).encode())
FORM_LENGTH = len(urlencode(FORM))
BLOCK = 65_536


DOCUMENT_ROWS = 20_000


def run_python(code: str, *arguments: str, counted: bool = False) -> int:
    """Run a program in a new process with the same interpreter; return its bytecode instructions if counted, else 0.

    Raises CalledProcessError if it fails.
    """
    how = [COUNTING] if counted else ["-c"]
    done = subprocess.run([sys.executable, *how, code, *arguments], check=True, stdout=subprocess.PIPE)
    return int(done.stdout or 0)


def check(got: object, want: object) -> None:
    """Raise AssertionError for a wrong response: a benchmark of wrong responses is meaningless."""
    if got != want:
        raise AssertionError(f"got {got!r:.80}, want {want!r:.80}")


def check_sent(answer: str, least: int) -> None:
    """Check that the server got `least` bytes or a few more: JSON may have white space, forms have heads."""
    check(least <= int(answer) < least + 1000, True)


class Zeros:
    """A file of `size` zero bytes, which is not in memory."""

    def __init__(self, size: int) -> None:
        self.size = self.left = size

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[bytes]:
        while block := self.read(BLOCK):
            yield block

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, at most `size`."""
        count = self.left if size < 0 else min(size, self.left)
        self.left -= count
        return bytes(count)
