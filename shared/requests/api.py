"""One function for each HTTP method; each sends a request in a session of its own.

All accept the keywords of `Session.request`: params, data, json, headers, cookies, files, auth, timeout,
allow_redirects, proxies, verify, stream, cert, hooks.
"""

from . import sessions

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing_extensions import Unpack

        from ._types import (
            DataKwargs,
            DataType,
            GetKwargs,
            JsonType,
            ParamsType,
            PostKwargs,
            RequestKwargs,
            UriType,
        )
        from .models import Response


def request(method: str, url: "UriType", **kwargs: "Unpack[RequestKwargs]") -> "Response":
    """Send a request and return its Response.

    The session is closed afterwards, so the connection is not reused: use a Session for more than one request to a
    server.

    Args:
        method: the HTTP method, such as "GET".
        url: the URL, with its scheme: `http://` or `https://`.
        kwargs: the keywords of `Session.request`, such as params, data, json, headers, files, auth, timeout, stream.

    Raises RequestException.
    """
    with sessions.single_request_session() as session:
        return session.request(method=method, url=url, **kwargs)


def get(url: "UriType", params: "ParamsType" = None, **kwargs: "Unpack[GetKwargs]") -> "Response":
    """Send a GET request to `url`; `params` (mapping, pairs, str or bytes) are added to its query string.

    `kwargs` and errors are those of `request`.
    """
    return request("get", url, params=params, **kwargs)


def options(url: "UriType", **kwargs: "Unpack[RequestKwargs]") -> "Response":
    """Send an OPTIONS request to `url`; `kwargs` and errors are those of `request`."""
    return request("options", url, **kwargs)


def head(url: "UriType", **kwargs: "Unpack[RequestKwargs]") -> "Response":
    """Send a HEAD request to `url`; its redirects are not followed unless allow_redirects=True.

    `kwargs` and errors are those of `request`.
    """
    kwargs.setdefault("allow_redirects", False)
    return request("head", url, **kwargs)


def post(
    url: "UriType", data: "DataType" = None, json: "JsonType" = None, **kwargs: "Unpack[PostKwargs]"
) -> "Response":
    """Send a POST request to `url`, with a form, bytes, a file or an iterator in `data`, or an object as `json`.

    `kwargs` and errors are those of `request`; `files=` sends a form with files.
    """
    return request("post", url, data=data, json=json, **kwargs)


def put(url: "UriType", data: "DataType" = None, **kwargs: "Unpack[DataKwargs]") -> "Response":
    """Send a PUT request to `url`, with `data` as in `post`; `kwargs` and errors are those of `request`."""
    return request("put", url, data=data, **kwargs)


def patch(url: "UriType", data: "DataType" = None, **kwargs: "Unpack[DataKwargs]") -> "Response":
    """Send a PATCH request to `url`, with `data` as in `post`; `kwargs` and errors are those of `request`."""
    return request("patch", url, data=data, **kwargs)


def delete(url: "UriType", **kwargs: "Unpack[RequestKwargs]") -> "Response":
    """Send a DELETE request to `url`; `kwargs` and errors are those of `request`."""
    return request("delete", url, **kwargs)
