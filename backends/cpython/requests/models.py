"""The classes Request, PreparedRequest and Response.

A PreparedRequest is made in steps, each a method that a subclass may override; the rules of each step are in the shared
modules. A Response reads its body from `raw`, urllib3's response, and raises Requests' exceptions.
"""

from __future__ import annotations

import datetime
import encodings.idna  # the socket module encodes host names with it, and would import it in the first call
from collections.abc import Callable, Generator, Iterator
from collections.abc import Iterable as Iterable
from collections.abc import Mapping as Mapping
from contextlib import nullcontext
from functools import cached_property
from http import cookiejar as cookielib
from io import UnsupportedOperation as UnsupportedOperation
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal, overload
from urllib.parse import urlencode as urlencode
from urllib.parse import urlsplit as urlsplit
from urllib.parse import urlunparse as urlunparse

from urllib3.exceptions import DecodeError, ProtocolError, ReadTimeoutError, SSLError
from urllib3.exceptions import LocationParseError as LocationParseError
from urllib3.fields import RequestField as RequestField
from urllib3.filepost import encode_multipart_formdata as encode_multipart_formdata
from urllib3.util import parse_url as parse_url

from ._base import PreparedRequest as BasePreparedRequest
from ._base import Request as BaseRequest
from ._base import Response as BaseResponse
from ._core.body import set_framing
from ._core.field_values import links as links_of
from ._core.headers import check_header
from ._core.lines import line_blocks
from ._core.multipart import MultipartBody, iter_parts
from ._core.percent import encode_params
from ._core.plain_url import Url, plain_url, request_target, unsplit_url
from ._core.redirect import REDIRECT_STATI as REDIRECT_STATI
from ._core.url import is_http, prepare_url, split_url, url_text
from ._dependencies import detector, late_detector
from ._internal_utils import text_encoding
from ._internal_utils import to_native_string as to_native_string
from ._internal_utils import unicode_is_ascii as unicode_is_ascii
from ._request_body import (
    are_plain,
    boundary,
    check_parsable,
    data_body,
    encoded_by,
    escapes_stay,
    given_headers,
    idna_host,
    json_body,
    start_of,
    stream_length,
)
from ._response_body import BodyReader, Lines
from ._transport.response import MessageResponse
from ._types import SupportsRead as _SupportsRead  # packages import it from here
from .auth import HTTPBasicAuth
from .compat import JSONDecodeError as JSONDecodeError
from .compat import basestring as basestring
from .compat import builtin_str as builtin_str
from .compat import json as complexjson  # type: ignore[attr-defined]  # simplejson or json; programs set a faster one
from .cookies import RequestsCookieJar, _copy_cookie_jar, cookiejar_from_dict, get_cookie_header, has_cookies
from .exceptions import (
    ChunkedEncodingError,
    ConnectionError,
    ContentDecodingError,
    HTTPError,
    RequestException,
    StreamConsumedError,
)
from .exceptions import InvalidJSONError as InvalidJSONError
from .exceptions import InvalidURL as InvalidURL
from .exceptions import JSONDecodeError as RequestsJSONDecodeError
from .exceptions import MissingSchema as MissingSchema
from .exceptions import SSLError as RequestsSSLError
from .hooks import default_hooks
from .status_codes import codes as codes
from .structures import CaseInsensitiveDict
from .utils import check_header_validity as check_header_validity
from .utils import get_auth_from_url, guess_json_utf, iter_slices, stream_decode_response_unicode, super_len
from .utils import guess_filename as guess_filename
from .utils import parse_header_links as parse_header_links
from .utils import requote_uri as requote_uri
from .utils import to_key_val_list as to_key_val_list

if TYPE_CHECKING:
    from . import _types as _t
    from .adapters import BaseAdapter

    chardet: ModuleType | None
else:
    __getattr__ = late_detector(__name__)


DEFAULT_REDIRECT_LIMIT = 30
CONTENT_CHUNK_SIZE = 10 * 1024
ITER_CHUNK_SIZE = 512


