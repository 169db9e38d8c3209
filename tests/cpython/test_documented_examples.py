"""The examples of Requests' documentation, with a local httpbin.

The sections are those of the user guide and of the developer interface. If an example uses a site that is not
httpbin, httpbin gives a response with the same status, headers or body.
"""

import io
import json

import pytest
import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

# Making a request


@pytest.mark.parametrize("verb", ["get", "post", "put", "patch", "delete"])
def test_each_verb_is_a_function(httpbin, verb):
    r = getattr(requests, verb)(f"{httpbin}/{verb}")
    assert (r.status_code, r.json()["url"]) == (200, f"{httpbin}/{verb}")


def test_head_has_headers_only(httpbin):
    r = requests.head(httpbin + "/get")
    assert (r.status_code, r.content) == (200, b"")
    assert int(r.headers["content-length"]) > 0


def test_options_tells_the_verbs(httpbin):
    allowed = requests.options(httpbin + "/get").headers["allow"]
    assert {"GET", "HEAD", "OPTIONS"} <= set(allowed.split(", "))


def test_request_takes_the_verb(httpbin):
    r = requests.request("GET", httpbin + "/get")
    assert repr(r) == "<Response [200]>"


# Passing parameters in URLs


def test_params_dict(httpbin):
    r = requests.get(httpbin + "/get", params={"key1": "value1", "key2": "value2"})
    assert r.url == httpbin + "/get?key1=value1&key2=value2"
    assert r.json()["args"] == {"key1": "value1", "key2": "value2"}


def test_params_list(httpbin):
    r = requests.get(httpbin + "/get", params={"key1": "value1", "key2": ["value2", "value3"]})
    assert r.url == httpbin + "/get?key1=value1&key2=value2&key2=value3"


# Response content


def test_text_follows_the_encoding(httpbin):
    r = requests.get(httpbin + "/encoding/utf8")
    assert r.encoding == "utf-8"
    assert "∮ E⋅da = Q" in r.text
    r.encoding = "ISO-8859-1"
    assert "∮" not in r.text
    assert "∮".encode().decode("latin-1") in r.text


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_content_is_decoded(httpbin, coding):
    r = requests.get(f"{httpbin}/{coding}")
    assert r.headers["Content-Encoding"] == coding
    assert json.loads(r.content) == r.json()


def test_binary_content_makes_an_image(httpbin):
    r = requests.get(httpbin + "/image/png")
    assert io.BytesIO(r.content).read(8) == b"\x89PNG\r\n\x1a\n"


def test_json_content(httpbin):
    assert requests.get(httpbin + "/json").json()["slideshow"]["title"] == "Sample Slide Show"


def test_json_of_invalid_text_raises(httpbin):
    with pytest.raises(requests.exceptions.JSONDecodeError):
        requests.get(httpbin + "/html").json()


def test_raw_content_is_as_it_came(httpbin):
    with requests.get(httpbin + "/gzip", stream=True) as r:
        assert r.raw.read(2) == b"\x1f\x8b"


def test_stream_to_a_file(httpbin, tmp_path):
    path = tmp_path / "bytes"
    with requests.get(httpbin + "/stream-bytes/5000?seed=1", stream=True) as r, path.open("wb") as f:
        for chunk in r.iter_content(chunk_size=128):
            f.write(chunk)
    assert path.stat().st_size == 5000


def test_iter_lines_of_a_stream(httpbin):
    r = requests.get(httpbin + "/stream/20", stream=True)
    assert [json.loads(line)["id"] for line in r.iter_lines() if line] == list(range(20))


# Custom headers


def test_custom_headers(httpbin):
    got = requests.get(httpbin + "/headers", headers={"user-agent": "my-app/0.0.1"}).json()["headers"]
    assert got["User-Agent"] == "my-app/0.0.1"


def test_content_type_of_the_caller(httpbin):
    headers = {"content-type": "application/vnd.gate+json"}
    r = requests.post(httpbin + "/post", data=json.dumps({"some": "data"}), headers=headers)
    assert r.json()["headers"]["Content-Type"] == "application/vnd.gate+json"
    assert r.json()["json"] == {"some": "data"}


# More complicated POST requests


def test_form_of_a_dict(httpbin):
    r = requests.post(httpbin + "/post", data={"key1": "value1", "key2": "value2"})
    assert r.json()["form"] == {"key1": "value1", "key2": "value2"}


