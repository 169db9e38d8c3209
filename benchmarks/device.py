"""Measure what a request takes on a board: the smallest heap in which each task succeeds, and its time.

    python benchmarks/device.py [--openmv FILE] [--write]

Ours, micropython-lib's requests and, where its file is given, OpenMV's, on the 32-bit MicroPython of this machine, all
loaded as .mpy, against one server on the loopback. The heap is found by halves, a process for each try; it holds the
code too, which a firmware has in flash: look at the differences. The time is the best of three medians.
Exits with 1 when a budget is missed, or a heap grew by more than 2 KB beyond what docs/device-costs.md says.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tests")]

import firmware  # noqa: E402  # after sys.path is set
import micropython  # noqa: E402  # after sys.path is set
import overlay  # noqa: E402  # after sys.path is set
import toolchain  # noqa: E402  # after sys.path is set
from processor import one_cpu  # noqa: E402  # after sys.path is set
from server import Server  # noqa: E402  # after sys.path is set

PAGE = ROOT / "docs" / "device-costs.md"
MEGABYTE = ROOT / "tests" / "megabyte.py"
THEIRS = "lib/micropython-lib/micropython/requests/requests/__init__.py"
LARGEST = 4096  # KB
SLACK = 2  # KB by which the smallest heap may err
LUCK = 8
TURNS = 5  # of two clients that are compared
EXTRA = 8  # KB beyond a small GET, for every transfer that streams, and for every error
HOLES = 24  # KB that are free and in no large piece once the code is loaded into the heap

# A firmware has code in flash: what only some tasks need is loaded by all, so that the differences are what they move.
LOADED = """
try:
    from requests import _nonce
    from requests._core import multipart
except ImportError:
    pass
"""
ONCE = """
r = requests.{call}
assert r.status_code == {status}, r.status_code
{check}
r.close() if hasattr(r, "close") else None
"""
OK = "/script/x" + b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok".hex() + ".close"
CUT = "/script/x" + b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncut".hex() + ".close"


def once(call, status=200, check=""):
    return ONCE.format(call=call, status=status, check=check)


SMALL, KEPT, CONTENT, STREAM = "GET, small", "GET, kept connection", "100 KB in .content", "16 MB streamed"
UPLOAD, VERIFIED, ERROR = "1 MB file as multipart", "GET over TLS, verified", "an answer cut short"

# name: (set up, what is measured), with {http} and {https} for the server
TASKS = {
    SMALL: ("", once('get("{http}/bytes/10")', check="assert len(r.content) == 10")),
    KEPT: (
        's = requests.Session()\ns.get("{http}/bytes/10")\n',
        'assert len(s.get("{http}/bytes/10").content) == 10\n',
    ),
    "POST of JSON": ("", once('post("{http}/post", json={{"id": 1, "value": [1, 2]}})')),
    CONTENT: ("", once('get("{http}/bytes/102400")', check="assert len(r.content) == 102400")),
    "1 MB in .content": ("", once('get("{http}/bytes/1048576")', check="assert len(r.content) == 1048576")),
    STREAM: (
        "buffer = bytearray(2048)\n",
        once(
            'get("{http}/bytes/16777216", stream=True)',
            check="n = total = r.raw.readinto(buffer)\nwhile n:\n    n = r.raw.readinto(buffer)\n    total += n\n"
            "assert total == 16777216, total",
        ),
    ),
    UPLOAD: (
        "from megabyte import BinaryFile\n",
        once('post("{http}' + OK + '", files={{"f": ("a.jpg", BinaryFile())}})'),
    ),
    VERIFIED: ("", once('get("{https}/bytes/10", verify="{ca}")')),
    ERROR: (
        "",
        'try:\n    requests.get("{http}' + CUT + '")\n'
        "except requests.RequestException:\n    pass\nelse:\n    raise AssertionError\n",
    ),
}
SLOW = (STREAM, UPLOAD, "1 MB in .content", VERIFIED)
CANNOT = {  # by their documents or by what they do with it
    "micropython-lib": {KEPT, UPLOAD, VERIFIED, ERROR},
    "OpenMV": {KEPT, STREAM, VERIFIED, ERROR},
}
TIMED = """
import time
{setup}
def task():
    {task}
times = []
for _ in range({rounds}):
    start = time.ticks_us()
    task()
    times.append(time.ticks_diff(time.ticks_us(), start))
