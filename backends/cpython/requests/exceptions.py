"""The exceptions of Requests: one family under RequestException, with the bases each class has in Requests."""

from __future__ import annotations

import sys
from json import JSONDecodeError as CompatJSONDecodeError

from urllib3.exceptions import HTTPError as BaseHTTPError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .models import PreparedRequest, Request, Response

exceptions: Any = sys.modules[__name__]  # this module: shared code names classes through it; a device makes them on use


class RequestException(IOError):
    """The base class of all errors in making a request or reading its response.

    Attributes:
        response: the Response in hand when it went wrong, or None.
        request: the Request or PreparedRequest it was about, or None.
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
    """A value that JSON cannot express, or a body that is not JSON."""


class JSONDecodeError(InvalidJSONError, CompatJSONDecodeError):
    """The body is not the JSON that `Response.json` was asked for.

    Attributes:
        msg, doc, pos, lineno, colno: as in `json.JSONDecodeError`.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        CompatJSONDecodeError.__init__(self, *args)
        InvalidJSONError.__init__(self, *self.args, **kwargs)

    def __reduce__(self) -> Any:
        """Pickle by (msg, doc, pos): OSError's own way would keep only the message."""
        return CompatJSONDecodeError.__reduce__(self)


class HTTPError(RequestException):
    """A status of 400 to 599, as `raise_for_status` tells it."""


class ConnectionError(RequestException):
    """The connection could not be made, broke, or carried something that is not HTTP."""


class ProxyError(ConnectionError):
    """The proxy could not be reached or refused."""


class SSLError(ConnectionError):
    """TLS failed: the certificate, the handshake, or a record."""


class Timeout(RequestException):
    """A time limit was reached; ConnectTimeout and ReadTimeout are both caught by this."""


class ConnectTimeout(ConnectionError, Timeout):
    """No connection within the connect timeout. The request was not sent: it is safe to repeat."""


class ReadTimeout(Timeout):
    """The server sent nothing for as long as the read timeout, or the total time was up."""


class BodyTimeout(ReadTimeout, ConnectionError):
    """A ReadTimeout in the middle of the body, where Requests raises a ConnectionError: it is both."""


class URLRequired(RequestException):
    """A valid URL is required to make a request."""


class TooManyRedirects(RequestException):
    """More redirects than the session's `max_redirects`."""


class MissingSchema(RequestException, ValueError):
    """The URL has no scheme such as `http://`."""


class InvalidSchema(RequestException, ValueError):
    """The URL's scheme is not one the session has an adapter for, or not supported."""


class InvalidURL(RequestException, ValueError):
    """The URL cannot be used."""


class InvalidHeader(RequestException, ValueError):
    """A header name or value that must not be sent."""


class InvalidBody(RequestException, ValueError, TypeError):
    """`data` or `files` that cannot be sent, where Requests raises a bare ValueError, TypeError or AttributeError."""


class UnwritableJSONError(InvalidJSONError, TypeError):
    """`json` has an object that JSON has no form for, where Requests raises a bare TypeError."""


class InvalidLength(InvalidHeader, ConnectionError):
    """The Content-Lengths of a response contradict each other: the InvalidHeader of Requests, from the connection."""


class InvalidProxyURL(InvalidURL):
    """The proxy's URL cannot be used."""


class ChunkedEncodingError(RequestException):
    """The body broke its framing: a bad or missing chunk, or fewer bytes than the length that was declared."""


class IncompleteHead(ChunkedEncodingError, ConnectionError):
    """The connection ended within a response's head."""


class ContentDecodingError(RequestException, BaseHTTPError):
    """The body could not be decoded as its Content-Encoding says."""


class StreamConsumedError(RequestException, TypeError):
    """The content of this response was already consumed."""


class RetryError(RequestException):
    """The custom retries of the adapter were used up."""


class UnrewindableBodyError(RequestException):
    """The body cannot be sent again: its position is unknown or it cannot seek."""


class RequestsWarning(Warning):
    """Base of the warnings of this package."""


class FileModeWarning(RequestsWarning, DeprecationWarning):
    """A file was opened in text mode, so its length in bytes was found out by reading the binary file."""


class RequestsDependencyWarning(RequestsWarning):
    """An imported dependency has a version this package was not made for."""
