"""The programs of programs/: cases for MicroPython alone, each in a process of its own on both interpreters."""

from pathlib import Path

import pytest
import targets
from cases import in_module

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.py"))
CASES = [case for path in PROGRAMS for case in in_module(path)]


@pytest.fixture(scope="module", params=["micropython", "micropython-32"])
def target(request, server, certificates):
    """An interpreter, with the merged tree on its path."""
    found = targets.make(request.param)
    found.start({**server.addresses, **certificates.files})
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(target, case):
    """A case may replace modules, so that it cannot share its process."""
    module = case.path.stem
    printed = target.run(case.path, f"harness.run_case({module}, {case.name!r})")
    found, _ = targets.parse(printed)
    assert found.get(case.name) == ("ok", ""), printed
