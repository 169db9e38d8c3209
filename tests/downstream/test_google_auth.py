"""google-auth turns errors of the family into TransportError, and lets a plain OSError of a missing file through."""

import pytest
import requests
from google.auth import exceptions
from google.auth.transport.requests import Request


def test_a_request(base):
    answer = Request()(base + "/get", method="GET")
    assert answer.status == 200


def test_missing_authorities_are_an_oserror(server):
    with requests.Session() as session, pytest.raises(OSError, match="invalid path: /none"):
        session.verify = "/none"
        Request(session)(server.addresses["https"] + "/get", method="GET")


def test_failing_certificate_is_a_transporterror(server):
    with pytest.raises(exceptions.TransportError):
        Request()(server.addresses["https_unknown"] + "/get", method="GET")
