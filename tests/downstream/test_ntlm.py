"""requests_ntlm authenticates by hooks, on one connection, and reads the server's certificate below `raw`."""

import base64
import struct

import pytest
import requests
from requests_ntlm import HttpNtlmAuth


def answer(status, *fields):
    lines = [f"HTTP/1.1 {status}", *fields, "Content-Length: 2", "", "ok"]
    return "x" + "\r\n".join(lines).encode().hex()


def challenge():
    """A CHALLENGE_MESSAGE with an empty list of target names ([MS-NLMP] 2.2.1.2)."""
    flags, end_of_list = 0x00828233, b"\0\0\0\0"
    message = b"NTLMSSP\0" + struct.pack("<IHHII", 2, 0, 0, 48, flags) + b"12345678" + b"\0" * 8
    message += struct.pack("<HHI", len(end_of_list), len(end_of_list), 48) + end_of_list
    return base64.b64encode(message).decode()


@pytest.mark.parametrize("listener", ["http", "https"])
def test_handshake_stays_on_its_connection(server, certificates, listener):
    asked = [answer("401 Who", "WWW-Authenticate: NTLM"), answer("401 Who", f"WWW-Authenticate: NTLM {challenge()}")]
    path = ".next.".join([*asked, answer("200 OK")])
    url = f"{server.addresses[listener]}/@ntlm-{listener}/script/{path}"
    auth = HttpNtlmAuth("DOMAIN\\ana", "secret")
    r = requests.post(url, data=b"body", auth=auth, verify=certificates.files["ca"])
    assert (r.status_code, len(r.history)) == (200, 2)
    (connection,) = server.log.find(f"ntlm-{listener}")
    assert connection["listener"] == listener
    assert ["\nAuthorization: NTLM " in request["head"] for request in connection["requests"]] == [False, True, True]
