"""A firmware that leaves the roots out."""

import requests
from harness import address, eq, raises, url

TREE = "without_roots"


def case_the_error_says_that_the_firmware_has_no_roots():
    error = raises(requests.exceptions.SSLError, requests.get, url("/get", at="https"))
    assert "no root certificates" in str(error), error
    eq(requests.get(url("/get", at="https"), verify=address("ca")).status_code, 200)
