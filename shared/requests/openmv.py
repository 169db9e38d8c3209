"""The `requests` of OpenMV's firmware, as its documentation describes it: a response has headers and content as str.

A script that was written for the camera runs unchanged after `from requests import openmv as requests`, on
the camera and on a desktop. The faults of the firmware's own module are not reproduced: certificates are
verified, timeouts work, redirects are followed, and chunked responses are decoded.
"""

from . import api
from ._core.headers import latin1_text
from ._core.json import plain_json
from ._loading import loading

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from collections.abc import Callable
        from typing import Any

LATIN1 = ("latin-1", "latin1", "iso-8859-1")


class Response:
    """The response to a request, from its status `code`, and the bytes of its header lines and its body.

    Attributes:
        status_code: int, `code`
        reason: str
        encoding: how `headers` and `content` are decoded: "utf-8", unless changed; if it is None, they are bytes.
    """

    def __init__(
        self, code: "int | None", reason: "str | None", headers: "bytes | None" = None, content: "bytes | None" = None
    ) -> None:
        self.encoding: "str | None" = "utf-8"
        self.status_code = code
        self.reason = reason
        self._headers = headers or b""
        self._content = content or b""

    def __repr__(self) -> str:
        return f"<Response [{self.status_code}]>"

    @property
    def headers(self) -> "Any":
        """The header lines as text."""
        return self._decoded(self._headers)

    @property
    def content(self) -> "Any":
        """The body as text. Raises UnicodeError if it is not, as with an image: set `encoding` to None."""
        return self._decoded(self._content)

    def json(self) -> "Any":
        """Return the JSON value of the body; raise ValueError if it is not JSON."""
        with loading:
            import json  # noqa: TID251  loads alone, which is the same on both

        return json.loads(plain_json(self._content))

    def _decoded(self, data: bytes) -> "str | bytes":
        if self.encoding is None:
            return data
        encoding = self.encoding.lower().replace("_", "-")
        if encoding in LATIN1:
            return latin1_text(data)
        return data.decode("ascii" if encoding == "us-ascii" else encoding)  # MicroPython 1.29 knows few names


def request(
    method: str,
    url: str,
    data: "Any" = None,
    json: "Any" = None,
    files: "Any" = None,
    headers: "Any" = None,
    auth: "Any" = None,
    stream: "Any" = None,
    **kwargs: "Any",
) -> Response:
    """Send a request and read the whole response.

    `method` is the HTTP method, `url` the URL, `headers` a dict, `data` the raw body, `json` an object, `files` {field:
    (filename, file)}, `auth` (username, password). `stream` is ignored. `kwargs`: `timeout` and the other keywords of
    `requests.request` are accepted, too. Raises RequestException.
    """
    answer = api.request(method, url, data=data, json=json, files=files, headers=headers, auth=auth, **kwargs)
    fields = ""
    for name, value in answer.headers.items():
        fields += f"{name}: {value}\r\n"
    return Response(answer.status_code, answer.reason, fields.encode(), answer.content)


def _function(method: str, follow: bool = True) -> "Callable[..., Response]":
    def send(url: str, allow_redirects: bool = follow, **kwargs: "Any") -> Response:
        return request(method, url, allow_redirects=allow_redirects, **kwargs)

    return send


get = _function("GET")  #: Send a GET request.
head = _function("HEAD", False)  #: Send a HEAD request; the response has no content.
post = _function("POST")  #: Send a POST request.
put = _function("PUT")  #: Send a PUT request.
patch = _function("PATCH")  #: Send a PATCH request.
delete = _function("DELETE")  #: Send a DELETE request.
