"""Sessions: settings, cookies and connections that several requests share."""

from collections import OrderedDict

from . import _base, exceptions
from ._base import merge_setting
from ._core.headers import merge_headers
from ._loading import late, loading
from ._stream import Deadline
from .adapters import HTTPAdapter
from .models import DEFAULT_HEADERS, PreparedRequest, Request
from .structures import CaseInsensitiveDict

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

        from .models import Response


class Session(_base.Session):
    """Settings, cookies and connections that several requests share.

    `timeout` is for requests without one: seconds, (connect, read) or (connect, read, total). If `stream` is None, the
    default, the call reads a body of at most a block, and a longer one is read when it is used; True and False are as
    in Requests.
    """

    trust_env = False

    def __init__(self) -> None:
        self.headers = CaseInsensitiveDict.from_pairs(DEFAULT_HEADERS)
        self.auth = self.cert = self.timeout = self.stream = self._cookies = None  # type: "Any"
        self.proxies: "dict[str, Any]" = {}
        self.hooks: "dict[str, Any]" = {"response": []}
        self.params: "dict[str, Any]" = {}
        self.verify = True
        self.max_redirects = 30
        self.adapters = OrderedDict()
        adapter = HTTPAdapter()
        self.mount("https://", adapter)
        self.mount("http://", adapter)

    @property
    def cookies(self) -> "Any":
        """The cookie jar, created on first use."""
        if self._cookies is None:
            with loading:
                from .cookies import RequestsCookieJar

                if self._cookies is None:
                    self._cookies = RequestsCookieJar()
        return self._cookies

    @cookies.setter
    def cookies(self, jar: "Any") -> None:
        self._cookies = jar

    def prepare_request(self, request: Request) -> PreparedRequest:
        """Return the PreparedRequest for a Request, with this session's settings merged in."""
        cookies = request.cookies
        if not cookies:
            cookies = self._cookies
        elif self._cookies is not None:
            cookies = late("cookies", "merge_cookies")(self._cookies.copy(), cookies)
        prepared = PreparedRequest()
        prepared.prepare(
            request.method,
            request.url,
            merge_headers(self.headers, request.headers),
            request.files,
            request.data,
            merge_setting(request.params, self.params) if self.params else request.params,
            request.auth if request.auth is not None else self.auth,
            cookies,
            request.hooks if request.hooks.get("response") else self.hooks,
            request.json,
        )
        return prepared

    def request(
        self, method: "Any", url: "Any", params: "Any" = None, data: "Any" = None, headers: "Any" = None,
        cookies: "Any" = None, files: "Any" = None, auth: "Any" = None, timeout: "Any" = None,
        allow_redirects: "Any" = True, proxies: "Any" = None, hooks: "Any" = None, stream: "Any" = None,
        verify: "Any" = None, cert: "Any" = None, json: "Any" = None,
    ) -> "Response":  # fmt: skip
        """Send a request and return its Response; raise RequestException for any error."""
        try:
            return self.send(
                self.prepare_request(Request(method, url, headers, files, data, params, auth, cookies, hooks, json)),
                timeout=timeout,
                allow_redirects=allow_redirects,
                proxies=merge_setting(proxies, self.proxies),
                stream=stream,
                verify=verify,
                cert=cert,
            )
        except MemoryError:
            raise exceptions.RequestException(exceptions.NO_MEMORY) from None

    def send(self, request: PreparedRequest, **kwargs: "Any") -> "Response":
        """Send a PreparedRequest, follow its redirects, and read a short body."""
        if isinstance(request, Request):
            raise ValueError("You can only send PreparedRequests.")
        follow = kwargs.pop("allow_redirects", True)
        response: "Any" = None
        try:
            self.complete(kwargs)
            response = self.send_once(request, kwargs)
            if not follow:
                response._session = self
            elif 300 <= response.status_code < 400:
                for following in self.resolve_redirects(response, request, **kwargs):
                    response = following
            if not kwargs["stream"]:
                response.settle(kwargs["stream"])
        except MemoryError:
            if response is not None:
                response.close()
            raise exceptions.RequestException(exceptions.NO_MEMORY, request=request) from None
        return response

    def complete(self, kwargs: "dict[str, Any]") -> None:
        """Add the session's settings; replace a total timeout by a deadline that redirects and hooks share."""
        for name in ("timeout", "stream", "verify", "cert", "proxies"):
            if kwargs.get(name) is None:
                kwargs[name] = getattr(self, name)
        if isinstance(kwargs["timeout"], tuple):
            deadline = Deadline(kwargs["timeout"])
            if deadline.end is not None:
                kwargs["timeout"] = deadline

    def send_once(self, request: PreparedRequest, kwargs: "dict[str, Any]") -> "Response":
        """Send a request without following redirects; store the cookies of the response and call the hooks."""
        try:
            response = self.get_adapter(request.url).send(request, **kwargs)
            try:
                self._note_cookies(response)
                hooked = response
                if request.hooks.get("response"):
                    hooked = late("hooks", "dispatch_hook")("response", request.hooks, response, **kwargs)
                    for noted in hooked.history + [hooked]:
                        if noted is not response:
                            self._note_cookies(noted)
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
        with loading:  # another thread may use the jar
            try:
                late("cookies", "extract_cookies")(self.cookies, response)
            except ImportError:  # a firmware without cookies
                pass

    def resolve_redirects(
        self, response: "Response", request: "PreparedRequest", yield_requests: "Any" = False, **kwargs: "Any",
    ) -> "Any":  # fmt: skip
        """Yield each further response, or, if `yield_requests` is true, the first request instead of sending it."""
        return late("_redirects", "resolve_redirects")(self, response, yield_requests, kwargs)

    def get_redirect_target(self, resp: "Response") -> "Any":
        """Return the Location of a redirect, or None for other responses."""
        return late("_redirects", "get_redirect_target")(resp)

    def rebuild_auth(self, prepared_request: "PreparedRequest", response: "Response") -> None:
        """Remove the credentials from a request that is redirected to another origin."""
        if late("_core.redirect", "strip_auth")(response.request.url, prepared_request.url):
            prepared_request.headers.pop("Authorization", None)
            prepared_request.headers.pop("Proxy-Authorization", None)


session = Session  # a deprecated alias, as in Requests


def single_request_session() -> Session:
    """Return a Session for a single request, which allows the server to close the connection after it."""
    made = Session()
    made.headers["Connection"] = "close"
    return made
