"""A board whose cable is pulled in each phase of a call: the emulated one, which has such a cable."""

from pathlib import Path

import board
import pytest
from cases import in_module

MODULE = Path(__file__).with_name("cable.py")


@pytest.fixture(scope="module")
def target(server, certificates):
    """The machine, started."""
    machine = board.Qemu()
    machine.start({**server.addresses, **certificates.files})
    yield machine
    machine.stop()


@pytest.mark.parametrize("case", in_module(MODULE), ids=lambda case: case.name)
def test_a_call_without_a_cable(target, case):
    target.check(case)
