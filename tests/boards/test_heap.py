"""The heap that a transfer takes beyond a small GET, with the code in flash, in a 32-bit firmware."""

import subprocess
from pathlib import Path

import board
import fake_file
import firmware
import peer
import pytest
import targets
import toolchain
from cases import in_module

TLS_HEAP = Path(__file__).with_name("tls_heap.py")
TRANSFERS = Path(__file__).with_name("transfers.py")
EXTRA = 8  # KB; benchmarks/device.py holds three of these tasks to their budget


@pytest.fixture(scope="module")
def succeeds(tmp_path_factory):
    """A function that runs a task of transfers.py in so many KB, and returns True if it succeeds."""
    if not toolchain.find().has_32_bit:
        pytest.skip("this machine runs no programs of 32 bits")  # the figures are a microcontroller's
    command, folder = firmware.command("frozen-unix-32"), tmp_path_factory.mktemp("compiled")
    for module in (TRANSFERS, Path(fake_file.__file__)):
        (folder / f"{module.stem}.mpy").write_bytes(board.compiled(module))

    def succeeds(kb, task, *arguments):
        argv = [*command, "-X", f"heapsize={kb}k", "-c", f"import transfers; transfers.{task}(*{arguments!r})"]
        path = {"MICROPYPATH": f".frozen:{folder}"}
        return subprocess.run(argv, env=path, capture_output=True, timeout=60, check=False).returncode == 0

    return succeeds


@pytest.fixture(scope="module")
def small_get(succeeds, server):
    """The KB that a small GET takes."""
    return next(kb for kb in range(12, 64) if succeeds(kb, "small_get", server.addresses["http"]))


@pytest.mark.parametrize("fields", [35, 90])
def test_a_long_head_leaves_no_holes(succeeds, small_get, fields):
    """A field takes 120 bytes, and parsing it three times as much, which must not stay as holes between the fields."""
    lines = b"".join(b"X-Field-%d: %s\r\n" % (number, b"v" * 30) for number in range(fields))
    with peer.Peer([b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n" + lines + b"\r\nok"]) as other:
        assert succeeds(small_get + 4 + fields // 8, "head", other.url, fields + 1)


@pytest.mark.parametrize("case", in_module(TRANSFERS), ids=lambda case: case.name)
def test_a_transfer_takes_little_more_than_a_small_get(succeeds, small_get, server, case):
    assert succeeds(small_get + EXTRA, case.name, server.addresses["http"])


@pytest.mark.parametrize("listener", ["https", "https_chain", "https_rsa"])
def test_a_handshake_that_runs_out_of_memory_says_so(server, certificates, listener):
    """And not that the certificate is wrong, which it is not."""
    if not toolchain.find().has_32_bit:
        pytest.skip("this machine runs no programs of 32 bits")
    target = targets.make("frozen-unix-32")
    target.start({**server.addresses, **certificates.files})
    lines = target.run(TLS_HEAP, f"tls_heap.measure({listener!r})").splitlines()
    short = [line for line in lines if line != "ok"]
    assert 0 < len(short) < len(lines), lines
    assert [line for line in short if "memory" not in line] == []
