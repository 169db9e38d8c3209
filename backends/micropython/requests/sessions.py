"""Sessions: what several requests share, and the redirects between them."""

from ._core.headers import merge_headers
from ._core.redirect import BODY_HEADERS, drops_body, location_text, redirect_method, redirect_url, strip_auth
from .adapters import HTTPAdapter, patience
from .exceptions import InvalidSchema, TooManyRedirects
from .hooks import default_hooks, dispatch_hook
from .models import PreparedRequest, Request
from .structures import CaseInsensitiveDict

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ._core.limits import Limits
    from .cookies import RequestsCookieJar
    from .models import Response

DEFAULT_REDIRECT_LIMIT = 30
DRAINED = 4096  # bytes of a redirect's body that are read to keep the connection


def default_headers() -> "CaseInsensitiveDict[Any]":
    """Return the headers that every session starts with."""
    from ._raw import can_inflate

    return CaseInsensitiveDict.from_pairs(
        [
            ("User-Agent", "omnirequests"),
            ("Accept-Encoding", "gzip, deflate" if can_inflate() else "identity"),
            ("Accept", "*/*"),
            ("Connection", "keep-alive"),
        ]
    )


def merge_setting(request_setting: "Any", session_setting: "Any", dict_class: "Any" = dict) -> "Any":
    """Return the request's setting; of two mappings the union, where None in the request's removes."""
    if session_setting is None or request_setting is None:
        return session_setting if request_setting is None else request_setting
    if not hasattr(request_setting, "items") or not hasattr(session_setting, "items"):
        return request_setting
    merged = dict_class()
    for setting in (session_setting, request_setting):
        for key, value in setting.items():
            merged[key] = value
    for key in [key for key, value in merged.items() if value is None]:
        del merged[key]
    return merged


