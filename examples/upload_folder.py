"""Upload the files of a folder, each in a form, without reading whole files into memory.

python examples/upload_folder.py URL FOLDER
"""

import mimetypes
import sys
from pathlib import Path

import requests


def upload(session, url, path):
    """Send one file and return the response."""
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    with path.open("rb") as f:
        r = session.post(url, data={"path": path.name}, files={"file": (path.name, f, kind)}, timeout=(10, 60))
    r.raise_for_status()
    return r


def main(url, folder):
    """Upload all files, and return the names of those that failed."""
    failed = []
    with requests.Session() as session:
        for path in sorted(path for path in Path(folder).iterdir() if path.is_file()):
            try:
                print(path.name, upload(session, url, path).status_code)
            except requests.RequestException as error:
                failed.append(path.name)
                print(path.name, error)
    return failed


if __name__ == "__main__":
    sys.exit(f"failed: {', '.join(failed)}" if (failed := main(*sys.argv[1:])) else 0)
