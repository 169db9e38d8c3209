"""Helpers that Requests made public: headers, URLs, proxies, files, encodings.

Rules without I/O are in `_core`; this module has Requests' names for them, and what only CPython can do.
"""

from __future__ import annotations

import codecs
import contextlib
import io as io
import os
import re
import socket
import struct
import sys
import tempfile as tempfile
import warnings
import zipfile as zipfile
from collections import OrderedDict
from collections.abc import Generator, Iterable, Mapping
from functools import lru_cache
from http.cookiejar import CookieJar
from io import UnsupportedOperation as UnsupportedOperation
from typing import TYPE_CHECKING, Any, TypeVar, overload
from urllib.parse import quote as quote
from urllib.parse import unquote as unquote
from urllib.parse import urlparse, urlunparse
from urllib.request import getproxies_environment as getproxies_environment
from urllib.request import parse_http_list as _parse_list_header  # noqa: F401  # packages import it from here
from urllib.request import proxy_bypass_environment as proxy_bypass_environment  # type: ignore[attr-defined]  # untyped

from urllib3.util import make_headers, parse_url

from .__version__ import __version__
from ._core import field_values as _field_values
from ._core import headers as _headers
from ._core import percent as _percent
from ._core import proxies as _proxies
from ._core import url as _url
from ._core.plain_url import connect_host
from ._core.url import split_url
from ._environment import NETRC_FILES as NETRC_FILES
from ._environment import getproxies, netrc_file, netrc_login
from ._environment import no_proxy as no_proxy_variable
from ._files import atomic_open as atomic_open
from ._files import extract_zipped_paths as extract_zipped_paths
from ._files import guess_filename as guess_filename
from ._files import rewind_body as rewind_body
from ._files import super_len as super_len
from ._internal_utils import _HEADER_VALIDATORS_BYTE as _HEADER_VALIDATORS_BYTE
from ._internal_utils import _HEADER_VALIDATORS_STR as _HEADER_VALIDATORS_STR
from ._internal_utils import HEADER_VALIDATORS as HEADER_VALIDATORS
from ._internal_utils import text_encoding
from ._internal_utils import to_native_string as to_native_string
from ._types import SupportsItems as _SupportsItems
from .certs import where
from .compat import basestring as basestring
from .compat import bytes as bytes
from .compat import integer_types as integer_types
from .compat import is_urllib3_1 as is_urllib3_1
from .compat import str as str
from .cookies import cookiejar_from_dict
from .exceptions import ContentDecodingError
from .exceptions import FileModeWarning as FileModeWarning
from .exceptions import InvalidHeader as InvalidHeader
from .exceptions import InvalidURL as InvalidURL
from .exceptions import UnrewindableBodyError as UnrewindableBodyError
from .structures import CaseInsensitiveDict

if sys.platform == "win32":
    from ._windows import proxy_bypass
else:
    from urllib.request import proxy_bypass

if TYPE_CHECKING:
    from . import _types as _t
    from . import certs as certs
    from .models import PreparedRequest, Request, Response

_KT = TypeVar("_KT")
_VT = TypeVar("_VT")

# How the first four bytes of a JSON text look in each encoding: its first two characters are ASCII (RFC 4627 3).
_JSON_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_JSON_NULLS: dict[tuple[bool, ...], str] = {
    (True, False, True, False): "utf-16-be",
    (False, True, False, True): "utf-16-le",
    (True, True, True, False): "utf-32-be",
    (False, True, True, True): "utf-32-le",
}

DEFAULT_CA_BUNDLE_PATH = where()
DEFAULT_PORTS = {"http": 80, "https": 443}
# What urllib3 decodes: br and zstd only where their packages are installed.
DEFAULT_ACCEPT_ENCODING = ", ".join(make_headers(accept_encoding=True)["accept-encoding"].split(","))
UNRESERVED_SET = frozenset(_percent.UNRESERVED)

_encoding_of = lru_cache(maxsize=16)(_field_values.encoding_from_content_type)  # servers send the same few

_null = b"\x00"
_null2 = _null * 2
_null3 = _null * 3


def dict_to_sequence(
    d: _t.SupportsItems[Any, Any] | Iterable[tuple[Any, Any]],
) -> Iterable[tuple[Any, Any]]:
    """Return the pairs of `d` if it is a mapping; return anything else unchanged."""
    return d.items() if isinstance(d, _SupportsItems) else d


