"""`python -m requests.help` prints what a bug report needs."""

import json
import os
import subprocess
import sys
import zipfile
from unittest import mock

import overlay
import requests.help
from requests import _installation


def test_module_prints_json():
    out = subprocess.run([sys.executable, "-m", "requests.help"], check=True, capture_output=True, text=True).stdout
    report = json.loads(out)
    assert report["requests"] == {"version": requests.__version__}
    assert report["distribution"]["name"] == "omnirequests"
    assert report.keys() >= {"platform", "implementation", "system_ssl", "urllib3", "idna", "charset_normalizer"}


def test_system_ssl_has_a_version():
    assert requests.help.info()["system_ssl"]["version"]


def test_package_without_a_version():
    with mock.patch("requests.help.idna", new=object):
        assert requests.help.info()["idna"] == {"version": ""}
    with mock.patch("requests.help.urllib3", new=None):
        assert requests.help.info()["urllib3"] == {"version": None}


def test_distribution_that_is_not_installed_has_no_version():
    with mock.patch("requests.help.DISTRIBUTION", "there-is-no-such-distribution"):
        assert requests.help.info()["distribution"]["version"] is None


def test_pypy_tells_its_own_version():
    version = mock.Mock(major=7, minor=3, micro=17, releaselevel="beta")
    with (
        mock.patch("platform.python_implementation", return_value="PyPy"),
        mock.patch("sys.pypy_version_info", version, create=True),
    ):
        assert requests.help.info()["implementation"] == {"name": "PyPy", "version": "7.3.17beta"}


def test_package_in_a_zip_file_is_complete(tmp_path):
    archive = tmp_path / "application.zip"
    with zipfile.ZipFile(archive, "w") as made:
        for name, path in overlay.merged("cpython").items():
            made.write(path, name)
    command = [sys.executable, "-m", "requests"]
    env = {**os.environ, "PYTHONPATH": str(archive)}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)["installation"]
    assert (found["folder"], found["problem"]) == (str(archive / "requests"), None)


def test_repair_uses_uv_where_there_is_no_pip():
    assert _installation.repair().startswith("python -m pip uninstall")
    with mock.patch("importlib.util.find_spec", return_value=None):
        assert _installation.repair().startswith("uv pip uninstall")
