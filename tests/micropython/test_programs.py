"""The cases of programs/, for MicroPython alone: each runs in a process of its own, on both interpreters.

A module may name the tree of the package that its cases need (TREE: a fixture of conftest.py), and the size of the heap
(HEAP: in KB).
"""

from pathlib import Path

import cases
import pytest

CASES = [case for path in sorted((Path(__file__).parent / "programs").glob("*.py")) for case in cases.in_module(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(board, case, request):
    module = cases.parsed(case.path)
    tree = cases.literal(module, "TREE", None)
    board(tree and request.getfixturevalue(tree), cases.literal(module, "HEAP", None)).check(case)