class RequestEncodingMixin:
    """The encoding of a request's URL and data."""

    url: str | None
    _split: tuple[str, Url] | None = None

    def _parts(self) -> Url:
        """Return the parts of `url`, which is split again only if it has changed."""
        url = self.url or ""
        known = self._split
        if known is None or (known[0] is not url and known[0] != url):
            known = self._split = (url, split_url(url))
        return known[1]

    @property
    def path_url(self) -> str:
        """The path and query of `url`, as in the request line."""
        parts = self._parts()
        return request_target(parts) if parts.path else "/" + request_target(parts)

    @staticmethod
    def _encode_params(data: Any) -> Any:
        """Return a mapping or pairs as a query string; return str, bytes and files unchanged."""
        return encode_params(data)

    @staticmethod
    def _encode_files(files: Any, data: Any) -> tuple[bytes, str]:
        """Return the bytes of a multipart form and its content type.

        Raises ValueError if there are no files or data is a str, InvalidHeader for an invalid field of a part.
        """
        if not files:
            raise ValueError("Files must be provided.")
        if isinstance(data, basestring):
            raise ValueError("Data must not be a string.")
        form = MultipartBody(iter_parts(data, files), boundary(), stream_length)
        return form.read(), form.content_type


_OWN_ENCODERS = (RequestEncodingMixin._encode_params, RequestEncodingMixin._encode_files)


class RequestHooksMixin:
    """The hooks of a request."""

    hooks: dict[str, list[Callable[..., Any]]]
    if TYPE_CHECKING:  # type checkers do not publish the type of an assignment

        def register_hook(self, event: str, hook: Any) -> None:
            """Add a function, or the functions of an iterable, to an event; raise ValueError for an unknown event."""

        def deregister_hook(self, event: str, hook: Callable[..., Any]) -> bool:
            """Remove a function from an event; return True if it was registered."""
            raise NotImplementedError

    else:
        register_hook = BaseRequest.register_hook
        deregister_hook = BaseRequest.deregister_hook


class Request(RequestHooksMixin, BaseRequest):
    """A request as the caller describes it; `prepare` or `Session.prepare_request` returns what is sent.

    Args:
        method: the HTTP method.
        url: the URL, str or bytes.
        headers: mapping of header names and values.
        files: mapping or pairs of field name and file, or (filename, file[, type[, headers]]).
        data: fields of a form (mapping or pairs), str, bytes, a file, or an iterator of bytes.
        params: mapping, pairs, str or bytes to put into the query string.
        auth: (user, password), or a callable that gets the PreparedRequest and returns it.
        cookies: dict or CookieJar.
        hooks: {"response": function or functions}.
        json: an object to send as JSON, if `data` and `files` are empty.
    """

    @property
    def _prepared_class(self) -> type[PreparedRequest]:
        return PreparedRequest


