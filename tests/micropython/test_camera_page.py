"""The scripts of docs/camera.md, with a stand-in for the camera, in a heap of 200 KB on 32 bits, over TLS."""

import re

import overlay
import programs
import pytest

PAGE = (overlay.ROOT / "docs" / "camera.md").read_text("utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
HEAP = {"micropython": 400, "micropython-32": 200}  # KB; a word is twice as long on the first
csi = programs.load(programs.BOARD_MODULES / "csi.py")
TAKE = "import requests, csi\nURL = {url!r}\njpeg = csi.CSI()\ns = requests.Session()\n"


def at(server, path):
    """A function that replaces the addresses in a script by that of a page of the server."""
    return lambda text: re.sub(r"https://api\.example\.org/\w+", server.addresses["https"] + path, text)


@pytest.fixture
def camera(board, own_roots):
    """A board with a small heap, which trusts the server."""
    return board(own_roots, HEAP[board().name])


def test_a_picture_every_few_seconds(camera, server):
    script = at(server, "/@camera-" + camera.name + "/bytes/10")(BLOCKS[0]).replace("time.sleep(5)", "")
    printed = camera.execute(script)
    assert printed.count("200") == csi.PICTURES, printed
    (connection,) = server.log.find("@camera-" + camera.name + "/")
    assert [request["body"] for request in connection["requests"]] == [csi.PICTURE.decode("latin-1")] * csi.PICTURES
    assert all("authorization: bearer" in request["head"].lower() for request in connection["requests"])


def test_a_picture_as_a_form(camera, server):
    url = server.addresses["https"] + "/@form-" + camera.name + "/bytes/10"
    camera.execute(TAKE.format(url=url) + BLOCKS[1] + "\nassert r.status_code == 200\n")
    (connection,) = server.log.find("@form-" + camera.name + "/")
    (request,) = connection["requests"]
    assert f"content-length: {len(request['body'])}\r\n" in request["head"].lower()
    assert "transfer-encoding" not in request["head"].lower()
