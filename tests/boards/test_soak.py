"""Months of a firmware in seconds: 5,000 requests in 128 KB of heap; every tenth meets a faulty server."""

import firmware
import overlay
import programs
import pytest
import targets
import toolchain

soak = programs.load(overlay.ROOT / "tests" / "micropython" / "test_soak.py")
HEAP = 128  # KB
LIMIT = 500.0  # seconds


def test_5000_requests_leave_a_firmwares_heap_as_it_was(server):
    if not toolchain.find().has_32_bit:
        pytest.skip("this machine runs no programs of 32 bits")
    command = [*firmware.command("frozen-unix-32"), "-X", f"heapsize={HEAP}k"]
    proof = "assert requests.__file__ == 'requests/__init__.py', requests.__file__"
    board = targets.Subprocess(lambda: command, lambda: {"MICROPYPATH": ".frozen"}, proof, LIMIT)
    board.start(server.addresses)
    (free, largest), (free_at_end, largest_at_end) = soak.soak(board)
    assert free - free_at_end <= 512, f"{free - free_at_end} bytes lost"
    assert largest_at_end >= largest * 0.9, (
        f"the largest free block: {largest} units after 100, {largest_at_end} at the end"
    )
