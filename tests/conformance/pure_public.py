"""The public surface without a network: preparing requests, building responses, adapters, defaults."""

import io

import requests

from harness import eq, raises


def prepared(method="GET", where="http://h/", **kwargs):
    """A prepared request."""
    return requests.Request(method, where, **kwargs).prepare()


def case_public_names_are_there():
    names = "request get options head post put patch delete Session session Request PreparedRequest Response codes"
    for name in names.split():
        assert hasattr(requests, name), name


def case_exceptions_are_there_too():
    names = "RequestException HTTPError ConnectionError Timeout ConnectTimeout ReadTimeout TooManyRedirects URLRequired"
    for name in (names + " JSONDecodeError FileModeWarning").split():
        eq(getattr(requests, name), getattr(requests.exceptions, name))


def case_unknown_names_are_attribute_errors():
    for module in (requests, requests.auth, requests.utils):
        raises(AttributeError, getattr, module, "nothing_of_that_name")


def case_public_modules_are_there():
    for name in (
        "adapters",
        "api",
        "auth",
        "cookies",
        "exceptions",
        "hooks",
        "models",
        "sessions",
        "structures",
        "utils",
    ):
        assert hasattr(requests, name), name


def case_version_is_the_api_level():
    eq(requests.__version__.count("."), 2)


def case_prepare_fills_url_headers_and_body():
    p = prepared("post", "http://h/a", params={"b": "c"}, data={"d": "e"}, headers={"X": "y"})
    eq((p.method, p.url, p.body, p.headers["x"]), ("POST", "http://h/a?b=c", "d=e", "y"))


def case_new_prepared_request_is_empty():
    p = requests.PreparedRequest()
    eq((p.method, p.url, p.headers, p.body, p.hooks), (None, None, None, None, {"response": []}))


def case_parts_may_be_prepared_again():
    p = prepared("POST", data=b"x", auth=("u", "p"))
    p.prepare_method(None)
    eq(p.method, None)
    p.prepare_method("get")
    p.prepare_body(None, None)
    eq((p.method, p.body), ("GET", None))
    p.prepare_headers({"X": "y"})
    eq(list(p.headers.items()), [("X", "y")])


def case_path_url_is_of_the_url_as_it_is_now():
    p = prepared(where="http://h/a")
    eq(p.path_url, "/a")
    p.url = "http://h/b"
    eq(p.path_url, "/b")


def case_path_url_is_the_target():
    eq(prepared(where="http://h/a%20b?c=d#e").path_url, "/a%20b?c=d")


def case_path_url_of_an_empty_path():
    eq(prepared(where="http://h").path_url, "/")


def case_prepared_request_can_be_copied():
    p = prepared("POST", json={"a": 1})
    q = p.copy()
    q.headers["X"] = "1"
    eq((q.method, q.url, q.body, "X" in p.headers), ("POST", p.url, p.body, False))


def case_repr_of_requests():
    eq((repr(requests.Request("GET", "http://h/")), repr(prepared())), ("<Request [GET]>", "<PreparedRequest [GET]>"))


def case_json_body_is_bytes():
    p = prepared("POST", json={"a": [1, None]})
    eq((p.body, p.headers["Content-Length"]), (b'{"a": [1, null]}', "16"))


def case_file_body_stays_a_file():
    file = io.BytesIO(b"12345")
    p = prepared("POST", data=file)
    eq((p.body is file, p.headers["Content-Length"]), (True, "5"))


def case_generator_body_is_chunked():
    p = prepared("POST", data=iter([b"a"]))
    eq((p.headers["Transfer-Encoding"], "Content-Length" in p.headers), ("chunked", False))


def case_get_has_no_length():
    eq("Content-Length" in prepared().headers, False)


def case_post_without_body_has_length_zero():
    eq([prepared(method).headers.get("Content-Length") for method in ("POST", "PUT", "PATCH")], ["0", "0", "0"])


def case_auth_is_applied_when_preparing():
    eq(prepared(auth=("u", "p")).headers["Authorization"], "Basic dTpw")


def case_auth_may_give_another_request():
    def sign(request):
        other = request.copy()
        other.headers["X-Signed"] = "yes"
        other.url += "?signed"
        return other

    p = prepared(auth=sign)
    eq((p.headers["X-Signed"], p.url), ("yes", "http://h/?signed"))


def case_a_password_without_a_user_is_one():
    eq(prepared(where="http://:p@h/").headers["Authorization"], "Basic OnA=")


def case_preparing_directly():
    p = requests.PreparedRequest()
    p.prepare("get", "http://h/a")
    eq((p.method, p.url, p.body, p.hooks), ("GET", "http://h/a", None, {"response": []}))


def case_empty_user_information_sends_no_credentials():
    for where in ("http://@h/", "http://:@h/"):
        eq("Authorization" in prepared(where=where).headers, False)


def case_bytes_have_no_content_type():
    eq("Content-Type" in prepared("POST", data=b"x").headers, False)
    eq(prepared("POST", data={"a": "b"}, headers={"content-type": "mine"}).headers["Content-Type"], "mine")


