"""Random operations (random_ops.py) have the same results with PyPI's requests and with ours."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).resolve().parent / "random_ops.py"
COUNT = int(os.environ.get("RANDOM_OPS", "4000"))  # a larger number finds more
TIME = 60 + COUNT / 50  # seconds


def start(python):
    """Start the operations in an interpreter."""
    command = [python, "-I", "-X", "utf8", str(PROGRAM), str(COUNT)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")


def outcomes(running):
    """The steps and their outcomes, a list for each number, without boundaries and addresses."""
    output = running.communicate(timeout=TIME)[0]
    assert running.returncode == 0
    return [json.loads(re.sub(r"\b[0-9a-f]{32}\b| at 0x[0-9a-f]+", "-", line)) for line in output.splitlines()]


def shown(steps, *sides):
    """The steps, and the outcomes that differ: ours, then theirs."""
    return "".join(f"\n{steps}\n  {ours}\n  {theirs}" for ours, theirs in zip(*sides, strict=True) if ours != theirs)


def test_random_operations_have_the_same_results():
    ours, theirs = map(outcomes, [start(sys.executable), start(os.environ["REFERENCE_PYTHON"])])
    assert len(ours) == COUNT
    assert [steps for steps, _ in ours] == [steps for steps, _ in theirs]
    differing = [
        shown(steps, mine, other) for (steps, mine), (_, other) in zip(ours, theirs, strict=True) if mine != other
    ]
    assert not differing, f"{len(differing)} of {COUNT}" + "".join(differing[:10])
