"""Answers that are nearly right end alike on both Pythons: in the same answer, or in an error of the same class."""

import contextlib
import importlib.util
import os
import re
import socketserver
import subprocess
import sys
import threading
from pathlib import Path

import micropython
import overlay
import pytest
from requests import exceptions

FOLDER = Path(__file__).resolve().parent / "agreement"
spec = importlib.util.spec_from_file_location("answers", FOLDER / "answers.py")
answers = importlib.util.module_from_spec(spec)
spec.loader.exec_module(answers)

COUNT = int(os.environ.get("AGREEMENT", "1500"))  # answers; more of them find more
TIME = 120 + COUNT / 10  # seconds
PROGRAM = "import sys; sys.path.append({folder!r}); import outcomes; outcomes.run({base!r}, range({count}))"
# Content that is cut and broken may be given up for the one or for the other.
SPOILT = {"ChunkedEncodingError", "ContentDecodingError"}
WHOLE = " b'hello' "  # what is in the gzip body, in a line of outcomes.py


class Nearly(socketserver.StreamRequestHandler):
    """Gives a path that is a number the answer of that number, any other path its own name, and hangs up."""

    def handle(self):
        with contextlib.suppress(OSError):
            path = self.rfile.readline().split()[1].decode()
            while self.rfile.readline().strip():
                pass
            number = re.fullmatch(r"/(\d+)", path)
            plain = f"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {len(path)}\r\n\r\n{path}".encode()
            self.wfile.write(answers.answer(int(number[1])) if number else plain)


@pytest.fixture(scope="module")
def base():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Nearly) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def outcomes(command, environment, base):
    """What a Python says of each answer, a line for each."""
    program = PROGRAM.format(folder=str(FOLDER), base=base, count=COUNT)
    done = subprocess.run(
        [*command, "-c", program],
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=TIME,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def on_cpython(base):
    return outcomes([sys.executable], {}, base)


def agree(ours, theirs):
    """Whether an outcome on CPython and one on MicroPython mean the same to a caller."""
    kinds = [re.fullmatch(r"\d+ \('error' '(\w+)'\)", line) for line in (ours, theirs)]
    if kinds[0] and kinds[0][1] == "ContentDecodingError" and WHOLE in theirs:
        return True  # tests/differences/gzip_length.py
    if None in kinds:
        return ours == theirs
    names = [kind[1] for kind in kinds]
    return set(names) == SPOILT or issubclass(*(getattr(exceptions, name) for name in names))


@pytest.mark.parametrize("name", ["micropython", "micropython-32"])
def test_both_bodies_read_what_is_nearly_an_answer_alike(name, base, on_cpython):
    found = outcomes(micropython.find(name), {"MICROPYPATH": f"{overlay.link('micropython')}:.frozen"}, base)
    assert len(found) == len(on_cpython) == COUNT
    split = [(ours, theirs) for ours, theirs in zip(on_cpython, found, strict=True) if not agree(ours, theirs)]
    assert not split, "\n".join(f"{answers.answer(int(a.split()[0]))}\n  {a}\n  {b}" for a, b in split[:10])


def test_there_are_answers_and_errors_of_every_kind(on_cpython):
    said = "\n".join(on_cpython)
    for kind in ("'answer' 200", "'answer' 204", "'answer' 401", *SPOILT, "ConnectionError", "InvalidSchema"):
        assert kind in said, kind
