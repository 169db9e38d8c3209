"""Thousands of calls to a server that breaks connections: each caller gets its own response, or an error, in time."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import micropython
import programs
import pytest
import requests

FAULTS = Path(__file__).resolve().parent / "faults"
calls = programs.load(FAULTS / "calls.py")

THREADS = 16
CALLS = 20_000
CALLS_ON_A_DEVICE = 3_000  # fewer, because one thread waits for every silent server
TIME = 400.0  # seconds for all of them, even on a busy machine; a call that hangs takes longer


@pytest.fixture
def base():
    """The address of a breaking server in a process of its own."""
    command = [sys.executable, str(FAULTS / "breaking.py")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        yield f"http://127.0.0.1:{server.stdout.readline().strip()}"
        server.stdin.close()


def open_files():
    return len(os.listdir("/dev/fd"))


def work(session, base, numbers, tally):
    """Make calls until there are no more numbers."""
    for number in numbers:
        tally.add(number, calls.call(session, base, number))


def test_sixteen_threads_on_one_session(base):
    tallies, numbers = [calls.Tally() for _ in range(THREADS)], iter(range(CALLS))
    before, started = open_files(), time.monotonic()
    with requests.Session() as session:
        threads = [threading.Thread(target=work, args=(session, base, numbers, tally)) for tally in tallies]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(TIME)
    assert time.monotonic() - started < TIME
    total = calls.Tally(tallies)
    assert total.wrong == []
    assert sum(map(sum, total.ends.values())) == CALLS
    assert set(total.ends) == {*calls.GOOD, *calls.FAULTS}
    assert total.unanswered() < calls.UNLUCKY, total.ends
    assert total.ends["late"][1] > 0  # most of them time out
    assert total.slowest < calls.LONG
    assert calls.still_open(base) == 0
    assert open_files() <= before


DEVICE = """
import sys
sys.path.append({folder!r})
import calls
calls.run({base!r}, {count})
"""


@pytest.mark.parametrize("name", ["micropython", "micropython-32"])
def test_one_thread_on_a_device(name, base):
    program = DEVICE.format(folder=str(FAULTS), base=base, count=CALLS_ON_A_DEVICE)
    done = programs.run(micropython.find(name), program, 2 * TIME)
    assert done.stdout.splitlines() == ["ok"], done.stdout
