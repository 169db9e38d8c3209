"""Download a file with a progress bar, and resume if the connection breaks.

python examples/download.py URL FILE
"""

import os
import sys

import requests

BLOCK = 64 * 1024
WIDTH = 40


def bar(done, total):
    """Return the progress bar: "[####    ]  50 %"."""
    if not total:
        return f"{done} bytes"
    filled = WIDTH * done // total
    return f"[{'#' * filled}{' ' * (WIDTH - filled)}] {100 * done // total:3} %"


def download(session, url, path):
    """Fetch the part of a file that is missing, and return its length."""
    done = os.path.getsize(path) if os.path.exists(path) else 0
    headers = {"Range": f"bytes={done}-"} if done else {}
    with session.get(url, headers=headers, stream=True, timeout=(10, 30)) as r:
        if r.status_code == 416:  # nothing is missing
            return done
        r.raise_for_status()
        if r.status_code != 206:  # the server sends all of it
            done = 0
        total = done + int(r.headers.get("Content-Length", 0))
        with open(path, "ab" if done else "wb") as f:
            for block in r.iter_content(BLOCK):
                f.write(block)
                done += len(block)
                print("\r" + bar(done, total), end="", flush=True)
    print()
    return done


def main(url, path, tries=5):
    """Download, and try again a few times if the connection breaks."""
    with requests.Session() as session:
        for left in reversed(range(tries)):
            try:
                print(download(session, url, path), "bytes in", path)
                return
            except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError) as error:
                print("\ncut off:", error)
                if not left:
                    raise


if __name__ == "__main__":
    main(*sys.argv[1:])
