"""Write the root certificates that the device trusts, from certifi's bundle, as a Python module with DER data.

backends/micropython/roots.txt lists the chosen ones. A firmware may instead contain all of certifi's, or none,
so that callers must pass verify=:

    python tools/roots.py                  # write the chosen ones to backends/micropython/requests/_roots.py
    python tools/roots.py --all -o FILE    # every root of certifi
    python tools/roots.py --check          # exit 1 unless that module contains the chosen ones of certifi

A root is signed with its own key, which proves nothing: RFC 5280 section 6.1.1 uses the name and the key of a trust
anchor, and mbedTLS checks what the root signed, not the root. So the signatures, three tenths of the bytes, are left
out.
"""

from __future__ import annotations

import argparse
import ast
import base64
import re
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHOSEN = ROOT / "backends" / "micropython" / "roots.txt"
MODULE = ROOT / "backends" / "micropython" / "requests" / "_roots.py"

ENTRY = re.compile(
    r'^# Label: "(?P<label>.*)"$(?:\n#.*)*\n-----BEGIN CERTIFICATE-----\n(?P<text>[^-]+)-----END', re.MULTILINE
)

HEAD = '''"""Root certificates in DER: {count}, {size} bytes, from certifi {version} (Mozilla's list, MPL 2.0).

Written by tools/roots.py, which leaves out their signatures: a certificate is a line, however long.
"""
# ruff: noqa: E501
# fmt: off


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def roots() -> "Iterator[bytes]":
    """Yield one certificate after the other."""
'''


def bundle() -> tuple[str, dict[str, bytes]]:
    """Return certifi's version and its {label: DER certificate without its signature}."""
    try:
        import certifi
    except ImportError:
        sys.exit("roots: certifi is not here, which has the certificates: python3 -m pip install certifi")
    text = Path(certifi.where()).read_text("ascii")
    return certifi.__version__, {
        found["label"]: anchor(base64.b64decode(found["text"])) for found in ENTRY.finditer(text)
    }


def anchor(der: bytes) -> bytes:
    """Return a certificate in DER with an empty signature (RFC 5280 section 4.1)."""
    start, _ = element(der, 0)
    _, signed_end = element(der, start)
    _, algorithm_end = element(der, signed_end)
    contents = der[start:algorithm_end] + b"\x03\x01\x00"  # a BIT STRING of no bits
    return b"\x30\x82" + len(contents).to_bytes(2, "big") + contents


def element(der: bytes, at: int) -> tuple[int, int]:
    """Return (start, end) of the contents of the element at an index."""
    size, start = der[at + 1], at + 2
    if size >= 0x80:
        start += size & 0x7F
        size = int.from_bytes(der[at + 2 : start], "big")
    return start, start + size


def chosen(path: Path = CHOSEN) -> list[str]:
    """Return the labels in the list, without comments and empty lines."""
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def module(certificates: dict[str, bytes], version: str) -> str:
    """Return the source of a module whose roots() yields the certificates."""
    size = sum(map(len, certificates.values()))
    lines = [HEAD.format(count=len(certificates), size=size, version=version)]
    lines += [f"    yield {der!r}  # {label}\n" for label, der in certificates.items()]
    return "".join(lines) if certificates else lines[0] + "    yield from ()\n"


def certificates_in(source: str) -> list[bytes]:
    """Return the certificates in the source of such a module."""
    yields = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Yield))
    return [value.value for value in yields if isinstance(value, ast.Constant) and isinstance(value.value, bytes)]


def select(known: dict[str, bytes], labels: Iterable[str]) -> dict[str, bytes]:
    """Return the certificates with these labels; exit with the names of those that certifi no longer has."""
    labels = list(labels)
    if gone := [label for label in labels if label not in known]:
        sys.exit(f"roots: not in certifi any more, choose again in {CHOSEN.name}: {', '.join(gone)}")
    return {label: known[label] for label in labels}


def main() -> None:
    """Write or check the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--all", action="store_true", help="every root of certifi, not the chosen ones")
    parser.add_argument("--check", action="store_true", help="compare and write nothing")
    parser.add_argument("-o", "--output", type=Path, default=MODULE, metavar="FILE")
    options = parser.parse_args()
    version, known = bundle()
    certificates = known if options.all else select(known, chosen())
    if options.check:
        written = certificates_in(options.output.read_text("utf-8"))
        sys.exit(0 if written == list(certificates.values()) else f"roots: {options.output} is out of date")
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(module(certificates, version), "utf-8")
    print(f"{options.output}: {len(certificates)} roots, {sum(map(len, certificates.values()))} bytes")


if __name__ == "__main__":
    main()