class Session:
    """Requests that share headers, auth, cookies and connections.

    `timeout` holds for requests that bring none: seconds, (connect, read) or (connect, read, total).
    """

    def __init__(self) -> None:
        self.headers = default_headers()
        self.auth: "Any" = None
        self.proxies: "dict[str, Any]" = {}
        self.hooks = default_hooks()
        self.params: "dict[str, Any]" = {}
        self.stream = False
        self.verify = True
        self.cert: "Any" = None
        self.timeout: "Any" = None
        self.max_redirects = DEFAULT_REDIRECT_LIMIT
        self.trust_env = False
        self.adapters: "list[Any]" = []  # (prefix, adapter), the longest first
        self._cookies: "Any" = None
        adapter = HTTPAdapter()
        self.mount("https://", adapter)
        self.mount("http://", adapter)

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *args: "Any") -> None:
        self.close()

    @property
    def cookies(self) -> "Any":
        """The jar; it is made when somebody asks."""
        if self._cookies is None:
            from .cookies import RequestsCookieJar

            self._cookies = RequestsCookieJar()
        return self._cookies

    @cookies.setter
    def cookies(self, jar: "RequestsCookieJar") -> None:
        self._cookies = jar

    @property
    def limits(self) -> "Limits":
        """The bounds of what is read; setting them sets those of the mounted adapters, the jar's and max_redirects."""
        return self.get_adapter("https://").limits

    @limits.setter
    def limits(self, limits: "Limits") -> None:
        for _, adapter in self.adapters:
            adapter.limits = limits
        self.cookies.limits = limits
        self.max_redirects = limits.redirects

    @property
    def lenient_framing(self) -> bool:
        """Whether to accept answers whose end is in doubt; setting it sets that of the mounted adapters."""
        return bool(self.get_adapter("https://").lenient_framing)

    @lenient_framing.setter
    def lenient_framing(self, lenient: bool) -> None:
        for _, adapter in self.adapters:
            adapter.lenient_framing = lenient

    def mount(self, prefix: str, adapter: "Any") -> None:
        """Let an adapter serve the URLs that begin with `prefix`."""
        pairs = [pair for pair in self.adapters if pair[0] != prefix] + [(prefix, adapter)]
        self.adapters = sorted(pairs, key=lambda pair: -len(pair[0]))

    def get_adapter(self, url: str) -> "Any":
        """Return the adapter with the longest fitting prefix; raises InvalidSchema."""
        for prefix, adapter in self.adapters:
            if url[: len(prefix)].lower() == prefix.lower():
                return adapter
        from ._core.url import shown

        raise InvalidSchema(f"No connection adapters were found for {shown(url)!r}")

    def close(self) -> None:
        """Close the idle connections."""
        for _, adapter in self.adapters:
            adapter.close()

    def prepare_request(self, request: Request) -> PreparedRequest:
        """Return the request with the session's settings merged in."""
        prepared = PreparedRequest()
        prepared.prepare(
            method=request.method,
            url=request.url,
            files=request.files,
            data=request.data,
            json=request.json,
            headers=merge_headers(self.headers, request.headers),
            params=merge_setting(request.params, self.params),
            auth=request.auth if request.auth is not None else self.auth,
            cookies=self._merged_cookies(request.cookies),
            hooks=request.hooks if request.hooks.get("response") else self.hooks,
        )
        return prepared

    def _merged_cookies(self, cookies: "Any") -> "Any":
        if not cookies:
            return self._cookies
        from .cookies import RequestsCookieJar, merge_cookies

        jar = RequestsCookieJar()
        if self._cookies is not None:
            jar = merge_cookies(jar, self._cookies)
        return merge_cookies(jar, cookies)

    def request(
        self, method: "Any", url: "Any", params: "Any" = None, data: "Any" = None, headers: "Any" = None,
        cookies: "Any" = None, files: "Any" = None, auth: "Any" = None, timeout: "Any" = None,
        allow_redirects: "Any" = True, proxies: "Any" = None, hooks: "Any" = None, stream: "Any" = None,
        verify: "Any" = None, cert: "Any" = None, json: "Any" = None,
    ) -> "Response":  # fmt: skip
        """Send a request and return its Response; raises a RequestException."""
        request = Request(method, url, headers, files, data, params, auth, cookies, hooks, json)
        prepared = self.prepare_request(request)
        return self.send(
            prepared,
            timeout=timeout,
            allow_redirects=allow_redirects,
            proxies=merge_setting(proxies, self.proxies),
            stream=stream,
            verify=verify,
            cert=cert,
        )

    def get(self, url: "Any", **kwargs: "Any") -> "Response":
        """Send a GET request."""
        return self.request("GET", url, **kwargs)

    def options(self, url: "Any", **kwargs: "Any") -> "Response":
        """Send an OPTIONS request."""
        return self.request("OPTIONS", url, **kwargs)

    def head(self, url: "Any", **kwargs: "Any") -> "Response":
        """Send a HEAD request, whose redirects are not followed."""
        kwargs.setdefault("allow_redirects", False)
        return self.request("HEAD", url, **kwargs)

    def post(self, url: "Any", data: "Any" = None, json: "Any" = None, **kwargs: "Any") -> "Response":
        """Send a POST request."""
        return self.request("POST", url, data=data, json=json, **kwargs)

    def put(self, url: "Any", data: "Any" = None, **kwargs: "Any") -> "Response":
        """Send a PUT request."""
        return self.request("PUT", url, data=data, **kwargs)

    def patch(self, url: "Any", data: "Any" = None, **kwargs: "Any") -> "Response":
        """Send a PATCH request."""
        return self.request("PATCH", url, data=data, **kwargs)

    def delete(self, url: "Any", **kwargs: "Any") -> "Response":
        """Send a DELETE request."""
        return self.request("DELETE", url, **kwargs)

    def send(self, request: PreparedRequest, **kwargs: "Any") -> "Response":
        """Send a prepared request, follow its redirects, and read the body unless stream=True."""
        if isinstance(request, Request):
            raise ValueError("You can only send PreparedRequests.")
        follow = kwargs.pop("allow_redirects", True)
        self._complete(kwargs)
        response = self._send_once(request, kwargs)
        if follow:
            for following in self.resolve_redirects(response, request, **kwargs):
                response = following
        else:
            response._session = self
        if not kwargs["stream"]:
            response.content  # noqa: B018  reading it gives the connection back
        return response

    def _complete(self, kwargs: "dict[str, Any]") -> None:
        """Fill in the session's own settings; a total becomes one end for redirects and for the dialogues of hooks."""
        for name in ("timeout", "stream", "verify", "cert", "proxies"):
            if kwargs.get(name) is None:
                kwargs[name] = getattr(self, name)
        if isinstance(kwargs["timeout"], tuple):
            waits = patience(kwargs["timeout"])
            if waits.end is not None:
                kwargs["timeout"] = waits

    def _send_once(self, request: PreparedRequest, kwargs: "dict[str, Any]") -> "Response":
        """Send a request without its redirects; hooks see the answer, the jar its cookies."""
        try:
            response = self.get_adapter(request.url).send(request, **kwargs)
            try:
                self._note_cookies(response)
                hooked = dispatch_hook("response", request.hooks, response, **kwargs)
                for earlier in hooked.history:
                    self._note_cookies(earlier)
                if hooked is not response:
                    self._note_cookies(hooked)
                return hooked
            except BaseException:
                response.close()
                raise
        except OSError as error:
            if getattr(error, "request", request) is None:
                error.request = request  # type: ignore[attr-defined] # it is one of ours
            raise

    def _note_cookies(self, response: "Response") -> None:
        if "set-cookie" not in response.headers:
            return
        try:
            from .cookies import extract_cookies
        except ImportError:  # a firmware without cookies
            return
        extract_cookies(self.cookies, response)

    def _leave(self, response: "Response", history: "list[Response]") -> None:
        """Finish with a redirect: read its body if that is short, to keep the connection, or close it."""
        if len(history) >= self.max_redirects:
            raise TooManyRedirects(f"Exceeded {self.max_redirects} redirects.", response=response)
        history.append(response)
        response.keep_short(DRAINED)

    def get_redirect_target(self, response: "Response") -> "str | None":
        """Return the Location of a redirect, None for another answer."""
        return location_text(response.headers["location"]) if response.is_redirect else None

    def resolve_redirects(
        self, response: "Response", request: "PreparedRequest", yield_requests: "Any" = False, **kwargs: "Any",
    ) -> "Iterator[Any]":  # fmt: skip
        """Yield each further answer, or with yield_requests only the requests that would be sent."""
        self._complete(kwargs)
        history: "list[Response]" = []
        while True:
            try:
                following = self._following(response)
                if following is not None and not yield_requests:
                    self._leave(response, history)
                    following.rewind_body()
            except BaseException:
                response.close()
                raise
            if following is None:
                return
            if yield_requests:
                yield following
                return
            response = self._send_once(following, kwargs)
            response.history = list(history)
            if not (kwargs["stream"] or response.is_redirect):
                response.content  # noqa: B018  reading it gives the connection back
            yield response

    def _following(self, response: "Response") -> "PreparedRequest | None":
        """Return the request that a redirect asks for (RFC 9110 15.4), None when there is none."""
        location = self.get_redirect_target(response)
        url = location and redirect_url(response.url, location)
        if not url:
            return None
        old = response.request
        request = old.copy()
        request.url = url
        request.method = redirect_method(old.method, response.status_code)
        if drops_body(old.method, response.status_code, old.body is not None):
            request.body = None
            for name in BODY_HEADERS:
                request.headers.pop(name, None)
        self.rebuild_auth(request, response)
        self._rebuild_cookies(request, response)
        return request

    def rebuild_auth(self, prepared_request: PreparedRequest, response: "Response") -> None:
        """Take off a request that leaves its origin what was for that alone (RFC 9110 15.4)."""
        if strip_auth(response.request.url, prepared_request.url):
            for name in ("Authorization", "Proxy-Authorization", "Host"):
                prepared_request.headers.pop(name, None)

    def _rebuild_cookies(self, request: PreparedRequest, response: "Response") -> None:
        """Choose the cookies anew; those that were given for one request do not leave its origin."""
        request.headers.pop("Cookie", None)
        if request._cookies is not None and request._cookies is not self._cookies:
            from .cookies import extract_cookies

            jar = request._cookies.copy()
            extract_cookies(jar, response)
            if strip_auth(response.request.url, request.url):
                jar.clear(domain="")
            if self._cookies is not None:
                jar.update(self._cookies)
            request.prepare_cookies(jar)
        elif self._cookies is not None:
            request.prepare_cookies(self._cookies)


def session() -> Session:
    """Return a Session."""
    return Session()
