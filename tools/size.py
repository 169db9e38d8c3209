"""Measure what the package costs on a board: flash, .mpy bytes, and a ROMFS image.

    python tools/size.py            measure, and fail if a figure exceeds its budget in boards/budgets.json
    python tools/size.py --write    write docs/size.md, too

Flash is the text and read-only data of the frozen bytecode, compiled for a Cortex-M7, minus the size of an empty
module. A module that is frozen alone includes all strings that the bare firmware lacks; modules that are frozen
together share them, so the total is less than the sum. Root certificates are an option of the firmware and are counted
separately; so is each part that a firmware can leave out (see backends/micropython/manifest.py). micropython-lib's
requests, from the same source, is measured, too.
"""

import ast
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import budgets
import bundle
import firmware
import overlay
import toolchain
from firmware import CACHE, ROOT, SOURCE, BuildFailed, run
from toolchain import Toolchain, ToolchainMissing

PAGE = ROOT / "docs" / "size.md"
BY_HAND = "\n## Why it is not smaller"  # from here on the page is not written by this tool
MANIFEST = ROOT / "backends" / "micropython" / "manifest.py"
THEIRS = SOURCE / "lib/micropython-lib/micropython/requests/requests/__init__.py"
ROOTS = "requests/_roots.py"
CORE_LACKS = ("codes", "cookies", "digest", "multipart", "openmv", "proxies", "urequests", "utils")  # parts
OPTIONAL = "all that can be left out, together"
# The abilities of a firmware, in order, and the modules that each adds; the last one adds all other modules.
ABILITIES = {
    "a GET over http, with a session and a kept connection": (
        "__init__", "_base", "_core/__init__", "_core/headers", "_core/http1", "_core/plain_url", "_loading",
        "_mapping", "_response_body", "_stream", "adapters", "api", "exceptions", "hooks", "models", "sessions",
        "structures",
    ),
    "chunked bodies, timeouts, errors that say what happened": (
        "_core/chunked", "_core/timeouts", "_network_errors", "_rare_reads",
    ),
    "every URL that Requests takes": ("_core/percent", "_core/url"),
    "POST of JSON, forms and files": ("_core/body", "_core/json", "_request_methods", "_uploads"),
    "text, iterators, links and `save` of a response": ("_core/field_values", "_response_methods", "_views"),
    "redirects": ("_core/redirect", "_redirects"),
    "Basic authentication": ("_core/basic_auth", "auth"),
    "TLS with verified certificates": ("_tls",),
    "all parts that can be left out": (),
}  # fmt: skip
OPTIMISATION = bundle.OPTIMISATION
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
    """Bytes of flash of all modules together: in total, of the core, by kind and ability, and saved without a part."""

    flash: int
    core: int
    kinds: dict[str, int]
    abilities: dict[str, int]
    parts: dict[str, int]


class Scales:
    """Measures frozen modules, without the strings that the bare firmware has, in a folder of its own."""

    def __init__(self, tools: Toolchain, genhdr: Path, folder: Path) -> None:
        self.tools = tools
        self.build = genhdr.parent
        self.folder = folder
        (folder / "empty.py").touch()
        self.nothing = 0
        self.nothing = self.flash([self.mpy("empty.py", folder / "empty.py")])

    def mpy(self, name: str, source: Path) -> Path:
        """Compile a module to bytecode, and return the file."""
        out = self.folder / (name.replace("/", "-") + ".mpy")
        self._run(str(SOURCE / "mpy-cross/build/mpy-cross"), "-s", name, OPTIMISATION, "-o", str(out), str(source))
        return out

    def flash(self, modules: list[Path]) -> int:
        """Return the bytes of flash of these modules frozen together."""
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
        """Return {kind: bytes} of the flash that was measured last."""
        symbols = self._run("arm-none-eabi-nm", "-S", "frozen.o").splitlines()
        code = [line.split() for line in symbols if "fun_data" in line]
        sections = (line.split() for line in self._run("arm-none-eabi-size", "-A", "frozen.o").splitlines())
        sizes = {line[0]: int(line[1]) for line in sections if line and line[0].startswith(".rodata")}
        bytecode = sum(int(size, 16) for _, size, *_ in code)
        texts = sum(size for name, size in sizes.items() if ".str" in name)
        return {
            f"bytecode of {len(code)} functions, classes and modules": bytecode,
            "strings: names, messages, literals": texts,
            "tables that refer from code to strings": sum(sizes.values()) - bytecode - texts,
        }

    def cost(self, name: str, source: Path) -> Cost:
        """Return the cost of one module that is frozen alone."""
        mpy = self.mpy(name, source)
        return Cost(self.flash([mpy]), mpy.stat().st_size)

    def _run(self, *argv: str) -> str:
        return run(list(argv), self.folder, self.tools)


