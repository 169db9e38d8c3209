"""Types of the arguments of the public functions, and two protocols that are checked at run time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from typing import Any, Protocol, TypeVar, runtime_checkable

_T_co = TypeVar("_T_co", covariant=True)
_KT_co = TypeVar("_KT_co", covariant=True)
_VT_co = TypeVar("_VT_co", covariant=True)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from http.cookiejar import CookieJar
    from os import PathLike
    from ssl import SSLContext
    from typing import TypeAlias

    from typing_extensions import TypedDict
    from urllib3.util import Timeout

    from .auth import AuthBase
    from .cookies import RequestsCookieJar
    from .models import PreparedRequest, Response


@runtime_checkable
class SupportsRead(Protocol[_T_co]):
    """A file-like object that can be read."""

    def read(self, length: int = ..., /) -> _T_co:
        """Return at most `length` bytes or characters, or all that are left."""
        ...


@runtime_checkable
class SupportsItems(Protocol[_KT_co, _VT_co]):
    """Anything with `items()`: a dict, a MultiDict."""

    def items(self) -> Iterable[tuple[_KT_co, _VT_co]]:
        """Return the pairs."""
        ...


HookType = Callable[["Response"], Any]
HooksInputType = Mapping[str, Iterable[HookType] | HookType]

if TYPE_CHECKING:
    UriType: TypeAlias = str | bytes
    _Scalar: TypeAlias = str | bytes | int | float | None
    _Values: TypeAlias = _Scalar | Iterable[str | bytes | int | float]
    ParamsType: TypeAlias = (
        SupportsItems[str | bytes | int | float, _Values]
        | Iterable[tuple[str | bytes | int | float, _Values]]
        | str
        | bytes
        | None
    )
    DataType: TypeAlias = (
        SupportsItems[Any, Any]
        | Iterable[tuple[Any, Any]]
        | SupportsRead[str | bytes]
        | Iterable[bytes]
        | Iterable[str]
        | str
        | bytes
        | bytearray
        | memoryview
        | None
    )
    JsonType: TypeAlias = Any
    BodyType: TypeAlias = str | bytes | bytearray | memoryview | SupportsRead[str | bytes] | Iterable[Any] | None
    HeadersType: TypeAlias = Mapping[str, str | bytes | None] | Mapping[str, str] | Mapping[str, bytes] | None
    CookiesType: TypeAlias = RequestsCookieJar | CookieJar | dict[str, str] | None
    _FileContent: TypeAlias = SupportsRead[str | bytes] | str | bytes | bytearray
    _FileSpec: TypeAlias = (
        _FileContent
        | tuple[str | None, _FileContent]
        | tuple[str | None, _FileContent, str | None]
        | tuple[str | None, _FileContent, str | None, Mapping[str, str]]
    )
    FilesType: TypeAlias = Mapping[str, Any] | Iterable[tuple[str, _FileSpec]] | None
    AuthType: TypeAlias = (
        tuple[str | bytes, str | bytes] | AuthBase | Callable[[PreparedRequest], PreparedRequest] | None
    )
    TimeoutType: TypeAlias = (
        float | tuple[float | None, float | None] | tuple[float | None, float | None, float | None] | Timeout | None
    )
    _Path: TypeAlias = str | PathLike[str]
    VerifyType: TypeAlias = bool | _Path | bytes | SSLContext
    CertType: TypeAlias = _Path | tuple[_Path, _Path] | tuple[_Path, _Path, str] | None
    ProxiesType: TypeAlias = MutableMapping[str, str] | None

    # Arguments of methods that programs override. Their overrides are annotated as in Requests, where the types are
    # narrower, and an override may not accept less than the method that it overrides. Any permits both.
    GivenTimeout: TypeAlias = float | Any | None
    GivenVerify: TypeAlias = bool | str | Any
    GivenCert: TypeAlias = str | Any | None
    GivenProxies: TypeAlias = dict[str, str] | Any | None

    class BaseKwargs(TypedDict, total=False):
        """Keyword arguments of all request functions; `timeout` is in seconds."""

        headers: HeadersType
        cookies: CookiesType
        files: FilesType
        auth: AuthType
        timeout: TimeoutType
        allow_redirects: bool
        proxies: ProxiesType
        hooks: HooksInputType | None
        stream: bool | None
        verify: VerifyType | None
        cert: CertType

    class GetKwargs(BaseKwargs, total=False):
        """Keyword arguments of `get`, besides `url` and `params`."""

        data: DataType
        json: JsonType

    class DataKwargs(BaseKwargs, total=False):
        """Keyword arguments of `put` and `patch`, besides `url` and `data`."""

        params: ParamsType
        json: JsonType

    class PostKwargs(BaseKwargs, total=False):
        """Keyword arguments of `post`, besides `url`, `data` and `json`."""

        params: ParamsType

    class RequestKwargs(BaseKwargs, total=False):
        """Keyword arguments of `request`, `options`, `head` and `delete`, besides `method` and `url`."""

        params: ParamsType
        data: DataType
        json: JsonType


def is_prepared(request: PreparedRequest) -> bool:
    """Return True if method and URL are set."""
    return request.method is not None and request.url is not None


__all__ = ["HookType", "HooksInputType", "SupportsItems", "SupportsRead", "is_prepared"]
