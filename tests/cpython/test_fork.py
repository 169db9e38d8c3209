"""A session that is used before and after a fork, by both processes: each gets its own responses, neither hangs."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on Windows")

# Run by each program below: `child(function)` forks, `join()` waits for all children and fails if one of them did.
HELPERS = """
import os, sys, threading, traceback, warnings
import requests
warnings.simplefilter("ignore", DeprecationWarning)  # of a fork while there are threads, which is the subject here
base, ca = sys.argv[1:]
pids = []

def child(function):
    pid = os.fork()
    if pid:
        pids.append(pid)
        return
    pids.clear()
    try:
        function()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)

def join():
    while pids:
        assert os.waitpid(pids.pop(), 0)[1] == 0, "a child failed"

def held(lock):
    # Hold a lock in another thread until the process ends.
    taken = threading.Event()
    def hold():
        with lock:
            taken.set()
            threading.Event().wait()
    threading.Thread(target=hold, daemon=True).start()
    taken.wait()
"""


def run(program, *arguments, limit=240):
    """Run a program after the helpers above; return what it prints."""
    command = [sys.executable, "-I", "-c", HELPERS + program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(params=["http", "https"])
def base(request, server):
    return server.addresses[request.param]


@pytest.fixture
def ca(certificates):
    return certificates.files["ca"]


def test_five_processes_get_their_own_responses(base, ca):
    """2,000 requests in all, by a parent and four children, on a session with four idle connections at the fork."""
    program = """
session = requests.Session()
session.verify = ca

def ask(name, count):
    for number in range(count):
        answer = session.get(f"{base}/anything/{name}/{number}").json()["path"]
        assert answer == f"/anything/{name}/{number}", (name, number, answer)

first = [threading.Thread(target=ask, args=(f"before{n}", 10)) for n in range(4)]
for thread in first: thread.start()
for thread in first: thread.join()
for n in range(4):
    child(lambda: ask(f"child{n}", 392))
ask("parent", 392)
join()
print(session.adapters["https://"].poolmanager.pools is not None)
"""
    assert run(program, base, ca) == "True\n"


def test_connection_of_the_parent_lives_on(base, ca, server):
    """A child that closes or drops the session sends nothing: the parent can use the same connection."""
    program = """
session = requests.Session()
session.verify = ca
session.get(base + "/@forked{0}/get")
child(session.close)
join()
child(lambda: session.get(base + "/get"))
join()
assert session.get(base + "/@forked{0}/get").ok
"""
    token = base.partition(":")[0]
    run(program.replace("{0}", token), base, ca)
    (connection,) = server.log.find("forked" + token)
    assert len(connection["requests"]) == 2


def test_response_that_is_read_in_the_child_leaves_no_connection(base, ca):
    program = """
session = requests.Session()
session.verify = ca
response = session.get(base + "/bytes/200000", stream=True)

def read():
    assert len(response.content) == 200000
    for number in range(3):
        with session.get(f"{base}/anything/{number}", stream=True) as r:
            assert r.raw.connection._forks == 1
            assert r.json()["path"] == f"/anything/{number}"

child(read)
join()
"""
    run(program, base, ca)


@pytest.mark.parametrize(
    "lock",
    [
        "session.adapters['http://'].poolmanager.pools.lock",
        "pool.pool.mutex",
        "session.cookies._cookies_lock",
        "session.adapters['http://']._fork_lock",
    ],
)
def test_lock_that_another_thread_holds_does_not_stop_the_child(server, lock):
    program = f"""
session = requests.Session()
session.get(base + "/cookies/set?a=1")
pool = session.get_adapter(base).get_connection_with_tls_context(requests.Request("GET", base).prepare(), True)
held({lock})

def use():
    assert session.get(base + "/cookies").json() == {{"cookies": {{"a": "1"}}}}
    session.close()
    del globals()["session"], globals()["pool"]

child(use)
join()
os._exit(0)  # here the lock is held for ever, and urllib3 closes its pools when Python ends
"""
    run(program, server.addresses["http"], "", limit=60)


def test_places_of_connections_in_use_are_free_in_the_child(server):
    """With pool_block a child would otherwise wait for a connection that a thread of the parent returns."""
    program = """
from requests.adapters import HTTPAdapter
session = requests.Session()
session.mount("http://", HTTPAdapter(pool_maxsize=1, pool_block=True))
busy = session.get(base + "/bytes/200000", stream=True)
child(lambda: session.get(base + "/get").raise_for_status())
join()
assert len(busy.content) == 200000
"""
    run(program, server.addresses["http"], "", limit=60)


def test_each_fork_counts(base, ca):
    program = """
session = requests.Session()
session.verify = ca

session.get(base + "/get")

def first():
    session.get(base + "/get")
    def second():
        session.get(base + "/get")
        assert requests._transport.fork.count == 2
    child(second)
    session.get(base + "/get")
    join()

child(first)
join()
"""
    run(program, base, ca)
