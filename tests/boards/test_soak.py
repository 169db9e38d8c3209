"""Months of a firmware in seconds: 5,000 requests in 128 KB of heap; every tenth time the server misbehaves."""

import textwrap

import firmware
import overlay
import programs
import pytest
import toolchain

soak = programs.load(overlay.ROOT / "tests" / "micropython" / "test_soak.py")
CONFORMANCE = overlay.ROOT / "tests" / "conformance"
PROGRAMS = overlay.ROOT / "tests" / "micropython" / "programs"
HEAP = 128  # KB
LIMIT = 500.0  # seconds


class Frozen:
    """The firmware of 32 bits, and the harness of the conformance suite at hand."""

    def __init__(self, addresses):
        self.addresses = {**addresses, "run": "soak"}

    def run(self, script, heap):
        program = f"import sys, requests\nsys.path.extend({[str(CONFORMANCE), str(PROGRAMS)]!r})\nimport harness\n"
        program += "assert requests.__file__ == 'requests/__init__.py', requests.__file__\n"
        program += f"harness.ADDRESSES.update({self.addresses!r})\nfrom harness import eq, raises, script, url\n"
        command = [*firmware.command("frozen-unix-32"), "-X", f"heapsize={heap}k"]
        done = programs.run(command, program + textwrap.dedent(script), LIMIT, ".frozen")
        assert done.returncode == 0, done.stdout
        return done.stdout


def test_5000_requests_leave_a_firmwares_heap_as_it_was(server):
    if not toolchain.find().has_32_bit:
        pytest.skip("this machine runs no programs of 32 bits")
    (free, largest), (free_at_end, largest_at_end) = soak.soak(Frozen(server.addresses), HEAP)
    assert free - free_at_end <= 512, f"{free - free_at_end} bytes lost"
    assert largest_at_end >= largest * 0.9, (
        f"the largest free block: {largest} units after 100, {largest_at_end} at the end"
    )
