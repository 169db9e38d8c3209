"""Invalid arguments and network errors: each is a subclass of RequestException that names the offending value."""

import requests

from harness import address, eq, log, raises, read, script, token, url

E = requests.exceptions


def message(kind, function, *args, **kwargs):
    """Return the text of an exception of exactly that class."""
    error = raises(kind, function, *args, **kwargs)
    assert isinstance(error, requests.RequestException), error
    return str(error)


def get_fails(kind, where, *fragments, **kwargs):
    """requests.get raises that class with those fragments in its message."""
    text = message(kind, read, requests.get, where, **kwargs)
    for fragment in fragments:
        assert fragment in text, text


def case_missing_scheme():
    get_fails(E.MissingSchema, "example.org/path", "example.org/path")


def case_missing_scheme_suggests_one():
    get_fails(E.MissingSchema, "example.org", "https://example.org")


def case_empty_url():
    get_fails(E.MissingSchema, "")


def case_unknown_scheme():
    get_fails(E.InvalidSchema, "ftp://example.org/file", "ftp://example.org/file")


def case_scheme_with_a_typing_error():
    get_fails(E.InvalidSchema, "htp://example.org", "htp://example.org")


def case_host_without_a_scheme():
    """The text before the colon is taken for a scheme, as in Requests."""
    for cookies in (None, {"a": "1"}):
        raises(E.InvalidSchema, requests.get, "localhost:8080/", cookies=cookies)


def case_mailto_is_an_unknown_scheme():
    get_fails(E.InvalidSchema, "mailto:a@example.org", "mailto:", "example.org")


def case_no_message_shows_a_password():
    """Messages are written to logs, which more people may read than may know the password."""
    for kind, where, proxy in (
        (E.HTTPError, url("/status/404").replace("://", "://user:secret@"), None),
        (E.InvalidSchema, "ftp://user:secret@example.org/", None),
        (E.InvalidSchema, "user:secret@example.org/", None),
        (E.MissingSchema, "secret@example.org/", None),
        (E.InvalidURL, "http:/user:secret@example.org/", None),
        (E.InvalidURL, "http://user:secret@example.org:99999/", None),
        (E.InvalidURL, url("/get"), "http://user:secret@example.org:99999"),
        (E.InvalidURL, url("/get"), "http://user:secret@[example.org"),
        (E.InvalidURL, url("/get"), "http://user:secret@"),
    ):
        text = message(kind, fetched, where, proxies=proxy and {"http": proxy})
        assert "secret" not in text and ("example.org" in text or proxy or "/status/404" in text), text


def fetched(where, **kwargs):
    """Return the text of the exception, "" for a response."""
    requests.get(where, **kwargs).raise_for_status()


def case_empty_host():
    get_fails(E.InvalidURL, "http://", "http://")


def case_empty_host_with_path():
    get_fails(E.InvalidURL, "http:///path")


def case_empty_host_with_port():
    get_fails(E.InvalidURL, "http://:80/")


def case_invalid_port():
    get_fails(E.InvalidURL, "http://example.org:port/", "example.org:port")


def case_port_that_is_too_large():
    get_fails(E.InvalidURL, "http://example.org:99999/", "99999")


def case_port_that_is_negative():
    get_fails(E.InvalidURL, "http://example.org:-80/")


def case_host_that_begins_with_a_star():
    get_fails(E.InvalidURL, "http://*example.org/")


def case_host_that_begins_with_a_dot():
    get_fails(E.InvalidURL, "http://.example.org/")


def case_ipv6_literal_without_end():
    get_fails(E.InvalidURL, "http://[::1/")


def case_url_none():
    get_fails(E.MissingSchema, None)


def case_refused_connection():
    port = address("refused").rpartition(":")[2]
    get_fails(E.ConnectionError, url("/", at="refused"), port)


def case_refused_connection_is_not_a_timeout():
    error = raises(E.ConnectionError, requests.get, url("/", at="refused"))
    eq(isinstance(error, E.Timeout), False)


def case_name_that_does_not_resolve():
    get_fails(E.ConnectionError, "http://no-such-name.invalid/", "no-such-name.invalid")


def case_exception_carries_the_request():
    error = raises(E.ConnectionError, requests.get, url("/path", at="refused"))
    eq((error.request.url, error.response), (url("/path", at="refused"), None))


def case_closed_without_a_response():
    get_fails(E.ConnectionError, script("close"))


def case_reset_without_a_response():
    get_fails(E.ConnectionError, script("reset"))


