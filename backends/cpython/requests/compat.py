"""Names of the standard library and of the dependencies that programs import from here, as in Requests."""

from __future__ import annotations

import sys
from builtins import bytes as bytes
from builtins import str as str
from collections import OrderedDict as OrderedDict
from collections.abc import Callable as Callable
from collections.abc import Mapping as Mapping
from collections.abc import MutableMapping as MutableMapping
from http import cookiejar as cookielib
from http.cookies import Morsel as Morsel
from io import StringIO as StringIO
from types import ModuleType
from urllib.parse import quote as quote
from urllib.parse import quote_plus as quote_plus
from urllib.parse import unquote as unquote
from urllib.parse import unquote_plus as unquote_plus
from urllib.parse import urldefrag as urldefrag
from urllib.parse import urlencode as urlencode
from urllib.parse import urljoin as urljoin
from urllib.parse import urlparse as urlparse
from urllib.parse import urlsplit as urlsplit
from urllib.parse import urlunparse as urlunparse
from urllib.request import getproxies as getproxies
from urllib.request import getproxies_environment as getproxies_environment
from urllib.request import parse_http_list as parse_http_list
from urllib.request import proxy_bypass as proxy_bypass
from urllib.request import proxy_bypass_environment as proxy_bypass_environment  # type: ignore[attr-defined]  # untyped

import urllib3

from ._dependencies import detector, late_detector

try:
    import simplejson as json  # type: ignore[import-untyped,unused-ignore]  # optional, without types
    from simplejson import JSONDecodeError as JSONDecodeError

    has_simplejson: bool = True
except ImportError:
    import json as json
    from json import JSONDecodeError as JSONDecodeError

    has_simplejson = False

urllib3_version: str = urllib3.__version__  # type: ignore[attr-defined]  # not re-exported by its types
_ver: tuple[object, ...] = sys.version_info
is_py2: bool = False
is_py3: bool = True
is_urllib3_1: bool = urllib3_version.partition(".")[0] == "1"

builtin_str = str
basestring: tuple[type[str], type[bytes]] = (str, bytes)
numeric_types: tuple[type[int], type[float]] = (int, float)
integer_types: tuple[type[int]] = (int,)


def _resolve_char_detection() -> ModuleType | None:  # pyright: ignore[reportUnusedFunction]  # other packages call it
    """Return the module that detects encodings: chardet if it is installed, else charset_normalizer."""
    return detector()


TYPE_CHECKING = False
if TYPE_CHECKING:
    chardet: ModuleType | None
else:
    __getattr__ = late_detector(__name__)
