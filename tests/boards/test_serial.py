"""tests/board.py with MicroPython on this machine in place of a board, sockets included."""

import board
import pytest
from cases import CONFORMANCE, in_module


@pytest.fixture
def target(device, server, certificates):
    """The board, started."""
    serial = board.Serial(device)
    serial.start({**server.addresses, **certificates.files})
    yield serial
    serial.transport.serial.close()


@pytest.mark.parametrize("module", ["pure_http1", "http_methods", "http_timeouts"])
def test_cases_run_on_the_board(target, module):
    path = CONFORMANCE / f"{module}.py"
    for case in in_module(path):
        target.check(case)


def test_a_wrong_case_fails_and_the_others_have_their_verdicts(target, tmp_path):
    path = tmp_path / "pure_wrong.py"
    path.write_text("def case_good(): pass\ndef case_wrong(): assert 0, 'so'\n")
    cases = {case.name: case for case in in_module(path)}
    with pytest.raises(pytest.fail.Exception, match="so"):
        target.check(cases["case_wrong"])
    target.check(cases["case_good"])


def test_a_module_that_does_not_compile_fails(target, tmp_path):
    path = tmp_path / "pure_broken.py"
    path.write_text("def case_broken(a=1, /): pass\n")
    assert "SyntaxError" in target.run(path)


def test_a_case_that_never_ends_fails(target, tmp_path, monkeypatch):
    monkeypatch.setattr(board, "MODULE_LIMIT", 1.0)
    path = tmp_path / "pure_endless.py"
    path.write_text("def case_endless():\n    while True: pass\n")
    with pytest.raises(pytest.fail.Exception, match="no verdict"):
        target.check(in_module(path)[0])


def test_a_board_without_our_package_is_an_error(device):
    serial = board.Serial(device)
    serial.frozen = True
    with pytest.raises(RuntimeError, match="not the frozen package"):
        serial.start({})
    serial.stop()


def test_a_missing_device_is_an_error():
    with pytest.raises(OSError, match="ttyNONE"):
        board.Serial("/dev/ttyNONE").start({})
