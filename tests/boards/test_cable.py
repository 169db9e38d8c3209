"""A board whose network fails in each phase of a call: the emulated one, whose cable can be pulled."""

import board
import overlay
import pytest
from cases import in_module

MODULE = overlay.ROOT / "tests" / "network" / "faults.py"


@pytest.fixture(scope="module")
def target(server, certificates):
    """The machine, started."""
    machine = board.Qemu()
    machine.start({**server.addresses, **certificates.files})
    yield machine
    machine.stop()


@pytest.mark.parametrize("case", in_module(MODULE), ids=lambda case: case.name)
def test_a_call_whose_cable_is_pulled(target, case):
    target.check(case)
