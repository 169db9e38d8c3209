"""Months in seconds: thousands of requests in one session, in 256 KB; every tenth time the server misbehaves."""

import re

USE = re.compile(r"free: (\d+).*?max free sz: (\d+)", re.DOTALL)  # what mem_info prints: bytes, blocks


def soak(board, heap):
    """Run 5,000 requests; ((bytes free, largest free block), the same at the end), the block in words of the heap."""
    start, end = USE.findall(board.run("import soak\nsoak.run(5000)", heap))
    return [tuple(map(int, figures)) for figures in (start, end)]


def test_5000_requests_leave_the_heap_as_it_was(board):
    (free, _), (free_at_end, _) = soak(board, 256 if board.name.endswith("32") else 384)
    assert free - free_at_end <= 512, f"{free - free_at_end} bytes lost"
