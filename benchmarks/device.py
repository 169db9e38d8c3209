"""Measure the cost of a request on a board: the smallest heap in which each task succeeds, and its time.

    python benchmarks/device.py [--openmv FILE] [--write]

Measured on 32-bit MicroPython, against one server on the loopback interface. Ours, micropython-lib's requests and, if
its file is given, OpenMV's are compiled to .mpy as for mip (-O3), so the heap contains the code, too. Ours is also
measured frozen, from ROMFS, and as .py, which the board compiles. The smallest heap is found by bisection, with a
process for each attempt. Exits with 1 if a figure exceeds its budget (boards/budgets.json), or if a heap is more than
2 KB larger than in docs/device-costs.md.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tests")]

import budgets  # noqa: E402  # after sys.path is set
import bundle  # noqa: E402  # after sys.path is set
import firmware  # noqa: E402  # after sys.path is set
import micropython  # noqa: E402  # after sys.path is set
import overlay  # noqa: E402  # after sys.path is set
import toolchain  # noqa: E402  # after sys.path is set
from processor import one_cpu  # noqa: E402  # after sys.path is set
from server import Server  # noqa: E402  # after sys.path is set

PAGE = ROOT / "docs" / "device-costs.md"
FAKE_FILE = ROOT / "tests" / "fake_file.py"
THEIRS = "lib/micropython-lib/micropython/requests/requests/__init__.py"
LARGEST = 4096  # KB
SLACK = 2  # KB by which the smallest heap may vary
LUCK = 4
TURNS = 5  # of two clients that are compared
HOLES = 24  # KB that are free but fragmented after the code was loaded into the heap

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
JSON = "GET and json()"
UPLOAD, VERIFIED, ERROR = "1 MB file as multipart", "GET over TLS, verified", "an answer cut short"
COOKIES, DIGEST = "cookies set by a redirect", "Digest authentication"

# name: (set up, what is measured), with {http} and {https} for the server
TASKS = {
    SMALL: ("", once('get("{http}/bytes/10")', check="assert len(r.content) == 10")),
    JSON: ("", once('get("{http}/get")', check='assert r.json()["method"] == "GET"')),
    KEPT: (
        's = requests.Session()\ns.get("{http}/bytes/10")\n',
        'assert len(s.get("{http}/bytes/10").content) == 10\n',
    ),
    "POST of JSON": ("", once('post("{http}/post", json={{"id": 1, "value": [1, 2]}})')),
    COOKIES: (
        "s = requests.Session()\n",
        's.get("{http}/cookies/set?flavour=plain")\nassert s.cookies["flavour"] == "plain"\n',
    ),
    DIGEST: (
        "from requests.auth import HTTPDigestAuth\n",
        once('get("{http}/digest-auth/auth/ana/secret/SHA-256", auth=HTTPDigestAuth("ana", "secret"))'),
    ),
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
        "from fake_file import BinaryFile\n",
        once('post("{http}' + OK + '", files={{"f": ("a.jpg", BinaryFile())}})'),
    ),
    VERIFIED: ("", once('get("{https}/bytes/10", verify="{ca}")')),
    ERROR: (
        "",
        'try:\n    requests.get("{http}' + CUT + '").content\n'
        "except requests.exceptions.ChunkedEncodingError:\n    pass\nelse:\n    raise AssertionError\n",
    ),
}
SLOW = (STREAM, UPLOAD, "1 MB in .content", VERIFIED)
CANNOT = {  # according to their documentation or their behaviour
    "micropython-lib": {KEPT, COOKIES, DIGEST, UPLOAD, VERIFIED, ERROR},
    "OpenMV": {KEPT, COOKIES, DIGEST, STREAM, VERIFIED, ERROR},
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
print(sorted(times)[len(times) // 10])
"""
STAYS = """
import gc
def first_get():  # in a function, so that no name and no stack keeps the response
    {task}
gc.collect()
before = gc.mem_alloc()
{first}
first_get()
gc.collect()
print(gc.mem_alloc() - before)
"""
MOUNT = """
import sys, vfs
vfs.mount(vfs.VfsRom(memoryview(open({image!r}, "rb").read())), "/rom")
sys.path.insert(0, "/rom/lib")
"""


