"""Install a package as mip does: an index, then each file through a small buffer.

heap: 160
"""

import os

import requests


def install(url):
    response = requests.get(url)
    if response.status_code != 200:
        print("Package not found:", url)
        return
    index = response.json()
    response.close()
    for name, address in index["urls"]:
        folder = name.rsplit("/", 1)[0]
        try:
            os.mkdir(folder)
        except OSError:
            pass
        response = requests.get(address)
        with open(name, "wb") as f:
            buf = memoryview(bytearray(128))
            while True:
                n = response.raw.readinto(buf)
                if n == 0:
                    break
                f.write(buf[:n])
        response.close()
        print(name, os.stat(name)[6])
    print("version", index["version"])


install("http://pkg.example.org/package/hello.json")

# prints:
# hello/__init__.py 12
# hello/big.bin 120000
# version 0.3
