"""Read proxies, trusted certificates and credentials from the environment, at little cost per request.

Each request needs them, and the environment rarely changes, so the results are cached. Proxies are cached in a snapshot
of the environment, which is replaced when a variable changes. Values that depend on a few variables are cached by the
values of these variables. A netrc file is read again when its path, size or modification time changes.
"""

from __future__ import annotations

import os
import re
import sys
import urllib.request
from collections.abc import Callable, Iterator
from netrc import netrc
from typing import Any, TypeVar

_T = TypeVar("_T")

NETRC_FILES = (".netrc", "_netrc")
_SYSTEM_HAS_PROXIES = sys.platform in ("darwin", "win32")


_latest: tuple[dict[Any, Any], dict[str, Any]] = ({}, {})  # the variables, and what was computed from them


def _remembered(key: str, find: Callable[[], _T]) -> _T:
    """Return the result of `find`, which is called once for each state of the environment."""
    global _latest
    # Comparing the dict inside os.environ, if there is one, runs in C and decodes nothing.
    variables = getattr(os.environ, "_data", None)
    if variables is None:
        variables = dict(os.environ)
    latest = _latest
    if latest[0] != variables:
        latest = _latest = (dict(variables), {})
    known = latest[1]
    if key not in known:
        known[key] = find()
    return known[key]  # type: ignore[no-any-return]  # the type that `find` returns


def getproxies() -> dict[str, str]:
    """Return {scheme: proxy URL} as urllib.request.getproxies does, with the system's settings on macOS and Windows."""
    found = _remembered("proxies", urllib.request.getproxies_environment)
    if not found and _SYSTEM_HAS_PROXIES:
        return urllib.request.getproxies()
    return dict(found)


def no_proxy() -> str | None:
    """Return the value of no_proxy, or of NO_PROXY if that is not set or empty."""
    return _remembered("no_proxy", lambda: os.environ.get("no_proxy") or os.environ.get("NO_PROXY"))


def ca_bundle() -> str | None:
    """Return the value of REQUESTS_CA_BUNDLE, or of CURL_CA_BUNDLE; an empty value is ignored."""
    if not any(_values(_CA_BUNDLES)):
        return None
    return os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or None


def _values(names: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the values of variables by their encoded names, None if not set; faster than comparing all variables."""
    variables = getattr(os.environ, "_data", None)
    if variables is None:  # a program has replaced os.environ with a dict
        return tuple(map(os.environ.get, map(os.fsdecode, names)))
    return tuple(map(variables.get, names))


_encode = getattr(os.environ, "encodekey", str)
_CA_BUNDLES = (_encode("REQUESTS_CA_BUNDLE"), _encode("CURL_CA_BUNDLE"))
# The variables that determine the path of the netrc file, including those that os.path.expanduser reads.
_NETRC_VARIABLES = tuple(map(_encode, ("NETRC", "HOME", "USERPROFILE", "HOMEDRIVE", "HOMEPATH")))
_netrc_paths: tuple[tuple[Any, ...] | None, list[str]] = (None, [])


def netrc_file() -> str | None:
    """Return the path of the user's netrc file: NETRC, else ~/.netrc or ~/_netrc; None if there is no file."""
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
    return [path for path in paths if not path.startswith("~")]  # no home directory


_parsed: dict[str, tuple[object, dict[str | None, list[str]]]] = {}


def netrc_login(path: str, host: str, raise_errors: bool = False) -> tuple[str, str] | None:
    """Return (login, password) of a host name in a netrc file, or None if it has no entry.

    Unknown words are skipped, as by curl. With `raise_errors` they raise netrc.NetrcParseError, and a file that cannot
    be read raises OSError.
    """
    if raise_errors:
        netrc(path)
    try:
        entries = _entries(path)
    except OSError:
        return None
    login, account, password = entries.get(host) or entries.get(None) or ("", "", "")
    return (login or account, password) if login or account or password else None


def _entries(path: str) -> dict[str | None, list[str]]:
    """Return {host, or None for `default`: [login, account, password]} of a netrc file that has changed, or a copy."""
    status = os.stat(path)
    state = (status.st_mtime_ns, status.st_size, status.st_ino)
    known = _parsed.get(path)
    if known is None or known[0] != state:
        with open(path, encoding="utf-8", errors="replace") as file:
            known = _parsed[path] = (state, _parse(file.read()))
    return known[1]


_NETRC_WORD = r'(?s)"((?:[^"\\]|\\.)*)"|((?:\\.|\S)+)'  # compiled when first used
_NETRC_VALUES = {"login": 0, "user": 0, "account": 1, "password": 2}


def _parse(text: str) -> dict[str | None, list[str]]:
    """Return the entries of the text of a netrc file."""
    entries: dict[str | None, list[str]] = {}
    entry: list[str] = []
    words = _netrc_words(text)
    for word in words:
        if word in ("machine", "default"):
            entry = entries[next(words, "") if word == "machine" else None] = ["", "", ""]
        elif word in _NETRC_VALUES:
            value = next(words, "")
            if entry:
                entry[_NETRC_VALUES[word]] = value
    return entries


def _netrc_words(text: str) -> Iterator[str]:
    """Yield the words of a netrc file, without comments and macros; a quoted word may contain white space."""
    search = re.compile(_NETRC_WORD).search
    place = 0
    expected = False  # whether the next word is a value, which may begin with "#"
    while found := search(text, place):
        place = found.end()
        word = re.sub(r"(?s)\\(.)", r"\1", found[1] if found[2] is None else found[2])
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