def get_netrc_auth(url: _t.UriType, raise_errors: bool = False) -> tuple[str, str] | None:
    """Return (login, password) from the user's netrc file for the host of `url`, or None if there is no entry.

    Only the host name counts, not the port or another part of the authority (CVE-2024-47081). It is the name of the
    host that is connected to; after a backslash in the URL, urllib.parse finds another one. With `raise_errors` a file
    that cannot be read or parsed raises OSError or netrc.NetrcParseError.
    """
    path = netrc_file()
    parts = split_url(_url.url_text(url)) if path else None
    if path is None or parts is None or not parts.host:
        return None
    return netrc_login(path, connect_host(parts).lower(), raise_errors)


def from_key_val_list(value: Mapping[Any, Any] | Iterable[tuple[Any, Any]] | None) -> dict[Any, Any] | None:
    """Return `value`, a mapping or pairs, as an OrderedDict, None as None; raise ValueError for a scalar."""
    pairs = _percent.to_key_val_list(value)
    return None if pairs is None else OrderedDict(pairs)


@overload
def to_key_val_list(value: None) -> None: ...
@overload
def to_key_val_list(value: _t.SupportsItems[_KT, _VT] | Iterable[tuple[_KT, _VT]]) -> list[tuple[_KT, _VT]]: ...
def to_key_val_list(
    value: _t.SupportsItems[_KT, _VT] | Iterable[tuple[_KT, _VT]] | None,
) -> list[tuple[_KT, _VT]] | None:
    """Return `value`, a mapping or pairs, as a list of pairs, None as None; raise ValueError for a scalar."""
    return _percent.to_key_val_list(value)


def parse_list_header(value: str) -> list[str]:
    """Return the items of a list header's `value` (RFC 9110 5.6.1), without the quotes of quoted strings."""
    return [_field_values.unquoted(item) for item in _field_values.split_list(value)]


def parse_dict_header(value: str) -> dict[str, str | None]:
    """Return {name: value} of a list header of `name=value`; the value of an item without "=" is None."""
    result: dict[str, str | None] = {}
    for item in _field_values.split_list(value):
        name, equals, content = item.partition("=")
        result[name] = _field_values.unquoted(content) if equals else None
    return result


def unquote_header_value(value: str, is_filename: bool = False) -> str:
    """Return `value`, a quoted string, unquoted as browsers do.

    `is_filename` preserves the first backslashes of a UNC path.
    """
    if not value or value[0] != '"' or value[-1] != '"':
        return value
    value = value[1:-1]
    if is_filename and value[:2] == "\\\\":
        return value
    return "\\".join([piece.replace('\\"', '"') for piece in value.split("\\\\")])


def parse_header_links(value: str) -> list[dict[str, str]]:
    """Return the links of a Link header's `value`, each with its parameters and its `url` (RFC 8288)."""
    return _field_values.parse_header_links(value)


def dict_from_cookiejar(cj: CookieJar) -> dict[str, str | None]:
    """Return {name: value} of the cookies of `cj`, a CookieJar."""
    return {cookie.name: cookie.value for cookie in cj}


def add_dict_to_cookiejar(cj: CookieJar, cookie_dict: dict[str, str]) -> CookieJar:
    """Add the names and values of `cookie_dict` to `cj`, a CookieJar, and return it."""
    return cookiejar_from_dict(cookie_dict, cj)


def get_encodings_from_content(content: str) -> list[str]:
    """Return the encodings that `content`, the text of HTML or XML, declares for itself.

    Deprecated: parse the document instead.
    """
    warnings.warn(
        "In requests 3.0, get_encodings_from_content will be removed: parse the document instead.",
        DeprecationWarning,
    )
    declarations = (
        r'<meta[^<\n]*?charset=["\']*([^"\'>=<\n]+)["\'>]',  # no repetition matches "<": that would take
        r'<meta[^<\n]*?content=["\']*;?charset=([^"\'>=<\n]+)["\'>]',  # quadratic time
        r'^<\?xml[^<\n]*?encoding=["\']*([^"\'>=<\n]+)["\'>]',
    )
    return [found for pattern in declarations for found in re.findall(pattern, content, re.IGNORECASE)]


def _parse_content_type_header(  # pyright: ignore[reportUnusedFunction]  # other packages call it
    header: str,
) -> tuple[str, dict[str, Any]]:
    """Return (media type, {parameter: value}); a parameter without "=" is ignored."""
    return _field_values.split_parameters(header)


def get_encoding_from_headers(headers: CaseInsensitiveDict[str]) -> str | None:
    """Return the charset that the Content-Type in `headers` declares or implies, or None."""
    return _encoding_of(headers.get("content-type"))


