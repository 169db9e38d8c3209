"""Store cookies (RFC 6265): parse Set-Cookie, select the cookies of a request, remove expired ones.

A jar is a list of Cookie, oldest first. Times are seconds since 1970 and are parameters. Where RFC 6265 leaves a
choice:

- a cookie without "=", without a name, or with a control character is ignored (5.2, where the last one is
  optional);
- a Domain of one label ("com", "local") is a public suffix, which only a host of that name may set, and only for
  itself (5.3 step 5); longer suffixes such as "co.uk" would need a list that is too large for a device;
- a cookie that a caller made may have the domain "", and is then sent to every host, as in Requests.
"""

from collections import namedtuple

from ..exceptions import exceptions
from .headers import BLANK, DIGITS, plain_text

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, NamedTuple

    from .http1 import Limits

    class Cookie(NamedTuple):
        """A cookie; if `expires` is None, it expires at the end of the session."""

        name: str
        value: str
        domain: str
        path: str
        expires: "int | None"
        secure: bool
        host_only: bool
        http_only: bool
else:
    Cookie = namedtuple(  # type: ignore[no-redef]  # at run time
        "Cookie", ("name", "value", "domain", "path", "expires", "secure", "host_only", "http_only")
    )


class CookieMapping:
    """The dict methods of a jar, whose cookies have the attributes name, value, domain and path.

    A backend's jar adds what depends on how it stores them: `_matching` lists the cookies that have a name, a domain
    and a path, each of which may be omitted; `_create`, `set_cookie` and `_remove` change them. `_conflict` is its
    CookieConflictError.
    """

    if __debug__ and TYPE_CHECKING:
        _matching: Any
        _create: Any
        _remove: Any
        _conflict: Any
        set_cookie: Any

    def __iter__(self) -> "Iterator[Any]":
        return iter(self._matching())

    def __contains__(self, name: object) -> bool:
        for cookie in self._matching(name):  # noqa: SIM110  a generator is a function on a board
            if cookie.value is not None:
                return True
        return False

    def __getitem__(self, name: str) -> "str | None":
        value = CookieMapping.get(self, name)  # not an overriding one, which may call this
        if value is None:
            raise KeyError(name)
        return value

    def get(
        self, name: str, default: "str | None" = None, domain: "str | None" = None, path: "str | None" = None
    ) -> "str | None":
        """Return a cookie's value, or `default`; raise CookieConflictError if several cookies match."""
        value: "str | None" = None
        for cookie in self._matching(name, domain, path):
            if value is not None:
                raise self._conflict(f"There are multiple cookies with name, {name!r}")
            value = cookie.value
        return default if value is None else value

    def set(self, name: str, value: "Any", **kwargs: "Any") -> "Any":
        """Store a cookie and return it; the value None removes it.

        `kwargs` are those of `create_cookie`; `domain` and `path` distinguish cookies of one name.
        """
        if value is None:
            self._remove(name, kwargs.get("domain"), kwargs.get("path"))
            return None
        cookie = self._create(name, value, **kwargs)
        self.set_cookie(cookie)
        return cookie

    __setitem__ = set

    def keys(self) -> "list[str]":
        """Return a list of the names of the cookies, with repetitions."""
        return fields(self, "name")

    def values(self) -> "list[str | None]":
        """Return the values of the cookies, as a list."""
        return fields(self, "value")

    def items(self) -> "list[tuple[str, str | None]]":
        """Return (name, value) of each cookie, as a list; `dict(jar.items())` is a dict of the cookies."""
        cookies = list(self)
        return list(zip(fields(cookies, "name"), fields(cookies, "value")))

    def list_domains(self) -> "list[str]":
        """Return the domains of the cookies, each once."""
        return list(dict.fromkeys(fields(self, "domain")))

    def list_paths(self) -> "list[str]":
        """Return the paths of the cookies, each once."""
        return list(dict.fromkeys(fields(self, "path")))

    def get_dict(self, domain: "str | None" = None, path: "str | None" = None) -> "dict[str, str | None]":
        """Return {name: value} of all cookies, or of those of a domain and path."""
        found: "dict[str, str | None]" = {}
        for cookie in self._matching(domain=domain, path=path):
            found[cookie.name] = cookie.value
        return found


def fields(cookies: "Iterable[Any]", name: str) -> "list[Any]":
    """Return one field of each cookie."""
    found: "list[Any]" = []  # a comprehension is a function on a board
    for cookie in cookies:
        found.append(getattr(cookie, name))
    return found


FOREVER = 253402300799  # the last second of the year 9999


def parse_set_cookie(line: str, host: str, path: str, now: int, limits: "Limits") -> "Cookie | None":
    """Return the Cookie of a Set-Cookie value from `host` and `path`, or None if it is ignored (5.2, 5.3).

    `host` is in lower case, without port. A Cookie that has expired is a request to delete it. If an attribute is
    repeated, the last one counts; Max-Age takes precedence over Expires.
    """
    pair = cookie_pair(line, limits)
    if pair is None:
        return None
    attributes: "dict[str, str]" = {}
    for item in line.split(";")[1:]:
        name, _, value = item.partition("=")
        attributes[name.strip(BLANK).lower()] = value.strip(BLANK)
    domain = attributes.get("domain", "").lower()
    if domain[:1] == ".":
        domain = domain[1:]
    if domain and not domain_match(host, domain):
        return None
    if "." not in domain and ":" not in domain:
        if domain not in ("", host):
            return None
        domain = ""
    directory = attributes.get("path", "")
    if directory[:1] != "/" or _has_control(directory):  # the request's directory, without its last slash (5.1.4)
        directory = (path[: path.rfind("/")] if path[:1] == "/" else "") or "/"
    age = attributes.get("max-age", "")
    digits = age[1:] if age[:1] == "-" else age
    expires: "int | None" = FOREVER
    if not digits or digits.strip(DIGITS):
        expires = parse_date(attributes.get("expires", ""))
    elif age != digits or not digits.strip("0"):
        expires = 0
    elif len(digits) < 12:
        expires = min(now + int(digits), FOREVER)
    return Cookie(
        pair[0],
        pair[1],
        domain or host,
        directory,
        expires,
        "secure" in attributes,
        not domain,
        "httponly" in attributes,
    )


