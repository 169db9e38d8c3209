"""A cookie's value keeps its quotes and backslashes."""

import os

import requests

BASE = os.environ["HTTP"]
raw = b'HTTP/1.1 200 OK\r\nSet-Cookie: a="x\\"y"; Path=/\r\nContent-Length: 0\r\n\r\n'
with requests.Session() as s:
    s.get(BASE + "/script/x" + raw.hex())
    print([value for name, value in s.get(BASE + "/headers").json()["headers"] if name == "Cookie"])

# prints:
# ['a="x\\"y"']

# PyPI's requests prints:
# ['a="xy"']
