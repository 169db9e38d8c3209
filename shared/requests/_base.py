"""The base classes of Request, PreparedRequest, Response and Session, which each backend extends.

The classes contain what needs no socket, no file and no environment. A board loads this module with its first request,
so methods that few programs call are elsewhere. Code that uses a name which programs replace
(`requests.sessions.merge_setting`, `requests.models.PreparedRequest`) is in the backend's module of that name.
"""

from collections import OrderedDict

from ._core.headers import check_method, field_text, latin1_text
from ._loading import loading
from .exceptions import exceptions

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from typing_extensions import Self, Unpack

    from . import _types as _t
    from ._core.http1 import Limits
    from .adapters import BaseAdapter
    from .models import PreparedRequest as Prepared
    from .models import Response as Answer


class Request:
    """A request as the caller describes it."""

    _prepared_class: "Any"  # the backend's PreparedRequest

    def __init__(
        self,
        method: "str | None" = None,
        url: "_t.UriType | None" = None,
        headers: "_t.HeadersType" = None,
        files: "_t.FilesType" = None,
        data: "_t.DataType" = None,
        params: "_t.ParamsType" = None,
        auth: "_t.AuthType" = None,
        cookies: "_t.CookiesType" = None,
        hooks: "_t.HooksInputType | None" = None,
        json: "_t.JsonType" = None,
    ) -> None:
        self.hooks: "dict[str, list[Any]]" = {"response": []}
        for event, functions in (hooks or {}).items():
            self.register_hook(event, functions)
        self.method = method
        self.url: "Any" = url
        self.headers: "Any" = {} if headers is None else headers
        self.files: "Any" = [] if files is None else files
        self.data: "Any" = [] if data is None else data
        self.json = json
        self.params: "Any" = {} if params is None else params
        self.auth = auth
        self.cookies = cookies

    def register_hook(self: "Any", event: str, hook: "Any") -> None:
        """Add a function, or the functions of an iterable, to an event; raise ValueError for an unknown event."""
        if event not in self.hooks:
            raise ValueError(f'Unsupported event specified, with event name "{event}"')
        try:
            for one in [hook] if callable(hook) else hook:
                if callable(one):
                    self.hooks[event].append(one)
        except TypeError:
            pass  # neither a function nor an iterable: ignored, as in Requests

    def deregister_hook(self: "Any", event: str, hook: "Callable[..., Any]") -> bool:
        """Remove a function from an event; return True if it was registered."""
        try:
            self.hooks[event].remove(hook)
        except ValueError:
            return False
        return True

    def __repr__(self) -> str:
        return f"<Request [{self.method}]>"

    def prepare(self) -> "Prepared":
        """Return the PreparedRequest, without a session's settings; raise RequestException if it is invalid."""
        prepared: "Prepared" = self._prepared_class()
        prepared.prepare(
            self.method, self.url, self.headers, self.files, self.data, self.params, self.auth, self.cookies,
            self.hooks, self.json,
        )  # fmt: skip
        return prepared


class PreparedRequest:
    """The exact message that is sent."""

    if __debug__ and TYPE_CHECKING:
        prepare_url: "Any"
        prepare_headers: "Any"
        prepare_cookies: "Any"
        prepare_body: "Any"
        prepare_auth: "Any"

    def __init__(self) -> None:
        self.method: "Any" = None
        self.url: "Any" = None
        self.headers: "Any" = None
        self._cookies: "Any" = None
        self.body: "Any" = None
        self.hooks: "dict[str, list[Any]]" = {"response": []}
        self._body_position: "Any" = None  # the position of a stream when it was prepared

    register_hook: "Any" = Request.register_hook
    deregister_hook: "Any" = Request.deregister_hook

    def __repr__(self) -> str:
        return f"<PreparedRequest [{self.method}]>"

    def prepare(
        self,
        method: "str | None" = None,
        url: "_t.UriType | None" = None,
        headers: "_t.HeadersType" = None,
        files: "_t.FilesType" = None,
        data: "_t.DataType" = None,
        params: "_t.ParamsType" = None,
        auth: "_t.AuthType" = None,
        cookies: "_t.CookiesType" = None,
        hooks: "_t.HooksInputType | None" = None,
        json: "_t.JsonType" = None,
    ) -> None:
        """Call all steps, in an order in which `auth` gets a complete request to sign, and can add hooks."""
        self.prepare_method(method)
        self.prepare_url(url, params)
        self.prepare_headers(headers)
        self.prepare_cookies(cookies)
        self.prepare_body(data, files, json)
        self.prepare_auth(auth, url)
        self.prepare_hooks(hooks)

    def prepare_method(self, method: "str | None") -> None:
        """Set the method, in upper case; raise InvalidHeader unless it is a token."""
        if method is not None:
            method = field_text(method).upper()
            check_method(method)
        self.method = method

    def prepare_hooks(self, hooks: "_t.HooksInputType | None") -> None:
        """Add the hooks of each event; raise ValueError for an unknown event."""
        for event, functions in (hooks or {}).items():
            if functions:
                self.register_hook(event, functions)


