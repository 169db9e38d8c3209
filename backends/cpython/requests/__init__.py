"""HTTP for people: `requests.get(url)`, `requests.Session()` and everything around them.

    >>> import requests
    >>> r = requests.get("https://example.org/")
    >>> r.status_code
    200

Importing the package costs a millisecond or two: each name is fetched from its module when it is first used.
"""

from __future__ import annotations

from . import _lazy
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

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import _internal_utils as _internal_utils
    from . import _types as _types
    from . import adapters as adapters
    from . import api as api
    from . import auth as auth
    from . import certs as certs
    from . import compat as compat
    from . import cookies as cookies
    from . import exceptions as exceptions
    from . import hooks as hooks
    from . import models as models
    from . import packages as packages
    from . import sessions as sessions
    from . import status_codes as status_codes
    from . import structures as structures
    from . import utils as utils
    from ._dependencies import _check_cryptography as _check_cryptography
    from ._dependencies import chardet_version as chardet_version
    from ._dependencies import charset_normalizer_version as charset_normalizer_version
    from ._dependencies import check_compatibility as check_compatibility
    from .api import delete as delete
    from .api import get as get
    from .api import head as head
    from .api import options as options
    from .api import patch as patch
    from .api import post as post
    from .api import put as put
    from .api import request as request
    from .exceptions import ConnectionError as ConnectionError
    from .exceptions import ConnectTimeout as ConnectTimeout
    from .exceptions import FileModeWarning as FileModeWarning
    from .exceptions import HTTPError as HTTPError
    from .exceptions import JSONDecodeError as JSONDecodeError
    from .exceptions import ReadTimeout as ReadTimeout
    from .exceptions import RequestException as RequestException
    from .exceptions import RequestsDependencyWarning as RequestsDependencyWarning
    from .exceptions import Timeout as Timeout
    from .exceptions import TooManyRedirects as TooManyRedirects
    from .exceptions import URLRequired as URLRequired
    from .models import PreparedRequest as PreparedRequest
    from .models import Request as Request
    from .models import Response as Response
    from .sessions import Session as Session
    from .sessions import session as session
    from .status_codes import codes as codes

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

_MODULES = (
    "_internal_utils _types adapters api auth certs compat cookies exceptions hooks models packages sessions "
    "status_codes structures utils"
)
_NAMES = {
    "._dependencies": "_check_cryptography chardet_version charset_normalizer_version check_compatibility",
    ".api": "delete get head options patch post put request",
    ".exceptions": "ConnectTimeout ConnectionError FileModeWarning HTTPError JSONDecodeError ReadTimeout "
    "RequestException RequestsDependencyWarning Timeout TooManyRedirects URLRequired",
    ".models": "PreparedRequest Request Response",
    ".sessions": "Session session",
    ".status_codes": "codes",
    "logging": "NullHandler",
    "urllib3.exceptions": "DependencyWarning",
}


def _for_freezers() -> None:  # pyright: ignore[reportUnusedFunction]  # it is not there to be called
    """Tell the tools that make one file of a program, and read its imports for that, of those that are names above."""
    import charset_normalizer as charset_normalizer

    from . import _dependencies as _dependencies
    from . import _desktop as _desktop
    from . import _late_exceptions as _late_exceptions
    from . import adapters as adapters
    from . import api as api
    from . import packages as packages


_lazy.defer(
    __name__,
    _lazy.spread(_NAMES),
    {
        **{name: f".{name}" for name in _MODULES.split()},
        **{name: name for name in ("logging", "ssl", "urllib3", "warnings")},
    },
)
_lazy.complete(__name__, "._desktop", ("api", "hooks", "status_codes", "structures"))
