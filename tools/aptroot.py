"""Download Debian packages and unpack them into a folder, without changing the system.

A configuration file makes apt keep its state, lists and archives in a temporary folder, and use a single
source: this machine's Debian mirror, whose address apt prints, in another suite. Signatures are checked
against the Debian archive keyring as usual. No root rights are needed, nothing is installed, and dpkg's
database of this machine is neither read nor written.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import which

KEYRINGS = (
    Path("/usr/share/keyrings/debian-archive-keyring.pgp"),
    Path("/usr/share/keyrings/debian-archive-keyring.gpg"),
)

CONFIGURATION = """\
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear APT::Architectures;
Dir::State "{root}";
Dir::State::lists "{root}/lists";
Dir::State::status "{root}/status";
Dir::Cache "{root}";
Dir::Cache::archives "{root}/archives";
Dir::Etc::sourcelist "{root}/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
APT::Architecture "{arch}";
APT::Architectures {{ "{arch}"; }};
APT::Install-Recommends "false";
APT::Sandbox::User "root";
APT::Update::Error-Mode "any";
Acquire::Languages "none";
Acquire::Retries "3";
Debug::NoLocking "true";
"""


class AptError(RuntimeError):
    """apt is not available, or could not fetch a package; the message is one line."""


def run(argv: Sequence[str], cwd: Path | None = None) -> str:
    """Return the output of a command; raise AptError with the last line if it is missing or fails."""
    if which(argv[0]) is None:
        raise AptError(f"{argv[0]} is not on this machine")
    env = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(argv, cwd=cwd, text=True, capture_output=True, check=False, env=env)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["nothing"]
        raise AptError(f"{argv[0]} failed and said: {said[-1]}")
    return done.stdout


def report(text: str) -> None:
    """Print what is being fetched, because a download may take minutes."""
    print("fetching", text, "...", file=sys.stderr, flush=True)


def architecture() -> str:
    """Return Debian's name of this machine's architecture, such as "amd64"."""
    return run(["dpkg", "--print-architecture"]).strip()


def mirror() -> str:
    """Return the address of this machine's Debian mirror: DEBIAN_MIRROR, or the one that apt uses."""
    return os.environ.get("DEBIAN_MIRROR") or _home()[0]


def suite() -> str:
    """Return the Debian suite that this machine runs, such as "bookworm"."""
    return _home()[1]


def _home() -> tuple[str, str]:
    for line in run(["apt-get", "update", "--print-uris"]).splitlines():
        address, found, rest = line.strip("'").partition("/dists/")
        if found and "debian" in address and "security" not in address + rest:
            return address, rest.split("/")[0]
    raise AptError("apt knows no Debian mirror here (DEBIAN_MIRROR can name one)")


def keyring() -> Path:
    """Return the file of the keys with which Debian signs its archive."""
    for path in KEYRINGS:
        if path.exists():
            return path
    raise AptError("the Debian archive keyring is not here: apt install debian-archive-keyring")


class AptRoot:
    """An apt root for one suite and one architecture, which fetches packages and sources into folders."""

    def __init__(self, root: Path, suite: str, arch: str, sources: bool = False) -> None:
        """Set up the root in an empty folder and download the suite's index (and that of sources, if asked)."""
        self.root = root
        for folder in ("lists/partial", "archives/partial"):
            (root / folder).mkdir(parents=True)
        (root / "status").touch()
        (root / "apt.conf").write_text(CONFIGURATION.format(root=root, arch=arch))
        line = f"[signed-by={keyring()}] {mirror()} {suite} main\n"
        (root / "sources.list").write_text("deb " + line + ("deb-src " + line if sources else ""))
        report(f"the package lists of Debian {suite} for {arch}")
        self.apt("update")

    def apt(self, *argv: str, cwd: Path | None = None) -> str:
        """Run apt-get on this root."""
        return run(["apt-get", "-qq", "-c", str(self.root / "apt.conf"), *argv], cwd=cwd)

    def unpack(self, names: Sequence[str], into: Path, alone: bool = False) -> None:
        """Unpack the packages into a folder, with all their dependencies unless `alone` is true."""
        report(", ".join(names) + ("" if alone else " and what it depends on"))
        if alone:
            self.apt("download", *names, cwd=self.root / "archives")
        else:
            self.apt("install", "--yes", "--download-only", *names)
        for package in sorted((self.root / "archives").glob("*.deb")):
            run(["dpkg", "-x", str(package), str(into)])
            package.unlink()

    def sources(self, name: str) -> list[Path]:
        """Fetch a source package; return its archives, the original's first."""
        report(f"the sources of {name}")
        into = self.root / "sources" / name
        into.mkdir(parents=True)
        self.apt("source", "--download-only", name, cwd=into)
        found = (path for path in into.iterdir() if ".tar." in path.name and path.suffix != ".asc")
        return sorted(found, key=lambda path: ".orig." not in path.name)


@contextmanager
def apt_root(suite: str, arch: str, sources: bool = False) -> Iterator[AptRoot]:
    """Yield an AptRoot in a temporary folder, which is removed after the `with` block."""
    with tempfile.TemporaryDirectory(prefix="aptroot-") as folder:
        yield AptRoot(Path(folder), suite, arch, sources)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock on a file, which excludes other processes, during the `with` block."""
    import fcntl  # not on Windows, which has no apt either

    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
