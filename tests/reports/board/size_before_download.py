"""Look how large a file is before it is downloaded."""

import requests

r = requests.head("http://ota.example.com/data.bin")
size = int(r.headers["content-length"])
print(r.status_code, size, r.content)
r.close()
total = 0
with requests.get("http://ota.example.com/data.bin", stream=True) as r:
    for block in r.iter_content(4096):
        total += len(block)
print(total == size)

# prints:
# 200 120000 b''
# True