def case_closed_within_the_status_line():
    get_fails(E.ConnectionError, script(b"HTTP/1.1 20", "close"))


def case_closed_within_the_headers():
    get_fails(E.ConnectionError, script(b"HTTP/1.1 200 OK\r\nContent-Le", "close"))


def case_response_that_is_not_http():
    get_fails(E.ConnectionError, script(b"SSH-2.0-OpenSSH_9.2\r\n", "close"))


def case_body_shorter_than_its_length():
    get_fails(E.ChunkedEncodingError, script(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", "close"))


def case_truncated_body_is_never_returned():
    for body in (b"Content-Length: 9\r\n\r\nshort", b"Transfer-Encoding: chunked\r\n\r\n9\r\nshort"):
        r = requests.get(script(b"HTTP/1.1 200 OK\r\n" + body, "close"), stream=True)
        raises(requests.exceptions.ChunkedEncodingError, lambda r=r: r.content)
        for again in (lambda r=r: r.content, lambda r=r: r.text, lambda r=r: list(r.iter_content(3))):
            raises((requests.RequestException, RuntimeError), again)


def case_body_cut_by_a_reset():
    where = script(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", 0.1, "reset")
    error = raises(requests.RequestException, requests.get, where)
    assert isinstance(error, (E.ChunkedEncodingError, E.ConnectionError)), error


def case_chunked_body_without_its_last_chunk():
    where = script(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n", "close")
    get_fails(E.ChunkedEncodingError, where)


def case_refused_port_leaves_the_session_usable():
    with requests.Session() as s:
        raises(E.ConnectionError, s.get, url("/", at="refused"))
        eq(s.get(url("/get")).status_code, 200)


def case_bad_url_opens_no_connection():
    mark = token()
    raises(E.InvalidHeader, requests.get, url("/get", mark), headers={"X": "a\r\nb"})
    eq(log(mark), [])


def case_socket_is_closed_after_an_invalid_response():
    mark = token()
    with requests.Session() as s:
        raises(E.RequestException, s.get, script(b"nonsense\r\n\r\n", "hang", mark=mark))
        eq([seen["end"] for seen in log(mark, closed=5)], ["client"])


def case_socket_is_closed_after_a_short_body():
    mark = token()
    with requests.Session() as s:
        steps = (b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", "half", "hang")
        raises(E.RequestException, s.get, script(*steps, mark=mark))
        eq([seen["end"] for seen in log(mark, closed=5)], ["client"])


def case_password_is_not_in_the_message():
    where = url("/", at="refused").replace("://", "://user:hunter2@")
    text = str(raises(E.ConnectionError, requests.get, where))
    assert "hunter2" not in text, text


def case_exception_names_are_at_the_top_of_the_package():
    names = "RequestException Timeout URLRequired TooManyRedirects HTTPError ConnectionError ConnectTimeout ReadTimeout"
    for name in names.split():
        assert getattr(requests, name) is getattr(E, name), name


def case_every_exception_name_exists():
    names = """RequestException InvalidJSONError JSONDecodeError HTTPError ConnectionError ProxyError SSLError Timeout
    ConnectTimeout ReadTimeout URLRequired TooManyRedirects MissingSchema InvalidSchema InvalidURL InvalidHeader
    InvalidProxyURL ChunkedEncodingError ContentDecodingError StreamConsumedError RetryError UnrewindableBodyError"""
    for name in names.split():
        assert issubclass(getattr(E, name), E.RequestException), name


def case_exceptions_have_the_base_classes_of_requests():
    pairs = [
        ("ConnectTimeout", "ConnectionError"),
        ("ConnectTimeout", "Timeout"),
        ("ReadTimeout", "Timeout"),
        ("SSLError", "ConnectionError"),
        ("ProxyError", "ConnectionError"),
        ("InvalidProxyURL", "InvalidURL"),
        ("JSONDecodeError", "InvalidJSONError"),
    ]
    for name, base in pairs:
        assert issubclass(getattr(E, name), getattr(E, base)), name


def case_requestexception_is_an_oserror():
    assert issubclass(requests.RequestException, OSError)


def case_exception_takes_response_and_request():
    r = requests.get(url("/get"))
    error = requests.RequestException("text", response=r)
    eq((error.response is r, error.request is r.request, str(error)), (True, True, "text"))


def case_unknown_argument_is_a_typeerror():
    raises(TypeError, requests.get, url("/get"), no_such_argument=1)
