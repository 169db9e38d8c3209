"""The types that shared/requests uses for type checkers: precise in CPython's _types.py, mostly Any here."""

from typing import Any, TypedDict

UriType = str | bytes
ParamsType = Any
DataType = Any
JsonType = Any
HeadersType = Any
FilesType = Any
AuthType = Any
CookiesType = Any
HooksInputType = Any

class BaseKwargs(TypedDict, total=False):
    headers: Any
    cookies: Any
    files: Any
    auth: Any
    timeout: Any
    allow_redirects: bool
    proxies: Any
    hooks: Any
    stream: bool | None
    verify: Any
    cert: Any

class PostKwargs(BaseKwargs, total=False):
    params: Any

class DataKwargs(PostKwargs, total=False):
    json: Any

class GetKwargs(BaseKwargs, total=False):
    data: Any
    json: Any

class RequestKwargs(DataKwargs, total=False):
    data: Any
