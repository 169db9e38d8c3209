"""A GET with the package that is installed in a folder: installed_get.py FOLDER URL [ROMFS-IMAGE]."""

import sys

folder, url = sys.argv[1:3]
if sys.argv[3:]:
    import vfs

    with open(sys.argv[3], "rb") as file:
        vfs.mount(vfs.VfsRom(memoryview(file.read())), "/rom")
    sys.path.insert(0, folder)

import requests  # noqa: E402  # from where it is installed

assert requests.__file__.startswith(folder), requests.__file__
r = requests.get(url, params={"a": "1"})
assert (r.status_code, r.json()["args"]) == (200, {"a": "1"})
