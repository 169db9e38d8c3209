"""The examples of the documentation for CPython, for type checkers: checked under strict rules, never run."""

import ssl
from collections.abc import Iterator

import requests
from requests import HTTPError, PreparedRequest, Request, Response, Session, openmv
from requests.adapters import BaseAdapter, HTTPAdapter, Limits
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth, HTTPProxyAuth
from requests.cookies import RequestsCookieJar, cookiejar_from_dict
from requests.exceptions import ChunkedEncodingError, ConnectTimeout, JSONDecodeError, ReadTimeout, SSLError
from requests.structures import CaseInsensitiveDict
from typing_extensions import assert_type


def printed(r: Response, *args: object, **kwargs: object) -> None:
    print(r.url)


def calls(url: str) -> None:
    assert_type(requests.get(url, params={"a": ["b", "c"]}, timeout=(3.05, 27)), Response)
    requests.get(url, params=[("a", "b")], headers={"A": "b"}, cookies={"a": "b"}, auth=("user", "word"))
    requests.get(url, timeout=(1, 2, 3), verify=ssl.create_default_context(), cert=("a.pem", "b.key", "word"))
    requests.get(url, proxies={"http": "http://proxy:3128"}, verify=b"-----BEGIN CERTIFICATE-----", stream=True)
    requests.post(url, data={"a": "b"}, files={"file": ("name.txt", b"content", "text/plain")})
    requests.post(url, json={"a": [1, None]}, hooks={"response": [printed]})
    requests.put(url, data=b"bytes")
    requests.patch(url, data=iter([b"a", b"b"]))
    requests.request("REPORT", url, allow_redirects=False)
    for answer in (requests.head(url), requests.options(url), requests.delete(url)):
        assert_type(answer.status_code == requests.codes.ok, bool)


def answers(r: Response) -> None:
    assert_type(requests.codes.not_found, int)
    assert_type(requests.codes["ok"], int | None)
    assert_type(r.status_code, int)
    assert_type(r.headers, CaseInsensitiveDict[str])
    assert_type(r.headers["Content-Type"], str)
    assert_type(r.content, bytes)
    assert_type(r.text, str)
    assert_type(r.encoding, str | None)
    assert_type(r.history, list[Response])
    assert_type(r.elapsed.total_seconds(), float)
    assert_type(r.cookies, RequestsCookieJar)
    assert_type(r.links, dict[str, dict[str, str]])
    assert_type(r.next, PreparedRequest | None)
    assert_type(r.request.url, str | None)
    assert_type(r.iter_content(1024), Iterator[bytes])
    assert_type(r.iter_lines(), Iterator[bytes])
    assert_type(r.iter_lines(decode_unicode=True), Iterator[str | bytes])
    assert_type(r.iter_content(1024, True), Iterator[str | bytes])
    assert_type(r.save("file.bin"), int)
    assert_type(r.ok, bool)
    for name, value in r.headers.items():
        assert_type(name, str)
        assert_type(value, str)
    r.raise_for_status()


class Token(AuthBase):
    def __call__(self, r: PreparedRequest) -> PreparedRequest:
        r.headers["Authorization"] = "Bearer token"
        return r


class Logging(HTTPAdapter):
    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,
        timeout: float | tuple[float, float] | tuple[float, None] | None = None,
        verify: bool | str = True,
        cert: bytes | str | tuple[bytes | str, bytes | str] | None = None,
        proxies: dict[str, str] | None = None,
    ) -> Response:
        return super().send(request, stream, timeout, verify, cert, proxies)


def sessions(url: str) -> None:
    with Session() as session:
        assert_type(session, Session)
        assert_type(session.headers, CaseInsensitiveDict[str])
        assert_type(session.hooks["response"].append(print), None)
        assert_type(session.proxies, dict[str, str])
        assert_type(session.cookies, RequestsCookieJar)
        assert_type(session.max_redirects, int)
        assert_type(session.get_adapter(url), BaseAdapter)
        session.headers.update({"A": "b"})
        session.auth = HTTPDigestAuth("user", "word")
        session.auth = Token()
        session.params = {"a": "b"}
        session.verify = "/path/to/bundle.pem"
        session.cert = "client.pem"
        session.timeout = 10
        session.limits = Limits(header_size=100)
        session.mount("https://", Logging(max_retries=3, pool_maxsize=20))
        prepared = session.prepare_request(Request("GET", url, auth=HTTPBasicAuth("user", "word")))
        assert_type(session.send(prepared, timeout=1), Response)
        assert_type(session.cookies.get("a"), str | None)
        session.cookies = cookiejar_from_dict({"a": "b"})


def errors(url: str) -> None:
    try:
        requests.get(url)
    except (ConnectTimeout, ReadTimeout, SSLError, ChunkedEncodingError, HTTPError) as error:
        assert_type(error.response, Response | None)
        assert_type(error.request, Request | PreparedRequest | None)
    except JSONDecodeError as error:
        assert_type(error.pos, int)
    HTTPProxyAuth("user", "word")


def on_a_camera(url: str) -> None:
    assert_type(openmv.get(url).status_code, int | None)
