"""Malformed responses and unusual arguments have the same outcome on both Pythons."""

import contextlib
import os
import re
import socketserver
import sys
import threading
from pathlib import Path

import micropython
import programs
import pytest
from requests import exceptions

FOLDER = Path(__file__).resolve().parent / "agreement"


answer, call = programs.load(FOLDER / "answers.py").answer, programs.load(FOLDER / "calls.py").call

COUNT = int(os.environ.get("AGREEMENT", "1500"))  # of each; a larger number finds more
TIME = 120 + COUNT / 10  # seconds
DEVICES = ["micropython", "micropython-32"]
PROGRAM = "import sys; sys.path.append({folder!r}); import outcomes; outcomes.{task}"
# Content that is truncated and invalid may raise either.
SPOILT = {"ChunkedEncodingError", "ContentDecodingError"}
WHOLE = " b'hello' "  # what is in the gzip body, in a line of outcomes.py


class Nearly(socketserver.StreamRequestHandler):
    """Sends the response of the number in the path, for any other path its name, and closes."""

    def handle(self):
        with contextlib.suppress(OSError):
            path = self.rfile.readline().split()[1].decode()
            while self.rfile.readline().strip():
                pass
            number = re.fullmatch(r"/(\d+)", path)
            plain = f"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {len(path)}\r\n\r\n{path}".encode()
            self.wfile.write(answer(int(number[1])) if number else plain)


@pytest.fixture(scope="module")
def getting():
    """The task of outcomes.py that gets all answers."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Nearly) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"get_all('http://127.0.0.1:{server.server_address[1]}', range({COUNT}))"
        server.shutdown()


@pytest.fixture(scope="module")
def preparing(tmp_path_factory):
    """The task of outcomes.py that prepares all requests."""
    path = tmp_path_factory.mktemp("calls") / "calls.txt"
    path.write_text("".join(f"{call(number)!a}\n" for number in range(COUNT)), encoding="ascii")
    return f"prepare_all({str(path)!r})"


def outcomes(name, task):
    """Return the output of a task on the Python of that name: a line for each number."""
    command = [sys.executable] if name == "cpython" else micropython.find(name)
    done = programs.run(command, PROGRAM.format(folder=str(FOLDER), task=task), TIME)
    assert done.returncode == 0, done.stdout[-2000:]
    lines = done.stdout.splitlines()
    assert len(lines) == COUNT
    return lines


@pytest.fixture(scope="module")
def got(getting):
    return outcomes("cpython", getting)


@pytest.fixture(scope="module")
def made(preparing):
    return outcomes("cpython", preparing)


def compare(ours, theirs, of):
    """Fail with the outcomes on which the Pythons do not agree, and their inputs."""
    pairs = [pair for pair in zip(ours, theirs, strict=True) if not agree(*pair)]
    assert not pairs, "".join(f"\n{of(int(a.split()[0]))}\n  {a}\n  {b}" for a, b in pairs[:10])


def agree(ours, theirs):
    """Return True if an outcome on CPython and one on MicroPython are the same for a caller."""
    kinds = [re.fullmatch(r"\d+ \('error' '(\w+)'\)", line) for line in (ours, theirs)]
    if kinds[0] and kinds[0][1] == "ContentDecodingError" and WHOLE in theirs:
        return True  # tests/differences/gzip_length.py
    if None in kinds:
        return ours == theirs
    names = [kind[1] for kind in kinds]
    return set(names) == SPOILT or issubclass(*(getattr(exceptions, name) for name in names))


@pytest.mark.parametrize("name", DEVICES)
def test_both_backends_read_malformed_responses_alike(name, getting, got):
    compare(got, outcomes(name, getting), answer)


@pytest.mark.parametrize("name", DEVICES)
def test_both_backends_prepare_unusual_arguments_alike(name, preparing, made):
    compare(made, outcomes(name, preparing), call)


def test_outcomes_are_of_many_kinds(got, made):
    said = "\n".join([*got, *made])
    for kind in ("'answer' 200", "'answer' 204", "'answer' 401", "'request' 'PUT'", *SPOILT, "ConnectionError"):
        assert kind in said, kind
    for kind in ("InvalidURL", "MissingSchema", "InvalidSchema", "InvalidHeader", "InvalidBody"):
        assert f"'error' '{kind}'" in said, kind
