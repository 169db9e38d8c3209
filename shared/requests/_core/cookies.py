"""Keep cookies (RFC 6265): read Set-Cookie, decide which ones a request carries, forget the expired.

A jar is a list of Cookie, oldest first. Times are seconds since 1970 and handed in. Where RFC 6265 leaves a
choice:

- a cookie without "=", without a name, or with a control character is ignored (5.2; a recipient of the last
  may);
- a Domain of one label ("com", "local") is a public suffix, which only a host of that very name may set, for
  itself alone (5.3 step 5); longer suffixes such as "co.uk" would need a list that outgrows a device;
- a cookie that a caller made himself may have the domain "", and then goes to every host, as in Requests.
"""

from collections import namedtuple

from ..exceptions import InvalidHeader
from .headers import plain_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NamedTuple

    from .limits import Limits

    class Cookie(NamedTuple):
        """One cookie; `expires` is None for the end of the session."""

        name: str
        value: str
        domain: str
        path: str
        expires: "int | None"
        secure: bool
        host_only: bool
        http_only: bool
else:
    Cookie = namedtuple("Cookie", ("name", "value", "domain", "path", "expires", "secure", "host_only", "http_only"))

BLANK = " \t"
LONG_AGO = 0
FOREVER = 253402300799  # the last second of the year 9999
_DIGITS = "0123456789"
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_DATE_DELIMITERS = "\t !\"#$%&'()*+,-./;<=>?@[\\]^_`{|}~"  # RFC 6265 5.1.1: not ":"


def parse_set_cookie(line: str, host: str, path: str, now: int, limits: "Limits") -> "Cookie | None":
    """The Cookie that a Set-Cookie value from `host` and `path` makes, or None (5.2, 5.3).

    `host` is in lower case, without port. A Cookie that is expired already is a request to delete.
    """
    pair = cookie_pair(line, limits)
    if pair is None:
        return None
    attributes = _attributes(line.partition(";")[2])
    domain = attributes.get("domain", "").lower()
    domain = domain[1:] if domain[:1] == "." else domain
    if domain and not domain_match(host, domain):
        return None
    if domain and "." not in domain and ":" not in domain:
        if domain != host:
            return None
        domain = ""
    cookie_path = attributes.get("path", "")
    if cookie_path[:1] != "/" or _has_control(cookie_path):
        cookie_path = default_path(path)
    flags = ("secure" in attributes, not domain, "httponly" in attributes)
    return Cookie(*pair, domain or host, cookie_path, _expiry(attributes, now), *flags)


def check_cookie(name: "Any", value: "Any") -> "tuple[Any, Any]":
    """Return name and value of a caller's cookie as they are sent.

    InvalidHeader for bytes, and for a semicolon, which would begin another cookie (4.1.1). It is not quoted or encoded:
    no way to do so is understood by all servers, and the caller knows which one his server takes.
    """
    if isinstance(name, bytes) or isinstance(value, (bytes, bytearray)):
        raise InvalidHeader(f"The name and the value of a cookie must be text: {name!r}")
    name, value = [None if part is None else plain_text(part) for part in (name, value)]
    if ";" in (name or "") or ";" in (value or ""):
        raise InvalidHeader(f"A semicolon in the cookie {name!r} would begin another cookie")
    return name, value


def cookie_pair(line: str, limits: "Limits") -> "tuple[str, str] | None":
    """Name and value that a Set-Cookie value says, or None when it is to be ignored whatever else it says (5.2)."""
    pair = line.partition(";")[0]
    name, equals, value = pair.partition("=")
    name, value = name.strip(BLANK), value.strip(BLANK)
    if not equals or not name or len(name) + len(value) > limits.cookie_size or _has_control(pair):
        return None
    return name, value


def _has_control(text: str) -> bool:
    # No list: it would take four times the memory of a long cookie.
    return any((character < " " and character != "\t") or character == "\x7f" for character in text)


def _attributes(text: str) -> "dict[str, str]":
    """Lower-cased names and values of the attributes; of one said twice the last counts."""
    attributes: "dict[str, str]" = {}
    for item in text.split(";"):
        name, _, value = item.partition("=")
        attributes[name.strip(BLANK).lower()] = value.strip(BLANK)
    return attributes


def _expiry(attributes: "dict[str, str]", now: int) -> "int | None":
    """When a cookie ends, None for the end of the session; Max-Age beats Expires (5.3 step 3)."""
    age = attributes.get("max-age", "")
    digits = age[1:] if age[:1] == "-" else age
    if digits and not digits.strip(_DIGITS):
        if age[0] == "-" or not digits.strip("0"):
            return LONG_AGO
        return min(now + int(digits), FOREVER) if len(digits) < 12 else FOREVER
    return parse_date(attributes.get("expires", ""))


