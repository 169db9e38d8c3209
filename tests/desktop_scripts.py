"""Scripts of tests/reports/desktop: how they are run, and their expected output.

A script finds the scripted server and certificates in its environment, and an empty folder to work in. It ends with
its expected output with ours, after `# prints:`, and, if it differs, with PyPI's requests, after
`# PyPI's requests prints:`.
"""

import os
import subprocess

import overlay
import trustme
from cryptography.hazmat.primitives import serialization

FOLDER = overlay.ROOT / "tests" / "reports" / "desktop"
SCRIPTS = sorted(path for path in FOLDER.glob("*.py") if hasattr(os, "fork") or "fork" not in path.stem)
OURS, THEIRS = "\n# prints:\n", "\n# PyPI's requests prints:\n"
LIMIT = 120.0  # seconds; some start several interpreters


def wanted(text):
    """Return the expected output with ours and with PyPI's requests."""
    ours, _, theirs = text.partition(OURS)[2].partition(THEIRS)
    return _block(ours), _block(theirs or ours)


def _block(text):
    return "".join(line[2:] + "\n" for line in text.splitlines())


def surroundings(server, certificates, folder):
    """Return the environment of the scripts; files of certificates are written to the folder."""
    stranger = trustme.CA().issue_cert("client@example.org")
    written = {
        "STRANGER_CERT": stranger.cert_chain_pems[0].bytes(),
        "STRANGER_KEY": stranger.private_key_pem.bytes(),
        "ENCRYPTED_KEY": _encrypted(certificates.files["client_key"]),
    }
    for name, data in written.items():
        (folder / name).write_bytes(data)
    names = ("http", "https", "https_client", "other")
    return {
        **os.environ,
        **{name.upper(): server.addresses[name] for name in names},
        **{name.upper(): certificates.files[name] for name in ("ca", "client_cert", "client_key")},
        **{name: str(folder / name) for name in written},
    }


def _encrypted(path):
    with open(path, "rb") as file:
        key = serialization.load_pem_private_key(file.read(), None)
    form, protection = serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(b"secret")
    return key.private_bytes(serialization.Encoding.PEM, form, protection)


def run(python, path, env, folder):
    """Return what a script prints to stdout and stderr, under a Python, in a session without a terminal."""
    done = subprocess.run(
        [python, "-I", "-X", "utf8", str(path)],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        text=True,
        encoding="utf-8",
        timeout=LIMIT,
        check=False,
    )
    return done.stdout
