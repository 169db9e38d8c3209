"""Our wheels in new environments, beside PyPI's; `nox -s packaging` has the tools and the wheels."""

import os
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from installing import DIST, NEWER, Environment

# `nox -s tests` has no folder of wheels; `nox -s packaging` has one, and fails if it collects nothing.
collect_ignore_glob = ["test_*.py"] if "WHEELS" not in os.environ else []


@pytest.fixture(params=["pip", "uv"])
def environment(request, tmp_path, newer, template):
    """A new environment for each of the installers, with the dependencies of both packages."""
    return Environment(tmp_path / "env", request.param, newer, template)


@pytest.fixture(scope="session")
def template(tmp_path_factory, newer):
    """A folder with an environment, of which the others are copies."""
    folder = tmp_path_factory.mktemp("template") / "env"
    first = Environment(folder, "uv", newer)
    first.install("pip", "urllib3", "certifi", "idna", "charset-normalizer", folders=first.theirs)
    assert first.run("-m", "compileall", "-q", str(folder)).returncode == 0  # once, not in each copy
    return folder


@pytest.fixture(scope="session")
def newer(tmp_path_factory):
    """A folder with a wheel of PyPI's requests with the version of a newer release."""
    (wheel,) = Path(os.environ["WHEELS"]).glob("requests-2*.whl")
    version = wheel.name.split("-")[1]
    folder = tmp_path_factory.mktemp("newer")
    with (
        zipfile.ZipFile(wheel) as source,
        zipfile.ZipFile(folder / wheel.name.replace(version, NEWER), "w") as renamed,
    ):
        for name in source.namelist():
            data = source.read(name)
            if ".dist-info/" in name:
                data = re.sub(rf"(?<=^Version: )\S+|(?<=requests-){re.escape(version)}(?=\.dist-info)".encode(),
                              NEWER.encode(), data, flags=re.MULTILINE)  # fmt: skip
            renamed.writestr(name.replace(f"-{version}.dist-info", f"-{NEWER}.dist-info"), data)
    return folder


@pytest.fixture(scope="session")
def versions():
    """{"ours", "requests", "marker"}: the versions of what is in dist/."""

    def version(pattern):
        (wheel,) = DIST.glob(pattern)
        return wheel.name.split("-")[1]

    return {
        "ours": version("omnirequests-*.whl"),
        "requests": version("dropin/requests-*.whl"),
        "marker": version("dropin/omnirequests-*.whl"),
    }


@pytest.fixture
def poetry():
    """The command `poetry`."""
    found = shutil.which(os.environ["POETRY"])
    assert found, "no poetry: run `nox -s packaging`"
    return found
