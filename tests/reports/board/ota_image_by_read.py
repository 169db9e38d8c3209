"""Copy an image by `raw.read(n)` until nothing comes.

heap: 160
"""

import requests

r = requests.get("https://raw.githubusercontent.com/me/app/main/firmware.bin")
total = 0
with open("ota.bin", "wb") as f:
    while True:
        data = r.raw.read(2048)
        if not data:
            break
        f.write(data)
        total += len(data)
r.close()
print(r.status_code, total)

# prints:
# 200 300000
