"""Sessions: settings, cookies and connections that several requests share, and redirects.

Decisions that programs may override are methods, which call the shared modules.
"""

from __future__ import annotations

import os as os
import sys as sys
import time as time
from collections import OrderedDict
from collections.abc import Callable, Generator, Mapping, MutableMapping
from contextlib import suppress
from datetime import timedelta
from http import cookiejar as cookielib
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin as urljoin
from urllib.parse import urlparse as urlparse

from ._base import Session as BaseSession
from ._base import merge_setting as merge_setting
from ._core.headers import merge_headers
from ._core.redirect import drop_parts, location_text, redirect_method, redirect_url, strip_auth
from ._core.url import is_http
from ._environment import ca_bundle
from ._internal_utils import to_native_string as to_native_string
from ._request_body import check_parsable, escapes_stay, given_headers
from ._transport.response import MessageResponse
from ._transport.timeouts import with_deadline
from ._types import is_prepared as _is_prepared
from .adapters import HTTPAdapter
from .auth import _basic_auth_str
from .cookies import (
    RequestsCookieJar,
    cookiejar_from_dict,
    extract_cookies_to_jar,
    forget_given,
    has_cookies,
    merge_cookies,
)
from .exceptions import (
    ChunkedEncodingError,
    ContentDecodingError,
    InvalidHeader,
    InvalidSchema,
    InvalidURL,
    TooManyRedirects,
    UnrewindableBodyError,
)
from .hooks import default_hooks, dispatch_hook
from .models import DEFAULT_REDIRECT_LIMIT, REDIRECT_STATI, PreparedRequest, Request, Response
from .status_codes import codes as codes
from .structures import CaseInsensitiveDict
from .utils import DEFAULT_PORTS as DEFAULT_PORTS
from .utils import (
    default_headers,
    get_auth_from_url,
    get_environ_proxies,
    get_netrc_auth,
    proxies_to_keep,
    resolve_proxies,
    rewind_body,
    select_proxy,
    to_key_val_list,
)
from .utils import requote_uri as requote_uri
from .utils import should_bypass_proxies as should_bypass_proxies

preferred_clock: Callable[[], float] = time.perf_counter

MAX_DRAIN = 1 << 20  # bytes of a redirect's body that are read to keep its connection

_NO_HEADERS: CaseInsensitiveDict[Any] = CaseInsensitiveDict()

if TYPE_CHECKING:
    from . import _types as _t
    from .adapters import BaseAdapter


def merge_hooks(request_hooks: Any, session_hooks: Any, dict_class: Any = OrderedDict) -> Any:
    """Return `request_hooks` merged with `session_hooks` in a `dict_class`; hooks with an empty list are ignored."""
    if session_hooks is None or session_hooks.get("response") == []:
        return request_hooks
    if request_hooks is None or request_hooks.get("response") == []:
        return session_hooks
    return merge_setting(request_hooks, session_hooks, dict_class)