def parse_date(text: str) -> "int | None":
    """Seconds since 1970 of a date in any of the ways that servers write one, or None (5.1.1)."""
    time = day = month = year = None
    for token in _date_tokens(text):
        if time is None:
            time = _time(token)
            if time is not None:
                continue
        digits = _leading_digits(token)
        if day is None and 1 <= len(digits) <= 2:
            day = int(digits)
        elif month is None and _month(token):
            month = _month(token)
        elif year is None and (len(digits) == 2 or len(digits) == 4):
            year = int(digits)
    if time is None or day is None or month is None or year is None:
        return None
    if year < 100:
        year += 1900 if year >= 70 else 2000
    if year < 1601 or not 1 <= day <= _days_in(month, year):
        return None
    return _days_since_1970(year, month, day) * 86400 + time


def _date_tokens(text: str) -> "list[str]":
    for delimiter in _DATE_DELIMITERS:
        text = text.replace(delimiter, " ")
    return text.lower().split()


def _leading_digits(token: str) -> str:
    return token[: len(token) - len(token.lstrip(_DIGITS))]


def _time(token: str) -> "int | None":
    """Seconds since midnight of h:m:s, with one or two digits each and anything but a digit after them, or None."""
    parts = token.split(":")
    if len(parts) < 3:
        return None
    hour, minute, second = parts[0], parts[1], _leading_digits(parts[2])
    for part in (hour, minute, second):
        if not 1 <= len(part) <= 2 or part.strip(_DIGITS):
            return None
    if int(hour) > 23 or int(minute) > 59 or int(second) > 59:
        return None
    return int(hour) * 3600 + int(minute) * 60 + int(second)


def _month(token: str) -> int:
    """1 to 12, or 0; a token counts by its first three letters."""
    place = _MONTHS.find(token[:3]) if len(token) > 2 else -1
    return place // 3 + 1 if place % 3 == 0 else 0


def _days_in(month: int, year: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _days_since_1970(year: int, month: int, day: int) -> int:
    """Count the years from March, so that the leap day is their last and 153 days make any five months."""
    year -= 1 if month < 3 else 0
    months = (month + 9) % 12
    return year * 365 + year // 4 - year // 100 + year // 400 + (153 * months + 2) // 5 + day - 1 - 719468


def domain_match(host: str, domain: str) -> bool:
    """Whether `host` is `domain` or below it; an address is below nothing (5.1.3)."""
    if host == domain:
        return True
    return host.endswith("." + domain) and ":" not in host and bool(host.strip(_DIGITS + "."))


def default_path(path: str) -> str:
    """The directory of a request's path, without its last slash (5.1.4)."""
    return path[: path.rfind("/")] or "/" if path[:1] == "/" else "/"


def path_match(path: str, cookie_path: str) -> bool:
    """Whether a request's path is a cookie's, or in that directory (5.1.4)."""
    return path.startswith(cookie_path) and (
        len(path) == len(cookie_path) or cookie_path[-1:] == "/" or path[len(cookie_path)] == "/"
    )


def store(cookies: "list[Cookie]", cookie: Cookie, now: int, limits: "Limits") -> None:
    """Put a cookie in the jar, in the place of the one of its name, domain and path; the expired go (5.3).

    Beyond `limits.cookies` the oldest goes.
    """
    for index, old in enumerate(cookies):
        if (old.name, old.domain, old.path) == (cookie.name, cookie.domain, cookie.path):
            cookies[index] = cookie
            break
    else:
        cookies.append(cookie)
    cookies[:] = [kept for kept in cookies if not _is_expired(kept, now)][-limits.cookies :]


def _is_expired(cookie: Cookie, now: int) -> bool:
    return cookie.expires is not None and cookie.expires <= now


def cookies_for(cookies: "list[Cookie]", host: str, path: str, secure: bool, now: int) -> "list[Cookie]":
    """The cookies to send with a request: longer paths first, then the older ones (5.4)."""
    chosen: "list[tuple[int, int]]" = []
    for index, cookie in enumerate(cookies):
        if not _goes_to(cookie, host) or not path_match(path, cookie.path):
            continue
        if (secure or not cookie.secure) and not _is_expired(cookie, now):
            chosen.append((-len(cookie.path), index))
    return [cookies[index] for _, index in sorted(chosen)]


def _goes_to(cookie: Cookie, host: str) -> bool:
    if cookie.host_only:
        return bool(host == cookie.domain)
    return not cookie.domain or domain_match(host, cookie.domain)


def cookie_header(cookies: "list[Cookie]", host: str, path: str, secure: bool, now: int) -> str:
    """The value of the one Cookie field of a request, "" when there is none to send (5.4)."""
    return "; ".join([f"{cookie.name}={cookie.value}" for cookie in cookies_for(cookies, host, path, secure, now)])
