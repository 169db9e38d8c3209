"""Each program of examples/ runs on the targets that it is for, against servers on this machine."""

import ast
import hashlib
import hmac
import os
import re
import subprocess
import sys
from pathlib import Path

import local_servers
import micropython
import overlay
import programs
import pytest

EXAMPLES = overlay.ROOT / "examples"
BOTH = ["cpython", "micropython"]
FRAMES = [b"\xff\xd8" + bytes([number]) * 1000 for number in range(3)]


class Frames(local_servers.Quiet):
    """A camera's stream of three frames."""

    def do_GET(self):
        """Send them."""
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        for frame in FRAMES:
            head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(frame)}\r\n\r\n"
            self.wfile.write(head.encode() + frame + b"\r\n")


@pytest.fixture(scope="module")
def mjpeg():
    """The address of the stream."""
    with local_servers.handling(Frames) as address:
        yield address + "/"


@pytest.fixture
def example(tmp_path):
    """A function that runs a program on a target, in a folder of its own, and returns the lines that it prints."""

    def run(name, target, *words, code=0):
        command = [sys.executable, "-X", "utf8"] if target == "cpython" else micropython.find("micropython")
        env = {**os.environ, **programs.device_path(None, programs.BOARD_MODULES)}
        line = [*command, EXAMPLES / name, *map(str, words)]
        done = subprocess.run(line, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout.splitlines()

    return run


def test_every_example_is_on_the_list_and_tested():
    files = {path.name for path in EXAMPLES.glob("*.py")}
    assert set(re.findall(r"^\| `(\w+\.py)`", (EXAMPLES / "README.md").read_text("utf-8"), re.MULTILINE)) == files
    calls = (node for node in ast.walk(ast.parse(Path(__file__).read_text("utf-8"))) if isinstance(node, ast.Call))
    run = {ast.literal_eval(call.args[0]) for call in calls if getattr(call.func, "id", "") == "example"}
    assert run == files


@pytest.mark.parametrize("target", BOTH)
def test_tour(example, server, target):
    assert example("tour.py", target, server.addresses["http"])[-1].startswith("Not found: 404")


def test_download_goes_on_where_it_was_cut_off(example, httpbin, tmp_path):
    whole = (b"abcdefghijklmnopqrstuvwxyz" * 4000)[:100000]
    (tmp_path / "file").write_bytes(whole[:60000])
    assert example("download.py", "cpython", httpbin + "/range/100000", "file")[-1] == "100000 bytes in file"
    assert (tmp_path / "file").read_bytes() == whole
    assert example("download.py", "cpython", httpbin + "/range/100000", "new")[-1] == "100000 bytes in new"
    assert (tmp_path / "new").read_bytes() == whole


def test_links(example, httpbin):
    lines = example("links.py", "cpython", httpbin + "/links/5/0")
    assert len(lines) == 4
    assert all(line.startswith("ok ") for line in lines)


@pytest.mark.parametrize("target", BOTH)
def test_api_client(example, server, target):
    lines = example("api_client.py", target, server.addresses["http"])
    assert lines == ["page 1", "page 2", "page 3", "created gate", "refused: 403 for GET /status/403"]


@pytest.mark.parametrize("target", BOTH)
def test_webhook(example, server, target):
    lines = example("webhook.py", target, f"{server.addresses['http']}/@webhook-{target}/post")
    assert lines == ["0 200", "1 200", "2 200"]
    (connection,) = server.log.find(f"@webhook-{target}/")
    for request in connection["requests"]:
        signature = hmac.new(b"key of the receiver", request["body"].encode("latin-1"), "sha256").hexdigest()
        assert f"x-signature: sha256={signature}\r\n" in request["head"].lower()


def test_upload_folder(example, server, tmp_path):
    (tmp_path / "folder").mkdir()
    for name in ("a.txt", "b.jpg"):
        (tmp_path / "folder" / name).write_bytes(b"content")
    lines = example("upload_folder.py", "cpython", server.addresses["http"] + "/post", "folder")
    assert lines == ["a.txt 200", "b.jpg 200"]


def test_camera_keeps_its_connection(example, server):
    lines = example("camera.py", "micropython", server.addresses["http"] + "/@example-camera/bytes/10")
    assert lines == ["picture 1 200", "picture 2 200", "picture 3 200"]
    (connection,) = server.log.find("@example-camera/")
    assert len(connection["requests"]) == 3


@pytest.mark.parametrize("target", BOTH)
def test_telemetry(example, server, target):
    lines = example("telemetry.py", target, f"{server.addresses['http']}/@telemetry-{target}/post")
    assert lines == ["kept 1", "kept 2", "kept 3", "sent 0"]
    (connection,) = server.log.find(f"@telemetry-{target}/")
    assert connection["requests"][0]["body"].count("celsius") == 4


@pytest.mark.parametrize("target", BOTH)
def test_update(example, httpbin, tmp_path, target):
    (tmp_path / "app.py").write_text("old")
    url = httpbin + "/range/5000"
    sha256 = hashlib.sha256((b"abcdefghijklmnopqrstuvwxyz" * 200)[:5000]).hexdigest()
    assert example("update.py", target, url, "0" * 64, "app.py")[-1] == "not updated"
    assert (tmp_path / "app.py").read_text() == "old"
    assert example("update.py", target, url, sha256, "app.py") == ["updated"]
    assert (tmp_path / "app.py").stat().st_size == 5000


@pytest.mark.parametrize("target", BOTH)
def test_mjpeg(example, mjpeg, target):
    assert example("mjpeg.py", target, mjpeg, 3) == [f"frame {number} 1002 bytes True" for number in range(3)]
