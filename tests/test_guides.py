"""The code of the pages, on the targets that each page names, against servers on this machine.

The blocks of a page are one program. A comment before a block may keep it from a target: `<!-- cpython only -->`.
A line `print(...)  # text` must print that text.
"""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import tokenize

import cases
import local_servers
import micropython
import overlay
import programs
import pytest

ROOT = overlay.ROOT
BLOCK = re.compile(r"(?:<!-- (?P<only>\w+) only -->\n+)?^```python\n(?P<code>.*?)^```", re.MULTILINE | re.DOTALL)
RUNS_ON = re.compile(r"^<!-- runs on: ([\w -]+) -->$", re.MULTILINE)
DOCUMENTS = (*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md")))
PAGES = [page for page in DOCUMENTS if BLOCK.search(page.read_text("utf-8"))]
ELSEWHERE = {  # the tests that run the code of other pages
    "docs/board-install.md": "boards/test_install.py",
    "docs/camera.md": "micropython/test_camera_page.py",
    "docs/cookbook.md": "test_cookbook.py",
    "docs/firmware.md": "boards/test_manifests.py",
    "docs/guides/testing.md": "downstream/test_testing_page.py",
    "docs/test-your-board.md": "test_targets.py",
    "CONTRIBUTING.md": "test_guides.py",
    "README.md": "test_guides.py",
}
CASES = "import requests\nfrom harness import eq, raises, url\nfrom wire import RESET, Peer, Wire, answer\n\n"


def name_of(page):
    return page.relative_to(ROOT).as_posix()


def targets(page):
    """The targets that a page names."""
    found = RUNS_ON.search(page.read_text("utf-8"))
    return found[1].split() if found else []


PAIRS = [(page, target) for page in PAGES for target in targets(page)]


class Cameras(local_servers.Quiet):
    """The service in the README."""

    def do_GET(self):
        """Send a list of cameras, or a firmware."""
        camera = {"name": "gate", "url": self.headers.get("Authorization")}
        self._send(200, b"\x00" * 9000 if self.path == "/firmware" else json.dumps([camera]).encode())

    def do_POST(self):
        """Accept an image."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._send(201 if b'name="image"; filename=' in body else 400, b"", Location="/images/1")

    def _send(self, status, body, **fields):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **fields}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def addresses(httpbin, server):
    """{an address on a page: a local one}; the first one that occurs in a text is used."""
    secure, proxy = server.addresses["https"], server.addresses["proxy_auth"]
    with local_servers.handling(Cameras) as cameras:
        yield {
            "https://httpbin.org": httpbin,
            "https://api.example.org": cameras,
            "https://intranet.example.org/": secure + "/get",
            "https://devices.example.org/": server.addresses["https_client"] + "/get",
            "https://example.org/untrusted": httpbin + "/get",
            "https://example.org/": secure + "/@guide-proxies/get",
            "http://example.org/config": httpbin + "/get",
            "http://192.168.1.20/image.jpg": httpbin + "/image/jpeg",
            "http://192.168.1.20/": httpbin + "/",
            "http://user:password@10.0.0.1:3128": proxy.replace("//", "//proxy-user:proxy-pass@"),
            "http://10.0.0.1:3128": server.addresses["proxy"],
        }


@pytest.fixture
def folder(tmp_path, certificates):
    """A folder with the files that programs on the pages open."""
    shutil.copy(certificates.files["ca"], tmp_path / "company-ca.pem")
    shutil.copy(certificates.files["client_cert"], tmp_path / "client.pem")
    shutil.copy(certificates.files["client_key"], tmp_path / "client.key")
    (tmp_path / "image.jpg").write_bytes(b"\xff\xd8\xff")
    return tmp_path


@pytest.fixture
def run(folder, addresses, certificates, trusting):
    """A function that runs a program of a page on a target, whose roots are the suite's, and returns what it prints."""

    def printed(code, target):
        pattern = "|".join(map(re.escape, addresses))
        (folder / "guide.py").write_text(re.sub(pattern, lambda found: addresses[found[0]], code), encoding="utf-8")
        command = [sys.executable, "-X", "utf8"] if target == "cpython" else micropython.find("micropython")
        trusted = dict.fromkeys(("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"), certificates.files["ca"])
        env = {**os.environ, **trusted, **programs.device_path(trusting)}
        line = [*command, "guide.py"]
        done = subprocess.run(line, cwd=folder, env=env, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.splitlines()

    return printed


def program(page, target):
    """Return the blocks of a page for one target, as one program."""
    blocks = BLOCK.finditer(page.read_text("utf-8"))
    return "\n".join(block["code"] for block in blocks if block["only"] in (None, target))


def promised(code):
    """The comments behind calls of print, in their order."""
    lines = code.splitlines()
    tokens = tokenize.generate_tokens(io.StringIO(code).readline)
    comments = (token for token in tokens if token.type == tokenize.COMMENT)
    return [token.string[1:].strip() for token in comments if lines[token.start[0] - 1].lstrip().startswith("print(")]


def test_every_page_with_code_names_its_targets_or_is_run_by_another_test():
    assert {name_of(page) for page in PAGES if not targets(page)} == ELSEWHERE.keys()
    for name, test in ELSEWHERE.items():
        assert name.rpartition("/")[2] in (ROOT / "tests" / test).read_text("utf-8"), test


@pytest.mark.parametrize(("page", "target"), PAIRS, ids=[f"{page.stem}-{target}" for page, target in PAIRS])
def test_page_runs_and_prints_what_it_says(page, target, run, server):
    code = program(page, target)
    output = run(code, target)
    lines = iter(output)
    missing = [text for text in promised(code) if text not in lines]  # each is searched for after the previous one
    assert not missing, output
    if page.stem == "proxies":
        assert {record["via"].partition(" ")[0] for record in server.log.find("@guide-proxies/")} == {"CONNECT"}


@pytest.mark.parametrize("target", ["cpython", "micropython"])
def test_program_of_the_readme(target, run, folder):
    assert run(program(ROOT / "README.md", target), target) == ["gate Basic YW5hOnNlY3JldA==", "201 /images/1"]
    assert (folder / "firmware.bin").stat().st_size == 9000


@pytest.mark.parametrize("target", ["cpython", "micropython"])
def test_cases_in_contributing_pass(target, start_target, tmp_path):
    path = tmp_path / f"contributed_on_{target}.py"
    path.write_text(CASES + program(ROOT / "CONTRIBUTING.md", target), encoding="utf-8")
    found = cases.in_module(path)
    assert len(found) == 2
    for case in found:
        start_target(target).check(case)
