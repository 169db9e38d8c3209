"""Translate urllib3's errors into the exceptions that Requests raises in each case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from urllib3.exceptions import (
    ConnectTimeoutError,
    LocationValueError,
    MaxRetryError,
    NewConnectionError,
    ProtocolError,
    ReadTimeoutError,
    ResponseError,
)
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

if TYPE_CHECKING:
    from ..models import PreparedRequest

# The first match decides; NewConnectionError inherits from ConnectTimeoutError.
_TRANSLATIONS: tuple[tuple[type[Exception], type[RequestException]], ...] = (
    (NewConnectionError, ConnectionError),
    (ConnectTimeoutError, ConnectTimeout),
    (ReadTimeoutError, ReadTimeout),
    (ResponseError, RetryError),
    (UrllibProxyError, ProxyError),
    (UrllibSSLError, SSLError),
    (UrllibInvalidHeader, InvalidHeader),
    (LocationValueError, InvalidURL),
)


def translated(error: Exception, request: PreparedRequest, proxied: bool = False) -> RequestException:
    """Return the exception that Requests raises for an error of urllib3 or the system while sending a request.

    A RequestException that was raised while reading the response is returned without urllib3's wrapper. Only a plain
    ConnectionError keeps the wrapper: programs search for its "Connection aborted.". If the connection to a proxy was
    closed, the exception is a ProxyError, as in Requests, and a ConnectionError if a read timed out in each of several
    tries.
    """
    reason = error.reason if isinstance(error, MaxRetryError) else error
    inner = cause_of(error)
    if isinstance(inner, RequestException):
        inner.request = inner.request or request
        return ConnectionError(error, request=request) if type(inner) is ConnectionError else inner
    if isinstance(inner, TimeoutError) and isinstance(reason, ProtocolError):
        return BodyTimeout(error, request=request)  # while sending
    if proxied and isinstance(inner, OSError) and isinstance(reason, ProtocolError):
        return ProxyError(error, request=request)
    retried = isinstance(error, MaxRetryError)
    for theirs, ours in _TRANSLATIONS:
        if isinstance(reason, theirs) and not (retried and ours is ReadTimeout):
            return ours(error, request=request)
    return ConnectionError(error, request=request)


def cause_of(error: Exception) -> object:
    """Return the connection's error inside an error of urllib3's pool, or the error itself.

    The pool raises ProtocolError("Connection aborted.", cause).
    """
    reason = error.reason if isinstance(error, MaxRetryError) else error
    return reason.args[1] if isinstance(reason, ProtocolError) and len(reason.args) > 1 else reason
