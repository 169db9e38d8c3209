"""The tests on docs/guides/testing.md pass, each with the library that it shows."""

import json
import os
import re
import subprocess
import sys

import local_servers
import overlay
import pytest

PAGE = (overlay.ROOT / "docs" / "guides" / "testing.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"^## ([\w-]+)\n+```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))
OPTIONS = ("-q", "-p", "no:cacheprovider", "--import-mode=importlib")
PLUGINS = ("-p", "requests_mock.contrib._pytest_plugin")  # only this one, because others take seconds to load


class Gate(local_servers.Quiet):
    """The service that the tests on the page call."""

    def do_GET(self):
        """Send a temperature."""
        body = json.dumps({"celsius": 21.5}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def passes(tmp_path):
    """A function that runs the test of a section with pytest, in a folder of its own."""

    def run(section, address="https://api.example.org"):
        path = tmp_path / "test_page.py"
        path.write_text(BLOCKS[section].replace("https://api.example.org", address), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", *OPTIONS, *PLUGINS, path.name]
        env = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False)
        assert "1 passed" in done.stdout, done.stdout + done.stderr
        return True

    return run


def test_every_section_with_code_is_run():
    assert BLOCKS.keys() == {"responses", "requests-mock", "vcrpy"}


@pytest.mark.parametrize("section", ["responses", "requests-mock"])
def test_page_replaces_the_network(passes, section):
    assert passes(section)


def test_page_records_once_and_replays_without_the_server(passes, tmp_path):
    with local_servers.handling(Gate) as address:
        assert passes("vcrpy", address)
    assert (tmp_path / "fixtures" / "gate.yaml").exists()
    assert passes("vcrpy", address)
