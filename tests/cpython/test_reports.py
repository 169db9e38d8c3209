"""Scripts of faults that users of Requests would meet (tests/reports/desktop), each with its expected output."""

import sys

import desktop_scripts
import pytest


@pytest.fixture(scope="module")
def env(server, certificates, tmp_path_factory):
    return desktop_scripts.surroundings(server, certificates, tmp_path_factory.mktemp("reports"))


@pytest.mark.parametrize("path", desktop_scripts.SCRIPTS, ids=lambda path: path.stem)
def test_a_script_prints_its_expected_output(env, tmp_path, path):
    ours, _ = desktop_scripts.wanted(path.read_text("utf-8"))
    assert desktop_scripts.run(sys.executable, path, env, tmp_path) == ours


def test_every_script_has_an_expected_output():
    assert desktop_scripts.SCRIPTS
    assert [p.stem for p in desktop_scripts.SCRIPTS if not desktop_scripts.wanted(p.read_text("utf-8"))[0]] == []
