"""Every call of the table sends the same, and has the same result, with PyPI's requests and with ours.

Two runners make all calls at the same time, each in its own interpreter, against one recording server.  What
differs from run to run is masked: boundaries, cnonces and the responses made of them, the runner's token.  What
differs on purpose is listed by reason in tests/differences/calls.py; a call that is listed must differ.
"""

import importlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import cases
import pytest

HERE = Path(__file__).resolve().parent
TIME = 120  # seconds for one runner
OURS, THEIRS = "call-ours-", "call-pypi-"  # tokens of one length: Content-Length tells no difference


def table():
    """The names of all calls."""
    sys.path[:0] = [str(HERE), str(cases.CONFORMANCE)]
    try:
        return list(importlib.import_module("calls").CALLS)
    finally:
        del sys.path[:2]


@pytest.fixture(scope="module")
def start(server, certificates, tmp_path_factory):
    """A function that starts the calls in an interpreter."""

    def run(python, prefix):
        folder = tmp_path_factory.mktemp(prefix.strip("-"))
        (folder / "upload.txt").write_bytes("first line\r\nzweite Zeile für alle\n".encode())
        (folder / "empty.txt").write_bytes(b"")
        told = {"addresses": {**server.addresses, **certificates.files}, "run": prefix, "folder": str(folder)}
        command = [python, "-I", "-X", "utf8", str(HERE / "runner.py"), json.dumps(told)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8")

    return run


@pytest.fixture(scope="module")
def outcomes(start, server):
    """({call: outcome} of ours, {call: outcome} of PyPI's)."""
    runners = [start(sys.executable, OURS), start(os.environ["REFERENCE_PYTHON"], THEIRS)]
    outputs = [runner.communicate(timeout=TIME)[0] for runner in runners]
    (mine, ours), (origin, theirs) = map(parse, outputs)
    assert (mine["ours"], origin["ours"]) == (True, False), "one of them must be ours, the other PyPI's"
    assert mine["versions"] == origin["versions"], "the versions of Python, urllib3 and the API level must be the same"
    for prefix, found in ((OURS, ours), (THEIRS, theirs)):
        for number, name in enumerate(found):
            found[name]["wire"] = wire(server, f"{prefix}{number:03}.")
    return ours, theirs


def parse(output):
    """Return the runner's first line, and {call: outcome}; the runner must have finished."""
    lines = [line for line in output.splitlines() if line[:1] in "[{"]
    found = dict(map(json.loads, lines[1:]))
    assert list(found) == NAMES, output[-2000:]
    return json.loads(lines[0]), found


def wire(server, token):
    """Return the connections of a call in order, each with its requests and its tunnel."""
    return [
        {"listener": record["listener"], "requests": record["requests"], "via": tunnel(record["via"])}
        for record in server.log.find(token)
    ]


def tunnel(head):
    """Return the head of a CONNECT, without HTTP/1.1 and Host, which http.client sends only since Python 3.12."""
    return re.sub(r"Host: .*\r\n", "", head.replace(" HTTP/1.0\r\n", " HTTP/1.1\r\n"))


def masked(outcome):
    """Return an outcome without random parts, and without quotes that RFC 7616 section 3.4 forbids."""
    text = json.dumps(outcome, indent=1, ensure_ascii=False).replace(OURS, THEIRS)
    text = re.sub(r'\b(cnonce|response)((?:=\\+|\\?": \\?)")[0-9a-f]+', r"\1\2", text)
    text = re.sub(r'\b(algorithm|qop)=\\"([\w-]+)\\"', r"\1=\2", text)
    for boundary in set(re.findall(r"(?:boundary=|--)([0-9a-f]{32})\b", text)):
        text = text.replace(boundary, "BOUNDARY")
    return json.loads(text)


def level(ours, theirs):
    """Return our outcome with no more attributes of errors than theirs: the request and the response."""
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        return list(map(level, ours, theirs))
    if not isinstance(ours, dict) or not isinstance(theirs, dict):
        return ours
    if "error" in ours and ours["error"] == theirs.get("error"):
        return {**ours, **{key: None for key in ("request", "response") if theirs[key] is None}}
    return {key: level(value, theirs.get(key)) for key, value in ours.items()}


NAMES = table()
DIFFERING = cases.with_reasons("calls.py", "DIFFERING")
REASONS = dict(DIFFERING)


@pytest.mark.parametrize("name", NAMES)
def test_call(outcomes, name):
    ours, theirs = (masked(side[name]) for side in outcomes)
    ours = level(ours, theirs)
    if name in REASONS:
        assert ours != theirs, f"it does not differ, so tests/differences/calls.py is out of date: {REASONS[name]}"
    else:
        assert ours == theirs


def test_differences_name_calls():
    assert set(REASONS) <= set(NAMES)
    assert len(REASONS) == len(DIFFERING)
