"""Where programs for MicroPython run: on both interpreters, with the merged tree of the package or a changed copy."""

import micropython
import overlay
import programs
import pytest
import targets
import trustme

LIMIT = 300.0  # seconds


class Board(targets.Subprocess):
    """An interpreter with a tree of the package on its path, and with so many KB of heap."""

    def __init__(self, name, addresses, tree=None, heap=None):
        self.name = name
        tree = tree or overlay.link("micropython")
        command = [*micropython.find(name), *(["-X", f"heapsize={heap}k"] if heap else [])]
        path = programs.device_path(tree, programs.BOARD_MODULES)
        super().__init__(lambda: command, lambda: path, f"assert requests.__file__.startswith({str(tree)!r})", LIMIT)
        self.start(addresses)

    def execute(self, program):
        """Return what a program printed; its traceback fails the test."""
        output = super().execute(program)
        assert "\nexit status" not in output and "\nkilled after" not in output, output
        return output

    def check(self, case):
        """Run a case in a process of its own: it may replace modules."""
        output = self.run(case.path, f"harness.run_case({case.path.stem}, {case.name!r})")
        assert targets.parse(output)[0].get(case.name) == ("ok", ""), output


@pytest.fixture(params=["micropython", "micropython-32"])
def board(request, server, certificates, tmp_path):
    """A function that makes a board, on one interpreter and then on the other."""
    addresses = {**server.addresses, **certificates.files, "folder": str(tmp_path)}
    return lambda tree=None, heap=None: Board(request.param, addresses, tree, heap)


@pytest.fixture(scope="session")
def own_roots(tmp_path_factory, certificates):
    """A tree with ten roots, the last of which has signed the server's certificates."""
    others = [trustme.CA(organization_name=f"Other {number}") for number in range(9)]
    return programs.with_roots(tmp_path_factory.mktemp("own_roots"), [*others, certificates.authority])


@pytest.fixture(scope="session")
def without_roots(tmp_path_factory):
    """A tree without the module of the roots."""
    tree = overlay.copy("micropython", tmp_path_factory.mktemp("without_roots") / "tree")
    (tree / "requests" / "_roots.py").unlink()
    return tree