def check_cookie(name: "Any", value: "Any") -> "tuple[Any, Any]":
    """Return name and value of a caller's cookie as they are sent.

    Raises InvalidHeader for bytes, and for a semicolon, which would begin another cookie (4.1.1). A semicolon is not
    quoted or encoded: not all servers understand the same encoding, and the caller knows what the server accepts.
    """
    checked: "list[Any]" = []
    for text in (name, value):
        if isinstance(text, (bytes, bytearray)):
            raise exceptions.InvalidHeader(f"A cookie must be text: {name!r}")
        if text is not None:
            text = plain_text(text)
            if ";" in text:
                raise exceptions.InvalidHeader(f"A semicolon in the cookie {name!r}")
        checked.append(text)
    return checked[0], checked[1]


def cookie_pair(line: str, limits: "Limits") -> "tuple[str, str] | None":
    """Return (name, value) of a Set-Cookie value, or None if it must be ignored, whatever its attributes (5.2)."""
    pair = line.partition(";")[0]
    name, equals, value = pair.partition("=")
    name, value = name.strip(BLANK), value.strip(BLANK)
    if not equals or not name or len(name) + len(value) > limits.cookie_size or _has_control(pair):
        return None
    return name, value


def _has_control(text: str) -> bool:
    for char in text:  # noqa: SIM110  a generator is a function on a board
        if (char < " " and char != "\t") or char == "\x7f":
            return True
    return False


def parse_date(text: str) -> "int | None":
    """Return a date, in any of the formats that servers use, as seconds since 1970, or None (5.1.1)."""
    time = day = month = year = None
    for char in "\t !\"#$%&'()*+,-./;<=>?@[\\]^_`{|}~":  # not ":"
        text = text.replace(char, " ")
    for token in text.lower().split():
        if time is None and token.count(":") > 1:  # one or two digits each, and anything but a digit after them
            hour, minute, second = token.split(":")[:3]
            seconds = 0
            for part, end in ((hour, 24), (minute, 60), (second[: len(second) - len(second.lstrip(DIGITS))], 60)):
                if not 0 < len(part) < 3 or part.strip(DIGITS) or int(part) >= end:
                    break
                seconds = seconds * 60 + int(part)
            else:
                time = seconds
                continue
        size = len(token) - len(token.lstrip(DIGITS))
        place = "janfebmaraprmayjunjulaugsepoctnovdec".find(token[:3]) if len(token) > 2 else -1
        if day is None and 0 < size < 3:
            day = int(token[:size])
        elif month is None and place % 3 == 0:
            month = place // 3 + 1
        elif year is None and size in (2, 4):
            year = int(token[:size])
    if time is None or day is None or month is None or year is None:
        return None
    if year < 100:
        year += 1900 if year >= 70 else 2000
    # Years are counted from March, so that the leap day is their last and 153 days make any five months.
    days = 153 * ((month + 9) % 12) + 2
    most = (days + 153) // 5 - days // 5
    if month == 2:
        most = 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    if year < 1601 or not 0 < day <= most:
        return None
    if month < 3:
        year -= 1
    days = days // 5 + day - 719469
    return (year * 365 + year // 4 - year // 100 + year // 400 + days) * 86400 + time


def domain_match(host: str, domain: str) -> bool:
    """Return True if `host` is `domain` or a subdomain of it; an IP address has no subdomains (5.1.3)."""
    if host == domain:
        return True
    return host.endswith("." + domain) and ":" not in host and bool(host.strip("0123456789."))


def store(cookies: "list[Cookie]", cookie: Cookie, now: int, limits: "Limits") -> None:
    """Add a cookie to the jar, replacing one with the same name, domain and path; remove expired cookies (5.3).

    If there are more than `limits.cookies`, the oldest are removed.
    """
    kept: "list[Cookie]" = []
    stored = False
    for old in cookies + [cookie]:
        if (old.name, old.domain, old.path) == (cookie.name, cookie.domain, cookie.path):
            if stored:
                continue
            old, stored = cookie, True
        if old.expires is None or old.expires > now:
            kept.append(old)
    cookies[:] = kept[-limits.cookies :]


def cookie_header(cookies: "list[Cookie]", host: str, path: str, secure: bool, now: int) -> str:
    """Return the value of the Cookie field of a request, or "" if no cookie matches (5.4).

    Longer paths come first, then older cookies.
    """
    chosen: "list[tuple[int, int, str]]" = []
    for index, cookie in enumerate(cookies):
        domain, directory = cookie.domain, cookie.path
        if host != domain and (cookie.host_only or (domain and not domain_match(host, domain))):
            continue
        rest = path[len(directory) :]
        if not path.startswith(directory) or (rest and rest[0] != "/" and directory[-1:] != "/"):
            continue
        if (secure or not cookie.secure) and (cookie.expires is None or cookie.expires > now):
            chosen.append((-len(directory), index, f"; {cookie.name}={cookie.value}"))
    header = ""
    for _, _, text in sorted(chosen):
        header += text
    return header[2:]
