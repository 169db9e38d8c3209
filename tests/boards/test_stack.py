"""The package's imports within imports leave most of a C stack to the program that needs them."""

from pathlib import Path

import pytest
import targets
import toolchain

MODULE = Path(__file__).with_name("import_stack.py")
# Bytes that each import may take: frames of x86 are four times as large as those of a Cortex-M.
MOST = {"cortex-m": (3_000, 4_500), "frozen-unix-32": (12_000, 18_000)}


@pytest.mark.parametrize("name", MOST)
def test_imports_leave_most_of_the_stack(name):
    if name != "cortex-m" and not toolchain.find().has_32_bit:
        pytest.skip("this machine runs no programs of 32 bits")
    target = targets.make(name)
    target.start({})
    try:
        printed = target.run(MODULE, "import_stack.measure()")
    finally:
        target.stop()
    taken = {word: int(size) for word, size in (line.split() for line in printed.splitlines())}
    assert (taken["import_requests"] <= MOST[name][0], taken["import_openmv"] <= MOST[name][1]) == (True, True), taken
    assert taken["import_openmv"] * 2 < taken["stack"], taken
