"""Every input that fuzzing has kept: the seeds, and inputs that once failed."""

from pathlib import Path

import programs
import pytest

FUZZ = Path(__file__).resolve().parent / "fuzz"
parsers = programs.load(FUZZ / "parsers.py")


@pytest.mark.parametrize("parser", parsers.PARSERS, ids=lambda parser: parser.__name__)
def test_every_promise_holds_for_the_corpus(parser):
    inputs = sorted((FUZZ / "corpus" / parser.__name__).iterdir())
    assert inputs, "no corpus"
    for path in inputs:
        try:
            parser(path.read_bytes())
        except Exception as error:
            raise AssertionError(f"{path.name}: {path.read_bytes()!r}") from error