class SessionRedirectMixin:
    """The methods by which a session follows redirects (RFC 9110 15.4)."""

    max_redirects: int
    trust_env: bool
    cookies: RequestsCookieJar

    def send(self, request: PreparedRequest, **kwargs: Any) -> Response:
        """Send a request; `Session` implements it, and describes `kwargs`."""
        raise NotImplementedError

    def get_redirect_target(self, resp: Response) -> str | None:
        """Return the Location of `resp` if it is a redirect, else None."""
        return location_text(resp.headers["location"]) if resp.is_redirect else None

    def should_strip_auth(self, old_url: str, new_url: str) -> bool:
        """Return True if Authorization must be removed because `new_url` is of another origin than `old_url`."""
        return strip_auth(old_url, new_url)

    def resolve_redirects(
        self,
        resp: Response,
        req: PreparedRequest,
        stream: bool = False,
        timeout: _t.GivenTimeout = None,
        verify: _t.GivenVerify = True,
        cert: _t.GivenCert = None,
        proxies: _t.GivenProxies = None,
        yield_requests: bool = False,
        **adapter_kwargs: Any,
    ) -> Generator[Any, None, None]:
        """Follow redirects from `resp`, the response to `req`, and yield each response.

        With `yield_requests`, yield each request instead of sending it. The requests are sent by `send`, with the
        arguments `stream`, `timeout`, `verify`, `cert`, `proxies` and `adapter_kwargs`. Raises TooManyRedirects,
        UnrewindableBodyError, and the exceptions of `send`.
        """
        history: list[Response] = []
        target = self.get_redirect_target(resp)
        while target:
            resp.history = history[:]
            history.append(resp)
            self._drain_redirect(resp)
            request = self._next_request(resp, req, target)
            proxies = self.rebuild_proxies(request, proxies)
            self.rebuild_auth(request, resp)
            if request._body_position is not None:
                rewind_body(request)
            req = request
            if yield_requests:
                yield req
            else:
                resp = self.send(
                    req,
                    stream=stream,
                    timeout=timeout,
                    verify=verify,
                    cert=cert,
                    proxies=proxies,
                    allow_redirects=False,
                    **adapter_kwargs,
                )
                _extract(self.cookies, req, resp)
                target = self.get_redirect_target(resp)
                yield resp

    def _drain_redirect(self, resp: Response) -> None:
        """Read a redirect's body if it is short, to reuse the connection; raise TooManyRedirects at the limit."""
        try:
            resp._drain(MAX_DRAIN)
        except (ChunkedEncodingError, ContentDecodingError, RuntimeError):
            resp.raw.close()  # an error while draining is ignored
        if len(resp.history) >= self.max_redirects:
            raise TooManyRedirects(f"Exceeded {self.max_redirects} redirects.", response=resp)
        resp.close()

    def _next_request(self, resp: Response, req: PreparedRequest, target: str) -> PreparedRequest:
        """Return the request that follows a redirect, without fields that were meant for the previous one only."""
        request = req.copy()
        request.url = redirect_url(resp.url or "", target, request._get_idna_encoded_host, escapes_stay())
        if not is_http(request.url or ""):
            check_parsable(request.url or "")
        leaves = strip_auth(req._parts(), request._parts())
        self.rebuild_method(request, resp)
        drop_parts(request, req.method or "", resp.status_code, leaves)
        jar: Any = request._cookies
        if jar is None:
            jar = request._cookies = RequestsCookieJar()
        elif leaves:
            forget_given(jar)
        _extract(jar, req, resp)
        if has_cookies(self.cookies):
            merge_cookies(jar, self.cookies)
        request.prepare_cookies(jar)
        return request

    def rebuild_auth(self, prepared_request: PreparedRequest, response: Response) -> None:
        """Remove Authorization if a redirect leads to another origin; add credentials of netrc for the new host.

        `prepared_request` is the next request, `response` the redirect.
        """
        headers = prepared_request.headers
        url = prepared_request.url or ""
        if "Authorization" in headers and self.should_strip_auth(response.request.url or "", url):
            del headers["Authorization"]
        if self.trust_env and "Authorization" not in headers:
            auth = get_netrc_auth(url)
            if auth is not None:
                prepared_request.prepare_auth(auth)

    def rebuild_proxies(self, prepared_request: PreparedRequest, proxies: _t.GivenProxies) -> dict[str, str]:
        """Return the proxies for `prepared_request`, the request after a redirect, and set its Proxy-Authorization.

        `proxies` are those of the previous request. A forwarding proxy reads the header from the request; for a tunnel
        it must be sent with CONNECT only.
        """
        headers, url = prepared_request.headers, prepared_request.url or ""
        scheme = prepared_request._parts().scheme or ""
        kept = proxies_to_keep(url, proxies) if self.trust_env else dict(proxies or {})
        new_proxies: dict[str, str] = resolve_proxies(prepared_request, kept, self.trust_env)
        if "Proxy-Authorization" in headers:
            del headers["Proxy-Authorization"]
        proxy = select_proxy(url, new_proxies)
        if proxy and not scheme.startswith("https") and not proxy.lower().startswith("socks"):
            username, password = get_auth_from_url(proxy)
            if username and password:
                headers["Proxy-Authorization"] = _basic_auth_str(username, password)
        return new_proxies

    def rebuild_method(self, prepared_request: PreparedRequest, response: Response) -> None:
        """Change the method as browsers do: to GET for 302 and 303 except for HEAD, and for 301 if it is POST.

        `prepared_request` is the next request, `response` the redirect.
        """
        prepared_request.method = redirect_method(prepared_request.method or "", response.status_code)


