"""Replace a file by a newer one from a server: to a second file, by its hash, then by one rename.

    python examples/update.py URL SHA256 FILE        # or: micropython examples/update.py ...

A cut, a wrong hash or an error leaves the old file in place.
"""

import binascii
import hashlib
import os
import sys

import requests


def fetch(url, path):
    """Write what the server sends to a file and return the SHA-256 of it, as hexadecimal text."""
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
        print("another hash: the file stays as it is")
    except requests.RequestException as error:
        print("not fetched:", error)
    os.remove(new)
    return False


print("updated" if update(*sys.argv[1:]) else "not updated")
