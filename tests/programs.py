"""How tests run Python code: a program in another interpreter, a file as a module of this one."""

import importlib.util
import os
import ssl
import subprocess

import overlay
import roots

BOARD_MODULES = overlay.ROOT / "tests" / "board_modules"  # stand-ins for modules that only boards have


def device_path(tree=None, *before):
    """The environment of MicroPython: folders, then a tree (the merged one if it is None), then frozen modules."""
    folders = [*before, tree or overlay.link("micropython"), ".frozen"]
    return {"MICROPYPATH": ":".join(map(str, folders))}


def run(command, program, limit, tree=None):
    """Run a program in another interpreter for so many seconds at most; stdout has its stderr, too."""
    return subprocess.run(
        [*command, "-c", program],
        env={**os.environ, **device_path(tree)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=limit,
        check=False,
    )


def with_roots(folder, authorities):
    """Return a tree whose roots are those authorities."""
    ders = [ssl.PEM_cert_to_DER_cert(authority.cert_pem.bytes().decode()) for authority in authorities]
    tree = overlay.copy("micropython", folder / "tree")
    found = {f"root {number}": roots.anchor(der) for number, der in enumerate(ders)}
    (tree / "requests" / "_roots.py").write_text(roots.module(found, "0"))
    return tree


def load(path):
    """Return a file as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
