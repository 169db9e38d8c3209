"""Measures what the package costs on a board: flash, .mpy bytes, and the heap that importing it takes.

    python tools/size.py            compare with docs/size.md: a budget passed, or 3 % more than recorded, fails
    python tools/size.py --write    record what is measured

Flash is text and read-only data of the frozen bytecode, compiled for a Cortex-M7, less what an empty module takes.
A module by itself brings all strings that the bare firmware lacks; frozen together, modules share them, so the total
is less than the sum. Root certificates are an option of the firmware, and counted apart. The heap is that of a
Cortex-M7 in QEMU, before and after, each after a collection.
micropython-lib's requests, from the same source, is measured beside ours.
"""

import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import emulator
import firmware
import overlay
import toolchain
from firmware import CACHE, ROOT, SOURCE, BuildFailed, run
from toolchain import Toolchain, ToolchainMissing

PAGE = ROOT / "docs" / "size.md"
FLASH_BUDGET = 48 * 1024
HEAP_BUDGET = 6 * 1024
GROWTH = 1.03
THEIRS = SOURCE / "lib/micropython-lib/micropython/requests/requests/__init__.py"
MANIFEST = """\
include("{root}/boards/qemu-arm/manifest.py")
module("theirs.py", base_path=".")
module("socket.py", base_path=".")
"""
HEAP = """\
import gc
gc.collect()
before = gc.mem_alloc()
{statement}
gc.collect()
print(gc.mem_alloc() - before)
"""
READY = "import requests; s = requests.Session(); s.prepare_request(requests.Request('GET', 'http://h/'))"
STATEMENTS = ("import requests", READY, "import theirs")
ROOTS = "requests/_roots.py"
PARTS = {
    "URLs and query strings": "_core/percent _core/query _core/uri _core/url",
    "the wire: heads, chunks, exchanges, bodies, gzip": "_core/chunked _exchange _core/http1 _inflate _raw",
    "connections: sockets, deadlines, pool": "_core/limits _net _core/timeouts adapters",
    "TLS: whom to trust": "_trust",
    "requests, responses, headers, JSON": "_core/body _core/headers _core/json _mapping hooks models structures",
    "sessions, redirects, the seven functions": "__init__ _core/__init__ _core/redirect api sessions",
    "text: charsets, lines, links": "_core/charset _core/lines _core/links _text",
    "exceptions": "exceptions",
    "Basic authentication": "_core/basic_auth auth",
    "Digest authentication (`digest`)": "_core/digest _digest_auth",
    "cookies (`cookies`)": "_core/cookies cookies",
    "multipart uploads (`multipart`)": "_core/multipart",
    "random text, for boundaries and nonces": "_nonce",
    "proxies (`proxies`)": "_core/proxies",
    "names of status codes (`codes`)": "status_codes",
    "OpenMV's documented types (`openmv`)": "openmv",
    "helpers (`utils`)": "utils",
    "micropython-lib's interface (`urequests`)": "urequests",
}  # the manifest knows by the name in backquotes what can be left out
OPTIONAL = "all that can be left out, together"
OPTIMISATION = "-O3"  # as backends/micropython/manifest.py has it
DEFINES = {
    "MICROPY_HEAP_SIZE": "1",
    "MICROPY_MODULE_FROZEN_MPY": "1",
    "MICROPY_MODULE_FROZEN_STR": "1",
    "MICROPY_QSTR_EXTRA_POOL": "mp_qstr_frozen_const_pool",
    "MP_FROZEN_STR_NAMES": "",
    "MP_CONFIGFILE": f'"{ROOT}/boards/qemu-arm/mpconfigboard.h"',
}


@dataclass(frozen=True)
class Cost:
    """Bytes of flash when frozen, and of bytecode as a file."""

    flash: int
    mpy: int


@dataclass(frozen=True)
class Whole:
    """Bytes of flash of all modules frozen together: in all, by what the flash holds, and what less without a part."""

    flash: int
    kinds: dict[str, int]
    parts: dict[str, int]


