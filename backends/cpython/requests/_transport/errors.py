"""Translate urllib3's errors into the exceptions that Requests raises in each case."""

from __future__ import annotations

from urllib3.exceptions import (
    ConnectTimeoutError,
    LocationValueError,
    MaxRetryError,
    NewConnectionError,
    ProtocolError,
    ReadTimeoutError,
    ResponseError,
)
from urllib3.exceptions import HTTPError as UrllibError
from urllib3.exceptions import InvalidHeader as UrllibInvalidHeader
from urllib3.exceptions import ProxyError as UrllibProxyError
from urllib3.exceptions import SSLError as UrllibSSLError

from ..exceptions import (
    BodyTimeout,
    ConnectionError,
    ConnectTimeout,
    InvalidHeader,
    InvalidURL,
    ProxyError,
    ReadTimeout,
    RequestException,
    RetryError,
    SSLError,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..models import PreparedRequest

# The first match decides; NewConnectionError inherits from ConnectTimeoutError in some versions.
_BY_REASON: tuple[tuple[type[Exception], type[RequestException]], ...] = (
    (NewConnectionError, ConnectionError),
    (ConnectTimeoutError, ConnectTimeout),
    (ResponseError, RetryError),
    (UrllibProxyError, ProxyError),
    (UrllibSSLError, SSLError),
)
_BY_CLASS: tuple[tuple[type[Exception], type[RequestException]], ...] = (
    (UrllibProxyError, ProxyError),
    (UrllibSSLError, SSLError),
    (ReadTimeoutError, ReadTimeout),
    (NewConnectionError, ConnectionError),
    (ConnectTimeoutError, ConnectTimeout),
    (UrllibInvalidHeader, InvalidHeader),
    (LocationValueError, InvalidURL),
)


def translated(error: Exception, request: PreparedRequest, proxied: bool = False) -> RequestException:
    """Return the exception that Requests raises for an error of urllib3 or the system while sending a request.

    A RequestException that was raised while reading the response is returned without urllib3's wrapper. Only a plain
    ConnectionError keeps the wrapper: programs search for its "Connection aborted.". If the connection to a proxy was
    closed, the exception is a ProxyError, as in Requests.
    """
    reason = error.reason if isinstance(error, MaxRetryError) else error
    inner = _wrapped(reason)
    if isinstance(inner, RequestException):
        inner.request = inner.request or request
        return ConnectionError(error, request=request) if type(inner) is ConnectionError else inner
    if isinstance(inner, TimeoutError) and isinstance(reason, ProtocolError):
        return BodyTimeout(error, request=request)  # while sending
    if proxied and isinstance(inner, OSError) and isinstance(reason, ProtocolError):
        return ProxyError(error, request=request)
    table = _BY_REASON if isinstance(error, MaxRetryError) else _BY_CLASS
    for theirs, ours in table:
        if isinstance(reason, theirs):
            return ours(error, request=request)
    return ConnectionError(error, request=request)


def _wrapped(error: Exception | None) -> object:
    """Return the cause in urllib3's ProtocolError("Connection aborted.", cause), or the error itself."""
    if isinstance(error, ProtocolError) and len(error.args) > 1:
        return error.args[1]
    return error


def cause_of(error: Exception) -> object:
    """Return the connection's error inside an error of urllib3's pool, or the error itself."""
    return _wrapped(error.reason if isinstance(error, MaxRetryError) else error)


__all__ = ["UrllibError", "cause_of", "translated"]
