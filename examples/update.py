"""Replace a file with a newer one from a server: write a second file, check its hash, rename it.

    python examples/update.py URL SHA256 FILE        # or: micropython examples/update.py ...

After an error or with a wrong hash, the old file remains.
"""

import binascii
import hashlib
import os
import sys

import requests


def fetch(url, path):
    """Write the response to a file, and return its SHA-256 as hexadecimal text."""
    digest = hashlib.sha256()
    with requests.get(url, stream=True, timeout=(10, 30)) as r, open(path, "wb") as f:
        r.raise_for_status()
        for piece in r.iter_content(2048):
            digest.update(piece)
            f.write(piece)
    return binascii.hexlify(digest.digest()).decode()


def update(url, sha256, path):
    """Return whether the file was replaced."""
    new = path + ".new"
    try:
        if fetch(url, new) == sha256:
            os.rename(new, path)
            return True
        print("wrong hash: the file is not replaced")
    except requests.RequestException as error:
        print("not fetched:", error)
    os.remove(new)
    return False


print("updated" if update(*sys.argv[1:]) else "not updated")