class PreparedRequest(RequestEncodingMixin, RequestHooksMixin, BasePreparedRequest):
    """The exact message that is sent, made by `Request.prepare` or `Session.prepare_request`.

    Attributes:
        method: the method, in upper case.
        url: the URL of the request, normalised, with its query.
        headers: CaseInsensitiveDict of what is sent, except Host.
        body: None, str, bytes, a file, or an iterable of bytes.
        hooks: {"response": [functions]}.
    """

    if TYPE_CHECKING:  # some packages resolve a class's annotations at run time
        method: str | None
        url: str | None
        headers: CaseInsensitiveDict[Any]  # None until prepared, as in Requests
        body: Any
        _body_position: Any

    @cached_property
    def _cookies(self) -> cookielib.CookieJar | None:
        """The jar of a prepared request; an empty one is made on first use, as most requests have no cookies."""
        return RequestsCookieJar()

    def __getstate__(self) -> dict[str, Any]:
        """Return the attributes to pickle: those of Requests' class, so that either package can load them."""
        state = {"_cookies": self._cookies, **self.__dict__}
        state.pop("_split", None)
        return state

    def copy(self) -> PreparedRequest:
        """Return an independent copy, which shares the body."""
        twin = PreparedRequest()
        twin.method = self.method
        twin.url = self.url
        headers: CaseInsensitiveDict[Any] | None = self.headers
        twin.headers = headers if headers is None else headers.copy()  # type: ignore[assignment]  # None until prepared
        del twin._cookies  # it is made on first use
        if "_cookies" in vars(self):
            twin._cookies = _copy_cookie_jar(self._cookies)
        twin.body = self.body
        hooks: dict[str, Any] = self.hooks  # a program may have put anything there
        twin.hooks = {event: list(value) if isinstance(value, list) else value for event, value in hooks.items()}
        twin._body_position = self._body_position
        twin._split = self._split
        return twin

    @staticmethod
    def _get_idna_encoded_host(host: str) -> str:
        """Return a host name in ASCII (RFC 5891 with the mapping of UTS 46); raise UnicodeError if it is invalid."""
        return idna_host(host)

    def prepare_url(self, url: _t.UriType | None, params: _t.ParamsType) -> None:
        """Set `url`, normalised, with `params` added to its query; raise MissingSchema or InvalidURL."""
        if not params and isinstance(url, str):
            text = url.strip()
            plain = plain_url(text)
            if plain is not None:  # most are in their normal form
                unchanged = text.endswith(plain.query or plain.path) and ":0" not in text  # a port may be ":080"
                self.url = text if unchanged else unsplit_url(plain)
                self._split = (self.url, plain)
                return
        text = url_text(url)  # type: ignore[arg-type]  # str() is called on other types
        if not is_http(text):
            check_parsable(text)
            self.url = text
            return
        try:
            query = self._encode_params(params) if params else ""
        except UnicodeError:  # a lone surrogate
            raise InvalidURL("Invalid params: text without UTF-8 form") from None
        parts = prepare_url(text, query, self._get_idna_encoded_host, escapes_stay())
        url = unsplit_url(parts)
        if parts.scheme not in ("http", "https"):
            check_parsable(url)
        self.url = url
        self._split = (url, parts)

    def prepare_headers(self, headers: _t.HeadersType) -> None:
        """Set the headers; raise InvalidHeader for an invalid name or value."""
        given = given_headers(headers)
        if are_plain(given._store.values()):
            self.headers = given.copy()
            return
        self.headers = CaseInsensitiveDict()
        for name, value in given._store.values():
            name, value = check_header(name, value)
            self.headers[name] = value

    def prepare_cookies(self, cookies: _t.CookiesType) -> None:
        """Set the Cookie header to the cookies that match the URL, unless the request has that header."""
        if cookies is None:
            vars(self).pop("_cookies", None)  # it is made on first use
            return
        if isinstance(cookies, cookielib.CookieJar):
            self._cookies = cookies
        else:
            self._cookies = cookiejar_from_dict(cookies)
        if has_cookies(self._cookies):
            header = get_cookie_header(self._cookies, self)
            if header is not None:
                self.headers["Cookie"] = check_header("Cookie", header)[1]

    def prepare_body(self, data: _t.DataType, files: _t.FilesType, json: _t.JsonType = None) -> None:
        """Set the body, its Content-Type unless the caller has set one, and Content-Length or Transfer-Encoding.

        The arguments `data`, `files` and `json` are those of `Session.request`. Raises InvalidJSONError, InvalidBody,
        InvalidHeader.
        """
        if not data and not files and json is None:
            self.body = None
            self.prepare_content_length(None)
            return
        content_type: str | None = "application/json"
        length: int | None
        try:
            if data or files:
                own = encoded_by(self, data, files, _OWN_ENCODERS)
                body, content_type, length = own or data_body(data, files)
            else:
                body = json_body(json, complexjson)
                length = len(body)
        except RequestException as error:
            error.request = self
            raise
        self.body = body
        self._body_position = None if isinstance(body, basestring) else start_of(body)
        set_framing(self.headers, length, self.method or "")
        if length == 0:
            self.headers["Content-Length"] = "0"  # else urllib3 would send the empty stream in chunks
        if content_type and "content-type" not in self.headers:
            self.headers["Content-Type"] = content_type

    def prepare_content_length(self, body: Any) -> None:
        """Set Content-Length for a body of known length; set it to 0 without a body if the method usually has one."""
        if body is not None:
            length = None if "Transfer-Encoding" in self.headers else stream_length(body)
            if length:
                self.headers["Content-Length"] = str(length)
        elif self.method not in ("GET", "HEAD") and self.headers.get("Content-Length") is None:
            self.headers["Content-Length"] = "0"

    def prepare_auth(self, auth: _t.AuthType, url: str = "") -> None:
        """Apply `auth`, or the user and password in the URL, to the request; `url` is ignored."""
        if auth is None and "@" in (self.url or ""):
            from_url = get_auth_from_url(self.url or "")
            auth = from_url if any(from_url) else None
        if auth:
            if isinstance(auth, tuple) and len(auth) == 2:
                auth = HTTPBasicAuth(*auth)
            signed: Any = auth(self)  # pyright: ignore[reportCallIssue]  # None was handled
            self.__dict__.update(signed.__dict__)
            self.prepare_content_length(self.body)


