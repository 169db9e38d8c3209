"""Mount the ROMFS image in the variable `image`, and use the package in it, not the one that is frozen in."""

import sys

import vfs

vfs.mount(vfs.VfsRom(memoryview(image)), "/rom")  # noqa: F821  # a variable of the board
sys.path.insert(0, "/rom/lib")

import requests  # noqa: E402  # from the image

assert requests.__file__.startswith("/rom/lib/requests/"), requests.__file__
print(requests.Request("GET", "http://example.org/a b", params={"c": "d"}).prepare().url)
