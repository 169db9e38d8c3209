"""The conformance cases, on every target."""

import pytest


@pytest.mark.filterwarnings("ignore:Unverified HTTPS request")
def test_case(start_target, target_name, case, record_property):
    """The case holds on the target."""
    target = start_target(target_name)
    record_property(target_name, target.version)
    target.check(case)
