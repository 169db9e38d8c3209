"""What a transfer takes of the heap beyond a small GET where the code is in flash, in a firmware of 32 bits."""

import functools
import subprocess
from pathlib import Path

import firmware
import megabyte
import peer
import pytest
import targets
import toolchain

TLS_HEAP = Path(__file__).with_name("tls_heap.py")

EXTRA = 8  # KB; benchmarks/device.py holds three of these tasks to their budget
START = "import requests\nAT = {at!r}\n"
FILES = Path(megabyte.__file__).read_text("utf-8")
SMALL_GET = "assert len(requests.get(AT + '/bytes/10').content) == 10"
READ = """\
total = 0
with requests.get(AT + {place!r}, stream=True) as r:
    for block in r.iter_content({size}):
        total += len(block)
assert total == {total}, total
"""
SAVE = "assert requests.get(AT + '/bytes/1048576', stream=True).save('/dev/null') == 1048576"
SEND = "r = requests.post(AT + '/script/' + {answer!r}, {body})\nassert r.status_code == 200, r.status_code"
ANSWER = "x" + b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".hex()
CUT = "x" + b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncut".hex() + ".close"
FAIL = """\
try:
    requests.get(AT + '/script/{cut}')
except requests.RequestException:
    pass
else:
    raise AssertionError
"""
TASKS = {
    "16 MB": READ.format(place="/bytes/16777216", size=2048, total=16777216),
    "a megabyte in chunks": READ.format(place="/chunked/1048576/5000", size=2048, total=1048576),
    "a megabyte until the end": READ.format(place="/close-delimited/1048576", size=2048, total=1048576),
    "a megabyte as it comes": READ.format(place="/bytes/1048576", size=None, total=1048576),
    "a megabyte saved": SAVE,
    "a megabyte of multipart": SEND.format(answer=ANSWER, body="files={'f': ('a.jpg', BinaryFile())}"),
    "a megabyte of a file": SEND.format(answer=ANSWER, body="data=BinaryFile()"),
    "a megabyte of what only reads": SEND.format(answer=ANSWER, body="data=File()"),
    "a megabyte of a generator": SEND.format(answer=ANSWER, body="data=(b'x' * 1024 for _ in range(1024))"),
    "an error": FAIL.format(cut=CUT),
}


def succeeds(at, script, kb):
    """Whether a script runs to its end in so many KB."""
    argv = [*firmware.command("frozen-unix-32"), "-X", f"heapsize={kb}k", "-c", START.format(at=at) + FILES + script]
    done = subprocess.run(argv, env={"MICROPYPATH": ".frozen"}, capture_output=True, timeout=60, check=False)
    return done.returncode == 0


@functools.cache
def small_get(at):
    """The KB that a small GET takes, in which the files above are compiled too."""
    return next(kb for kb in range(16, 64) if succeeds(at, SMALL_GET, kb))


@pytest.fixture(autouse=True)
def built():
    """The firmware, where programs of 32 bits run: the figures are a microcontroller's."""
    if not toolchain.find().has_32_bit:
        pytest.skip("this machine runs no programs of 32 bits")
    firmware.build("frozen-unix-32")


@pytest.mark.parametrize("fields", [35, 90])
def test_a_long_head_leaves_no_holes(server, fields):
    """What is kept of a field is 120 bytes; what is garbage, three times that, must not lie between for good."""
    lines = b"".join(b"X-Field-%d: %s\r\n" % (number, b"v" * 30) for number in range(fields))
    with peer.Peer([b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n" + lines + b"\r\nok"]) as other:
        script = f"assert len(requests.get({other.url!r}).headers) == {fields + 1}"
        assert succeeds("", script, small_get(server.addresses["http"]) + 4 + fields // 8)


@pytest.mark.parametrize("task", TASKS)
def test_a_transfer_takes_little_more_than_a_small_get(server, task):
    at = server.addresses["http"]
    assert succeeds(at, TASKS[task], small_get(at) + EXTRA)


@pytest.mark.parametrize("listener", ["https", "https_chain", "https_rsa"])
def test_a_handshake_that_runs_out_of_memory_says_so(server, certificates, listener):
    """Not that the certificate is wrong: the server is a good one."""
    target = targets.make("frozen-unix-32")
    target.start({**server.addresses, **certificates.files})
    lines = target.run(TLS_HEAP, f"tls_heap.measure({listener!r})").splitlines()
    short = [line for line in lines if line != "ok"]
    assert 0 < len(short) < len(lines), lines
    assert [line for line in short if "memory" not in line] == []
