"""Every exception of Requests, with one base each.

MicroPython has no multiple inheritance between exception classes, so each class has one base here: ConnectionError <-
Timeout <- ConnectTimeout and ReadTimeout. `except Timeout` and `except ConnectionError` catch what they catch in
Requests; only `except ValueError` catches none of them.

A class is made when it is first used, since each takes some hundred bytes of heap.
"""

import sys

from ._loading import loading

exceptions: "Any" = sys.modules[__name__]  # this module, for shared code


class RequestException(OSError):
    """The base class, with the `request` and the `response` (or None) of the call.

    A network error has its number in `errno`, which is args[0]; str() is the sentence.
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
            """raise_for_status() met a 4xx or a 5xx."""

        class ConnectionError(RequestException):
            """No connection, or it broke before the response's head was complete."""

        class ProxyError(ConnectionError):
            """The proxy refused, or did not answer as a proxy."""

        class SSLError(ConnectionError):
            """No TLS connection that can be trusted."""

        IncompleteHead = InvalidLength = ConnectionError

        class Timeout(ConnectionError):
            """The server took too long."""

        class ConnectTimeout(Timeout):
            """Too long to connect; it is safe to try again."""

        class ReadTimeout(Timeout):
            """Too long without a byte."""

        class URLRequired(RequestException):
            """There is no URL."""

        class TooManyRedirects(RequestException):
            """The chain of redirects is longer than the session allows."""

        class InvalidJSONError(RequestException):
            """What was to be sent cannot be said in JSON."""

        class JSONDecodeError(InvalidJSONError):
            """What came is not JSON."""

        class MissingSchema(RequestException):
            """The URL has no http:// or https://."""

        class InvalidSchema(RequestException):
            """The URL is of a kind that no adapter serves."""

        class InvalidURL(RequestException):
            """The URL cannot be."""

        class InvalidProxyURL(InvalidURL):
            """The proxy's URL cannot be."""

        class InvalidHeader(RequestException):
            """A header's name or value cannot be sent."""

        class InvalidBody(RequestException):
            """What was to be sent as the body cannot be sent."""

        class ChunkedEncodingError(RequestException):
            """The body ended too soon, or its chunks are broken."""

        class ContentDecodingError(RequestException):
            """The body is not the gzip or deflate it was said to be."""

        class StreamConsumedError(RequestException):
            """The body was read already, and not kept."""

        class RetryError(RequestException):
            """Every attempt failed."""

        class UnrewindableBodyError(RequestException):
            """The request's body would have to be sent again, and cannot be rewound."""

        class RequestsWarning(Exception):
            """The base of the warnings."""

        class FileModeWarning(RequestsWarning):
            """A file that was opened as text is sent."""

        class RequestsDependencyWarning(RequestsWarning):
            """Never given here: there are no dependencies."""
