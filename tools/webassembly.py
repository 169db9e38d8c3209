"""Fetch and run MicroPython's WebAssembly builds, of which npm's registry has more versions than Debian.

    python tools/webassembly.py [wasm|wasm-oldest] [folder...] -c PROGRAM

`wasm` is the newest MicroPython in the registry, `wasm-oldest` the oldest that is supported. Both run under node; they
have no sockets, and use copies of the given folders (webassembly.mjs). The versions are pinned here with the digest of
each archive; npm fetches them into .cache/webassembly.
"""

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which

from aptroot import locked

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "webassembly"
RUNNER = Path(__file__).with_suffix(".mjs")
PACKAGE = "@micropython/micropython-webassembly-pyscript"
VERSIONS = {
    "wasm": ("1.29.0-6", "416fd43c3ff9c60c871e520cda90e725ad866339b5f59668ef79388330454444"),
    "wasm-oldest": ("1.24.0", "cea0aa078839814c070fe4afa6cbfad538235f66a6d52a291fa4164d36dc4218"),
}
NODE = 18  # the oldest version that can run these builds


class WebAssemblyMissing(RuntimeError):
    """A build cannot be run; the message is a sentence that says what is missing."""


def find(target: str, *folders: Path) -> list[str]:
    """Return the start of the command line that runs `target` with these folders; fetch the build if necessary."""
    if which("node") is None or which("npm") is None:
        raise WebAssemblyMissing(f"{target} needs node {NODE} or newer, and npm to fetch it: apt install nodejs npm")
    said = subprocess.run(["node", "--version"], text=True, capture_output=True, check=True).stdout
    if int(said.strip().lstrip("v").partition(".")[0]) < NODE:
        raise WebAssemblyMissing(f"{target} needs node {NODE} or newer: here is {said.strip()}")
    version, digest = VERSIONS[target]
    module = CACHE / version / "package" / "micropython.mjs"
    with locked(CACHE / "lock"):
        if not module.exists():
            _fetch(version, digest)
    return ["node", str(RUNNER), str(module), *map(str, folders)]


def _fetch(version: str, digest: str) -> None:
    with tempfile.TemporaryDirectory(dir=CACHE, prefix=".fetching-") as folder:
        argv = ["npm", "pack", "--silent", f"{PACKAGE}@{version}"]
        done = subprocess.run(argv, cwd=folder, text=True, capture_output=True, check=False)
        archives = list(Path(folder).glob("*.tgz"))
        if done.returncode or len(archives) != 1:
            said = (done.stderr or done.stdout).strip().splitlines() or ["nothing"]
            raise WebAssemblyMissing(f"npm could not fetch {PACKAGE}@{version} and said: {said[-1]}")
        got = hashlib.sha256(archives[0].read_bytes()).hexdigest()
        if got != digest:
            raise WebAssemblyMissing(f"{PACKAGE}@{version} has an unexpected SHA-256: {got}")
        tree = Path(folder) / "tree"
        tree.mkdir()
        subprocess.run(["tar", "-xzf", str(archives[0]), "-C", str(tree)], check=True)
        tree.rename(CACHE / version)


def main(arguments: list[str]) -> int:
    """Run a program on one of the builds."""
    target, *rest = arguments or ["wasm"]
    if target not in VERSIONS or "-c" not in rest:
        print(f"usage: webassembly.py [{'|'.join(VERSIONS)}] [folder...] -c PROGRAM", file=sys.stderr)
        return 2
    try:
        return subprocess.run([*find(target), *rest], check=False).returncode
    except WebAssemblyMissing as missing:
        print(missing, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
