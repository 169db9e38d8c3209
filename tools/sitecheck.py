"""Check the built documentation; print what is wrong and exit with 1.

    python tools/sitecheck.py [site]

A page must not load anything from another host. A link must lead to a file and a part of it that exist, or with https
to one of the sites in KNOWN, so that a misspelt host is found here; `nox -s linkcheck` requests the pages.
`objects.inv`, which other projects refer to, must have every public function and class, and every name that the one on
the site of Requests has (docs/inventories/requests.txt). No network is needed.
"""

from __future__ import annotations

import ast
import sys
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import overlay

REQUESTS = overlay.ROOT / "docs" / "inventories" / "requests.txt"  # the names in the objects.inv of Requests
INTERNAL = {"requests.sessions.single_request_session", "requests.structures.list_pairs"}  # of this package only

LOADED = {("script", "src"), ("img", "src"), ("link", "href"), ("source", "src"), ("iframe", "src")}
KNOWN = {
    "docs.python.org",
    "pradyunsg.me",  # the theme links to its author
    "github.com/pradyunsg/furo",
    "requests.readthedocs.io",
    "urllib3.readthedocs.io",
    "www.sphinx-doc.org",
}


class Page(HTMLParser):
    """The addresses that a page loads and links to, and the ids of its elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.linked: list[str] = []
        self.parts: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Record the addresses and the id of one element."""
        for name, value in attrs:
            if value and (tag, name) in LOADED:
                self.loaded.append(value)
            elif value and (tag, name) == ("a", "href"):
                self.linked.append(value)
            elif value and name == "id":
                self.parts.add(value)


def faults(root: Path) -> list[str]:
    """Return a sentence for each fault of the pages below a folder."""
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(root.rglob("*.html"))}
    found = set()
    for path, page in pages.items():
        name = path.relative_to(root)
        found |= {f"{name} loads {address}" for address in page.loaded if urlsplit(address).netloc}
        links = [*page.loaded, *page.linked]
        found |= {f"{name} links to {link}" for link in links if not leads_somewhere(link, path, pages)}
    return sorted(found)


def leads_somewhere(link: str, path: Path, pages: dict[Path, Page]) -> bool:
    """Return True if a link of the page at `path` leads to a file, to a part of a page, or to a known site."""
    parts = urlsplit(link)
    if parts.netloc or parts.scheme:
        address = parts.netloc + parts.path + "/"
        return parts.scheme == "https" and any(address.startswith(known + "/") for known in KNOWN)
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    known_part = target not in pages or not parts.fragment or unquote(parts.fragment) in pages[target].parts
    return target.exists() and known_part


def unlisted(names: set[str]) -> list[str]:
    """Return a sentence for each name that is not in `names`, those of objects.inv, but should be."""
    wanted = set(REQUESTS.read_text(encoding="utf-8").split()) - names
    for module, name in public_definitions():
        if not {f"{module}.{name}", f"requests.{name}"} & names | {f"{module}.{name}"} & INTERNAL:
            wanted.add(f"{module}.{name}")
    return [f"objects.inv has no {name}" for name in sorted(wanted)]


def public_definitions() -> Iterator[tuple[str, str]]:
    """Yield (module, name) of the functions and classes that users can name on CPython."""
    for path, source in overlay.merged("cpython").items():
        module = path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        if path.endswith(".py") and "._" not in module:
            for node in ast.parse(source.read_text(encoding="utf-8")).body:
                if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
                    yield module, node.name


def inventory(path: Path) -> set[str]:
    """Return the names in an objects.inv, which has four lines and then compressed ones."""
    lines = zlib.decompress(path.read_bytes().split(b"\n", 4)[4]).decode().splitlines()
    return {line.split(" ")[0] for line in lines}


def main(root: Path) -> int:
    """Print what is wrong with a site; return 1 if anything is."""
    found = faults(root) + unlisted(inventory(root / "objects.inv"))
    print(*found, sep="\n", end="\n" * bool(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if sys.argv[1:] else "site").resolve()))