@pytest.mark.parametrize("payload", [[("key1", "value1"), ("key1", "value2")], {"key1": ["value1", "value2"]}])
def test_form_with_a_repeated_key(httpbin, payload):
    assert requests.post(httpbin + "/post", data=payload).json()["form"] == {"key1": ["value1", "value2"]}


def test_data_of_a_string(httpbin):
    assert requests.post(httpbin + "/post", data=json.dumps({"some": "data"})).json()["data"] == '{"some": "data"}'


def test_json_parameter(httpbin):
    r = requests.post(httpbin + "/post", json={"some": "data"})
    assert r.json()["json"] == {"some": "data"}
    assert r.json()["headers"]["Content-Type"] == "application/json"


# POST a multipart-encoded file


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.xls"
    path.write_bytes(b"rows")
    with path.open("rb") as f:
        yield f


def test_file(httpbin, report):
    assert requests.post(httpbin + "/post", files={"file": report}).json()["files"] == {"file": "rows"}


def test_file_with_its_name_type_and_headers(httpbin, report):
    files = {"file": ("report.xls", report, "application/vnd.ms-excel", {"Expires": "0"})}
    r = requests.post(httpbin + "/post", files=files)
    assert r.json()["files"] == {"file": "rows"}
    for line in (b'name="file"; filename="report.xls"', b"Expires: 0", b"Content-Type: application/vnd.ms-excel"):
        assert line + b"\r\n" in sent(r)


def sent(r):
    """The body that was sent, as bytes."""
    return bytes(r.request.body)


def test_string_as_a_file(httpbin):
    text = "some,data,to,send\nanother,row,to,send\n"
    assert requests.post(httpbin + "/post", files={"file": ("report.csv", text)}).json()["files"] == {"file": text}


def test_several_files_of_one_field(httpbin):
    files = [("images", ("foo.png", b"foo", "image/png")), ("images", ("bar.png", b"bar", "image/png"))]
    r = requests.post(httpbin + "/post", files=files)
    assert sent(r).count(b'name="images"') == 2
    assert r.status_code == 200


# Response status codes


def test_status_codes(httpbin):
    r = requests.get(httpbin + "/get")
    assert r.status_code == 200 == requests.codes.ok
    assert r.raise_for_status() is None


def test_bad_status_raises(httpbin):
    bad = requests.get(httpbin + "/status/404")
    assert bad.status_code == 404
    with pytest.raises(requests.exceptions.HTTPError, match="404 Client Error: NOT FOUND for url: ") as caught:
        bad.raise_for_status()
    assert caught.value.response is bad


def test_codes_by_name():
    assert requests.codes["temporary_redirect"] == 307
    assert requests.codes.teapot == 418
    assert requests.codes["\\o/"] == 200
    assert requests.codes.TEAPOT == 418


# Response headers


def test_headers_ignore_case(httpbin):
    r = requests.get(httpbin + "/get")
    assert r.headers["Content-Type"] == r.headers.get("content-type") == "application/json"
    assert r.headers.get("X-Random") is None


def test_headers_that_were_sent(httpbin):
    r = requests.get(httpbin + "/get")
    assert r.request.headers["Accept"] == "*/*"
    assert r.request.headers["User-Agent"].startswith("python-requests/")


# Cookies


def test_cookie_of_a_response(httpbin):
    r = requests.get(httpbin + "/cookies/set/requests-is/awesome", allow_redirects=False)
    assert r.cookies["requests-is"] == "awesome"


def test_cookies_are_sent(httpbin):
    r = requests.get(httpbin + "/cookies", cookies={"cookies_are": "working"})
    assert r.json() == {"cookies": {"cookies_are": "working"}}


def test_jar_sends_by_path(httpbin):
    jar = requests.cookies.RequestsCookieJar()
    jar.set("tasty_cookie", "yum", domain="127.0.0.1", path="/cookies")
    jar.set("gross_cookie", "blech", domain="127.0.0.1", path="/elsewhere")
    assert requests.get(httpbin + "/cookies", cookies=jar).json() == {"cookies": {"tasty_cookie": "yum"}}


# Redirection and history