class Scales:
    """Freezes modules against the bare firmware's strings, in a folder of its own."""

    def __init__(self, tools: Toolchain, genhdr: Path, folder: Path) -> None:
        self.tools = tools
        self.build = genhdr.parent
        self.folder = folder
        (folder / "empty.py").touch()
        self.nothing = 0
        self.nothing = self.flash([self.mpy("empty.py", folder / "empty.py")])

    def mpy(self, name: str, source: Path) -> Path:
        """Compile a module to bytecode."""
        out = self.folder / (name.replace("/", "-") + ".mpy")
        self._run(str(SOURCE / "mpy-cross/build/mpy-cross"), "-s", name, OPTIMISATION, "-o", str(out), str(source))
        return out

    def flash(self, modules: list[Path]) -> int:
        """Bytes of flash that the modules take when they are frozen together."""
        tool, header = SOURCE / "tools/mpy-tool.py", self.build / "genhdr/qstrdefs.preprocessed.h"
        code, compiled = self.folder / "frozen.c", self.folder / "frozen.o"
        code.write_text(self._run(sys.executable, str(tool), "-f", "-q", str(header), *map(str, modules)))
        include = [f"-I{folder}" for folder in (SOURCE, SOURCE / "ports/qemu", self.build)]
        define = [f"-D{name}={value}" for name, value in DEFINES.items()]
        compiler = self.tools.cross()["CC"].split()
        target = ["-mcpu=cortex-m7", "-mthumb", "-mfloat-abi=soft", "-Os", "-std=gnu99"]
        self._run(*compiler, *target, *include, *define, "-c", str(code), "-o", str(compiled))
        text, data = self._run("arm-none-eabi-size", str(compiled)).splitlines()[1].split()[:2]
        return int(text) + int(data) - self.nothing

    def kinds(self) -> dict[str, int]:
        """What the last measured flash consists of."""
        symbols = self._run("arm-none-eabi-nm", "-S", "frozen.o").splitlines()
        code = [line.split() for line in symbols if "fun_data" in line]
        sections = (line.split() for line in self._run("arm-none-eabi-size", "-A", "frozen.o").splitlines())
        sizes = {line[0]: int(line[1]) for line in sections if line and line[0].startswith(".rodata")}
        bytecode = sum(int(size, 16) for _, size, *_ in code)
        texts = sum(size for name, size in sizes.items() if ".str" in name)
        return {
            f"bytecode of {len(code)} functions, classes and modules": bytecode,
            "texts: names, messages, literals": texts,
            "tables that lead from one to the other": sum(sizes.values()) - bytecode - texts,
        }

    def cost(self, name: str, source: Path) -> Cost:
        """What one module costs by itself."""
        mpy = self.mpy(name, source)
        return Cost(self.flash([mpy]), mpy.stat().st_size)

    def _run(self, *argv: str) -> str:
        return run(list(argv), self.folder, self.tools)


def heaps(folder: Path) -> list[int]:
    """Heap bytes that each of the statements takes, frozen into a Cortex-M7's firmware."""
    measured = folder / "size"
    measured.mkdir()
    (measured / "manifest.py").write_text(MANIFEST.format(root=ROOT))
    (measured / "theirs.py").write_bytes(THEIRS.read_bytes())
    (measured / "socket.py").touch()  # theirs imports it; QEMU's firmware has none
    with emulator.serial_device(firmware.command("cortex-m", measured / "manifest.py")) as device:
        return [int(emulator.printed(device, HEAP.format(statement=statement))) for statement in STATEMENTS]


def measure() -> str:
    """Return docs/size.md as measured now."""
    tools = toolchain.find()
    genhdr = firmware.build("cortex-m").parent / "genhdr"
    sources = overlay.merged("micropython")
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        scales = Scales(tools, genhdr, Path(folder))
        costs = {name: scales.cost(name, path) for name, path in sources.items()}
        whole = profile(scales, {name: path for name, path in sources.items() if name != ROOTS})
        theirs = scales.cost("requests/__init__.py", THEIRS)
        heap = heaps(Path(folder))
    roots = costs.pop(ROOTS)
    return page(whole, costs, roots, theirs, heap)


def profile(scales: Scales, sources: dict[str, Path]) -> Whole:
    """Weigh all modules frozen together, and without each part."""
    compiled = {name: scales.mpy(name, path) for name, path in sources.items()}
    flash = scales.flash(list(compiled.values()))
    kinds = scales.kinds()

    def saved(modules: str) -> int:
        gone = {f"{module}.py" if module == "urequests" else f"requests/{module}.py" for module in modules.split()}
        return flash - scales.flash([mpy for name, mpy in compiled.items() if name not in gone])

    parts = {part: saved(modules) for part, modules in PARTS.items()}
    optional = " ".join(modules for part, modules in PARTS.items() if "`" in part)
    return Whole(flash, kinds, {**parts, OPTIONAL: saved(optional)})