def parts() -> dict[str, list[str]]:
    """Return {part that can be left out: its modules}, from the freeze manifest."""
    for node in ast.parse(MANIFEST.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "PARTS":
            files: dict[str, tuple[str, ...]] = ast.literal_eval(node.value)
            beside = overlay.BESIDE
            return {part: [n if n in beside else f"requests/{n}" for n in names] for part, names in files.items()}
    raise ValueError(f"{MANIFEST} names no PARTS")


def measure() -> tuple[str, budgets.Figures]:
    """Return the part of docs/size.md that is measured, and the figures that have budgets."""
    tools = toolchain.find()
    genhdr = firmware.build("cortex-m").parent / "genhdr"
    sources = overlay.merged("micropython")
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        scales = Scales(tools, genhdr, Path(folder))
        costs = {name: scales.cost(name, path) for name, path in sources.items()}
        whole = profile(scales, {name: path for name, path in sources.items() if name != ROOTS})
        theirs = scales.cost("requests/__init__.py", THEIRS)
        image = romfs(Path(folder))
    roots = costs.pop(ROOTS)
    measured: budgets.Figures = {
        "flash, core": whole.core,
        "flash, all but the roots": whole.flash,
        'flash, roots "small"': roots.flash,
        "ROMFS image without roots": image,
    }
    return page(whole, costs, roots, theirs, measured), measured


def romfs(folder: Path) -> int:
    """Return the bytes of a ROMFS image of the package without roots."""
    mpy = bundle.compile_all(folder / "mpy")
    (mpy / ROOTS).with_suffix(".mpy").unlink()
    size = bundle.image(mpy, folder / "requests.romfs").stat().st_size
    shutil.rmtree(mpy)
    return size


def profile(scales: Scales, sources: dict[str, Path]) -> Whole:
    """Measure all modules frozen together, and without each part."""
    compiled = {name: scales.mpy(name, path) for name, path in sources.items()}
    flash = scales.flash(list(compiled.values()))
    kinds = scales.kinds()

    def saved(modules: list[str]) -> int:
        return flash - scales.flash([mpy for name, mpy in compiled.items() if name not in modules])

    found = parts()
    prices = {f"`{part}`: {', '.join(f'`{name}`' for name in names)}": saved(names) for part, names in found.items()}
    together = [name for names in found.values() for name in names]
    outside = [name for part in CORE_LACKS for name in found[part]]
    return Whole(
        flash, flash - saved(outside), kinds, abilities(scales, compiled), {**prices, OPTIONAL: saved(together)}
    )


def abilities(scales: Scales, compiled: dict[str, Path]) -> dict[str, int]:
    """Return {ability: flash} of firmware that has this ability and all before it."""
    frozen: list[Path] = []
    found = {}
    for ability, names in ABILITIES.items():
        frozen += [compiled[f"requests/{name}.py"] for name in names]
        found[ability] = scales.flash(frozen if names else list(compiled.values()))
    return found


def page(whole: Whole, costs: dict[str, Cost], roots: Cost, theirs: Cost, measured: budgets.Figures) -> str:
    """Return the part of the page that is measured."""
    mpy = sum(cost.mpy for cost in costs.values())
    rows = [f"| `{name}` | {cost.flash:,} | {cost.mpy:,} |" for name, cost in costs.items()]
    return TEMPLATE.format(
        budgets=budgets.table(measured, budgets.load()),
        core=", ".join(f"`{part}`" for part in CORE_LACKS),
        rows="\n".join(rows),
        kinds=table(whole.kinds),
        abilities=table(whole.abilities),
        parts=table(whole.parts),
        ours=f"{whole.flash:,} | {mpy:,}",
        roots=f"{roots.flash:,} | {roots.mpy:,}",
        theirs=f"{theirs.flash:,} | {theirs.mpy:,}",
    )


def table(rows: dict[str, int]) -> str:
    """Return the lines of a table of two columns."""
    return "\n".join(f"| {name} | {size:,} |" for name, size in rows.items())


TEMPLATE = """\
# Flash on a board

How much flash the package and each of its parts take. `nox -s size` measures it, and fails if a figure exceeds its
budget (`boards/budgets.json`). For the heap, see [Heap and time](device-costs.md).

{budgets}

The core is everything except these parts: {core}.

| bytes | flash, frozen | as .mpy files |
|---|---:|---:|
| OmniRequests | {ours} |
| its root certificates, which are optional | {roots} |
| micropython-lib's requests | {theirs} |

*Flash* is the text and read-only data of the frozen bytecode, compiled for a Cortex-M7 with `-Os`, minus the size of an
empty module. Line numbers are omitted, as the manifest does by default.

| content of the flash | bytes |
|---|---:|
{kinds}

## By part

How much smaller a firmware is without a part, which [`without=("digest", ...)`](firmware.md#options) leaves out.
(Strings that other parts also use remain.)

| part | flash |
|---|---:|
{parts}

## By ability

The flash of a firmware that has an ability and all those above it: each row adds modules to the row before.

| ability | flash |
|---|---:|
{abilities}

## By module

A module that is frozen alone includes all strings that the bare firmware lacks. Modules that are frozen together share
strings, so the whole takes less than the sum.

| module | flash, frozen alone | as .mpy |
|---|---:|---:|
{rows}

## Changes, step by step

| step | flash, core | flash, all but the roots | GET, .mpy | GET, .py | GET, frozen | kept, frozen |
|---|---:|---:|---:|---:|---:|---:|
| before: a GET loads 26 modules | 62,152 | 81,561 | 83 KB | 123 KB | 26 KB | 21,472 |
| common and rare code apart, exception classes made on use | 66,436 | 86,962 | 51 KB | 72 KB | 18 KB | 13,600 |
| no views of headers: a GET loads 17 modules | 66,528 | 87,054 | 51 KB | 72 KB | 18 KB | 13,600 |
| fewer functions and modules on the device: a GET loads 16 modules | 62,327 | 82,953 | 49 KB | 70 KB | 17 KB | 12,144 |
| the same in the shared core; the classes of `_base` | 54,430 | 72,331 | 47 KB | 64 KB | 16 KB | 11,360 |
| fewer strings and messages, inherited views, one list of tokens | 52,242 | 69,467 | 48 KB | 63 KB | 17 KB | 11,200 |
| a BytesIO instead of a class, each line decoded once, fewer names | 51,889 | 69,083 | 48 KB | 63 KB | 17 KB | 11,200 |

For contributors: what each step of the development cost. GET is the smallest heap for a GET. (*Kept* in the last two
rows no longer counts one response.) Code that is loaded on demand costs flash: each module has tables of 100 to 150
bytes, and each late import takes about 25 bytes, 5 KB in all. Half of the bytecode is in functions of less than 80
bytes, each with 50 bytes of tables, so fewer functions would save flash.
"""


def main(arguments: list[str]) -> int:
    """Measure, print the page, and compare the figures with the budgets."""
    try:
        text, measured = measure()
    except (ToolchainMissing, BuildFailed) as error:
        print(error, file=sys.stderr)
        return 1
    print(text)
    if "--write" in arguments:
        _, heading, rest = PAGE.read_text(encoding="utf-8").partition(BY_HAND)
        PAGE.write_text(text + heading + rest, encoding="utf-8")
    failed = budgets.failures(measured, budgets.load())
    print(*failed, sep="\n", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