@pytest.mark.parametrize("verb", ["get", "post"])
def test_redirect_is_followed(httpbin, verb):
    start = f"{httpbin}/redirect-to?url=/get&status_code=301"
    r = getattr(requests, verb)(start)
    assert (r.url, r.status_code, repr(r.history)) == (httpbin + "/get", 200, "[<Response [301]>]")


def test_redirect_is_not_followed_with_allow_redirects_false(httpbin):
    r = requests.get(httpbin + "/redirect-to?url=/get&status_code=301", allow_redirects=False)
    assert (r.status_code, r.history, r.is_redirect) == (301, [], True)


def test_head_follows_with_allow_redirects(httpbin):
    assert requests.head(httpbin + "/redirect/1").status_code == 302
    r = requests.head(httpbin + "/redirect/1", allow_redirects=True)
    assert (r.url, len(r.history)) == (httpbin + "/get", 1)


def test_too_many_redirects(httpbin):
    with requests.Session() as s:
        s.max_redirects = 3
        with pytest.raises(requests.exceptions.TooManyRedirects):
            s.get(httpbin + "/redirect/4")


# Timeouts, errors and exceptions


def test_timeout(httpbin):
    with pytest.raises(requests.exceptions.Timeout):
        requests.get(httpbin + "/delay/1", timeout=0.1)


def test_refused_connection(server):
    with pytest.raises(requests.exceptions.ConnectionError) as caught:
        requests.get(server.addresses["refused"])
    assert isinstance(caught.value, requests.exceptions.RequestException)


# Session objects


def test_session_keeps_cookies(httpbin):
    s = requests.Session()
    s.get(httpbin + "/cookies/set/sessioncookie/123456789")
    assert s.get(httpbin + "/cookies").json() == {"cookies": {"sessioncookie": "123456789"}}
    s.close()


def test_session_has_defaults(httpbin):
    with requests.Session() as s:
        s.auth = ("user", "pass")
        s.headers.update({"x-test": "true"})
        got = s.get(httpbin + "/headers", headers={"x-test2": "true"}).json()["headers"]
    assert (got["X-Test"], got["X-Test2"]) == ("true", "true")
    assert got["Authorization"] == "Basic dXNlcjpwYXNz"


def test_cookies_of_a_request_are_not_kept(httpbin):
    with requests.Session() as s:
        assert s.get(httpbin + "/cookies", cookies={"from-my": "browser"}).json()["cookies"] == {"from-my": "browser"}
        assert s.get(httpbin + "/cookies").json()["cookies"] == {}


def test_none_removes_a_default(httpbin):
    with requests.Session() as s:
        s.headers["X-Gone"] = "1"
        assert "X-Gone" not in s.get(httpbin + "/headers", headers={"X-Gone": None}).json()["headers"]


def test_session_is_a_context(httpbin):
    with requests.Session() as s:
        assert repr(s.get(httpbin + "/get")) == "<Response [200]>"


# Prepared requests


def test_request_is_prepared_and_sent(httpbin):
    prepared = requests.Request("GET", httpbin + "/get").prepare()
    assert repr(prepared) == "<PreparedRequest [GET]>"
    with requests.Session() as s:
        assert repr(s.send(prepared)) == "<Response [200]>"


def test_prepared_request_is_changed_before_it_goes(httpbin):
    with requests.Session() as s:
        prepared = s.prepare_request(requests.Request("POST", httpbin + "/post", data={"a": "1"}))
        prepared.body = "no longer a form"
        prepared.headers["Content-Length"] = str(len(prepared.body))
        del prepared.headers["Content-Type"]
        settings = s.merge_environment_settings(prepared.url, {}, None, None, None)
        assert s.send(prepared, **settings, timeout=5).json()["data"] == "no longer a form"


# TLS verification and client certificates


def test_verification_against_the_authority(server, certificates):
    address = server.addresses["https"] + "/get"
    assert requests.get(address, verify=certificates.files["ca"]).status_code == 200
    with pytest.raises(requests.exceptions.SSLError):
        requests.get(address, verify=True)


def test_wrong_host_name(server, certificates):
    with pytest.raises(requests.exceptions.SSLError, match="localhost"):
        requests.get(server.addresses["https_wrong_name"], verify=certificates.files["ca"])