def stream_decode_response_unicode(iterator: Iterable[bytes], r: Response) -> Generator[str | bytes, None, None]:
    """Decode the bytes of `iterator`, whose items may split characters, by the encoding of `r`, a Response.

    If the encoding is None, the items are yielded unchanged; if Python does not know it, UTF-8 is used, as in
    `Response.text`. Raises ContentDecodingError.
    """
    if r.encoding is None:
        yield from iterator
        return
    decoder = _text_decoder(r.encoding)
    try:
        for chunk in iterator:
            if text := decoder.decode(chunk):
                yield text
        if text := decoder.decode(b"", final=True):
            yield text
    except UnicodeError as error:  # for example if a required byte order mark is missing
        raise ContentDecodingError(error, response=r) from error


def _text_decoder(encoding: str) -> codecs.IncrementalDecoder:
    encoding = text_encoding(encoding)
    try:
        b"?".decode(encoding, "replace")  # the codec may not decode to text, or not replace errors
    except (LookupError, UnicodeError):
        encoding = "utf-8"
    return codecs.getincrementaldecoder(encoding)(errors="replace")


def iter_slices(string: bytes | str, slice_length: int | None) -> Generator[bytes | str, None, None]:
    """Yield slices of `string` of `slice_length` characters; if it is None or below 1, yield all of the string."""
    step = slice_length if slice_length and slice_length > 0 else len(string)
    for start in range(0, len(string), step or 1):
        yield string[start : start + step]


def get_unicode_from_response(r: Response) -> str | bytes | None:
    """Return the body of `r`, a Response, decoded as its headers say, else as UTF-8.

    Deprecated: use `Response.text`.
    """
    warnings.warn(
        "In requests 3.0, get_unicode_from_response will be removed: use `Response.text`.", DeprecationWarning
    )
    return str(r.content, get_encoding_from_headers(r.headers) or "utf-8", errors="replace")


def unquote_unreserved(uri: str) -> str:
    """Decode percent-escapes of unreserved characters in `uri` (RFC 3986 2.3); raise InvalidURL for a malformed one."""
    return _percent.unquote_unreserved(uri)


def requote_uri(uri: str) -> str:
    """Return `uri` with all illegal characters percent-encoded, without encoding anything twice."""
    return _percent.requote_uri(uri)


def address_in_network(ip: str, net: str) -> bool:
    """Return True if `ip`, an IPv4 address, is in the network `net`, such as "192.168.1.0/24".

    Raises OSError for invalid addresses.
    """
    network, bits = net.split("/")
    mask = _number(dotted_netmask(int(bits)))
    return _number(ip) & mask == _number(network) & mask


def _number(address: str) -> int:
    return int.from_bytes(socket.inet_aton(address), "big")


def dotted_netmask(mask: int) -> str:
    """Return the netmask of the prefix length `mask`, "255.255.255.0" for 24."""
    bits = 0xFFFFFFFF ^ ((1 << (32 - mask)) - 1)
    return socket.inet_ntoa(struct.pack(">I", bits))


def is_ipv4_address(string_ip: str) -> bool:
    """Return True if the platform accepts `string_ip` as an IPv4 address, which includes "127.1"."""
    try:
        socket.inet_aton(string_ip)
    except OSError:
        return False
    return True


def is_valid_cidr(string_network: str) -> bool:
    """Return True if `string_network` is an IPv4 network with a prefix length from 1 to 32."""
    network, slash, bits = string_network.partition("/")
    try:
        return bool(slash) and 1 <= int(bits) <= 32 and is_ipv4_address(network)
    except ValueError:
        return False


