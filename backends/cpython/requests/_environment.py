"""Read proxies, trusted certificates and credentials from the environment, at little cost per request.

They are needed for each request, and the environment rarely changes. Proxies are therefore cached for a snapshot of the
environment: an object that stays the same as long as no variable changes, and is compared by identity. What depends on
few variables is cached for their values. A netrc file is read again when its time, size or path changes.
"""

from __future__ import annotations

import os
import re
import sys
import urllib.request
from netrc import NetrcParseError, netrc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any, TypeVar

    _T = TypeVar("_T")

NETRC_FILES = (".netrc", "_netrc")
_SYSTEM_HAS_PROXIES = sys.platform in ("darwin", "win32")


class Snapshot(dict[str, "Any"]):
    """What was learnt from one state of the environment: empty at first, callers keep their results in it."""

    def __init__(self, variables: Mapping[Any, Any]) -> None:
        super().__init__()
        self.variables = variables


_latest = Snapshot({})


def snapshot() -> Snapshot:
    """Return the results that are cached for the present environment; none after a change of it."""
    global _latest
    # The dict behind os.environ, where there is one, is compared at C speed and without decoding.
    variables = getattr(os.environ, "_data", None)
    if variables is None:
        variables = dict(os.environ)
    known = _latest
    if known.variables != variables:
        known = _latest = Snapshot(dict(variables))
    return known


def _remembered(key: str, find: Callable[[], _T]) -> _T:
    """Return what `find` returns for the present environment; it is called once."""
    memory = snapshot()
    try:
        return memory[key]  # type: ignore[no-any-return]  # what `find` found
    except KeyError:
        found = memory[key] = find()
        return found


def getproxies() -> dict[str, str]:
    """Return {scheme: proxy URL} as urllib.request.getproxies does, system settings included where there are any."""
    found = _remembered("proxies", urllib.request.getproxies_environment)
    if not found and _SYSTEM_HAS_PROXIES:
        return urllib.request.getproxies()
    return dict(found)


def no_proxy() -> str | None:
    """Return the value of no_proxy, else of NO_PROXY."""
    return _remembered("no_proxy", lambda: os.environ.get("no_proxy") or os.environ.get("NO_PROXY"))


def ca_bundle() -> str | None:
    """Return REQUESTS_CA_BUNDLE, else CURL_CA_BUNDLE; an empty value is ignored."""
    if not any(_values(_CA_BUNDLES)):
        return None
    return os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or None


def _values(names: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the values of encoded names, None for variables that are not set; quicker than comparing all of them."""
    variables = getattr(os.environ, "_data", None)
    if variables is None:  # a program has put a dict in its place
        return tuple(map(os.environ.get, map(os.fsdecode, names)))
    return tuple(map(variables.get, names))


_encode = getattr(os.environ, "encodekey", str)
_CA_BUNDLES = (_encode("REQUESTS_CA_BUNDLE"), _encode("CURL_CA_BUNDLE"))
# What the path of a netrc file depends on, with os.path.expanduser.
_NETRC_VARIABLES = tuple(map(_encode, ("NETRC", "HOME", "USERPROFILE", "HOMEDRIVE", "HOMEPATH")))
_netrc_paths: tuple[tuple[Any, ...] | None, list[str]] = (None, [])


def netrc_file() -> str | None:
    """Return the path of the user's netrc file, that of NETRC or else ~/.netrc or ~/_netrc; None without one."""
    global _netrc_paths
    values = _values(_NETRC_VARIABLES)
    known, paths = _netrc_paths
    if known != values:
        paths = _netrc_files()
        _netrc_paths = (values, paths)
    for path in paths:
        if os.access(path, os.F_OK):
            return path
    return None


def _netrc_files() -> list[str]:
    named = os.environ.get("NETRC")
    places = (named,) if named is not None else tuple(f"~/{name}" for name in NETRC_FILES)
    paths = [os.path.expanduser(place) for place in places]
    return [path for path in paths if not path.startswith("~")]  # no home directory: nothing to look for


_parsed: dict[str, tuple[object, netrc]] = {}


def netrc_login(path: str, host: str, raise_errors: bool = False) -> tuple[str, str] | None:
    """Return (login, password) that a netrc file has for a host name, None without an entry.

    Words that the library's netrc does not know are skipped, as curl does. With `raise_errors` they are a
    netrc.NetrcParseError, and a file that cannot be read is an OSError.
    """
    try:
        entry = _parse(path).authenticators(host)
    except NetrcParseError:
        if raise_errors:
            raise
        entry = _lenient_entry(path, host)
    except OSError:
        if raise_errors:
            raise
        return None
    if not entry or not any(entry):
        return None
    login, account, password = entry
    return login or account or "", password or ""


def _parse(path: str) -> netrc:
    status = os.stat(path)
    state = (status.st_mtime_ns, status.st_size, status.st_ino)
    known = _parsed.get(path)
    if known is None or known[0] != state:
        known = _parsed[path] = (state, netrc(path))
    return known[1]


_NETRC_WORD = r'"((?:[^"\\]|\\.)*)"|(\S+)'  # compiled with the first file that needs it
_NETRC_VALUES = {"login": 0, "user": 0, "account": 1, "password": 2}


def _lenient_entry(path: str, host: str) -> tuple[str, str, str] | None:
    """Return (login, account, password) of a host, else of `default`, skipping words that mean nothing."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
    except OSError:
        return None
    entries: dict[str | None, list[str]] = {}
    entry: list[str] = []
    words = _netrc_words(text)
    for word in words:
        if word in ("machine", "default"):
            entry = entries.setdefault(next(words, "") if word == "machine" else None, ["", "", ""])
        elif word in _NETRC_VALUES:
            value = next(words, "")
            if entry:
                entry[_NETRC_VALUES[word]] = value
    found = entries.get(host) or entries.get(None)
    return (found[0], found[1], found[2]) if found else None


def _netrc_words(text: str) -> Iterator[str]:
    """Yield the words of a netrc file, without comments and macros; a word in quotes may hold blanks."""
    search = re.compile(_NETRC_WORD).search
    place = 0
    expected = False  # whether a value comes, which may begin with "#"
    while found := search(text, place):
        place = found.end()
        word = found[2] if found[1] is None else re.sub(r"\\(.)", r"\1", found[1])
        if not expected and word.startswith("#"):
            place = _after(text, "\n", place)
        elif not expected and word == "macdef":
            place = _after(text, "\n\n", place)
        else:
            expected = not expected and (word in _NETRC_VALUES or word == "machine")
            yield word


def _after(text: str, mark: str, start: int) -> int:
    index = text.find(mark, start)
    return len(text) if index < 0 else index + len(mark)
