"""Start the Cortex-M7 firmware in QEMU, and connect to its serial line with mpremote."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import toolchain

if TYPE_CHECKING:
    from mpremote.transport_serial import SerialTransport


BYTE_LIMIT = 5  # seconds until the next byte, from a board or a machine that may be busy


class NotStarted(RuntimeError):
    """QEMU did not print the name of its serial device."""


@contextmanager
def serial_device(command: list[str]) -> Iterator[str]:
    """Start a machine with a command of firmware.py, yield its serial device, and stop it after the `with` block."""
    process = subprocess.Popen(
        command,
        env=toolchain.find().environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        found = re.search(r"/dev/\S+", said)
        if not found:
            raise NotStarted(f"QEMU printed no serial device: {said.strip()}")
        yield found[0]
    finally:
        process.kill()
        process.communicate()


@contextmanager
def line(device: str) -> "Iterator[SerialTransport]":
    """Yield mpremote's connection to a board, after a soft reset of the board."""
    from mpremote.transport_serial import SerialTransport

    held = SerialTransport(device, timeout=BYTE_LIMIT)
    try:
        held.enter_raw_repl(soft_reset=True)
        yield held
    finally:
        held.close()


def printed(device: str, program: str) -> str:
    """Return the output of a program on a board after a soft reset; raise mpremote's TransportExecError if it fails."""
    with line(device) as held:
        return str(held.exec(program), "utf-8")
