"""The classes Request, PreparedRequest and Response.

Methods that few programs call are in `_request_methods` and `_response_methods`, which are loaded on first use.
"""

import io
import json as jsonlib

from . import _base, exceptions
from ._base import Request as Request
from ._core.headers import check_header
from ._core.plain_url import plain_url
from ._loading import late
from .structures import CaseInsensitiveDict, list_pairs

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

        from ._core.plain_url import Url

DEFAULT_HEADERS = (  # of a session
    ("User-Agent", "omnirequests"),
    ("Accept-Encoding", "identity"),
    ("Accept", "*/*"),
    ("Connection", "keep-alive"),
)


def _rare(self: "Any", name: str) -> "Any":
    """Return an attribute from a module that is loaded on first use: a bound method, or a value."""
    module = "_response_methods" if isinstance(self, Response) else "_request_methods"
    if name not in late(module, "METHODS"):
        return late(module, "value")(self, name)
    method = late(module, name)
    return lambda *args, **kwargs: method(self, *args, **kwargs)


class PreparedRequest(_base.PreparedRequest):
    """A request as it will be sent; its attributes may be changed until then."""

    _split: "Any" = (None, None)  # the URL, its parts

    if __debug__ and TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    else:
        __getattr__ = _rare

    def prepare_url(self, url: "Any", params: "Any") -> None:
        """Set the URL, with `params` added to its query; raise MissingSchema or InvalidURL."""
        if isinstance(url, str):
            url = url.strip()
        parts = plain_url(url) if isinstance(url, str) and not params else None
        if parts is None:
            url, parts = late("_request_methods", "prepare_url")(url, params)
        elif url.count("/") == 2:  # only those after the scheme: there is no path
            url += "/"
        self.url = url
        self._split = url, parts

    def prepare_headers(self, headers: "Any") -> None:
        """Set the headers from a mapping or pairs; raise InvalidHeader for an invalid name or value."""
        self.headers = CaseInsensitiveDict()
        store = self.headers._store
        for pair in list_pairs(headers) if headers else ():
            for valid in DEFAULT_HEADERS:  # these are not checked, which saves a tenth of the time of a GET
                if pair is valid:
                    break
            else:
                name, value = pair
                if isinstance(value, (str, bytes)):
                    value = value.rstrip()  # binascii.b2a_base64 ends with a line feed
                pair = check_header(name, value)
            store[pair[0].lower()] = pair

    def prepare_cookies(self, cookies: "Any") -> None:
        """Set the Cookie header from a dict or a jar, unless there is one."""
        if cookies:
            late("_request_methods", "prepare_cookies")(self, cookies)

    def prepare_body(self, data: "Any", files: "Any", json: "Any" = None) -> None:
        """Set the body, its Content-Type and its framing; raise InvalidJSONError if `json` cannot be encoded."""
        self.body = None
        if data or files or json is not None:
            late("_request_methods", "prepare_body")(self, data, files, json)
        elif (
            self.method not in ("GET", "HEAD")
            or "Content-Length" in self.headers
            or "Transfer-Encoding" in self.headers
        ):
            self.prepare_content_length(None)

    def prepare_auth(self, auth: "Any", url: "Any" = "") -> None:
        """Apply `auth`, or the credentials in the URL if it is None, to the request."""
        if auth or (auth is None and "@" in self.url):
            late("_request_methods", "prepare_auth")(self, auth)

    def parts(self) -> "Url":
        """Return the parts of the URL, which is split again only if it has changed; raise InvalidURL."""
        split = self._split
        if split[1] is None or split[0] != self.url:
            parts = plain_url(self.url)
            if parts is None:
                parts = late("_core.url", "split_url")(self.url)
            self._split = split = self.url, parts
        return split[1]


Request._prepared_class = PreparedRequest


class Response(_base.Response):
    """The response to a request: its head, and its body as bytes in `content` or as a stream in `raw`."""

    # Defaults are class attributes, because each attribute of an instance takes memory in its dictionary.
    status_code = reason = url = raw = request = connection = None  # type: "Any"
    _content: "Any" = False
    _content_consumed = False
    _decoded: "Any" = None
    _session: "Any" = None  # the session that did not follow this redirect
    _ms = 0

    def __init__(self) -> None:
        self.headers: "CaseInsensitiveDict[str]" = CaseInsensitiveDict()
        self.history: "list[Any]" = []

    if __debug__ and TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    else:
        __getattr__ = _rare

    @property
    def content(self) -> bytes:
        """The whole body, decoded; it is read on first access and then stored."""
        if self._content is False:
            if self._content_consumed:
                raise RuntimeError("The content for this response was already consumed")
            stream = self._stream()
            self._content_consumed = True  # after a failure, too: the rest is not the whole body
            try:
                self._finish(None if stream is None else stream.read())
            except MemoryError:
                self.close()
                raise self._no_memory() from None
        return self._content

    @property
    def text(self) -> str:
        """The body as text, decoded by `encoding`, else UTF-8 if valid, else Latin-1; U+FFFD replaces invalid bytes."""
        if not self.content:
            return ""
        try:
            return late("_response_methods", "decode")(self._content, self.encoding)
        except MemoryError:
            raise self._no_memory() from None

    def json(self, **kwargs: "Any") -> "Any":
        """Return the JSON value of the body; raise JSONDecodeError if it is not JSON."""
        data = self.content or b""
        try:
            if b"\\u" in data or data[:1] == b"\xef":
                data = late("_core.json", "plain_json")(data)
            return jsonlib.loads(data, **kwargs)
        except (ValueError, TypeError):
            raise exceptions.JSONDecodeError(f"not JSON: {data[:40]!r}", response=self) from None
        except MemoryError:
            raise self._no_memory() from None

    def _no_memory(self) -> Exception:
        size = self.headers.get("content-length", "all")
        return exceptions.RequestException(
            f"no memory for {size} bytes: use iter_content(), save() or raw.readinto()", response=self
        )

    def close(self) -> None:
        """Close the connection, unless the body was read to its end."""
        if self.raw is not None:
            self.raw.close()

    def settle(self, stream: "Any") -> None:
        """Read the body; if `stream` is None, leave a body that is longer than a block on its connection."""
        body = self.raw
        if stream is None and self._content is False and hasattr(body, "stays_unread") and body.stays_unread():
            return
        self.content  # noqa: B018  reading it returns the connection

    def _stream(self) -> "Any":
        """Return the decoded body as a stream."""
        raw = self.raw
        if self._decoded is None and raw is not None:
            limits = getattr(raw, "limits", None)
            coding = self.headers.get("content-encoding")
            if coding or (limits and limits.decoded is not None):
                raw = late("_decoders", "decoded")(raw, coding, limits)
            self._decoded = raw
        return self._decoded

    def _finish(self, content: "Any" = False) -> None:
        """Record that the body was read; `raw` then reads the stored content again, which mip on a device needs.

        Bytes after the end of a compressed stream are not drained; the connection is closed.
        """
        self._content_consumed = True
        self._decoded = None
        self.close()
        if content is not False:
            self._content = content
            self.raw = io.BytesIO(content or b"")
