"""What is sent, and what comes back: Request, PreparedRequest, Response."""

import io
import json as jsonlib

from ._core.body import body_length, choose_body, set_framing
from ._core.headers import check_header, check_method, latin1_text, plain_text
from ._core.redirect import is_permanent_redirect, is_redirect
from ._core.uri import request_target, split_url, unsplit_url
from ._core.url import is_http, prepare_url, shown, url_auth, url_text
from ._net import LIMITS
from ._raw import BLOCK, decoded
from .exceptions import (
    HTTPError,
    InvalidURL,
    JSONDecodeError,
    RequestException,
    StreamConsumedError,
    UnrewindableBodyError,
)
from .hooks import default_hooks
from .structures import CaseInsensitiveDict

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from .cookies import RequestsCookieJar

ITER_CHUNK_SIZE = 512


class _Hooked:
    """What hooks can be registered with."""

    def register_hook(self, event: str, hook: "Any") -> None:
        """Add a function, or several, to be called with each response."""
        if event not in self.hooks:
            raise ValueError(f"Unsupported event specified, with event name {event!r}")
        self.hooks[event].extend([one for one in ([hook] if callable(hook) else hook) if callable(one)])

    def deregister_hook(self, event: str, hook: "Any") -> bool:
        """Remove a function; False when it was not registered."""
        try:
            self.hooks[event].remove(hook)
        except ValueError:
            return False
        return True

    def _set_hooks(self, hooks: "dict[str, Any] | None") -> None:
        self.hooks = default_hooks()
        for event, hook in (hooks or {}).items():
            self.register_hook(event, hook)


class Request(_Hooked):
    """A request as the caller says it; `prepare` makes what is sent."""

    def __init__(
        self, method: "Any" = None, url: "Any" = None, headers: "Any" = None, files: "Any" = None, data: "Any" = None,
        params: "Any" = None, auth: "Any" = None, cookies: "Any" = None,
        hooks: "Any" = None, json: "Any" = None,
    ) -> None:  # fmt: skip
        self.method = method
        self.url = url
        self.headers: "dict[str, Any]" = {} if headers is None else headers
        self.files: "list[Any]" = [] if files is None else files
        self.data: "list[Any]" = [] if data is None else data
        self.json = json
        self.params: "dict[str, Any]" = {} if params is None else params
        self.auth = auth
        self.cookies = cookies
        self._set_hooks(hooks)

    def __repr__(self) -> str:
        return f"<Request [{self.method}]>"

    def prepare(self) -> "PreparedRequest":
        """Return the request without a session's settings."""
        prepared = PreparedRequest()
        prepared.prepare(
            self.method, self.url, self.headers, self.files, self.data, self.params, self.auth, self.cookies,
            self.hooks, self.json,
        )  # fmt: skip
        return prepared


