"""Write a firmware image of 300 KB to flash through one buffer, as updaters of ESP32 do.

heap: 160
"""

import hashlib

import requests

BLOCK = 4096
response = requests.get("https://raw.githubusercontent.com/me/app/main/firmware.bin")
if response.status_code == 200:
    size = int(response.headers["Content-Length"])
    buffer = bytearray(BLOCK)
    digest = hashlib.sha256()
    written = 0
    with open("ota.bin", "wb") as partition:
        while written < size:
            count = response.raw.readinto(buffer)
            if not count:
                break
            partition.write(memoryview(buffer)[:count])
            digest.update(memoryview(buffer)[:count])
            written += count
    print(written, size, digest.digest()[:4].hex())
response.close()

# prints:
# 300000 300000 5576a58a
