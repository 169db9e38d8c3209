"""Starts the Cortex-M7 firmware in QEMU and opens its serial line with mpremote."""

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
    """QEMU said something else than where its serial line is."""


@contextmanager
def serial_device(command: list[str]) -> Iterator[str]:
    """The serial device of the machine that a command of firmware.py starts; the machine ends with the `with` block."""
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
            raise NotStarted(f"qemu gave no serial line: {said.strip()}")
        yield found[0]
    finally:
        process.kill()
        process.communicate()


@contextmanager
def line(device: str) -> "Iterator[SerialTransport]":
    """mpremote's hold of a serial line whose board was freshly reset."""
    from mpremote.transport_serial import SerialTransport

    held = SerialTransport(device, timeout=BYTE_LIMIT)
    try:
        held.enter_raw_repl(soft_reset=True)
        yield held
    finally:
        held.close()


def printed(device: str, program: str) -> str:
    """What a program prints on a freshly reset board; mpremote's TransportExecError with its traceback if it fails."""
    with line(device) as held:
        return str(held.exec(program), "utf-8")