class PreparedRequest(_Hooked):
    """The request as it will be sent; its attributes may be changed until then."""

    def __init__(self) -> None:
        self.method: "Any" = None
        self.url: "Any" = None
        self.headers: "Any" = None
        self._cookies: "Any" = None
        self.body: "Any" = None
        self.hooks = default_hooks()
        self._body_start: "Any" = None  # where a stream stood
        self._split: "Any" = None  # (the URL, its parts)

    def __repr__(self) -> str:
        return f"<PreparedRequest [{self.method}]>"

    def prepare(
        self, method: "Any" = None, url: "Any" = None, headers: "Any" = None, files: "Any" = None, data: "Any" = None,
        params: "Any" = None, auth: "Any" = None, cookies: "Any" = None,
        hooks: "Any" = None, json: "Any" = None,
    ) -> None:  # fmt: skip
        """Fill in everything, in the order in which one needs the other."""
        self.prepare_method(method)
        self.prepare_url(url, params)
        self.prepare_headers(headers)
        self.prepare_cookies(cookies)
        self.prepare_body(data, files, json)
        self.prepare_auth(auth, url)
        self.prepare_hooks(hooks)

    def copy(self) -> "PreparedRequest":
        """Return an independent request with the same body."""
        other = PreparedRequest()
        other.method = self.method
        other.url = self.url
        other.headers = None if self.headers is None else self.headers.copy()
        other._cookies = self._cookies
        other.body = self.body
        other._body_start = self._body_start
        other.hooks = {event: list(hooks) for event, hooks in self.hooks.items()}
        return other

    def prepare_method(self, method: "str | bytes | None") -> None:
        if isinstance(method, bytes):
            method = latin1_text(method)
        self.method = method
        if method is not None:
            self.method = plain_text(method).upper()
            check_method(self.method)

    def prepare_url(self, url: "Any", params: "Any") -> None:
        url = url_text(url)
        if not is_http(url):
            self.url = url
            return
        query = ""
        if params:
            from ._core.query import encode_params

            query = encode_params(params)
        parts = prepare_url(url, query)
        self.url = unsplit_url(parts)
        self._split = self.url, parts

    def prepare_headers(self, headers: "Any") -> None:
        self.headers = CaseInsensitiveDict()
        for name, value in headers.items() if headers else ():
            name, value = check_header(name, value)
            self.headers[name] = value

    def prepare_cookies(self, cookies: "Any") -> None:
        """Set the Cookie header from a dict or a jar; only the first call does, as there is one such header."""
        if not cookies or self.headers.get("Cookie") is not None:
            return
        from .cookies import cookiejar_from_dict, get_cookie_header

        self._cookies = cookiejar_from_dict(cookies)
        value = get_cookie_header(self._cookies, self)
        if value is not None:
            self.headers["Cookie"] = check_header("Cookie", value)[1]

    def prepare_body(self, data: "Any", files: "Any", json: "Any" = None) -> None:
        if not data and not files and json is None:
            self.body = None
            self.prepare_content_length(None)
            return
        self.body, content_type, length = choose_body(data, files, json, _dumps, _boundary)
        if content_type and "Content-Type" not in self.headers:
            self.headers["Content-Type"] = content_type
        if hasattr(self.body, "tell"):
            self._body_start = _position(self.body)
        set_framing(self.headers, length, self.method)

    def rewind_body(self) -> None:
        """Begin the body again, that was sent once; raises UnrewindableBodyError."""
        if self.body is None or isinstance(self.body, (str, bytes, bytearray, memoryview)):
            return
        if hasattr(self.body, "rewind"):
            self.body.rewind()
        elif self._body_start is None:
            raise UnrewindableBodyError("Unable to rewind request body for redirect.", request=self)
        else:
            self.body.seek(self._body_start)

    def prepare_content_length(self, body: "Any") -> None:
        """Say how long the body is, in the way that its length asks for."""
        set_framing(self.headers, body_length(body), self.method)

    def prepare_auth(self, auth: "Any", url: "Any" = "") -> None:
        if auth is None:
            auth = url_auth(self.url) if "@" in self.url else None
            auth = auth if auth and (auth[0] or auth[1]) else None
        if not auth:
            return
        if isinstance(auth, tuple) and len(auth) == 2:
            from .auth import HTTPBasicAuth

            auth = HTTPBasicAuth(*auth)
        changed = auth(self)
        if changed is not self:
            for name, value in changed.__dict__.items():
                setattr(self, name, value)
        if not hasattr(self.body, "content_type"):
            self.prepare_content_length(self.body)

    def prepare_hooks(self, hooks: "Any") -> None:
        for event, hook in (hooks or {}).items():
            self.register_hook(event, hook)

    @property
    def path_url(self) -> str:
        """The path and the query."""
        return request_target(self.parts())

    def parts(self) -> "Any":
        """The URL taken apart, once for each URL; raises InvalidURL."""
        if self._split is None or self._split[0] != self.url:
            self._split = self.url, split_url(self.url)
        return self._split[1]


def _position(file: "Any") -> "int | None":
    try:
        return file.tell()
    except (OSError, ValueError):
        return None


def _dumps(value: "Any") -> str:
    from ._core.json import check_json

    check_json(value)
    return jsonlib.dumps(value)


def _boundary() -> str:
    from ._nonce import token

    return token()