class Response(BodyReader, BaseResponse):
    """The response to a request.

    Attributes:
        status_code: int, such as 200.
        headers: CaseInsensitiveDict of str; repeated fields are joined with ", ", see `headers.getlist(name)`.
        raw: urllib3's HTTPResponse, to read the body from with `stream=True`.
        url: the URL of the last request.
        encoding: the charset to decode `text` with, or None to guess; may be set.
        history: list of the redirects that led to this response, oldest first.
        reason: the reason phrase of the status, such as "OK".
        elapsed: timedelta from sending the request to receiving the response's head.
        request: the PreparedRequest of this response.
    """

    __attrs__: list[str] = [
        "_content",
        "status_code",
        "headers",
        "url",
        "history",
        "encoding",
        "reason",
        "cookies",
        "elapsed",
        "request",
    ]

    if TYPE_CHECKING:  # requests-cache resolves a class's annotations at run time
        connection: BaseAdapter

    def __init__(self) -> None:
        self._content: Any = False
        self._content_consumed: bool = False
        self._next: PreparedRequest | None = None
        self.status_code: int = None  # type: ignore[assignment]  # None before the response
        self.headers: CaseInsensitiveDict[str] = CaseInsensitiveDict()
        self.raw: Any = None
        self.url: str = None  # type: ignore[assignment]  # None before the response
        self.encoding: str | None = None
        self.history: list[Response] = []
        self.reason: str = None  # type: ignore[assignment]  # None before the response
        self.elapsed: datetime.timedelta = datetime.timedelta(0)
        self.request: PreparedRequest = None  # type: ignore[assignment]  # None before the response

    @cached_property
    def cookies(self) -> RequestsCookieJar:
        """The cookies that this response set; the jar is made on first use, because most responses set none."""
        return RequestsCookieJar()

    def __getstate__(self) -> dict[str, Any]:
        """Return the attributes to pickle; read the body first."""
        if not self._content_consumed:
            self.content  # noqa: B018  # the property reads
        return {attr: getattr(self, attr, None) for attr in self.__attrs__}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            setattr(self, name, value)
        self._content_consumed = True
        self.raw = None

    def __nonzero__(self) -> bool:
        """Return `bool(response)`."""
        return self.ok

    @property
    def ok(self) -> bool:
        """Whether `raise_for_status`, which programs override, raises no HTTPError."""
        try:
            self.raise_for_status()
        except HTTPError:
            return False
        return True

    @property
    def is_redirect(self) -> bool:
        """Whether this is a redirect: a status of 301, 302, 303, 307 or 308, and a Location."""
        return "location" in self.headers and self.status_code in REDIRECT_STATI

    @property
    def is_permanent_redirect(self) -> bool:
        """Whether this is a permanent redirect: a status of 301 or 308, and a Location."""
        return "location" in self.headers and self.status_code in (301, 308)

    @property
    def next(self) -> PreparedRequest | None:
        """The PreparedRequest that would follow this redirect, if redirects are not followed; else None."""
        return self._next

    @property
    def apparent_encoding(self) -> str | None:
        """The encoding of the content, as guessed by charset_normalizer or chardet."""
        module = detector()
        if module is None:
            return "utf-8"
        return module.detect(self.content)["encoding"]  # type: ignore[no-any-return]  # either detector

    # -- the body ---------------------------------------------------------------------------------------

    @overload
    def iter_content(self, chunk_size: int | None = 1, decode_unicode: Literal[False] = False) -> Iterator[bytes]: ...
    @overload
    def iter_content(self, chunk_size: int | None = 1, decode_unicode: bool = ...) -> Iterator[str | bytes]: ...
    def iter_content(self, chunk_size: int | None = 1, decode_unicode: bool = False) -> Iterator[Any]:
        """Iterate over the decoded content in pieces of `chunk_size` bytes, or as they arrive if it is None.

        With `decode_unicode` the pieces are str, decoded by the response's encoding. In a chunked body a piece ends
        where its chunk ends. Raises StreamConsumedError, ChunkedEncodingError, ContentDecodingError, ConnectionError
        (BodyTimeout if it was a timeout), and TypeError for a `chunk_size` that is not an int.
        """
        if self._content_consumed and isinstance(self._content, bool):
            raise StreamConsumedError("The content for this response was already consumed")
        size: Any = chunk_size  # callers may be untyped
        if size is not None and not isinstance(size, int):
            raise TypeError(f"chunk_size must be an int, it is instead a {type(chunk_size)}.")
        read = self._content_consumed
        pieces: Any = iter_slices(self._content, chunk_size) if read else self._pieces(chunk_size)
        return stream_decode_response_unicode(pieces, self) if decode_unicode else pieces

    @overload
    def iter_lines(
        self,
        chunk_size: int = ITER_CHUNK_SIZE,
        decode_unicode: Literal[False] = False,
        delimiter: str | bytes | None = None,
    ) -> Iterator[bytes]: ...
    @overload
    def iter_lines(
        self, chunk_size: int = ITER_CHUNK_SIZE, decode_unicode: bool = ..., delimiter: str | bytes | None = None
    ) -> Iterator[str | bytes]: ...
    def iter_lines(
        self, chunk_size: int = ITER_CHUNK_SIZE, decode_unicode: bool = False, delimiter: Any = None
    ) -> Iterator[Any]:
        """Iterate over the lines of the content, without their line ends, each as soon as it has arrived.

        Lines end with LF, CR LF or CR, also in str, or with `delimiter`, if given. With `decode_unicode` they are str.
        `chunk_size` is the number of bytes to read at a time, if `iter_content` is used. Raises the exceptions of
        `iter_content`.
        """
        if self._content_consumed or decode_unicode or not self._reads_directly():
            pieces = self.iter_content(chunk_size=chunk_size, decode_unicode=decode_unicode)
        else:
            pieces = self._pieces(None, at_once=True)
        return Lines.of(line_blocks(pieces, delimiter))

    def _reads_directly(self) -> bool:
        """Return True if the body can be read without `iter_content`: neither it nor urllib3's `stream` is replaced."""
        own = getattr(self.iter_content, "__func__", None) is _ITER_CONTENT
        return own and type(self.raw) is MessageResponse and self.raw.is_unpatched()

    @property
    def content(self) -> bytes:
        """The content as bytes, read on first access.

        Raises the exceptions of `iter_content`, and RuntimeError if `iter_content` has read the body before.
        """
        if self._content is False:
            if self._content_consumed:
                raise RuntimeError("The content for this response was already consumed")
            if self.status_code == 0 or self.raw is None:
                self._content = None
            elif self._reads_directly():
                self._content = self._read_all()
            else:
                self._content = b"".join(self.iter_content(CONTENT_CHUNK_SIZE)) or b""
        self._content_consumed = True
        return self._content  # type: ignore[no-any-return]  # bytes by now

    @property
    def text(self) -> str:
        """The content as str, decoded by `encoding` or, if that is None, `apparent_encoding`; errors are replaced."""
        content = self.content
        if not content:
            return ""
        encoding = self.apparent_encoding if self.encoding is None else self.encoding
        try:
            return str(content, text_encoding(encoding), errors="replace")  # type: ignore[arg-type]  # None: see below
        except (LookupError, TypeError, UnicodeError):  # no encoding, an unknown one, or one that cannot replace errors
            return str(content, errors="replace")

    def json(self, **kwargs: Any) -> Any:
        """Return the value of the JSON content.

        `kwargs` are passed to json.loads. Raises JSONDecodeError, and the exceptions of `content`.
        """
        try:
            return self._loads(kwargs)
        except JSONDecodeError as error:
            raise RequestsJSONDecodeError(error.msg, error.doc, error.pos, response=self) from error
        except (RecursionError, ValueError) as error:  # nested too deeply, a number of thousands of digits
            if kwargs and not isinstance(error, RecursionError):
                raise  # from a function of the caller
            raise RequestsJSONDecodeError(str(error), self.text, 0, response=self) from error

    def _loads(self, kwargs: dict[str, Any]) -> Any:
        content = self.content
        encoding = guess_json_utf(content) if not self.encoding and content and len(content) > 3 else None
        if encoding is not None:
            try:
                return complexjson.loads(content.decode(encoding), **kwargs)
            except UnicodeDecodeError:
                pass  # another encoding, which the server does not declare
        return complexjson.loads(self.text, **kwargs)

    @property
    def links(self) -> dict[str, dict[str, str]]:
        """The links of the Link header, by relation or, if they have none, by URL (RFC 8288)."""
        return links_of(self.headers.get("link") or "")

    def save(self, target: Any, block_size: int = CONTENT_CHUNK_SIZE) -> int:
        """Write the content to `target`, a path or an open binary file, and return the number of bytes.

        It is read in blocks of `block_size` bytes. Raises the exceptions of `iter_content`, and OSError from the file.
        """
        total = 0
        try:
            with nullcontext(target) if hasattr(target, "write") else open(target, "wb") as file:
                for piece in self.iter_content(block_size):
                    file.write(piece)
                    total += len(piece)
        except BaseException:
            self.close()
            raise
        return total

    def close(self) -> None:
        """Return the connection to its pool, or close it if the body was not read to its end."""
        if not self._content_consumed:
            self.raw.close()
        release = getattr(self.raw, "release_conn", None)
        if release is not None:
            release()


_ITER_CONTENT = Response.iter_content  # before a program replaces it
