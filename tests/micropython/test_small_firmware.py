"""What a firmware without MD5, SHA-1 and a calendar can do; what it cannot ends as docs/device.md says."""

from pathlib import Path

import pytest
import targets
from cases import in_module

MODULE = Path(__file__).with_name("small_firmware.py")


@pytest.fixture(scope="module", params=["micropython", "micropython-32"])
def target(request, server, certificates):
    """An interpreter, of which the module hides a part."""
    found = targets.make(request.param)
    found.start({**server.addresses, **certificates.files})
    return found


@pytest.mark.parametrize("case", in_module(MODULE), ids=lambda case: case.name)
def test_a_firmware_without_clock_and_old_hashes(target, case):
    target.check(case)
