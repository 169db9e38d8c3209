"""Update the files of a manifest whose SHA-256 differs, each checked before it takes its place."""

import hashlib
import os

import requests

BASE = "http://ota.example.com/"


def download(url, name):
    digest = hashlib.sha256()
    buf = bytearray(1024)
    mv = memoryview(buf)
    r = requests.get(url)
    try:
        if r.status_code != 200:
            raise OSError("HTTP %d" % r.status_code)
        with open(name + ".tmp", "wb") as f:
            while True:
                n = r.raw.readinto(mv)
                if not n:
                    break
                f.write(mv[:n])
                digest.update(mv[:n])
    finally:
        r.close()
    return digest.digest().hex()


r = requests.get(BASE + "manifest.json")
manifest = r.json()
r.close()
print("version", manifest["version"])
for entry in manifest["files"]:
    name = entry["path"]
    right = download(BASE + name, name) == entry["sha256"]
    if right:
        os.rename(name + ".tmp", name)
    print(name, right, os.stat(name)[6])

# prints:
# version 1.4.0
# app.py True 20038
# data.bin True 120000
