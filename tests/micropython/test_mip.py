"""On-device mip, which most firmware has frozen, goes on working with our package in the place of its own."""

import json

import local_servers
import pytest


@pytest.fixture
def packages(tmp_path):
    """A web server with a package to install; yields its address."""
    place = tmp_path / "packages"
    place.mkdir()
    (place / "data.bin").write_bytes(bytes(range(256)) * 480)
    (place / "hello.py").write_text("print('hello')\n")
    with local_servers.files(place) as address:
        urls = [[name, f"{address}/{name}"] for name in ("hello.py", "data.bin")]
        (place / "package.json").write_text(json.dumps({"urls": urls, "version": "1"}))
        yield address


def test_a_package_is_installed(board, packages, tmp_path):
    target = tmp_path / "lib"
    output = board.run(
        f"""
        import mip
        mip.install({packages + "/package.json"!r}, target={str(target)!r})
    """,
        heap=160,
    )
    assert "Done" in output, output
    assert (target / "hello.py").read_text() == "print('hello')\n"
    assert (target / "data.bin").read_bytes() == bytes(range(256)) * 480
