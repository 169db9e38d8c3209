"""micropython-lib's `requests` under its older name: `import urequests` runs a script that was written for it.

The functions take its arguments in its order, `parse_headers` included, and the keywords of Requests besides. What they
return, and every other name, is this package's own.
"""

import requests

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

        from requests.models import Response


def __getattr__(name: str) -> "Any":
    return getattr(requests, name)


def request(
    method: str, url: "Any", data: "Any" = None, json: "Any" = None, headers: "Any" = None, stream: "Any" = None,
    auth: "Any" = None, timeout: "Any" = None, parse_headers: "Any" = True, **kwargs: "Any",
) -> "Response":  # fmt: skip
    """Send a request and return its Response.

    A callable as `parse_headers` gets each field line as bytes, its CRLF included, and the dict that becomes `headers`.
    """
    response = requests.api.request(
        method, url, data=data, json=json, headers=headers, stream=stream, auth=auth, timeout=timeout, **kwargs
    )
    if callable(parse_headers):
        fields: "Any" = {}
        try:
            for name, value in response.headers.items():
                parse_headers((name + ": " + value + "\r\n").encode(), fields)
        except BaseException:
            response.close()
            raise
        response.headers = fields
    return response


def head(url: "Any", **kwargs: "Any") -> "Response":
    """Send a HEAD request; its redirects are followed only with allow_redirects=True."""
    kwargs.setdefault("allow_redirects", False)
    return request("HEAD", url, **kwargs)


def _function(method: str) -> "Any":
    return lambda url, **kwargs: request(method, url, **kwargs)


get = _function("GET")
post = _function("POST")
put = _function("PUT")
patch = _function("PATCH")
delete = _function("DELETE")
