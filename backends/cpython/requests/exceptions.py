"""The exceptions: all are subclasses of RequestException, and have the bases that they have in Requests."""

from __future__ import annotations

import sys
from json import JSONDecodeError as CompatJSONDecodeError
from typing import TYPE_CHECKING, Any

from urllib3.exceptions import HTTPError as BaseHTTPError

if TYPE_CHECKING:
    from .models import PreparedRequest, Request, Response

exceptions: Any = sys.modules[__name__]  # this module: shared code uses its attributes; a device makes classes on use


class RequestException(IOError):
    """The base class of all errors in sending a request or reading its response.

    `args` are those of OSError; `kwargs` may have `response` and `request`.

    Attributes:
        response: the Response that the error is about, or None.
        request: the Request or PreparedRequest that the error is about, or None.
    """

    response: Response | None
    request: Request | PreparedRequest | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.response = kwargs.pop("response", None)
        self.request = kwargs.pop("request", None)
        if self.response is not None and not self.request and hasattr(self.response, "request"):
            self.request = self.response.request
        super().__init__(*args, **kwargs)


class InvalidJSONError(RequestException):
    """A value cannot be encoded as JSON, or a body is not JSON."""


class JSONDecodeError(InvalidJSONError, CompatJSONDecodeError):
    """The body of a response is not valid JSON.

    `args` are msg, doc and pos; `kwargs` are those of RequestException.

    Attributes:
        msg, doc, pos, lineno, colno: as in `json.JSONDecodeError`.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        CompatJSONDecodeError.__init__(self, *args)
        InvalidJSONError.__init__(self, *self.args, **kwargs)

    def __reduce__(self) -> Any:
        """Pickle (msg, doc, pos): OSError's method would keep only the message."""
        return CompatJSONDecodeError.__reduce__(self)


class HTTPError(RequestException):
    """The status of a response is 400 to 599; raised by `raise_for_status`."""


class ConnectionError(RequestException):
    """The connection could not be made or was lost, or the response is not valid HTTP."""


class ProxyError(ConnectionError):
    """The proxy could not be reached, or refused the request."""


class SSLError(ConnectionError):
    """TLS failed: certificate verification, the handshake, or a record."""


class Timeout(RequestException):
    """A timeout expired; the base class of ConnectTimeout and ReadTimeout."""


class ConnectTimeout(ConnectionError, Timeout):
    """No connection was made within the connect timeout. The request was not sent, so it is safe to retry."""


class ReadTimeout(Timeout):
    """The server sent nothing within the read timeout, or the total timeout expired."""


class BodyTimeout(ReadTimeout, ConnectionError):
    """A read timeout within the body; it is also a ConnectionError, which Requests raises there."""


class URLRequired(RequestException):
    """A valid URL is required to make a request."""


class TooManyRedirects(RequestException):
    """There were more redirects than the session's `max_redirects`."""


class MissingSchema(RequestException, ValueError):
    """The URL has no scheme such as `http://`."""


class InvalidSchema(RequestException, ValueError):
    """The session has no adapter for the URL, or its scheme is not supported."""


class InvalidURL(RequestException, ValueError):
    """The URL is invalid."""


class InvalidHeader(RequestException, ValueError):
    """The name or the value of a header is invalid."""


class InvalidBody(RequestException, ValueError, TypeError):
    """`data` or `files` cannot be sent, where Requests raises a bare ValueError, TypeError or AttributeError."""


class UnwritableJSONError(InvalidJSONError, TypeError):
    """`json` contains an object that cannot be encoded, where Requests raises a bare TypeError."""


class InvalidLength(InvalidHeader, ConnectionError):
    """The Content-Length values of a response differ; it is also an InvalidHeader, which Requests raises there."""


class InvalidProxyURL(InvalidURL):
    """The proxy's URL is invalid."""


class ChunkedEncodingError(RequestException):
    """The framing of a body is invalid: an invalid or missing chunk, or fewer bytes than were declared."""


class IncompleteHead(ChunkedEncodingError, ConnectionError):
    """The connection ended within a response's head."""


class ContentDecodingError(RequestException, BaseHTTPError):
    """The body could not be decoded according to its Content-Encoding."""


class StreamConsumedError(RequestException, TypeError):
    """The content of this response was already consumed."""


class RetryError(RequestException):
    """The adapter's `max_retries` did not suffice."""


class UnrewindableBodyError(RequestException):
    """The body cannot be sent again: its position is unknown or it cannot seek."""


class RequestsWarning(Warning):
    """The base class of the warnings of this package."""


class FileModeWarning(RequestsWarning, DeprecationWarning):
    """A file is open in text mode, so its size in bytes may differ from the length of what is sent."""


class RequestsDependencyWarning(RequestsWarning):
    """A dependency has a version that is not supported."""
