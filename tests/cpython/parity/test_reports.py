"""The scripts of tests/reports/desktop print the expected output of PyPI's requests."""

import os

import desktop_scripts
import pytest


@pytest.fixture(scope="module")
def env(server, certificates, tmp_path_factory):
    return desktop_scripts.surroundings(server, certificates, tmp_path_factory.mktemp("reports"))


@pytest.mark.parametrize("path", desktop_scripts.SCRIPTS, ids=lambda path: path.stem)
def test_a_script_prints_its_expected_output_with_pypis_requests(env, tmp_path, path):
    _, theirs = desktop_scripts.wanted(path.read_text("utf-8"))
    assert desktop_scripts.run(os.environ["REFERENCE_PYTHON"], path, env, tmp_path) == theirs
