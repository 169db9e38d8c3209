"""Months in seconds: thousands of requests in one session, in 256 KB; every tenth meets a faulty server."""

import re
from pathlib import Path

PROGRAM = Path(__file__).parent / "programs" / "soak.py"
USE = re.compile(r"free: (\d+).*?max free sz: (\d+)", re.DOTALL)  # what mem_info prints: bytes, blocks


def soak(board):
    """Run 5,000 requests; ((bytes free, largest free block), the same at the end), the block in words of the heap."""
    output = board.run(PROGRAM, "soak.run(5000)")
    found = USE.findall(output)
    assert len(found) == 2, output
    return [tuple(map(int, figures)) for figures in found]


def test_5000_requests_leave_the_heap_as_it_was(board):
    size = 256 if board().name.endswith("32") else 384
    (free, _), (free_at_end, _) = soak(board(heap=size))
    assert free - free_at_end <= 512, f"{free - free_at_end} bytes lost"
