"""Play a web radio's stream, whose status line says ICY."""

import requests

r = requests.get("http://radio.example.com/stream", headers={"Icy-MetaData": "1"}, stream=True)
interval = int(r.headers["icy-metaint"])
print(r.status_code, interval)
chunk = r.raw.read(interval)
size = r.raw.read(1)[0] * 16
print(len(chunk), r.raw.read(size))
r.close()

# prints:
# 200 4096
# 4096 b"StreamTitle='x';"