def case_user_information_is_applied_when_preparing():
    eq(prepared(where="http://u:p@h/").headers["Authorization"], "Basic dTpw")


def case_cookies_are_applied_when_preparing():
    eq(prepared(cookies={"a": "1"}).headers["Cookie"], "a=1")


def case_a_cookie_field_of_the_callers_is_the_only_one():
    eq(prepared(cookies={"a": "1"}, headers={"Cookie": "b=2"}).headers["Cookie"], "b=2")


def case_method_may_be_bytes_or_mixed_case():
    eq((prepared("pUt").method, prepared(b"put").method), ("PUT", "PUT"))


def case_other_schemes_are_not_changed():
    eq(prepared(where="mailto:a@h").url, "mailto:a@h")


def case_idn_host_is_punycode_or_refused():
    """A device has no IDNA tables."""
    try:
        eq(prepared(where="http://bücher.example/").url, "http://xn--bcher-kva.example/")
    except requests.exceptions.InvalidURL:
        pass


def case_ipv6_host_is_kept():
    eq(prepared(where="http://[::1]:8080/a").url, "http://[::1]:8080/a")


def case_response_built_by_hand():
    r = requests.Response()
    r.status_code = 404
    r.reason = "Gone fishing"
    r.url = "http://h/"
    eq(
        (r.ok, str(raises(requests.HTTPError, r.raise_for_status))),
        (False, "404 Client Error: Gone fishing for url: http://h/"),
    )


def case_response_with_a_custom_raw():
    r = requests.Response()
    r.raw = io.BytesIO(b'{"a": 1}')
    r.status_code = 200
    eq((r.json(), r.content), ({"a": 1}, b'{"a": 1}'))


def case_invalid_json_is_an_error():
    for text in (b"{[]: 1}", b"", b"}", b"\xff", b"nonsense"):
        r = requests.Response()
        r.raw = io.BytesIO(text)
        r.status_code = 200
        raises(requests.exceptions.JSONDecodeError, r.json)


def case_a_response_without_a_body():
    r = requests.Response()
    r.status_code = 200
    eq((r.content, r.text), (None, ""))
    raises(requests.exceptions.JSONDecodeError, r.json)


def case_a_reason_in_bytes():
    r = requests.Response()
    r.status_code, r.reason, r.url = 500, b"Oops", "http://h/"
    eq(str(raises(requests.HTTPError, r.raise_for_status)), "500 Server Error: Oops for url: http://h/")


def case_cookies_of_a_response_may_be_set():
    r = requests.Response()
    r.cookies = requests.cookies.cookiejar_from_dict({"a": "1"})
    eq(r.cookies["a"], "1")


def case_an_exception_knows_its_request():
    r = requests.Response()
    r.request = prepared()
    other = prepared("PUT")
    for kwargs, request, response in (
        ({}, None, None),
        ({"request": other}, other, None),
        ({"response": r}, r.request, r),
        ({"request": other, "response": r}, other, r),
    ):
        error = requests.RequestException("text", **kwargs)
        eq((str(error), error.request is request, error.response is response), ("text", True, True))


def case_response_with_a_custom_raw_in_blocks():
    r = requests.Response()
    r.raw = io.BytesIO(b"abcdef")
    eq(list(r.iter_content(4)), [b"abcd", b"ef"])


def case_new_response_is_empty():
    r = requests.Response()
    eq((r.status_code, r.url, r.reason, r.history, r.encoding), (None, None, None, [], None))
    eq((r.elapsed.total_seconds(), len(r.headers), len(r.cookies), r.raw, r.request), (0, 0, 0, None, None))


def case_session_defaults():
    s = requests.Session()
    eq(
        (s.verify, bool(s.stream), s.auth, s.params, s.trust_env, s.max_redirects),
        (True, False, None, {}, s.trust_env, 30),
    )
    s.close()


def case_adapters_are_chosen_by_the_longest_prefix():
    class Mine(requests.adapters.BaseAdapter):
        def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
            r = requests.Response()
            r.status_code, r.url, r.request = 299, request.url, request
            r.raw = io.BytesIO(b"mine")
            return r

        def close(self):
            pass

    with requests.Session() as s:
        s.mount("http://h/special", Mine())
        eq(s.get("http://h/special/a").status_code, 299)
        eq(s.get("HTTP://H/special/a").content, b"mine")
        eq(s.get_adapter("http://h/other") is s.get_adapter("http://other/"), True)


def case_a_redirect_by_a_custom_adapter_keeps_its_body():
    class Mine(requests.adapters.BaseAdapter):
        def send(self, request, **kwargs):
            r = requests.Response()
            r.status_code, r.url, r.request, r.raw = 200, request.url, request, io.BytesIO(b"here")
            if request.url == "mine://h/a":
                r.status_code, r.raw = 302, io.BytesIO(body)
                r.headers["Location"] = "mine://h/b"
            return r

        def close(self):
            pass

    with requests.Session() as s:
        s.mount("mine://", Mine())
        body = b"x" * 5000
        eq(s.get("mine://h/a").content, b"here")
        body = b"there"
        r = s.get("mine://h/a")
        eq((r.content, r.url, [h.content for h in r.history]), (b"here", "mine://h/b", [b"there"]))


