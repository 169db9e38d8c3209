"""Exit with 1 if a page of the built documentation loads anything from another host, or has a broken link.

    python tools/sitecheck.py [site]

It needs no network. A link to another host must use https and lead to one of the sites in KNOWN, so that a misspelt
host is found here; `nox -s linkcheck` requests the pages.
"""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

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


if __name__ == "__main__":
    sys.exit("\n".join(faults(Path(sys.argv[1] if sys.argv[1:] else "site").resolve())) or 0)