def test_verification_is_switched_off_with_a_warning(server):
    with pytest.warns(requests.packages.urllib3.exceptions.InsecureRequestWarning):
        assert requests.get(server.addresses["https_unknown"] + "/get", verify=False).status_code == 200


@pytest.mark.parametrize("both_in_one", [False, True])
def test_client_certificate(server, certificates, both_in_one):
    files = certificates.files
    cert = files["client_both"] if both_in_one else (files["client_cert"], files["client_key"])
    address = server.addresses["https_client"] + "/get"
    assert requests.get(address, verify=files["ca"], cert=cert).status_code == 200


def test_client_certificate_that_is_not_there(server, certificates):
    with pytest.raises(OSError, match="wrong_path"):
        requests.get(server.addresses["https_client"], verify=certificates.files["ca"], cert="/wrong_path/server.pem")


# Streaming uploads and chunks


def test_streaming_upload(httpbin, report):
    r = requests.post(httpbin + "/post", data=report)
    assert (r.json()["data"], r.request.headers["Content-Length"]) == ("rows", "4")


def test_generator_is_sent_in_chunks(server):
    def parts():
        yield b"hi"
        yield b"there"

    r = requests.post(server.addresses["http"] + "/post", data=parts())
    assert (r.json()["data"], r.json()["headers"]["transfer-encoding"]) == ("hithere", "chunked")


# Hooks


def test_response_hook(httpbin):
    seen = []
    requests.get(httpbin + "/get", hooks={"response": lambda r, *args, **kwargs: seen.append(r.url)})
    assert seen == [httpbin + "/get"]


def test_session_hook(httpbin):
    seen = []
    with requests.Session() as s:
        s.hooks["response"].append(lambda r, *args, **kwargs: seen.append(r.status_code))
        s.get(httpbin + "/status/418")
    assert seen == [418]


# Authentication


class PizzaAuth(AuthBase):
    """Puts a name into a header."""

    def __init__(self, username):
        self.username = username

    def __call__(self, r):
        r.headers["X-Pizza"] = self.username
        return r


def test_own_authentication(httpbin):
    got = requests.get(httpbin + "/headers", auth=PizzaAuth("kenneth")).json()["headers"]
    assert got["X-Pizza"] == "kenneth"


@pytest.mark.parametrize("auth", [("user", "pass"), HTTPBasicAuth("user", "pass")])
def test_basic_auth(httpbin, auth):
    assert requests.get(httpbin + "/basic-auth/user/pass", auth=auth).json()["authenticated"] is True


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256", "SHA-512"])
def test_digest_auth(httpbin, algorithm):
    auth = HTTPDigestAuth("user", "pass")
    r = requests.get(f"{httpbin}/digest-auth/auth/user/pass/{algorithm}", auth=auth)
    assert r.json() == {"authenticated": True, "user": "user"}


def test_wrong_password(httpbin):
    assert requests.get(httpbin + "/basic-auth/user/pass", auth=("user", "wrong")).status_code == 401


# Proxies


def test_proxy_of_a_call(server):
    proxies = {"http": server.addresses["proxy"]}
    r = requests.get(server.addresses["http"] + "/@docproxy/get", proxies=proxies)
    assert r.status_code == 200
    assert "proxy" in {record["listener"] for record in server.log.find("docproxy")}


def test_proxy_with_a_password(server):
    user, address = "proxy-user:proxy-pass", server.addresses["proxy_auth"]
    proxies = {"http": address.replace("http://", f"http://{user}@")}
    assert requests.get(server.addresses["http"] + "/get", proxies=proxies).status_code == 200


# Link headers


def test_links(httpbin):
    next_page, last = "http://api.example/r?page=2", "http://api.example/r?page=7"
    value = f'<{next_page}>; rel="next", <{last}>; rel="last"'
    r = requests.head(httpbin + "/response-headers", params={"link": value})
    assert r.headers["link"] == value
    assert r.links["next"] == {"url": next_page, "rel": "next"}
    assert r.links["last"] == {"url": last, "rel": "last"}


# Transport adapters


def test_adapter_is_mounted(httpbin):
    with requests.Session() as s:
        adapter = requests.adapters.HTTPAdapter(max_retries=3)
        s.mount(httpbin, adapter)
        assert s.get_adapter(httpbin + "/get") is adapter
        assert s.get(httpbin + "/get").status_code == 200
