"""Names that Requests' modules have and ours do not use: packages import them from there, and patches look there."""

from __future__ import annotations

from . import _lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# {our module: {the module that has the names: names}}
HOMES = {
    "adapters": {"typing": "Any", "urllib.parse": "urlparse"},
    "auth": {
        "base64": "b64encode",
        "builtins": "str",
        "typing": "Any Final cast overload",
        "urllib.parse": "urlparse",
    },
    "cookies": {"collections.abc": "Iterator", "http.cookiejar": "CookiePolicy", "typing": "Any TypeVar"},
    "models": {
        ".compat": "JSONDecodeError chardet urlencode urlsplit urlunparse",
        "collections.abc": "Iterable Mapping",
        "io": "UnsupportedOperation",
        "typing": "Any Final Literal cast overload",
        "urllib3.exceptions": "LocationParseError",
        "urllib3.fields": "RequestField",
        "urllib3.filepost": "encode_multipart_formdata",
        "urllib3.util": "parse_url",
    },
    "sessions": {"typing": "Any cast", "urllib.parse": "urljoin urlparse"},
    "utils": {
        "builtins": "bytes str",
        "collections.abc": "Generator Iterable Mapping",
        "io": "UnsupportedOperation",
        "typing": "Any Final cast",
        "urllib.parse": "quote unquote",
        "urllib.request": "getproxies_environment proxy_bypass_environment",
    },
}
# {our module: the modules that are names in it}
MODULES = {"auth": "re time", "models": "encodings", "utils": "io tempfile zipfile"}


def offer(module: str, **made: Callable[[], Any]) -> None:
    """Let a module of ours find these names when they are asked for: its last statement.

    `made` tells of a name which function makes it.
    """
    name = module.rpartition(".")[2]
    modules = {other: other for other in MODULES.get(name, "").split()}
    _lazy.defer(module, {**made, **_lazy.spread(HOMES[name])}, modules)
