"""Scripts for MicroPython alone, run on both interpreters in heaps as small as a camera's."""

import textwrap

import micropython
import overlay
import programs
import pytest

CONFORMANCE = overlay.ROOT / "tests" / "conformance"
PROGRAMS = overlay.ROOT / "tests" / "micropython" / "programs"
LIMIT = 300.0  # seconds


class Board:
    """One interpreter, the merged tree on its path, and the harness of the conformance suite at hand."""

    def __init__(self, name, addresses, tree):
        self.name = name
        self.command = micropython.find(name)
        self.addresses = {**addresses, "run": "m" + name[-2:]}
        self.tree = tree

    def run(self, script, heap=None, tree=None):
        """What a script printed; its traceback fails the test. `heap` is in KB."""
        program = f"import sys, requests\nsys.path.extend({[str(CONFORMANCE), str(PROGRAMS)]!r})\nimport harness\n"
        program += f"harness.ADDRESSES.update({self.addresses!r})\nfrom harness import eq, raises, script, url\n"
        options = ["-X", f"heapsize={heap}k"] if heap else []
        done = programs.run([*self.command, *options], program + textwrap.dedent(script), LIMIT, tree or self.tree)
        assert done.returncode == 0, done.stdout
        return done.stdout


@pytest.fixture(params=["micropython", "micropython-32"])
def board(request, server, certificates):
    """Both interpreters, one after the other."""
    return Board(request.param, {**server.addresses, **certificates.files}, overlay.link("micropython"))


@pytest.fixture
def own_roots(tmp_path, certificates):
    """A tree whose frozen roots are the suite's authority among others."""
    import ssl

    import roots
    import trustme

    others = [trustme.CA(organization_name=f"Other {number}") for number in range(9)]
    texts = [authority.cert_pem.bytes().decode() for authority in (*others, certificates.authority)]
    found = {f"root {number}": roots.anchor(ssl.PEM_cert_to_DER_cert(text)) for number, text in enumerate(texts)}
    tree = overlay.copy("micropython", tmp_path / "tree")
    (tree / "requests" / "_roots.py").write_text(roots.module(found, "0"))
    return tree
