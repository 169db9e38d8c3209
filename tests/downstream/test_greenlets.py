"""gevent and eventlet patch sockets, locks and queues of the standard library, before or after the import."""

import subprocess
import sys

import pytest

PATCHES = {
    "gevent": "from gevent import monkey\nmonkey.patch_all()\n",
    "eventlet": "import eventlet\neventlet.monkey_patch()\n",
}
SPAWN = {
    "gevent": "import gevent\ngevent.joinall([gevent.spawn(ask, n) for n in range(8)], raise_error=True)\n",
    "eventlet": "pool = eventlet.GreenPool()\nlist(pool.imap(ask, range(8)))\n",
}
PROGRAM = """
url, ca = sys.argv[1:]
print(requests.get(url + "/get", verify=ca).status_code)
session = requests.Session()
session.verify = ca
session.mount("http", requests.adapters.HTTPAdapter(pool_maxsize=3, pool_block=True))

def ask(number):
    for turn in range(5):
        path = f"/anything/{number}/{turn}"
        assert session.get(url + path, timeout=20).json()["path"] == path

"""
END = "session.close()\nprint('done')\n"


# If SSLContext is patched after urllib3 has imported it, it calls itself endlessly, with PyPI's requests, too.
@pytest.mark.parametrize(("order", "scheme"), [("before", "http"), ("before", "https"), ("after", "http")])
@pytest.mark.parametrize("library", PATCHES)
def test_requests_of_several_greenlets(server, certificates, library, order, scheme):
    imports = "import sys\nimport requests\nimport requests.adapters\n"
    start = PATCHES[library] + imports if order == "before" else imports + PATCHES[library]
    command = [sys.executable, "-W", "ignore", "-c", start + PROGRAM + SPAWN[library] + END]
    arguments = [server.addresses[scheme], certificates.files["ca"]]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, timeout=120, check=False)
    assert (done.stdout, done.returncode) == ("200\ndone\n", 0), done.stderr[-2000:]
