"""On-device mip, which most firmware has frozen, works with this package as its `requests`."""

import json

import local_servers
import pytest


@pytest.fixture
def package(tmp_path):
    """The address of a package to install, on a web server."""
    folder = tmp_path / "packages"
    folder.mkdir()
    (folder / "data.bin").write_bytes(bytes(range(256)) * 480)
    (folder / "hello.py").write_text("print('hello')\n")
    with local_servers.files(folder) as address:
        urls = [[name, f"{address}/{name}"] for name in ("hello.py", "data.bin")]
        (folder / "package.json").write_text(json.dumps({"urls": urls, "version": "1"}))
        yield f"{address}/package.json"


def test_a_package_is_installed(board, package, tmp_path):
    target = tmp_path / "lib"
    output = board(heap=160).execute(f"import mip; mip.install({package!r}, target={str(target)!r})")
    assert "Done" in output, output
    assert (target / "hello.py").read_text() == "print('hello')\n"
    assert (target / "data.bin").read_bytes() == bytes(range(256)) * 480
