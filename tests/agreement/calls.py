"""Arguments of a request, one of them unusual, as a program may have received them from an attacker.

The same number gives the same arguments each time. Left out is what the two backends are known to do differently
(tests/differences/): hosts that are not ASCII, JSON that is not, a line end after the value of a field, dicts of many
items, which have no order on a device, white space beyond ASCII, and hosts in brackets after another scheme than http,
which only CPython looks at.
"""

import random

WORDS = (
    *("", "a", "é", "ü/ö", "日本", "a b", "a+b", "%41", "%zz", "%", "?", "#", "//", "\\", "/./a/../b", "..", "@", ":"),
    *("\n", "\r\nX: y", "\0", "\x7f", " ", "\t", "a&b=c", "'", '"', ",", ";", "[", "]", "{}", "|", "<>", "^`"),
)
PLACES = (
    *("h", "h", "h", "h", "h", "h", "H.example", "127.0.0.1", "[::1]", "[::1", "[::1]x", "[fe80::1%25lo]", "1.2.3.4.5"),
    *("0x7f.1", "h:80", "h:x", "h:99999", "h:", ":80", "u:p@h", "u%40:p%3a@h", "u@h", "a b", "a\tb", "h\\@g", "xn--a"),
    *("-", ".", "a..b", "*.b", ""),
)
SCHEMES = (
    *("http://", "http://", "http://", "http://", "HTTP://", "https://", "http:/", "http:", "//", "", "ftp://"),
    *(" http://", "\thttp://", "httpx://"),
)
NAMES = (*("X-A", "x-a", "Content-Type", "User-Agent", "Host", "Range", "X B", "X:", "", "é", "X\n", b"X-B", b"\xe9"),)
VALUES = (
    *("v", "", "é", "日", "a\r\nb", "a\nb", " v", "\tv", "v ", "\0", "a\x7fb", "a\x01b", b"v", b"\xff", b"a\nb"),
    *(None, 5),
)
METHODS = (
    *("GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS", "get", "Foo", "A B", "", "X\n", "É", b"GET", b"\xff"),
)


class RandomArguments(random.Random):
    """Random arguments."""

    def text(self):
        return "".join(self.choice(WORDS) for _ in range(self.choice((1, 1, 2, 3))))

    def scalar(self):
        return self.choice((self.text(), self.text().encode(), self.randrange(-9, 10**6), None, True, 1.5, b"\xff"))

    def value(self):
        return self.choice((self.scalar(), self.scalar(), [self.scalar() for _ in range(self.randrange(3))]))

    def pairs(self):
        return [(self.choice((self.text(), "k", b"b", 1)), self.value()) for _ in range(self.choice((0, 1, 1, 2)))]

    def fields(self):
        return self.choice((self.pairs(), dict(self.pairs()[:1]), self.text(), self.text().encode(), b"\xff"))

    def url(self):
        scheme = self.choice(SCHEMES)
        place = self.choice(PLACES) if "http" in scheme.lower() else "h"
        return scheme + place + "/" + self.text() + self.choice(("", "?" + self.text(), "#" + self.text()))

    def file(self):
        header = {self.choice(NAMES): self.choice(VALUES)}
        kind = self.choice(VALUES)
        return self.choice((None, self.text(), (self.text(), b"x"), ("n", "x", kind), ("n", b"x", "a/b", header)))

    def credentials(self):
        return self.choice((self.text(), self.text().encode(), 1)), self.choice((self.text(), b"\xff", "p"))


def call(number):
    """Return the method, the URL, and the keyword arguments of one request."""
    rng = RandomArguments(number)
    unusual = {
        "method": lambda: rng.choice(METHODS),
        "url": rng.url,
        "params": rng.fields,
        "data": rng.fields,
        "json": lambda: [rng.choice((1, None, True, 1.5, "a", '"\\\n\0')), {"a": {}}],
        "files": lambda: rng.choice(({rng.text(): rng.file()}, [("a", rng.file())])),
        "headers": lambda: {rng.choice(NAMES): rng.choice(VALUES)},
        "cookies": lambda: {rng.text(): rng.text()},
        "auth": rng.credentials,
    }
    name = rng.choice(list(unusual))
    return {"method": "POST", "url": "http://h/x", name: unusual[name]()}
