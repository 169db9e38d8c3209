"""Thousands of calls to a server that breaks connections: each caller gets its own response, or an error, in time."""

import contextlib
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import micropython
import programs
import pytest
import requests

FAULTS = Path(__file__).resolve().parent / "faults"
calls = programs.load(FAULTS / "calls.py")

THREADS = 16
CALLS = 20_000
DEVICES = ("micropython", "micropython-32")
CALLS_ON_DEVICE = 3_000  # fewer, because one thread waits for every silent server
TIME = 400.0  # seconds for all of them, even on a busy machine; a call that hangs takes longer


@contextlib.contextmanager
def breaking_server():
    """Run a breaking server in a process of its own; yield its address."""
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


@pytest.fixture
def base():
    """The address of a breaking server."""
    with breaking_server() as address:
        yield address


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


def on_a_device(name):
    """Return what the calls of one thread print on MicroPython."""
    with breaking_server() as base:
        program = f"import sys; sys.path.append({str(FAULTS)!r}); import calls; calls.run({base!r}, {CALLS_ON_DEVICE})"
        return programs.run(micropython.find(name), program, 2 * TIME).stdout


@pytest.fixture(scope="module")
def printed():
    """{interpreter: its output}: a call often waits, so both run at the same time, each with a server of its own."""
    with ThreadPoolExecutor(len(DEVICES)) as pool:
        return dict(zip(DEVICES, pool.map(on_a_device, DEVICES), strict=True))


@pytest.mark.parametrize("name", DEVICES)
def test_one_thread_on_a_device(name, printed):
    assert printed[name].splitlines() == ["ok"], printed[name]
