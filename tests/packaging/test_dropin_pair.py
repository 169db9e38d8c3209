"""The drop-in pair: `requests` with our files, and `omnirequests` that pins it."""

import zipfile

import overlay
import pytest
from installing import DIST, NEWER

TOOLBELT = "requests-toolbelt"


@pytest.fixture
def pair(environment, versions):
    """A function that installs the pair and other packages."""

    def install(*more):
        environment.install(f"requests=={versions['requests']}", *more, folders=environment.pair)

    return install


def is_whole(environment, versions):
    """Check that the files are ours, without warnings or conflicts, and the versions."""
    assert environment.state("requests", "omnirequests") == f"ours 0 {versions['requests']} {versions['marker']}"
    assert environment.complaints() == ""
    return True


def test_requests_has_the_files_and_omnirequests_none(versions):
    with zipfile.ZipFile(next((DIST / "dropin").glob("requests-*.whl"))) as wheel:
        found = {name: wheel.read(name) for name in wheel.namelist() if name.startswith("requests/")}
    assert found == {name: place.read_bytes() for name, place in overlay.merged("cpython").items()}
    with zipfile.ZipFile(next((DIST / "dropin").glob("omnirequests-*.whl"))) as wheel:
        assert {name.partition("/")[0] for name in wheel.namelist()} == {f"omnirequests-{versions['marker']}.dist-info"}
    assert versions["requests"].endswith("+omni" + versions["ours"])


def test_fresh_install(environment, pair, versions):
    pair()
    assert is_whole(environment, versions)


def test_omnirequests_brings_requests(environment, versions):
    environment.install(f"omnirequests=={versions['marker']}", folders=environment.pair)
    assert is_whole(environment, versions)


def test_over_pypis_requests(environment, pair, versions):
    environment.install("requests", folders=environment.theirs)
    assert environment.state() == "theirs 0"
    pair()
    assert is_whole(environment, versions)


def test_over_the_ordinary_omnirequests(environment, pair, versions):
    environment.install("omnirequests", folders=environment.ours)
    assert environment.state() == "ours 0"
    pair()
    assert is_whole(environment, versions)


def test_dependent_package_before(environment, pair, versions):
    environment.install(TOOLBELT, folders=environment.theirs)
    pair()
    assert is_whole(environment, versions)


def test_dependent_package_after(environment, pair, versions):
    pair()
    environment.install(TOOLBELT, folders=environment.theirs)
    assert is_whole(environment, versions)


def test_dependent_package_together(environment, pair, versions):
    pair(TOOLBELT)
    assert is_whole(environment, versions)
    assert environment.run("-c", "from requests_toolbelt import MultipartEncoder").returncode == 0


def test_common_requirements_are_satisfied(environment, pair, versions):
    pair()
    environment.install("requests>=2.31,<3", "requests~=2.34", "requests==2.34.2", folders=environment.theirs)
    assert is_whole(environment, versions)


def test_uninstall_of_requests(environment, pair):
    pair()
    environment.uninstall("requests")
    assert environment.state() == "ModuleNotFoundError: No module named 'requests'"
    assert "omnirequests" in environment.complaints()


def test_uninstall_of_omnirequests(environment, pair):
    pair()
    environment.uninstall("omnirequests")
    assert environment.state() == "ours 0"
    assert "omnirequests" in environment.complaints()


def test_upgrade_to_a_newer_requests_of_pypi(environment, pair):
    pair()
    environment.install("--upgrade", "requests", folders=environment.newer)
    assert environment.state("requests") == f"theirs 0 {NEWER}"
    assert "requests" in environment.complaints()  # omnirequests pins what is gone


def test_back_to_the_pair_after_an_upgrade(environment, pair, versions):
    pair()
    environment.install("--upgrade", "requests", folders=environment.newer)
    pair()
    assert is_whole(environment, versions)


def test_help_without_the_metadata_of_omnirequests(environment, pair, versions):
    pair()
    environment.uninstall("omnirequests")
    done = environment.run("-m", "requests.help")
    assert done.returncode == 0, done.stderr
    assert f'"requests {versions["requests"]}"' in done.stdout