class Elapsed:
    """A span of time, as much of datetime.timedelta as a board needs."""

    def __init__(self, ms: int = 0) -> None:
        self.ms = ms

    def total_seconds(self) -> float:
        return self.ms / 1000

    def __repr__(self) -> str:
        return f"<{self.ms} ms>"


class Response:
    """An answer: its head at once, its body in `content`, or as a stream that is read as it comes."""

    def __init__(self) -> None:
        self.status_code: "Any" = None
        self.reason: "Any" = None
        self.headers: "CaseInsensitiveDict[str]" = CaseInsensitiveDict()
        self.url: "Any" = None
        self.encoding: "Any" = None
        self.raw: "Any" = None
        self.request: "Any" = None
        self.connection: "Any" = None
        self.history: "list[Any]" = []
        self.elapsed = Elapsed()
        self._content: "Any" = False
        self._content_consumed = False
        self._decoded: "Any" = None
        self._cookies: "Any" = None
        self._session: "Any" = None  # who did not follow this redirect

    def __enter__(self) -> "Response":
        return self

    def __exit__(self, *args: "Any") -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Response [{self.status_code}]>"

    def __bool__(self) -> bool:
        return self.ok

    def __iter__(self) -> "Iterator[Any]":
        return self.iter_content(128)

    @property
    def ok(self) -> bool:
        """Whether the status is below 400."""
        return not 400 <= self.status_code < 600

    @property
    def is_redirect(self) -> bool:
        """Whether this is an answer that a session would follow."""
        return is_redirect(self.status_code, self.headers.get("location"))

    @property
    def is_permanent_redirect(self) -> bool:
        """Whether the resource moved for good."""
        return is_permanent_redirect(self.status_code, self.headers.get("location"))

    @property
    def next(self) -> "PreparedRequest | None":
        """The request that would follow this redirect, where it was not followed and its body can be sent again."""
        try:
            following = self._session and self._session._following(self)
            if following:
                following.rewind_body()
            return following
        except (InvalidURL, UnrewindableBodyError):
            return None

    @property
    def cookies(self) -> "Any":
        """The cookies that this answer set."""
        if self._cookies is None:
            from .cookies import RequestsCookieJar, extract_cookies

            self._cookies = RequestsCookieJar()
            extract_cookies(self._cookies, self)
        return self._cookies

    @cookies.setter
    def cookies(self, jar: "RequestsCookieJar") -> None:
        self._cookies = jar

    @property
    def links(self) -> "dict[str, dict[str, str]]":
        """The Link header: relation (or URL) -> its parameters."""
        value = self.headers.get("link")
        if not value:
            return {}
        from ._core.links import links

        return links(value)

    @property
    def content(self) -> bytes:
        """The whole body, its codings undone; read once, then kept."""
        if self._content is False:
            if self._content_consumed:
                raise RuntimeError("The content for this response was already consumed")
            stream = self._stream()
            self._content_consumed = True  # by a failure too: what is left is not the whole
            try:
                self._content = None if stream is None else stream.read()
            except MemoryError:
                self.close()
                size = self.headers.get("content-length", "unknown length")
                raise RequestException(f"no memory for a body of {size}: stream=True reads it in blocks") from None
            self._keep()
        return self._content

    @property
    def text(self) -> str:
        """The body as text, by `encoding`, else by what it looks like; what is not text in it becomes U+FFFD."""
        if not self.content:
            return ""
        from ._text import decode

        return decode(self.content, self.encoding)

    @property
    def apparent_encoding(self) -> str:
        """UTF-8 if the body is that, else Latin-1, which anything is."""
        from ._text import guess

        return guess(self.content)

    def json(self, **kwargs: "Any") -> "Any":
        """Return the body as an object; raises JSONDecodeError."""
        from ._core.json import join_surrogates, without_bom

        try:
            return jsonlib.loads(join_surrogates(without_bom(self.content or b"")), **kwargs)
        except (ValueError, TypeError):
            raise JSONDecodeError(f"not JSON: {(self.content or b'')[:40]!r}", response=self) from None

    def raise_for_status(self) -> None:
        """Raise HTTPError for a 4xx or a 5xx."""
        status = self.status_code
        if 400 <= status < 600:
            whose = "Client" if status < 500 else "Server"
            reason = self.reason if isinstance(self.reason, str) else (self.reason or b"").decode()
            raise HTTPError(f"{status} {whose} Error: {reason} for url: {shown(str(self.url))}", response=self)

    def iter_content(self, chunk_size: "int | None" = 1, decode_unicode: bool = False) -> "Any":
        """Iterate over the body in blocks of that many bytes; None for whatever has come."""
        if self._content_consumed and self._content is False:
            raise StreamConsumedError("The content for this response was already consumed")
        if chunk_size is not None and not isinstance(chunk_size, int):
            raise TypeError(f"chunk_size must be an int, it is instead a {type(chunk_size)}.")
        chunks = self._slices(chunk_size) if self._content is not False else self._blocks(chunk_size)
        if decode_unicode and self.encoding is not None:
            from ._text import decode_blocks

            return decode_blocks(chunks, self.encoding)
        return chunks

    def _slices(self, size: "int | None") -> "Iterator[Any]":
        content = self._content or b""
        size = size or len(content)
        for start in range(0, len(content), size or 1):
            yield content[start : start + size]

    def _blocks(self, size: "int | None") -> "Iterator[Any]":
        stream = self._stream()
        read = getattr(stream, "read1", stream.read) if size else _reader_of_some(stream)
        while True:
            block = read(size)
            if not block:
                break
            yield block
            block = None  # the next one may take its place
        self._finish()

    def iter_lines(
        self, chunk_size: int = ITER_CHUNK_SIZE, decode_unicode: bool = False, delimiter: "Any" = None,
    ) -> "Any":  # fmt: skip
        """Iterate over the lines of the body, without their ends."""
        from ._core.lines import split_lines

        return split_lines(self.iter_content(chunk_size, decode_unicode), delimiter)

    def save(self, target: "Any", block_size: int = BLOCK) -> int:
        """Write the body to a path or an open binary file, in blocks; return how many bytes that were."""
        try:
            if hasattr(target, "write"):
                return self._copy(target, block_size)
            with open(target, "wb") as file:
                return self._copy(file, block_size)
        except BaseException:
            self.close()
            raise

    def _copy(self, target: "Any", block_size: int) -> int:
        if self._content is not False:
            target.write(self._content or b"")
            return len(self._content or b"")
        stream = self._stream()
        buffer = memoryview(bytearray(block_size))
        total = 0
        while True:
            got = stream.readinto(buffer)
            if not got:
                break
            target.write(buffer[:got])
            total += got
        self._finish()
        return total

    def close(self) -> None:
        """Let go of the connection; what was not read is lost."""
        if self.raw is not None:
            self.raw.close()

    def keep_short(self, limit: int) -> None:
        """Read a body that nobody asked for, to have its connection back; give it up when it is longer than that."""
        if self._content is not False:
            return
        try:
            content = self._stream().read(limit)
        except OSError:
            self._finish()
            return
        if len(content) < limit:
            self._content = content
            self._keep()
        else:
            self._finish()

    def _stream(self) -> "Any":
        """Return the body as a stream, with its codings undone."""
        if self._decoded is None and self.raw is not None:
            limits = getattr(self.raw, "limits", LIMITS)
            self._decoded = decoded(self.raw, self.headers.get("content-encoding", ""), limits)
        return self._decoded

    def _keep(self) -> None:
        """Leave the content to be read from `raw` once more, as on-device mip does."""
        self._finish()
        self.raw = io.BytesIO(self._content or b"")

    def _finish(self) -> None:
        """Note that the body was read; what a coding left behind its end is not worth the connection."""
        self._content_consumed = True
        self._decoded = None
        self.close()


def _reader_of_some(stream: "Any") -> "Any":
    """Return a read() that gives what has come, without waiting for more."""

    buffer = memoryview(bytearray(BLOCK // 2))
    return lambda size: bytes(buffer[: stream.readinto(buffer)])