class Interpreter:
    """32-bit MicroPython, with the package installed by one method."""

    def __init__(self, command, path, place, before=""):
        self.command = command
        self.path = path
        self.before = before
        self.first = f"import requests\nassert requests.__file__.startswith({place!r}), requests.__file__\n"

    def run(self, script, heap=LARGEST, first=None):
        """Return the output of a script with a heap of so many KB, or None if it fails."""
        done = subprocess.run(
            [
                *self.command,
                "-X",
                f"heapsize={heap}k",
                "-c",
                self.before + (self.first if first is None else first) + script,
            ],
            env={"MICROPYPATH": self.path},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=120,
            check=False,
        )
        return done.stdout.decode() if done.returncode == 0 else None

    def smallest(self, script, lowest=4):
        """Return the smallest heap in KB in which a script succeeds, or None if it fails in every heap."""
        if self.run(script) is None:
            return None
        low, high = lowest, LARGEST
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.run(script, middle) is not None else (middle, high)
        # A smaller heap may suffice: that depends on the fragmentation.
        heaps = range(max(high - LUCK, lowest), high)
        return next((heap for heap in heaps if self.run(script, heap) is not None), high)

    def kept(self, addresses):
        """Return the bytes that are still allocated after the import and the first GET."""
        task = TASKS[SMALL][1].format(**addresses).strip().replace("\n", "\n    ")
        return int(self.run(STAYS.format(first=self.first, task=task), first=""))


class Client(Interpreter):
    """A library as .mpy files in a folder of its own."""

    def __init__(self, name, sources, folder, compiler):
        super().__init__(micropython.find("micropython-32"), f"{folder}:.frozen", str(folder))
        self.name = name
        folder.mkdir()
        for place, source in {**sources, FAKE_FILE.name: FAKE_FILE}.items():
            compiled = (folder / place).with_suffix(".mpy")
            compiled.parent.mkdir(parents=True, exist_ok=True)
            options = [bundle.OPTIMISATION, "-s", place, "-o", str(compiled), str(source)]
            subprocess.run([compiler, *options], check=True)

    def measure(self, name, addresses):
        """Return (KB of heap, microseconds) of a task, or None if it fails in every heap."""
        if name in CANNOT.get(self.name, ()):
            return None
        setup, task = (part.format(**addresses) for part in TASKS[name])
        heap = self.smallest(setup + task)
        return heap and (heap, min(self.time(name, addresses) for _ in range(3)))

    def time(self, name, addresses):
        """Return the microseconds that a task takes: the tenth percentile of many measurements."""
        setup, task = (part.format(**addresses) for part in TASKS[name])
        task = task.strip().replace("\n", "\n    ")
        return int(self.run(TIMED.format(setup=setup, task=task, rounds=5 if name in SLOW else 300)))


def clients(folder, openmv):
    """Yield the libraries to measure, ours first."""
    source = firmware.source(toolchain.find())
    compiler = str(source / "mpy-cross/build/mpy-cross")
    yield Client("OmniRequests", overlay.merged("micropython"), folder / "ours", compiler)
    yield Client("micropython-lib", {"requests/__init__.py": source / THEIRS}, folder / "theirs", compiler)
    if openmv:
        yield Client("OpenMV", {"requests.py": openmv}, folder / "openmv", compiler)


def ways(folder, ours):
    """Return {method of installation: an Interpreter with the package}."""
    debian = micropython.find("micropython-32")
    tree = overlay.copy("micropython", folder / "source")
    image = bundle.image(folder / "ours", folder / "requests.romfs")
    (folder / "files").mkdir()
    shutil.copy((folder / "ours" / FAKE_FILE.name).with_suffix(".mpy"), folder / "files")
    return {
        "frozen": Interpreter(firmware.command("frozen-unix-32"), f".frozen:{folder / 'files'}", "requests/"),
        "ROMFS": Interpreter(debian, ".frozen", "/rom/lib/", MOUNT.format(image=str(image))),
        ".mpy": ours,
        ".py": Interpreter(debian, f"{tree}:.frozen", str(tree)),
    }


def by_way(found, addresses):
    """Return {method: (bytes kept, KB for a GET, KB for a GET and json())}; None if the heap has the image."""
    scripts = [TASKS[name][1].format(**addresses) for name in (SMALL, JSON)]
    heaps = {
        way: [None if way == "ROMFS" else place.smallest(script) for script in scripts] for way, place in found.items()
    }
    return {way: (place.kept(addresses), *heaps[way]) for way, place in found.items()}


def by_task(frozen, addresses):
    """Return {task: KB of the smallest heap} with the code in flash."""
    return {name: frozen.smallest("".join(task).format(**addresses)) for name, task in TASKS.items()}


def authority(folder):
    """Return a TLS context for the server, and the path of the certificate for clients to trust."""
    import ssl

    import trustme

    made = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.issue_cert("localhost").configure_cert(context)
    path = folder / "ca.der"
    path.write_bytes(ssl.PEM_cert_to_DER_cert(made.cert_pem.bytes().decode()))
    return context, str(path)


def kept_beside(ours, theirs, addresses):
    """Return the microseconds of our GET on a kept connection and of their GET, measured in turns because of noise."""
    turns = [(ours.time(KEPT, addresses), theirs.time(SMALL, addresses)) for _ in range(TURNS)]
    return [min(times) for times in zip(*turns, strict=True)]


