"""The package in another package's folder, as pip vendors its dependencies: docs/vendoring.md."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from installing import DIST

PARTS = ("urllib3", "idna", "certifi", "charset_normalizer")
IMPORT = re.compile(rf"^(\s*)import ({'|'.join(PARTS)})( as \w+)?$", re.MULTILINE)
BELOW = re.compile(rf"^(\s*)import (({'|'.join(PARTS)})\.[\w.]+)$", re.MULTILINE)
FROM = re.compile(rf"^(\s*)from ({'|'.join(PARTS)})\b", re.MULTILINE)
IMPOSTOR = 'raise AssertionError("the vendored package found a package that is not vendored")\n'
PROBE = """
import sys, threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from gate._vendor import requests


class Hello(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


server = HTTPServer(("127.0.0.1", 0), Hello)
threading.Thread(target=server.serve_forever, daemon=True).start()
with requests.Session() as s:
    r = s.post(f"http://127.0.0.1:{server.server_port}/", data={"a": "1"})
try:
    s.get("http://127.0.0.1:1/")
except requests.exceptions.ConnectionError as error:
    assert type(error).__module__ == "gate._vendor.requests.exceptions", type(error)
print(r.text, r.apparent_encoding, requests.packages.urllib3.__name__)
strangers = {"requests", "urllib3", "idna", "certifi", "charset_normalizer"}
print(sorted(strangers & {name.partition(".")[0] for name in sys.modules}))
"""


@pytest.fixture
def vendored(tmp_path):
    """A folder with a package `gate` that vendors ours and what it needs, beside another urllib3."""
    vendor = tmp_path / "gate" / "_vendor"
    vendor.mkdir(parents=True)
    for folder in (vendor.parent, vendor):
        (folder / "__init__.py").touch()
    theirs = [next(Path(os.environ["WHEELS"]).glob(f"{part}-*.whl")) for part in PARTS]
    for wheel in [next(DIST.glob("omnirequests-*.whl")), *theirs]:
        with zipfile.ZipFile(wheel) as archive:
            names = [name for name in archive.namelist() if name.startswith((*PARTS, "requests/"))]
            archive.extractall(vendor, [name for name in names if not name.endswith((".so", ".pyd"))])
    for path in vendor.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        text = IMPORT.sub(r"\1from gate._vendor import \2\3", text)
        text = text.replace('files("certifi")', 'files("gate._vendor.certifi")')  # certifi has its own name in a string
        text = BELOW.sub(r"\1import gate._vendor.\2; from gate._vendor import \3", text)
        path.write_text(FROM.sub(r"\1from gate._vendor.\2", text), encoding="utf-8")
    for part in PARTS:
        (tmp_path / part).mkdir()
        (tmp_path / part / "__init__.py").write_text(IMPOSTOR)
    return tmp_path


def test_vendored_package_uses_vendored_dependencies(vendored):
    line = [sys.executable, "-c", PROBE]
    done = subprocess.run(line, cwd=vendored, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["a=1 ascii gate._vendor.urllib3", "[]"]
