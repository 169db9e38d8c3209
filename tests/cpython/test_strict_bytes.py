"""Bytes arguments under `python -bb`, where a comparison of bytes with str is an error."""

import subprocess
import sys

import pytest
from peer import OK, Peer

SENDING = {
    "header": "requests.get(url, headers={'X-A': b'1'})",
    "header of a session": "session = requests.Session(); session.headers['X-A'] = b'1'; session.get(url)",
    "user and password": "requests.get(url, auth=(b'user', b'password'))",
    "parts of a form": "requests.post(url, data={b'a': b'b'}, files={b'c': (b'd', b'e', b'text/plain', {b'X': b'f'})})",
    "length of a body": "requests.post(url, data=b'x', headers={'Content-Length': b'1'})",
    "length of no body": "requests.post(url, headers={'Content-Length': b'0'})",
    "chunks": "requests.post(url, data=iter([b'x']), headers={'Transfer-Encoding': b'chunked'})",
    "framing without a body": "requests.get(url, headers={'Transfer-Encoding': b'chunked'})",
}


@pytest.mark.parametrize("call", list(SENDING.values()), ids=list(SENDING))
def test_bytes_are_not_compared_with_str(call):
    with Peer([OK]) as peer:
        program = f"import sys, requests; url = sys.argv[1]; {call}"
        command = [sys.executable, "-bb", "-c", program, peer.url]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
