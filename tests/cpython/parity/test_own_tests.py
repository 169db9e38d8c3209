"""Requests' own tests pass with this package, except those of a deliberate difference."""

import os
import subprocess
import sys
from xml.etree import ElementTree

# The comments say what this package does.
DIFFERENT = {
    "test_requests.TestRequests.test_DIGESTAUTH_QUOTES_QOP_VALUE",  # qop without quotes (RFC 7616 section 3.4)
    "test_requests.TestRequests.test_cookie_quote_wrapped",  # a cookie's value keeps its quotes and backslashes
    "test_requests.TestRequests.test_empty_stream_with_auth_does_not_set_content_length_header",  # Content-Length: 0
    "test_requests.TestTimeout.test_invalid_timeout[timeout0-(connect, read)]",  # the third limits the call
}
# They connect to an address outside this machine, and expect that no packet comes back.
OUTSIDE = ("test_connect_timeout", "test_total_timeout_connect")


def test_requests_own_tests_pass_except_those_of_a_difference(tmp_path):
    report = tmp_path / "report.xml"
    options = [f"--deselect=tests/test_requests.py::TestTimeout::{name}" for name in OUTSIDE]
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", f"--junit-xml={report}", *options, "tests"]
    done = subprocess.run(command, cwd=os.environ["REQUESTS_SOURCE"], capture_output=True, text=True, check=False)
    assert report.exists(), done.stdout + done.stderr
    run = [case for case in ElementTree.parse(report).iter("testcase") if case.find("skipped") is None]
    failed = {name(case) for case in run if case.find("failure") is not None or case.find("error") is not None}
    assert failed == DIFFERENT, done.stdout
    assert len(run) > 600


def name(case):
    """Return a test's name, without the folder."""
    return f"{case.get('classname')}.{case.get('name')}".removeprefix("tests.")
