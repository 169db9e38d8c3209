"""Ask for gzip, and decode it from raw while it is read."""

import deflate
import requests

r = requests.get("https://raw.githubusercontent.com/me/app/main.py", headers={"Accept-Encoding": "gzip"}, stream=True)
print(r.headers["content-encoding"])
lines = 0
with deflate.DeflateIO(r.raw, deflate.GZIP) as f:
    print(f.readline().decode().strip())
    while f.readline():
        lines += 1
print(lines)
r.close()

# prints:
# gzip
# # Größe in µm
# 2001
