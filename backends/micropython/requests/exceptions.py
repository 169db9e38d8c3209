"""The exceptions of Requests, with a single base class each.

MicroPython has no multiple inheritance of exception classes, so each class has one base here: ConnectionError <-
Timeout <- ConnectTimeout and ReadTimeout. `except Timeout` and `except ConnectionError` catch what they catch in
Requests; only `except ValueError` catches none of them.

A class is made when it is first used, since each takes some hundred bytes of heap.
"""

import sys

from ._loading import loading

exceptions: "Any" = sys.modules[__name__]  # this module, for shared code
NO_MEMORY = "no memory for the request or the head of its response: release data, or close() other responses"


class RequestException(OSError):
    """The base class of all errors; `request` and `response` are those that the error is about, or None.

    A network error has its number in `errno`, which is args[0]; str() returns the sentence.
    """

    def __init__(self, *args: object, request: "Any" = None, response: "Any" = None) -> None:
        if request is None and response is not None:
            request = response.request
        self.request = request
        self.response = response
        super().__init__(*args)

    def __str__(self) -> str:
        return str(self.args[-1]) if self.args else ""


subclasses = (  # a class and its subclasses; MicroPython has no class for warnings
    (
        "RequestException", "HTTPError", "ConnectionError", "URLRequired", "TooManyRedirects", "InvalidJSONError",
        "MissingSchema", "InvalidSchema", "InvalidURL", "InvalidHeader", "InvalidBody", "ChunkedEncodingError",
        "ContentDecodingError", "StreamConsumedError", "RetryError", "UnrewindableBodyError",
    ),
    ("ConnectionError", "ProxyError", "SSLError", "Timeout"),
    ("Timeout", "ConnectTimeout", "ReadTimeout"),
    ("InvalidJSONError", "JSONDecodeError"),
    ("InvalidURL", "InvalidProxyURL"),
    ("Exception", "RequestsWarning"),
    ("RequestsWarning", "FileModeWarning", "RequestsDependencyWarning"),
)  # fmt: skip


def __getattr__(
    name: str,
    subclasses: "Any" = subclasses,
    made: "Any" = {"RequestException": RequestException, "Exception": Exception},  # noqa: B006  the classes so far
    loading: "Any" = loading,
) -> "Any":
    if name in ("IncompleteHead", "InvalidLength"):  # on CPython they have more bases
        name = "ConnectionError"
    with loading:
        if name not in made:
            for names in subclasses:
                if name in names[1:]:
                    made[name] = type(name, (__getattr__(names[0]),), {})
        if name in made:
            return made[name]
    raise AttributeError(name)


if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

        class HTTPError(RequestException):
            """The status of a response is 400 to 599; raised by `raise_for_status`."""

        class ConnectionError(RequestException):
            """The connection could not be made, or was lost before the response's head was complete."""

        class ProxyError(ConnectionError):
            """The proxy could not be reached, or refused the request."""

        class SSLError(ConnectionError):
            """TLS failed: certificate verification, the handshake, or a record."""

        IncompleteHead = InvalidLength = ConnectionError

        class Timeout(ConnectionError):
            """A timeout expired; the base class of ConnectTimeout and ReadTimeout."""

        class ConnectTimeout(Timeout):
            """No connection was made within the connect timeout. The request was not sent, so it is safe to retry."""

        class ReadTimeout(Timeout):
            """The server sent nothing within the read timeout, or the total timeout expired."""

        class URLRequired(RequestException):
            """A valid URL is required to make a request."""

        class TooManyRedirects(RequestException):
            """There were more redirects than the session's `max_redirects`."""

        class InvalidJSONError(RequestException):
            """A value cannot be encoded as JSON."""

        class JSONDecodeError(InvalidJSONError):
            """The body of a response is not valid JSON."""

        class MissingSchema(RequestException):
            """The URL has no scheme such as `http://`."""

        class InvalidSchema(RequestException):
            """The session has no adapter for the URL."""

        class InvalidURL(RequestException):
            """The URL is invalid."""

        class InvalidProxyURL(InvalidURL):
            """The proxy's URL is invalid."""

        class InvalidHeader(RequestException):
            """The name or the value of a header is invalid."""

        class InvalidBody(RequestException):
            """`data` or `files` cannot be sent."""

        class ChunkedEncodingError(RequestException):
            """The framing of a body is invalid: an invalid or missing chunk, or fewer bytes than were declared."""

        class ContentDecodingError(RequestException):
            """The body could not be decoded according to its Content-Encoding."""

        class StreamConsumedError(RequestException):
            """The content of this response was already consumed."""

        class RetryError(RequestException):
            """All attempts failed."""

        class UnrewindableBodyError(RequestException):
            """The body cannot be sent again: its position is unknown or it cannot seek."""

        class RequestsWarning(Exception):
            """The base class of the warnings."""

        class FileModeWarning(RequestsWarning):
            """A file is open in text mode."""

        class RequestsDependencyWarning(RequestsWarning):
            """Never issued on a device, which has no dependencies."""
