"""The recipes of docs/cookbook.md on MicroPython, with stand-ins for a board's modules, against local servers."""

import hashlib
import json
import os
import re
import subprocess
from pathlib import Path

import local_servers
import micropython
import overlay
import programs
import pytest

PAGE = (overlay.ROOT / "docs" / "cookbook.md").read_text("utf-8")
RECIPES = dict(re.findall(r"^## (.+?)\n.*?^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))
QUESTION = 'what is it, "ä" or \\?'
FRAMES = b"".join(b"--f\r\nContent-Length: %d\r\n\r\n" % size + b"\xff" * size + b"\r\n" for size in (10, 2000, 5))


class Service(local_servers.Quiet):
    """The server of the recipes: a bucket, a stream of frames, a chat that describes pictures."""

    def do_GET(self):
        """Send frames."""
        self._send(FRAMES, "multipart/x-mixed-replace; boundary=f")

    def do_PUT(self):
        """Accept an object, and send its hash."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._send(b"", "text/plain", ETag=hashlib.md5(body).hexdigest())

    def do_POST(self):
        """Respond as a bot, or as a vision model."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path.endswith("/sendPhoto"):
            self._send(b'{"ok": true}' if b'name="photo"; filename="frame.jpg"' in body else b"{}", "application/json")
        else:
            text, image = json.loads(body)["messages"][0]["content"]
            seen = image["image_url"]["url"].startswith("data:image/jpeg;base64,/9j/") and text["text"] == QUESTION
            seen = seen and self.headers["Authorization"] == "Bearer key"
            self._send(b'{"choices": [{"message": {"content": "%s"}}]}' % str(seen).encode(), "application/json")

    def _send(self, body, kind, **fields):
        self.send_response(200)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **fields}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def service():
    """The address of the service."""
    with local_servers.handling(Service) as address:
        yield address


@pytest.fixture
def recipe(tmp_path):
    """A function that runs a recipe and then some lines, and returns what is printed."""

    def run(title, lines="", at=None):
        code = RECIPES[title]
        if at:
            code = re.sub(r"https://api\.(example\.org/readings|telegram\.org)", at, code)
        (tmp_path / "recipe.py").write_text(code + "\n" + lines)
        env = {**os.environ, **programs.device_path(None, tmp_path, programs.BOARD_MODULES)}
        line = [*micropython.find("micropython"), "recipe.py"]
        done = subprocess.run(line, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.splitlines()

    return run


def test_from_power_on_to_the_first_upload(recipe, httpbin):
    assert recipe("From power-on to the first upload", at=httpbin + "/post") == ["200", "asleep for 600 s"]


def test_a_picture_to_telegram(recipe, service):
    assert recipe("A picture to Telegram", 'print(send_photo("t", "1", b"jpeg", "gate"))', at=service) == ["True"]


def test_telemetry(recipe, httpbin):
    lines = f"""
with requests.Session() as s:
    send(s, "http://127.0.0.1:1/", 20)
    send(s, {httpbin + "/post"!r}, 21)
print(waiting)
"""
    printed = recipe("Telemetry without MQTT", lines)
    assert printed[0].startswith("kept 1 ")
    assert printed[1:] == ["[]"]


def test_presigned_upload(recipe, service):
    expected = hashlib.md5(b"jpeg").hexdigest()
    assert recipe("A presigned upload to S3", f'print(put_picture({service + "/o"!r}, b"jpeg"))') == [expected]


def test_vision_model(recipe, service):
    lines = f'print(ask({service + "/v1/chat"!r}, "key", "a-model", {QUESTION!r}, b"\\xff\\xd8\\xff" + bytes(4000)))'
    assert recipe("Ask a vision model", lines) == ["True"]


def test_mjpeg(recipe, service):
    lines = f"for frame in frames({service + '/s'!r}, bytearray(4096)):\n    print(len(frame), frame[0])"
    assert recipe("Read an MJPEG stream", lines) == ["10 255", "2000 255", "5 255"]


def test_update(recipe, httpbin, tmp_path):
    sha256 = hashlib.sha256((b"abcdefghijklmnopqrstuvwxyz" * 200)[:5000]).hexdigest()
    lines = f"print([update({httpbin + '/range/5000'!r}, sha, 'app.py') for sha in ('0', {sha256!r})])"
    assert recipe("Update over the air", lines) == ["[False, True]"]
    assert (tmp_path / "app.py").stat().st_size == 5000


def test_every_recipe_has_a_test():
    text = Path(__file__).read_text("utf-8")
    assert [title for title in RECIPES if f'recipe("{title}"' not in text] == []
