"""An HTTP client with the interface of Requests: `requests.get(url)`, `requests.Session()` and the rest.

>>> import requests
>>> r = requests.get("https://example.org/")
>>> r.status_code
200
"""

from __future__ import annotations

import logging
import ssl
import warnings
from logging import NullHandler

import urllib3
from urllib3.exceptions import DependencyWarning

from . import (
    _dependencies,  # must be first: it sets the filter for a warning that importing the others may give
    _internal_utils,
    _types,
    adapters,
    api,
    auth,
    certs,
    compat,
    cookies,
    exceptions,
    hooks,
    models,
    openmv,
    packages,
    sessions,
    status_codes,
    structures,
    utils,
)
from .__version__ import (
    __author__,
    __author_email__,
    __build__,
    __cake__,
    __copyright__,
    __description__,
    __license__,
    __title__,
    __url__,
    __version__,
)
from ._dependencies import _check_cryptography, check_compatibility
from .api import delete, get, head, options, patch, post, put, request
from .exceptions import (
    ConnectionError,
    ConnectTimeout,
    FileModeWarning,
    HTTPError,
    JSONDecodeError,
    ReadTimeout,
    RequestException,
    RequestsDependencyWarning,
    Timeout,
    TooManyRedirects,
    URLRequired,
)
from .models import PreparedRequest, Request, Response
from .sessions import Session, session
from .status_codes import codes

__all__ = (
    "ConnectTimeout",
    "ConnectionError",
    "HTTPError",
    "JSONDecodeError",
    "PreparedRequest",
    "ReadTimeout",
    "Request",
    "RequestException",
    "Response",
    "Session",
    "Timeout",
    "TooManyRedirects",
    "URLRequired",
    "codes",
    "delete",
    "get",
    "head",
    "options",
    "packages",
    "patch",
    "post",
    "put",
    "request",
    "session",
    "utils",
)

# As in Requests. The modules cannot import these names themselves: the imports would be circular.
api.Response = Response  # type: ignore[attr-defined]
utils.certs = certs
logging.getLogger(__name__).addHandler(NullHandler())
warnings.simplefilter("default", FileModeWarning, append=True)

TYPE_CHECKING = False
if TYPE_CHECKING:
    chardet_version: str | None
    charset_normalizer_version: str | None
else:

    def __getattr__(name):
        """Return the versions of the character detectors, which are not imported before they are needed."""
        if name == "chardet_version":
            return _dependencies.version(_dependencies.chardet())
        if name == "charset_normalizer_version":
            return _dependencies.version(_dependencies.charset_normalizer())
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