@contextlib.contextmanager
def set_environ(env_name: str, value: str | None) -> Generator[None, None, None]:
    """Set the environment variable `env_name` to `value` within a `with` block; None changes nothing."""
    if value is None:
        yield
        return
    before = os.environ.get(env_name)
    os.environ[env_name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[env_name]
        else:
            os.environ[env_name] = before


def should_bypass_proxies(url: str, no_proxy: str | None) -> bool:
    """Return True if `url` must be requested without the environment's proxies.

    `no_proxy` replaces the variable of that name: host names (including their subdomains), "host:port", IP addresses
    and networks, "*" for all. If it is None, the variable is used, and the system's settings on macOS and Windows.
    """
    parts = split_url(url)
    if not parts.host:
        return True
    rules = no_proxy_variable() if no_proxy is None else no_proxy
    if rules and _proxies.proxy_bypassed(parts.host, parts.port, rules):
        return True
    host = connect_host(parts).lower()
    if no_proxy is not None:
        return False
    try:
        return bool(proxy_bypass(host))
    except (TypeError, socket.gaierror):
        return False


def get_environ_proxies(url: str, no_proxy: str | None = None) -> dict[str, str]:
    """Return the environment's {scheme: proxy URL} for `url`, or {} if it must be requested without them.

    `no_proxy` is that of `should_bypass_proxies`.
    """
    proxies = getproxies()
    return {} if not proxies or should_bypass_proxies(url, no_proxy=no_proxy) else proxies


def select_proxy(url: str, proxies: dict[str, str] | None) -> str | None:
    """Return the proxy for `url` from `proxies`: "scheme://host", "scheme", "all://host" or "all", in this order.

    Returns None if there is no proxy, or if the value of the key "no_proxy" includes the host.
    """
    if not proxies:
        return None
    parts = split_url(url)
    return _proxies.select_proxy(parts._replace(host=parts.host and parts.host.lower()), proxies)


def resolve_proxies(
    request: Request | PreparedRequest, proxies: dict[str, str] | None, trust_env: bool = True
) -> dict[str, str]:
    """Return a copy of `proxies`, to which the environment's proxy is added if it has none for the request's scheme.

    With `trust_env` false, the environment is not read.
    """
    resolved = dict(proxies or {})
    url = str(request.url)
    if not trust_env:
        return resolved
    found = get_environ_proxies(url, no_proxy=resolved.get("no_proxy"))
    scheme = urlparse(url).scheme
    if proxy := found.get(scheme, found.get("all")):
        resolved.setdefault(scheme, proxy)
    return resolved


def proxies_to_keep(url: str, proxies: dict[str, str] | None) -> dict[str, str]:
    """Return a copy of a request's `proxies` for `url`, to which it is redirected.

    If no_proxy excludes the new host, the environment's proxies, which were added for the previous host, are removed.
    """
    kept = dict(proxies or {})
    found = getproxies() if kept else {}
    if found and should_bypass_proxies(url, no_proxy=kept.get("no_proxy")):
        return {key: proxy for key, proxy in kept.items() if found.get(key) != proxy}
    return kept


def default_user_agent(name: str = "python-requests") -> str:
    """Return the default User-Agent, `name` with the version of Requests whose interface this package has."""
    return f"{name}/{__version__}"


def default_headers() -> CaseInsensitiveDict[str]:
    """Return the headers that a new Session sends."""
    return CaseInsensitiveDict(
        {
            "User-Agent": default_user_agent(),
            "Accept-Encoding": DEFAULT_ACCEPT_ENCODING,
            "Accept": "*/*",
            "Connection": "keep-alive",
        }
    )


def guess_json_utf(data: bytes) -> str | None:
    """Return the UTF encoding of `data`, a JSON text, by its first bytes (RFC 4627 3), or None for another encoding."""
    sample = bytes(data[:4])
    for mark, name in _JSON_MARKS:
        if sample.startswith(mark):
            return name
    if 0 not in sample:
        return "utf-8"
    return _JSON_NULLS.get(tuple(not byte for byte in sample))


def prepend_scheme_if_needed(url: str, new_scheme: str) -> str:
    """Return `url` with a scheme, `new_scheme` if it has none; urllib3's parser determines host and port."""
    parsed = parse_url(url)
    scheme, auth, _, _, path, query, fragment = parsed
    netloc = parsed.netloc or ""
    if not netloc:  # "host/path" was read as a path
        netloc, path = path or "", ""
    if auth:
        netloc = f"{auth}@{netloc}"
    return urlunparse((scheme or new_scheme, netloc, path or "", "", query or "", fragment or ""))


def get_auth_from_url(url: _t.UriType) -> tuple[str, str]:
    """Return (user, password) of `url`, unquoted; ("", "") unless it has both."""
    return _url.get_auth_from_url(to_native_string(url or ""))


def check_header_validity(header: tuple[str | bytes, str | bytes]) -> None:
    """Raise InvalidHeader for an invalid `header`, a pair of name and value.

    A name must be a token; a value must not have leading white space, a line end or NUL.
    """
    name, value = header
    _headers.check_header(name, value)
    _validate_header_part(header, value, 1)


def _validate_header_part(  # pyright: ignore[reportUnusedFunction]  # other packages call it
    header: tuple[str | bytes, str | bytes], header_part: str | bytes, header_validator_index: int
) -> None:
    """Check one part of a header, 0 for its name and 1 for its value."""
    patterns: Any = HEADER_VALIDATORS[bytes if isinstance(header_part, bytes) else str]
    if not patterns[header_validator_index].match(header_part):
        raise InvalidHeader(
            "Invalid leading whitespace, reserved character(s), or return character(s) in header "
            f"{('name', 'value')[header_validator_index]}: {header_part!r}"
        )


def urldefragauth(url: str) -> str:
    """Return `url` without its fragment and its user and password."""
    return _url.urldefragauth(url)