class Session(SessionRedirectMixin, BaseSession):
    """Settings, cookies and connections that several requests share.

        >>> s = requests.Session()
        >>> s.get("https://httpbin.org/get")
        <Response [200]>

    Attributes:
        headers: CaseInsensitiveDict of headers that each request sends.
        auth: (user, password) or a callable, for requests without one.
        proxies: {scheme, or scheme://host: proxy URL}; the key "no_proxy" lists hosts without proxy.
        hooks: {"response": [functions]}.
        params: mapping that is added to each query string.
        stream: whether to leave bodies on the connection until they are read.
        verify: True, False, a path of CA certificates, CA certificates as bytes, or an ssl.SSLContext.
        cert: client certificate: a path, (certificate, key) or (certificate, key, password).
        timeout: the timeout of requests without one, None for no limit; see `request`.
        max_redirects: the greatest number of redirects that a request follows.
        trust_env: whether environment variables and netrc supply proxies, CA bundle and credentials.
        cookies: CookieJar of the stored cookies.
        adapters: {URL prefix: adapter}, longest prefix first.
    """

    __attrs__: list[str] = [
        "headers",
        "cookies",
        "auth",
        "proxies",
        "hooks",
        "params",
        "verify",
        "cert",
        "adapters",
        "stream",
        "trust_env",
        "max_redirects",
    ]

    timeout: _t.TimeoutType = None

    def __init__(self) -> None:
        self.headers: CaseInsensitiveDict[str] = default_headers()
        self.auth: _t.AuthType = None
        self.proxies: dict[str, str] = {}
        self.hooks: dict[str, list[_t.HookType]] = default_hooks()
        self.params: MutableMapping[str, Any] = {}
        self.stream: bool = False
        self.verify: _t.VerifyType | None = True
        self.cert: _t.CertType = None
        self.max_redirects: int = DEFAULT_REDIRECT_LIMIT
        self.trust_env: bool = True
        self.cookies: RequestsCookieJar = RequestsCookieJar()
        self.adapters: OrderedDict[str, BaseAdapter] = OrderedDict()
        self.mount("https://", HTTPAdapter())
        self.mount("http://", HTTPAdapter())

    def __getstate__(self) -> dict[str, Any]:
        state = {attr: getattr(self, attr, None) for attr in self.__attrs__}
        if self.timeout is not None:
            state["timeout"] = self.timeout
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            setattr(self, name, value)

    # -- making a request -------------------------------------------------------------------------------

    def prepare_request(self, request: Request) -> PreparedRequest:
        """Return the PreparedRequest for `request`, a Request, with this session's settings merged in.

        Raises RequestException if the request is invalid.
        """
        own, given = self.headers, given_headers(request.headers) if request.headers else _NO_HEADERS
        as_it_is = given is _NO_HEADERS and type(own) is CaseInsensitiveDict
        if not as_it_is or None in dict(own._store.values()).values():
            own = merge_headers(own, given)
        auth = request.auth
        # A header, even if it is None, takes precedence over netrc.
        if self.trust_env and not auth and not self.auth and not _names_authorization(own, given):
            auth = _netrc_auth(request.url)
        cookies = self._cookies_for(request)
        hooks = merge_hooks(request.hooks, self.hooks)
        auth = merge_setting(auth, self.auth)
        params = merge_setting(request.params, self.params) if self.params else request.params
        prepared = PreparedRequest()
        prepared.prepare(
            method=None if request.method is None else request.method.upper(),
            url=request.url,
            files=request.files,
            data=request.data,
            json=request.json,
            headers=own,
            params=params,
            auth=auth,
            cookies=cookies,
            hooks=hooks,
        )
        return prepared

    def _cookies_for(self, request: Request) -> cookielib.CookieJar | None:
        """Return a new jar with the session's cookies and the request's, or None if there are none."""
        cookies: Any = request.cookies or {}
        if not cookies and not has_cookies(self.cookies):
            return None
        if cookies and not isinstance(cookies, cookielib.CookieJar):
            try:
                cookies = dict(cookies)
            except (TypeError, ValueError):
                raise InvalidHeader(f"cookies must be a dict of str or a CookieJar: {type(cookies).__name__}") from None
            cookies = cookiejar_from_dict(cookies)
        return merge_cookies(merge_cookies(RequestsCookieJar(), self.cookies), cookies)

    def request(
        self,
        method: str,
        url: _t.UriType,
        params: _t.ParamsType = None,
        data: _t.DataType = None,
        headers: _t.HeadersType = None,
        cookies: _t.CookiesType = None,
        files: _t.FilesType = None,
        auth: _t.AuthType = None,
        timeout: _t.TimeoutType = None,
        allow_redirects: bool = True,
        proxies: _t.ProxiesType = None,
        hooks: _t.HooksInputType | None = None,
        stream: bool | None = None,
        verify: _t.VerifyType | None = None,
        cert: _t.CertType = None,
        json: _t.JsonType = None,
    ) -> Response:
        """Make a request and send it.

        Args:
            method: the HTTP method.
            url: the URL: http, https, or another one that an adapter is mounted for.
            params: mapping, pairs, str or bytes for the query string.
            data: fields of a form (mapping or pairs), str, bytes, a file, or an iterator of bytes.
            json: an object to send as JSON, if there are no `data` and `files`.
            headers: headers of this request; None as a value removes a header of the session.
            cookies: dict or CookieJar, for this request only.
            files: mapping or pairs of field name and file, or (filename, file[, type[, headers]]).
            auth: (user, password) or a callable that signs the PreparedRequest.
            timeout: seconds to wait for the connection and for each read; or (connect, read); or
                (connect, read, total), where total is the time from the call to the last byte of the body, including
                redirects; or urllib3's Timeout. None means the session's timeout, which is None for no limit.
            allow_redirects: whether to follow redirects.
            proxies: like the session's, for this request only.
            hooks: {"response": function or functions}.
            stream: whether to leave the body on the connection until it is read.
            verify, cert: like the session's. A `verify` other than None and True overrides the environment.

        Raises:
            RequestException: the base class of all errors.
        """
        prepared = self.prepare_request(
            Request(
                method=method.upper(),
                url=url,
                headers=headers,
                files=files,
                data=data or {},
                json=json,
                params=params or {},
                auth=auth,
                cookies=cookies,
                hooks=hooks,
            )
        )
        settings = self.merge_environment_settings(prepared.url, proxies or {}, stream, verify, cert)
        return self.send(
            prepared,
            timeout=self.timeout if timeout is None else timeout,
            allow_redirects=allow_redirects,
            **settings,
        )

    # -- sending it -------------------------------------------------------------------------------------

    def send(self, request: PreparedRequest, **kwargs: Any) -> Response:
        """Send `request`, a PreparedRequest, and return the last Response, after redirects.

        `kwargs`: stream, timeout, verify, cert, proxies, allow_redirects, as in `request`; their defaults are those of
        the session. Raises RequestException, and ValueError for a Request that was not prepared.
        """
        kwargs.setdefault("stream", self.stream)
        kwargs.setdefault("verify", self.verify)
        kwargs.setdefault("cert", self.cert)
        if "proxies" not in kwargs:
            kwargs["proxies"] = resolve_proxies(request, self.proxies, self.trust_env)
        if isinstance(request, Request):  # type: ignore[unreachable]  # callers without types
            raise ValueError("You can only send PreparedRequests.")
        allow_redirects = kwargs.pop("allow_redirects", True)
        timeout = kwargs.get("timeout", self.timeout)
        if timeout is not None or "timeout" in kwargs:  # else it is not passed: an adapter may not accept it
            kwargs["timeout"] = with_deadline(timeout)
        adapter = self.get_adapter(url=request.url or "")
        start = preferred_clock()
        resp = adapter.send(request, **kwargs)
        resp.elapsed = timedelta(seconds=preferred_clock() - start)
        return self._finish(request, resp, allow_redirects, kwargs)

    def _finish(
        self, request: PreparedRequest, resp: Response, allow_redirects: bool, kwargs: dict[str, Any]
    ) -> Response:
        """Call the hooks for a response, store its cookies, follow its redirects and read its body."""
        resp = dispatch_hook("response", request.hooks, resp, **kwargs)
        for earlier in resp.history:
            _extract(self.cookies, earlier.request, earlier)
        _extract(self.cookies, request, resp)
        if allow_redirects:
            followed = list(self.resolve_redirects(resp, request, **kwargs))
            if followed:
                history = [resp, *followed]
                resp = history.pop()
                resp.history = history
        else:
            following = self.resolve_redirects(resp, request, yield_requests=True, **kwargs)
            with suppress(InvalidURL, UnrewindableBodyError):  # ignored unless redirects are followed
                resp._next = next(following, None)
        if not kwargs["stream"]:
            resp.content  # noqa: B018  # the property reads
        return resp

    def merge_environment_settings(
        self,
        url: Any,
        proxies: _t.GivenProxies,
        stream: bool | None,
        verify: _t.GivenVerify,
        cert: _t.GivenCert,
    ) -> dict[str, Any]:
        """Return {proxies, stream, verify, cert} of a request to `url`, with those of the environment and the session.

        The environment's CA bundle replaces True, but not a path or False that the caller chose. Its proxies are added
        if `proxies` is a mapping, even an empty one, and not if it is None.
        """
        if self.trust_env:
            if proxies is not None:
                found = get_environ_proxies(url, no_proxy=proxies.get("no_proxy"))
                proxies = {**found, **proxies} if found else proxies
            if verify is True or (verify is None and self.verify in (None, True)):
                verify = ca_bundle() or verify
        return {
            "proxies": merge_setting(proxies, self.proxies) if proxies or self.proxies else {},
            "stream": merge_setting(stream, self.stream),
            "verify": merge_setting(verify, self.verify),
            "cert": merge_setting(cert, self.cert),
        }


def session() -> Session:
    """Return a new Session. Deprecated: use the class."""
    return Session()


def single_request_session() -> Session:
    """Return a Session for a single request, for the functions of `requests.api`."""
    session = Session()
    adapters: Any = session.adapters  # a program may have replaced the class
    for adapter in adapters.values() if isinstance(adapters, dict) else ():
        if type(adapter) is HTTPAdapter:
            adapter._use_small_pools()
    return session


def _names_authorization(headers: CaseInsensitiveDict[Any], given: CaseInsensitiveDict[Any]) -> bool:
    store: Any = given._store
    return "authorization" in headers._store or "authorization" in store or b"authorization" in store


def _netrc_auth(url: Any) -> Any:
    """Return the credentials of netrc for a URL; an invalid URL is reported when it is prepared."""
    try:
        return get_netrc_auth(url)
    except (ValueError, AttributeError, TypeError):
        return None


def _extract(jar: Any, request: PreparedRequest, resp: Response) -> None:
    """Store the cookies of a response in a jar; our own responses without Set-Cookie are skipped."""
    if type(resp.raw) is not MessageResponse or "set-cookie" in resp.headers:
        extract_cookies_to_jar(jar, request, resp.raw)
