"""Check the links of a page with several threads that share one session.

    python examples/links.py URL

Exits with 1 if a link is broken.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

import requests


class Links(HTMLParser):
    """A parser that collects the targets of <a href>."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        """Store the href of an <a>."""
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def check(session, url):
    """Return what is wrong with a link, or None."""
    try:
        r = session.head(url, allow_redirects=True, timeout=(5, 10))
        if r.status_code in (405, 501):  # some servers have no HEAD
            with session.get(url, stream=True, timeout=(5, 10)) as r:
                pass
        return None if r.ok else f"{r.status_code} {r.reason}"
    except requests.RequestException as error:
        return type(error).__name__


def main(url):
    """Print the state of each link, and return the number of broken ones."""
    with requests.Session() as session, ThreadPoolExecutor(8) as pool:
        page = session.get(url, timeout=(5, 10))
        page.raise_for_status()
        parser = Links()
        parser.feed(page.text)
        targets = sorted({urldefrag(urljoin(page.url, link)).url for link in parser.found})
        targets = [target for target in targets if target.startswith(("http://", "https://"))]
        results = list(pool.map(lambda target: check(session, target), targets))
    for target, fault in zip(targets, results):
        print(fault or "ok", target)
    return sum(fault is not None for fault in results)


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1]) else 0)
