"""The interface of micropython-lib's `requests` under its older name, for scripts that `import urequests`.

The functions accept its arguments in its order, including `parse_headers`, and also the keywords of Requests. Their
results, and all other names, are those of this package.
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

    The arguments from `method` to `timeout` are those of micropython-lib's function, in its order; `kwargs` are the
    other keywords of `requests.request`. If `parse_headers` is callable, it gets each field line, as bytes with CRLF,
    and the dict that becomes `headers`. Raises RequestException.
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


def _function(method: str, follow: bool = True) -> "Any":
    def send(url: "Any", allow_redirects: bool = follow, **kwargs: "Any") -> "Response":
        return request(method, url, allow_redirects=allow_redirects, **kwargs)

    return send


get = _function("GET")
head = _function("HEAD", False)
post = _function("POST")
put = _function("PUT")
patch = _function("PATCH")
delete = _function("DELETE")
