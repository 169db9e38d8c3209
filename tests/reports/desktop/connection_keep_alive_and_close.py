"""`Connection: keep-alive, close` ends the connection (RFC 9112 9.6)."""

import os

import requests

BASE = os.environ["HTTP"]
TOKEN = f"closes{os.getpid()}"
raw = b"HTTP/1.1 200 OK\r\nConnection: keep-alive, close\r\nContent-Length: 2\r\n\r\nok"
with requests.Session() as s:
    s.get(f"{BASE}/@{TOKEN}/script/x{raw.hex()}")
    s.get(f"{BASE}/@{TOKEN}/get", headers={"Connection": "keep-alive, close"})
    s.get(f"{BASE}/@{TOKEN}/get")
print(len(requests.get(f"{BASE}/log/{TOKEN}").json()))

# prints:
# 3

# PyPI's requests prints:
# 2
