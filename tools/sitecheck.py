"""Exit 1 if a page of the built documentation loads anything from another host, or links to a file that is not there.

python tools/sitecheck.py [site]
"""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADED = {("script", "src"), ("img", "src"), ("link", "href"), ("source", "src"), ("iframe", "src")}


class Page(HTMLParser):
    """What a page loads, and what it links to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.linked: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the addresses of one element."""
        for name, value in attrs:
            if value and (tag, name) in LOADED:
                self.loaded.append(value)
            elif value and (tag, name) == ("a", "href"):
                self.linked.append(value)


def faults(root: Path) -> list[str]:
    """Return a sentence for each fault of the pages below a folder."""
    found = []
    for path in sorted(root.rglob("*.html")):
        page, name = Page(path.read_text(encoding="utf-8")), path.relative_to(root)
        found += [f"{name} loads {address}" for address in page.loaded if urlsplit(address).netloc]
        local = (unquote(urlsplit(link).path) for link in [*page.loaded, *page.linked] if not urlsplit(link).netloc)
        found += [f"{name} links to {link}" for link in local if link and not (path.parent / link).exists()]
    return sorted(set(found))


if __name__ == "__main__":
    sys.exit("\n".join(faults(Path(sys.argv[1] if sys.argv[1:] else "site"))) or 0)