def figures(installed, frozen, kept):
    """Return the figures that have a budget."""
    beyond = {name: frozen[name] - frozen[SMALL] for name in (STREAM, UPLOAD, ERROR)}
    return {
        "frozen: heap kept after the first GET": installed["frozen"][0],
        "frozen: smallest heap for a GET": installed["frozen"][1],
        ".mpy: smallest heap for a GET and json()": installed[".mpy"][2],
        ".py: smallest heap for a GET and json()": installed[".py"][2],
        "ROMFS: heap kept after the first GET": installed["ROMFS"][0],
        "frozen: 16 MB streamed, beyond a small GET": beyond[STREAM],
        "frozen: 1 MB file uploaded, beyond a small GET": beyond[UPLOAD],
        "frozen: an answer cut short, beyond a small GET": beyond[ERROR],
        "time of a GET on a kept connection, micropython-lib's GET = 1": round(kept[0] / kept[1], 2),
    }


def grown(ours, page):
    """Yield a sentence for each heap that has grown since it was recorded, and for a body that is copied."""
    if ours[CONTENT][0] > ours[SMALL][0] + 100 + HOLES:
        yield f"{CONTENT}: {ours[CONTENT][0]} KB: not allocated once"
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) > 3 and cells[1] in ours and cells[2].split(" ")[0].isdigit():
            before, now = int(cells[2].split(" ")[0]), ours[cells[1]][0]
            if now > before + SLACK:
                yield f"{cells[1]}: {now} KB of heap, and {before} when it was written down"


HEAD = """\
# Heap and time on a board

How much heap and time each task takes on a board, for each way to install. `nox -s bench-device` measures it on 32-bit
MicroPython, with client and server on one CPU, and fails if a figure exceeds its budget (`boards/budgets.json`).

{budgets}

## By method of installation

*Kept* is the heap in use after `import requests` and the first GET; the other columns are the smallest heap for a GET,
and for a GET with `json()`. (On a board a ROMFS image is in flash. In this measurement it is in the heap, so the
smallest heap is not known.)

{ways}

## By task

The smallest heap in which each task succeeds, and its time on the machine that measured. The code is loaded from .mpy
files, so the heap includes it; in the last column it is frozen, so it is in flash (see [size](size.md)).

{tasks}
"""


def page(results, installed, frozen, measured):
    """Return the part of the page that is generated here."""
    ways_rows = ["| | kept | GET | GET and json() |", "|---|---:|---:|---:|"]
    for way, (stays, small, decoded) in installed.items():
        heaps = ["" if heap is None else f"{heap} KB" for heap in (small, decoded)]
        ways_rows.append(f"| {way} | {stays:,} bytes | {heaps[0]} | {heaps[1]} |")
    names = list(results)
    tasks = [f"| task | {' | '.join(names)} | OmniRequests, frozen |", "|---|" + "---:|" * (len(names) + 1)]
    for task, heap in frozen.items():
        cells = [cell(results[name][task]) for name in names] + [f"{heap} KB"]
        tasks.append(f"| {task} | {' | '.join(cells)} |")
    table = budgets.table(measured, budgets.load())
    return HEAD.format(budgets=table, ways="\n".join(ways_rows), tasks="\n".join(tasks))


def other_sections():
    """Return the rest of the page, which is measured elsewhere."""
    _, heading, rest = (
        PAGE.read_text("utf-8").partition("\n## Frozen, on a Cortex-M7") if PAGE.exists() else ("", "", "")
    )
    return heading + rest


def cell(result):
    """Return the text of a result."""
    return "cannot" if result is None else f"{result[0]} KB, {result[1] / 1000:.2f} ms"


def main():
    """Measure, print, and compare with the budgets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--openmv", type=Path, metavar="FILE", help="OpenMV's requests.py, to measure it too")
    parser.add_argument("--write", action="store_true", help=f"keep the tables in {PAGE.name}")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        context, ca = authority(Path(name))
        with one_cpu(), Server({"https": context}) as server:
            addresses = {**server.addresses, "ca": ca}
            compared = list(clients(Path(name), chosen.openmv))
            results = {client.name: {task: client.measure(task, addresses) for task in TASKS} for client in compared}
            problems = [f"{task}: it fails" for task, result in results["OmniRequests"].items() if result is None]
            if problems:
                sys.exit("\n".join(problems))
            found = ways(Path(name), compared[0])
            installed = by_way(found, addresses)
            frozen = by_task(found["frozen"], addresses)
            kept = kept_beside(*compared[:2], addresses)
    measured = figures(installed, frozen, kept)
    problems = budgets.failures(measured, budgets.load())
    text = page(results, installed, frozen, measured)
    print(text)
    if chosen.write:
        PAGE.write_text(text + other_sections(), "utf-8")
    else:
        problems += grown(results["OmniRequests"], PAGE.read_text("utf-8"))
    sys.exit("\n".join(problems) or None)


if __name__ == "__main__":
    main()
