"""Set-Cookie is read by RFC 6265."""

import os

import requests

BASE = os.environ["HTTP"]
LINES = {
    "Version": ["a=1; Version=1; Path=/"],
    "a relative Path": ["a=1; Path=relative"],
    "asctime in Expires": ["a=1; Path=/; Expires=Fri Jan  1 00:00:00 2100"],
    "set and deleted": ["a=1; Path=/", "a=; Path=/; Max-Age=0"],
    "deleted and set": ["a=; Path=/; Max-Age=0", "a=1; Path=/"],
}
for name, lines in LINES.items():
    fields = b"".join(b"Set-Cookie: %b\r\n" % line.encode() for line in lines)
    raw = b"HTTP/1.1 200 OK\r\n" + fields + b"Content-Length: 0\r\n\r\n"
    with requests.Session() as s:
        s.get(BASE + "/script/x" + raw.hex())
        print(name, "->", s.get(BASE + "/cookies").json()["cookies"], [(c.path[:8], c.version) for c in s.cookies])

# prints:
# Version -> {'a': '1'} [('/', 0)]
# a relative Path -> {} [('/script', 0)]
# asctime in Expires -> {'a': '1'} [('/', 0)]
# set and deleted -> {} []
# deleted and set -> {'a': '1'} [('/', 0)]

# PyPI's requests prints:
# Version -> {'a': '1'} [('/', 0)]
# a relative Path -> {} [('relative', 0)]
# asctime in Expires -> {'a': '1'} [('/', 0)]
# set and deleted -> {'a': '1'} [('/', 0)]
# deleted and set -> {'a': '1'} [('/', 0)]
