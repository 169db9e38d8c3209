"""docker's attach reads from what http.client has below a response: a raw io object with the socket beneath."""

import os

import requests

head = b"HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n"
url = os.environ["HTTP"] + "/script/x" + (head + b"first").hex() + ".w200.x" + b"second".hex() + ".close"
with requests.get(url, stream=True) as r:
    raw = r.raw._fp.fp.raw
    print(raw.fileno() > 0, raw._sock.fileno() == raw.fileno())
    print(b"".join(iter(lambda: raw.read(4096), b"")))

# prints:
# True True
# b'firstsecond'

# PyPI's requests prints:
# True True
# b'second'
