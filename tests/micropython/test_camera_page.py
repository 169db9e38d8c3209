"""The scripts of docs/camera.md, with a camera that is none, in a heap of 200 KB on 32 bits, over TLS."""

import re

import overlay
import pytest

PAGE = (overlay.ROOT / "docs" / "camera.md").read_text("utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
HEAP = {"micropython": 400, "micropython-32": 200}  # KB; a word is twice as long on the first
PICTURES = 5
CSI = """
RGB565 = QVGA = 0
class CSI:
    taken = 0
    def reset(self):
        pass
    pixformat = framesize = lambda self, value: None
    def snapshot(self):
        if CSI.taken == {pictures}:
            raise SystemExit
        CSI.taken += 1
        return self
    def to_jpeg(self, quality):
        return self
    def bytearray(self):
        return PICTURE
PICTURE = bytearray(bytes(range(256)) * 40)
"""
TAKE = "import requests, csi\nURL = {url!r}\njpeg = csi.CSI()\ns = requests.Session()\n"


def at(server, place):
    """A page's address, in the place of the ones that it names."""
    return lambda text: re.sub(r"https://api\.example\.org/\w+", server.addresses["https"] + place, text)


@pytest.fixture
def tree(tmp_path, own_roots):
    """The package that trusts the suite, and the modules of a camera."""
    (own_roots / "csi.py").write_text(CSI.format(pictures=PICTURES))
    (own_roots / "ntptime.py").write_text("def settime():\n    pass\n")
    return own_roots


def test_a_picture_every_few_seconds(board, server, tree):
    script = at(server, "/@camera-" + board.name + "/bytes/10")(BLOCKS[0]).replace("time.sleep(5)", "")
    printed = board.run(script, heap=HEAP[board.name], tree=tree)
    assert printed.count("200") == PICTURES, printed
    (connection,) = server.log.find("@camera-" + board.name + "/")
    assert [request["body"] for request in connection["requests"]] == ["".join(map(chr, range(256))) * 40] * PICTURES
    assert all("authorization: bearer" in request["head"].lower() for request in connection["requests"])


@pytest.mark.parametrize("block", BLOCKS[1:3], ids=["form", "base64"])
def test_other_ways_to_send_it(board, server, tree, block):
    url = server.addresses["https"] + "/@way-" + board.name + str(BLOCKS.index(block)) + "/bytes/10"
    board.run(TAKE.format(url=url) + block + "\nassert r.status_code == 200\n", heap=HEAP[board.name], tree=tree)
    (connection,) = server.log.find("@way-" + board.name + str(BLOCKS.index(block)) + "/")
    (request,) = connection["requests"]
    assert f"content-length: {len(request['body'])}\r\n" in request["head"].lower()
    assert "transfer-encoding" not in request["head"].lower()


def test_fetching_to_the_card(board, server, tree, tmp_path):
    script = at(server, "/bytes/300000")(BLOCKS[3]).replace("firmware.bin", str(tmp_path / "firmware.bin"))
    board.run(TAKE.format(url="") + script, heap=HEAP[board.name], tree=tree)
    assert (tmp_path / "firmware.bin").stat().st_size == 300000