def case_methods_of_abstract_classes_raise_notimplementederror():
    adapter = requests.adapters.BaseAdapter()
    for function, arguments in ((adapter.send, (None,)), (adapter.close, ()), (requests.auth.AuthBase(), (None,))):
        raises(NotImplementedError, function, *arguments)


def case_settings_are_merged():
    table = (
        (None, None, None),
        ({"a": 1}, None, {"a": 1}),
        (None, {"a": 1}, {"a": 1}),
        ({"a": 1, "b": 2}, {"b": 3, "c": 4}, {"a": 1, "b": 2, "c": 4}),
        ({"a": None}, {"a": 1, "b": 2}, {"b": 2}),
        ({"a": 1}, {"b": None}, {"a": 1}),
        ("one", {"a": 1}, "one"),
        ({"a": 1}, "two", {"a": 1}),
        (False, True, False),
    )
    for request, session, want in table:
        merged = requests.sessions.merge_setting(request, session)
        eq(dict(merged.items()) if isinstance(want, dict) else merged, want)


def case_send_wants_a_prepared_request():
    with requests.Session() as s:
        raises(ValueError, s.send, requests.Request("GET", "http://h/"))


def case_adapter_of_the_longest_prefix_is_used():
    with requests.Session() as s:
        one, two = requests.adapters.HTTPAdapter(), requests.adapters.HTTPAdapter()
        s.mount("http://h/a", one)
        s.mount("http://H", two)
        eq(list(s.adapters), ["http://h/a", "https://", "http://H", "http://"])
        for url, want in (("http://h/a/b", one), ("HTTP://H/A", one), ("http://h/b", two)):
            eq(s.get_adapter(url) is want, True)
        s.mount("http://H", one)
        eq((len(s.adapters), s.get_adapter("http://h/b") is one), (4, True))


def case_hooks_are_functions_or_lists_of_them():
    for given, want in ((len, [len]), ([len, "x", str], [len, str]), ((), []), (None, []), (5, []), ("x", [])):
        eq(requests.Request("GET", "http://h/", hooks={"response": given}).hooks, {"response": want})
    raises(ValueError, requests.Request, "GET", "http://h/", hooks={"request": len})
    r = requests.Request("GET", "http://h/", hooks={"response": [len]})
    eq(
        [r.deregister_hook("response", len), r.deregister_hook("response", len), r.hooks],
        [True, False, {"response": []}],
    )


def case_unknown_prefix_has_no_adapter():
    with requests.Session() as s:
        raises(requests.exceptions.InvalidSchema, s.get_adapter, "gopher://h/")


def case_default_headers_are_case_insensitive():
    s = requests.Session()
    eq((s.headers["ACCEPT"], s.headers["accept"], "AcCePt" in s.headers), ("*/*", "*/*", True))
    s.close()


def case_basic_auth_string():
    eq(prepared(auth=requests.auth.HTTPBasicAuth("é", "p")).headers["Authorization"], "Basic 6Tpw")


def case_dict_from_cookiejar():
    jar = requests.cookies.cookiejar_from_dict({"a": "1"})
    eq(requests.utils.dict_from_cookiejar(jar), {"a": "1"})


def case_quote_helpers():
    eq(requests.utils.requote_uri("http://h/a b?c=%7E"), "http://h/a%20b?c=~")


def case_helpers_by_their_names():
    u = requests.utils
    eq((u.super_len(b"abc"), u.super_len(io.BytesIO(b"abcd"))), (3, 4))
    eq((u.get_auth_from_url("http://u:p@h/"), u.urldefragauth("http://u:p@h/a#f")), (("u", "p"), "http://h/a"))
    eq((u.to_key_val_list({"a": "1"}), u.unquote_unreserved("%7E%20"), u.quote("a b")), ([("a", "1")], "~%20", "a%20b"))
    eq((u.unquote("a%20b"), u.guess_filename(io.BytesIO()), u.get_encoding_from_headers({})), ("a b", None, None))
    eq(u.get_encoding_from_headers({"content-type": "text/plain; charset=x-y"}), "x-y")
    eq(u.parse_header_links("<http://h/>; rel=next"), [{"url": "http://h/", "rel": "next"}])
    jar = u.cookiejar_from_dict({"a": "1"})
    eq((u.add_dict_to_cookiejar(jar, {"b": "2"}) is jar, sorted(jar.items())), (True, [("a", "1"), ("b", "2")]))


def case_default_headers_helper():
    found = requests.utils.default_headers()
    eq((found["Accept"], found["Connection"]), ("*/*", "keep-alive"))


def case_a_custom_adapter_gets_its_settings_by_name():
    seen = []

    class Mine(requests.adapters.BaseAdapter):
        def send(self, request, **kwargs):
            seen.extend(sorted(kwargs))
            raise requests.ConnectionError("told enough")

        def close(self):
            pass

    with requests.Session() as s:
        s.mount("mine://", Mine())
        try:
            s.get("mine://there")
        except requests.ConnectionError:
            pass
    eq(seen, ["cert", "proxies", "stream", "timeout", "verify"])
