"""One body of cases, on every target: what both sides promise, measured."""

import pytest


@pytest.mark.filterwarnings("ignore:Unverified HTTPS request")
def test_case(start_target, target_name, case):
    """The case holds on the target."""
    start_target(target_name).check(case)