def page(whole: Whole, costs: dict[str, Cost], roots: Cost, theirs: Cost, heap: list[int]) -> str:
    """Return the page that tells it all."""
    core = whole.flash - whole.parts[OPTIONAL]
    mpy = sum(cost.mpy for cost in costs.values())
    rows = [f"| `{name}` | {cost.flash:,} | {cost.mpy:,} |" for name, cost in costs.items()]
    return TEMPLATE.format(
        rows="\n".join(rows),
        kinds=table(whole.kinds),
        parts=table(whole.parts),
        core=f"{core:,}",
        over=f"{whole.flash - FLASH_BUDGET:,}",
        ours=f"{whole.flash:,} | {mpy:,} | {heap[0]:,} | {heap[1]:,}",
        roots=f"{roots.flash:,} | {roots.mpy:,}",
        theirs=f"{theirs.flash:,} | {theirs.mpy:,} | {heap[2]:,} | {heap[2]:,}",
        budget=f"{FLASH_BUDGET:,} |  | {HEAP_BUDGET:,} | ",
    )


def table(rows: dict[str, int]) -> str:
    """Return the lines of a table of two columns."""
    return "\n".join(f"| {name} | {size:,} |" for name, size in rows.items())


TEMPLATE = """\
# What it costs on a board

Measured by `nox -s size`, which fails when flash or heap of OmniRequests grew by more than 3 % and this page was not
written anew (`nox -s size -- --write`).

| bytes | flash, frozen | as .mpy files | heap, imported | heap, ready to send |
|---|---:|---:|---:|---:|
| OmniRequests | {ours} |
| its root certificates, if wanted | {roots} | 0 | 0 |
| micropython-lib's requests | {theirs} |
| OpenMV's requests.py | 2,925 | 2,187 | | |
| OmniRequests without its optional parts | {core} | | | |
| budget | {budget} |

- *Flash* is the text and read-only data of the frozen bytecode, compiled for a Cortex-M7 with `-Os`, less what an empty
  module takes. Line numbers are left out, as the manifest does by default.
- *Heap* is what stays allocated on a Cortex-M7, after `import requests`, and when a session has prepared a GET, with
  all the modules that sending it takes. Digest, cookies, multipart and the like are loaded when they are first needed.
- OpenMV's module was measured by hand, by the same method.

## Over the budget

The whole is {over} bytes over its budget of flash. A build leaves out what it can do without by
`without=("digest", ...)`, see [firmware](firmware.md#options).

| what the flash holds | bytes |
|---|---:|
{kinds}

The bytecode alone leaves a quarter of the budget for all else, and half of it is in functions of less than 80 bytes: no
function and no part is to blame, it is the sum of what the contract asks for. What was tried on the whole tree, by a
program that rewrites it, and measured the same way:

| what | saves |
|---|---:|
| every private name, some 370 of them, in two letters | 3,000 |
| no annotations, no imports for type checkers, no docstrings | 400 |

Neither is worth a firmware that is not its own source. About 6,300 bytes are 136 messages that name a fault and its
cause; the public names of Requests are part of the contract.

## By part

How much smaller the firmware gets without a part, where the others stay and keep the strings that they share with it.

| part | flash |
|---|---:|
{parts}

## By module

A module by itself brings all strings that the bare firmware lacks. Frozen together the modules share them, so the whole
takes less than the sum.

| module | flash, frozen alone | as .mpy |
|---|---:|---:|
{rows}
"""


def figures(text: str) -> dict[str, int]:
    """Return what of a page is held to its budget, and may not grow unseen."""
    row = re.search(r"^\| OmniRequests \|(.*)\|$", text, re.MULTILINE)
    cells = [int(cell.replace(",", "")) for cell in row[1].split("|")] if row else [0, 0, 0, 0]
    return {"flash": cells[0], "heap, imported": cells[2], "heap, ready to send": cells[3]}


def complaints(measured: dict[str, int], recorded: dict[str, int]) -> list[str]:
    """Return a line for each figure that grew by more than 3 %."""
    return [
        f"{name}: {now:,} bytes, {recorded[name]:,} recorded; if that is meant, `nox -s size -- --write`"
        for name, now in measured.items()
        if now > recorded[name] * GROWTH
    ]


def over_budget(measured: dict[str, int]) -> list[str]:
    """Return a line for each figure over its budget."""
    budgets = {"flash": FLASH_BUDGET, "heap, imported": HEAP_BUDGET}
    return [
        f"{name}: {measured[name]:,} bytes, {measured[name] - budget:,} over the budget of {budget:,}"
        for name, budget in budgets.items()
        if measured[name] > budget
    ]


def main(arguments: list[str]) -> int:
    """Measure, print the page, and record or compare."""
    try:
        text = measure()
    except (ToolchainMissing, BuildFailed) as error:
        print(error, file=sys.stderr)
        return 1
    print(text)
    if "--write" in arguments:
        PAGE.write_text(text, encoding="utf-8")
    recorded = figures(PAGE.read_text(encoding="utf-8") if PAGE.exists() else "")
    grown = complaints(figures(text), recorded)
    print(*over_budget(figures(text)), *grown, sep="\n", file=sys.stderr)
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