print(sorted(times)[len(times) // 2])
"""


class Client:
    """One library as .mpy in a folder of its own."""

    def __init__(self, name, sources, folder, compiler):
        self.name = name
        self.folder = folder
        self.command = micropython.find("micropython-32")
        folder.mkdir()
        for place, source in {**sources, MEGABYTE.name: MEGABYTE}.items():
            compiled = (folder / place).with_suffix(".mpy")
            compiled.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run([compiler, "-s", place, "-o", str(compiled), str(source)], check=True)

    def run(self, script, heap):
        """What a script prints in a heap of so many KB; None when it fails there."""
        proof = f"import requests\nassert requests.__file__.startswith({str(self.folder)!r}), requests.__file__\n"
        done = subprocess.run(
            [*self.command, "-X", f"heapsize={heap}k", "-c", proof + LOADED + script],
            env={"MICROPYPATH": f"{self.folder}:.frozen"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=120,
            check=False,
        )
        return done.stdout.decode() if done.returncode == 0 else None

    def measure(self, name, addresses):
        """(KB of heap, microseconds) of a task; None when it fails in every heap."""
        setup, task = (part.format(**addresses) for part in TASKS[name])
        if name in CANNOT.get(self.name, ()) or self.run(setup + task, LARGEST) is None:
            return None
        low, high = 16, LARGEST
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.run(setup + task, middle) is not None else (middle, high)
        # A heap that is smaller still may do: what is large enough depends on where the holes are.
        heaps = range(high - LUCK, high)
        high = next((heap for heap in heaps if self.run(setup + task, heap) is not None), high)
        return high, min(self.time(name, addresses) for _ in range(3))

    def time(self, name, addresses):
        """Microseconds that a task takes, the median of many."""
        setup, task = (part.format(**addresses) for part in TASKS[name])
        task = task.strip().replace("\n", "\n    ")
        return int(self.run(TIMED.format(setup=setup, task=task, rounds=5 if name in SLOW else 300), LARGEST))


def clients(folder, openmv):
    """The libraries to measure; ours first."""
    source = firmware.source(toolchain.find())
    compiler = str(source / "mpy-cross/build/mpy-cross")
    yield Client("OmniRequests", overlay.merged("micropython"), folder / "ours", compiler)
    yield Client("micropython-lib", {"requests/__init__.py": source / THEIRS}, folder / "theirs", compiler)
    if openmv:
        yield Client("OpenMV", {"requests.py": openmv}, folder / "openmv", compiler)


def authority(folder):
    """A TLS context for the server, and the file that a client trusts."""
    import ssl

    import trustme

    made = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.issue_cert("localhost").configure_cert(context)
    path = folder / "ca.der"
    path.write_bytes(ssl.PEM_cert_to_DER_cert(made.cert_pem.bytes().decode()))
    return context, str(path)


def kept_beside(ours, theirs, addresses):
    """Microseconds of our GET on a kept connection and of their GET, taking turns: a machine has its moods."""
    turns = [(ours.time(KEPT, addresses), theirs.time(SMALL, addresses)) for _ in range(TURNS)]
    return [min(times) for times in zip(*turns, strict=True)]


def missed(ours, kept):
    """A sentence for each budget that is missed (design: 8 KB beyond a small GET; .content once; a GET as fast)."""
    more = {task: heap - ours[SMALL][0] for task, (heap, _) in ours.items()}
    for name in (STREAM, UPLOAD, ERROR):
        if more[name] > EXTRA + SLACK:
            yield f"{name}: {more[name]} KB more than a small GET, and {EXTRA} are allowed"
    if more[CONTENT] > 100 + HOLES:
        yield f"{CONTENT}: {more[CONTENT]} KB more than a small GET: not allocated once"
    if kept[0] > kept[1]:
        yield "a GET on a kept connection takes {} us, longer than micropython-lib's GET, {} us".format(*kept)


def grown(ours, page):
    """A sentence for each heap that grew since it was written down."""
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) > 3 and cells[1] in ours and cells[2].split(" ")[0].isdigit():
            before, now = int(cells[2].split(" ")[0]), ours[cells[1]][0]
            if now > before + SLACK:
                yield f"{cells[1]}: {now} KB of heap, and {before} when it was written down"


def table(results):
    """The page that is kept."""
    names = list(results)
    lines = [
        "# What a request costs on a board",
        "",
        "Written by `nox -s bench-device -- --write`, which fails when a budget is missed or a heap grows:",
        "the smallest heap of a 32-bit MicroPython in which each task succeeds, all code loaded as .mpy and so in it",
        "(in a firmware code is in flash: see [size](size.md)), and the time on the machine that measured, client and",
        "server on one CPU.",
        "",
        "| task | " + " | ".join(names) + " |",
        "|---|" + "---:|" * len(names),
    ]
    for task in TASKS:
        lines.append(f"| {task} | " + " | ".join(cell(results[name][task]) for name in names) + " |")
    return "\n".join(lines) + "\n"


def other_sections():
    """What follows the table on the page, and is measured elsewhere."""
    _, heading, rest = PAGE.read_text().partition("\n## ") if PAGE.exists() else ("", "", "")
    return heading + rest


def cell(result):
    """A result as it is read."""
    return "cannot" if result is None else f"{result[0]} KB, {result[1] / 1000:.2f} ms"


def main():
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--openmv", type=Path, metavar="FILE", help="OpenMV's requests.py, to measure it too")
    parser.add_argument("--write", action="store_true", help=f"keep the table in {PAGE.name}")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        context, ca = authority(Path(name))
        with one_cpu(), Server({"https": context}) as server:
            addresses = {**server.addresses, "ca": ca}
            measured = list(clients(Path(name), chosen.openmv))
            results = {client.name: {task: client.measure(task, addresses) for task in TASKS} for client in measured}
            kept = kept_beside(*measured[:2], addresses)
    text = table(results)
    print(text)
    ours = results["OmniRequests"]
    problems = [f"{task}: it fails" for task, result in ours.items() if result is None]
    if not problems:
        problems = list(missed(ours, kept))
    if chosen.write:
        PAGE.write_text(text + other_sections())
    elif PAGE.exists() and not problems:
        problems = list(grown(ours, PAGE.read_text()))
    sys.exit("\n".join(problems) or None)


if __name__ == "__main__":
    main()
