"""Network faults of a real kernel: a client and a server in network namespaces, with a cable between them."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cases
import micropython
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
    """Make the pairs of interpreter and fault; of the targets in --target, those that can be started in a namespace."""
    if "pair" in metafunc.fixturenames:
        metafunc.parametrize("pair", pairs(metafunc.config), ids="-".join)


def pairs(config):
    chosen = config.getoption("target") or INTERPRETERS
    return [(name, fault) for name in INTERPRETERS if name in chosen for fault in FAULTS]


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

    def __init__(self, folder, name):
        self.client, self.server = (f"{side}-{os.getpid()}-{name}" for side in ("client", "server"))
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

    @contextlib.contextmanager
    def connected(self):
        """Make the namespaces, with a cable between them; remove them at the end."""
        with contextlib.ExitStack() as stack:
            for name in (self.client, self.server):
                ip(f"netns add {name}")
                stack.callback(ip, f"netns del {name}")
            ip(f"-n {self.client} link add cable type veth peer name cable netns {self.server}")
            for name, address in ((self.client, CLIENT_AT), (self.server, SERVER_AT)):
                ip(f"-n {name} address add {address}/24 dev cable")
                ip(f"-n {name} link set lo up")
                ip(f"-n {name} link set cable up")
            yield


@contextlib.contextmanager
def target(folder, interpreter, fault):
    """An interpreter in a network with such a fault; at the other end are a scripted server and a name server."""
    network = Network(folder, f"{interpreter}-{fault}")
    command, environment = [sys.executable, "-u"], {}
    if interpreter != "cpython":
        command, environment = micropython.find(interpreter), programs.device_path()
    found = targets.Subprocess(lambda: network.enter(*command), lambda: environment, "")
    scripted = (sys.executable, str(SERVER), "--bind", "0.0.0.0", "--host", SERVER_AT)
    names = (sys.executable, str(NAMES), SERVER_AT)
    with network.connected(), network.running(*scripted) as printed, network.running(*names) as ready:
        assert ready == "ready\n"
        cut, mend = network.commands(fault)
        found.start({**json.loads(printed), "names": SERVER_AT, "cut": cut, "mend": mend})
        yield found


@pytest.fixture(scope="module")
def verdicts(request, tmp_path_factory):
    """{pair: a target that has run all cases}: most of the time a case waits, so all pairs run at the same time."""
    if reason := missing():
        pytest.skip(reason)
    chosen = pairs(request.config)
    with contextlib.ExitStack() as stack, ThreadPoolExecutor(len(chosen)) as pool:
        found = [stack.enter_context(target(tmp_path_factory.mktemp("network"), *pair)) for pair in chosen]
        for each, output in zip(found, pool.map(lambda each: each.run(MODULE), found), strict=True):
            each.verdicts[MODULE] = targets.parse(output)
        return dict(zip(chosen, found, strict=True))


@pytest.mark.parametrize("case", cases.in_module(MODULE), ids=lambda case: case.name)
def test_a_call_whose_network_fails(verdicts, pair, case):
    verdicts[pair].check(case)
