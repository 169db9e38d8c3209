"""Network faults of a real kernel: a client and a server in network namespaces, with a cable between them."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import cases
import micropython
import overlay
import programs
import pytest
import targets

MODULE = Path(__file__).with_name("faults.py")
NAMES = Path(__file__).with_name("names.py")
SERVER = Path(targets.__file__).with_name("server.py")
CLIENT_AT, SERVER_AT = "10.77.0.1", "10.77.0.2"
WRONG = "lladdr 02:00:00:00:00:99 nud permanent"  # packets to it are dropped at the other end
RESOLVER = f"nameserver {SERVER_AT}\noptions timeout:1 attempts:1\n"
FAULTS = ("down", "dropped")
INTERPRETERS = ("cpython", "micropython", "micropython-32")


def pytest_generate_tests(metafunc):
    """Choose the targets of --target that can be started in a namespace."""
    if "interpreter" in metafunc.fixturenames:
        asked = metafunc.config.getoption("target") or INTERPRETERS
        names = [name for name in INTERPRETERS if name in asked]
        metafunc.parametrize("interpreter", names, indirect=True, scope="module")


def ip(words):
    """Run `ip`."""
    subprocess.run(["ip", *words.split()], check=True, capture_output=True, text=True)


def missing():
    """Return why this machine cannot run these tests; "" where it can."""
    if sys.platform != "linux" or os.geteuid() or not shutil.which("ip"):
        return "network namespaces need Linux, root and iproute2"
    done = subprocess.run(["unshare", "--net", "true"], capture_output=True, check=False)
    return "" if done.returncode == 0 else "this kernel, or this container, has no network namespaces for us"


class Network:
    """Two namespaces, the client's and the server's."""

    def __init__(self, folder):
        self.client, self.server = f"client-{os.getpid()}", f"server-{os.getpid()}"
        self.resolver = folder / "resolv.conf"
        self.resolver.write_text(RESOLVER)

    def commands(self, fault):
        """Return the shell commands, for use at the client, that cause a fault and undo it."""
        if fault == "down":
            return "ip link set cable down", "ip link set cable up"
        ends = (f"ip neigh %s {SERVER_AT} dev cable", f"ip -n {self.server} neigh %s {CLIENT_AT} dev cable")
        return " && ".join(f"{end % 'replace'} {WRONG}" for end in ends), " && ".join(end % "del" for end in ends)

    def enter(self, *command, server=False):
        """Return the command line that runs a command at the client or at the server."""
        bind = ["sh", "-c", f'mount --bind {self.resolver} /etc/resolv.conf && exec "$@"', "sh"]
        return ["ip", "netns", "exec", self.server if server else self.client, *([] if server else bind), *command]

    @contextlib.contextmanager
    def running(self, *command):
        """Run a program at the server; yield the first line that it prints."""
        process = subprocess.Popen(self.enter(*command, server=True), stdout=subprocess.PIPE, text=True)
        try:
            yield process.stdout.readline()
        finally:
            process.kill()
            process.communicate()


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    """The two namespaces, connected."""
    if reason := missing():
        pytest.skip(reason)
    made = Network(tmp_path_factory.mktemp("network"))
    with contextlib.ExitStack() as stack:
        for name in (made.client, made.server):
            ip(f"netns add {name}")
            stack.callback(ip, f"netns del {name}")
        ip(f"-n {made.client} link add cable type veth peer name cable netns {made.server}")
        for name, address in ((made.client, CLIENT_AT), (made.server, SERVER_AT)):
            ip(f"-n {name} address add {address}/24 dev cable")
            ip(f"-n {name} link set lo up")
            ip(f"-n {name} link set cable up")
        yield made


@pytest.fixture(scope="module")
def addresses(network):
    """The addresses of a scripted server and of a name server at the other end."""
    scripted = (sys.executable, str(SERVER), "--bind", "0.0.0.0", "--host", SERVER_AT)
    with network.running(*scripted) as printed, network.running(sys.executable, str(NAMES), SERVER_AT) as ready:
        assert ready == "ready\n"
        yield {**json.loads(printed), "names": SERVER_AT}


@pytest.fixture(scope="module")
def interpreter(request):
    """The command of an interpreter, and its environment."""
    if request.param == "cpython":
        return [sys.executable, "-u"], {}
    return micropython.find(request.param), programs.device_path(overlay.link("micropython"))


@pytest.fixture(scope="module", params=FAULTS)
def target(request, network, addresses, interpreter):
    """An interpreter at the client's end of a network with such a fault."""
    command, environment = interpreter
    found = targets.Subprocess(lambda: network.enter(*command), lambda: environment, "")
    found.start({**addresses, **dict(zip(("cut", "mend"), network.commands(request.param)))})
    return found


@pytest.mark.parametrize("case", cases.in_module(MODULE), ids=lambda case: case.name)
def test_a_call_whose_network_fails(target, case):
    target.check(case)