class Response:
    """The response to a request."""

    if __debug__ and TYPE_CHECKING:
        status_code: int
        reason: "Any"
        url: str

        def iter_content(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
            raise NotImplementedError

        def close(self) -> None: ...

    def __enter__(self) -> "Self":
        return self

    def __exit__(self, *args: "Any") -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Response [{self.status_code}]>"

    def __bool__(self) -> bool:
        """Return `ok`: True for every status that is not an error, not only for 200."""
        return self.ok

    def __iter__(self) -> "Iterator[bytes]":
        """Iterate over the content in pieces of 128 bytes."""
        return self.iter_content(128)

    @property
    def ok(self) -> bool:
        """Whether the status is not an error (400 to 599)."""
        return not 400 <= self.status_code < 600

    def raise_for_status(self) -> None:
        """Raise HTTPError for a status of 400 to 599."""
        if 400 <= self.status_code < 600:
            with loading:
                from ._core.url import shown
            reason = self.reason
            if isinstance(reason, bytes):  # from an adapter of another package
                try:
                    reason = reason.decode()
                except UnicodeError:
                    reason = latin1_text(reason)
            whose = "Client" if self.status_code < 500 else "Server"
            raise exceptions.HTTPError(
                f"{self.status_code} {whose} Error: {reason} for url: {shown(str(self.url))}", response=self
            )


def merge_setting(request_setting: "Any", session_setting: "Any", dict_class: "Any" = OrderedDict) -> "Any":
    """Return the request's setting, or the session's if that is None.

    Two mappings are merged into a `dict_class`: the request's items take precedence, and its items with the value None
    are removed.
    """
    if session_setting is None or request_setting is None:
        return session_setting if request_setting is None else request_setting
    if not hasattr(session_setting, "items") or not hasattr(request_setting, "items"):
        return request_setting
    merged = dict_class(session_setting.items())
    merged.update(request_setting.items())
    for name, value in list(merged.items()):
        if value is None:
            del merged[name]
    return merged


class Session:
    """The adapters of a session, and a function for each HTTP method."""

    if __debug__ and TYPE_CHECKING:
        adapters: "OrderedDict[str, BaseAdapter]"  # {prefix of a URL: adapter}, the longest prefix first
        cookies: Any
        max_redirects: int

        def request(self, *args: Any, **kwargs: Any) -> "Answer":
            raise NotImplementedError

    def __enter__(self) -> "Self":
        return self

    def __exit__(self, *args: "Any") -> None:
        self.close()

    def get(self, url: "_t.UriType", params: "_t.ParamsType" = None, **kwargs: "Unpack[_t.GetKwargs]") -> "Answer":
        """Send a GET request; `kwargs` are those of `request`."""
        kwargs.setdefault("allow_redirects", True)
        return self.request("GET", url, params=params, **kwargs)

    def options(self, url: "_t.UriType", **kwargs: "Unpack[_t.RequestKwargs]") -> "Answer":
        """Send an OPTIONS request; `kwargs` are those of `request`."""
        kwargs.setdefault("allow_redirects", True)
        return self.request("OPTIONS", url, **kwargs)

    def head(self, url: "_t.UriType", **kwargs: "Unpack[_t.RequestKwargs]") -> "Answer":
        """Send a HEAD request; its redirects are not followed unless allow_redirects=True."""
        kwargs.setdefault("allow_redirects", False)
        return self.request("HEAD", url, **kwargs)

    def post(
        self, url: "_t.UriType", data: "_t.DataType" = None, json: "_t.JsonType" = None,
        **kwargs: "Unpack[_t.PostKwargs]",
    ) -> "Answer":  # fmt: skip
        """Send a POST request; `kwargs` are those of `request`."""
        return self.request("POST", url, data=data, json=json, **kwargs)

    def put(self, url: "_t.UriType", data: "_t.DataType" = None, **kwargs: "Unpack[_t.DataKwargs]") -> "Answer":
        """Send a PUT request; `kwargs` are those of `request`."""
        return self.request("PUT", url, data=data, **kwargs)

    def patch(self, url: "_t.UriType", data: "_t.DataType" = None, **kwargs: "Unpack[_t.DataKwargs]") -> "Answer":
        """Send a PATCH request; `kwargs` are those of `request`."""
        return self.request("PATCH", url, data=data, **kwargs)

    def delete(self, url: "_t.UriType", **kwargs: "Unpack[_t.RequestKwargs]") -> "Answer":
        """Send a DELETE request; `kwargs` are those of `request`."""
        return self.request("DELETE", url, **kwargs)

    @property
    def limits(self) -> "Limits":
        """The limits on what is read from servers, a `Limits` of requests.adapters.

        Setting them also sets `limits` of all currently mounted adapters and of the jar in `cookies`, and
        `max_redirects`.
        """
        return self.get_adapter("https://").limits

    @limits.setter
    def limits(self, limits: "Limits") -> None:
        for adapter in self.adapters.values():
            adapter.limits = limits
        self.cookies.limits = limits
        self.max_redirects = limits.redirects

    @property
    def lenient_framing(self) -> bool:
        """Whether to accept responses with invalid framing; setting it sets it for all currently mounted adapters."""
        return self.get_adapter("https://").lenient_framing

    @lenient_framing.setter
    def lenient_framing(self, lenient: bool) -> None:
        for adapter in self.adapters.values():
            adapter.lenient_framing = lenient

    def get_adapter(self, url: str) -> "BaseAdapter":
        """Return the adapter with the longest prefix of a URL; raise InvalidSchema if there is none."""
        lowered = url.lower()
        for prefix, adapter in self.adapters.items():
            if lowered.startswith(prefix if prefix.islower() else prefix.lower()):
                return adapter
        with loading:
            from ._core.url import shown
        raise exceptions.InvalidSchema(f"No connection adapters were found for {shown(url)!r}")

    def mount(self, prefix: str, adapter: "BaseAdapter") -> None:
        """Use an adapter for URLs that begin with a prefix, unless they begin with a longer one."""
        self.adapters[prefix] = adapter
        for key in list(self.adapters):
            if len(key) < len(prefix):
                self.adapters[key] = self.adapters.pop(key)

    def close(self) -> None:
        """Close the idle connections of all adapters."""
        for adapter in self.adapters.values():
            adapter.close()
