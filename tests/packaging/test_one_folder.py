"""The distribution `omnirequests` and PyPI's `requests` in one environment: the import, the report and the repair."""

import json

import pytest

TOOLBELT = "requests-toolbelt"


@pytest.fixture
def mixed(environment):
    """Functions that install the two in either order."""

    def ours_last():
        environment.install("requests", folders=environment.theirs)
        environment.install("omnirequests", folders=environment.ours)

    def theirs_last():
        environment.install("omnirequests", folders=environment.ours)
        environment.install("requests", folders=environment.theirs)

    return {"ours": ours_last, "theirs": theirs_last}


def installation(environment, module="requests"):
    """Return the part `installation` of the report."""
    done = environment.run("-W", "ignore", "-m", module)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["installation"]


def repair(environment, commands):
    """Run the commands that the report names, with the installer under test."""
    for command in commands.split(" && "):
        action, *words = command.partition("-m pip ")[2].split()
        names = [word for word in words if not word.startswith("-")]
        if action == "uninstall":
            environment.uninstall(*names)
        else:
            environment.install(*names, folders=environment.ours)


def test_fresh_install(environment, versions):
    environment.install("omnirequests", folders=environment.ours)
    assert environment.state() == "ours 0"
    assert environment.complaints() == ""
    found = installation(environment, "requests.help")
    assert (found["owners"], found["problem"]) == ([f"omnirequests {versions['ours']}"], None)
    assert installation(environment) == found


@pytest.mark.parametrize("last", ["ours", "theirs"])
def test_both_in_one_environment_warns_and_is_repaired(environment, versions, mixed, last):
    mixed[last]()
    assert environment.state() == f"{last} 1"
    found = installation(environment)
    assert "mixed" in found["problem"]
    assert {owner.partition(" ")[0] for owner in found["owners"]} == {"omnirequests", "requests"}
    repair(environment, found["repair"])
    assert environment.state() == "ours 0"
    assert environment.complaints() == ""


def test_help_names_the_conflict(environment, mixed):
    mixed["ours"]()
    found = installation(environment, "requests.help")
    assert "mixed" in found["problem"]
    assert "pip uninstall" in found["repair"]


def test_dependent_package_brings_pypis_requests_back(environment):
    environment.install("omnirequests", folders=environment.ours)
    environment.install(TOOLBELT, folders=environment.theirs)
    assert environment.state() == "theirs 1"


def test_dependent_package_without_its_dependencies(environment):
    environment.install("omnirequests", folders=environment.ours)
    environment.install("--no-deps", TOOLBELT, folders=environment.theirs)
    assert environment.state() == "ours 0"


@pytest.mark.parametrize("last", ["ours", "theirs"])
def test_after_uninstalling_requests_the_rest_tells(environment, mixed, last):
    mixed[last]()
    environment.uninstall("requests")
    assert environment.state() == "namespace 0"
    found = installation(environment)
    assert "missing" in found["problem"]
    repair(environment, found["repair"])
    assert environment.state() == "ours 0"


@pytest.mark.parametrize("last", ["ours", "theirs"])
def test_after_uninstalling_omnirequests_installing_anew_is_enough(environment, mixed, last):
    """No file of ours is left that could warn; the warning came before."""
    mixed[last]()
    environment.uninstall("omnirequests")
    assert environment.state().startswith(("namespace", "ModuleNotFoundError"))
    environment.uninstall("requests")
    environment.install("requests", folders=environment.theirs)
    assert environment.state() == "theirs 0"


def test_ordinary_distribution_is_not_installed_over_the_pair(environment, versions):
    """The version of the pair satisfies it: a local part makes a version the later one (PEP 440)."""
    environment.install(f"requests=={versions['requests']}", folders=environment.pair)
    both = [*environment.ours, *environment.pair]
    environment.install("--upgrade", f"omnirequests=={versions['ours']}", folders=both)
    assert (environment.state(), environment.complaints()) == ("ours 0", "")
    assert installation(environment)["problem"] is None
