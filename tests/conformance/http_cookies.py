"""Cookies: set, sent, scoped, dropped, by RFC 6265."""

import requests

from harness import eq, raises, url


def sent(s, path="/cookies", **kwargs):
    """The cookies that the server received from a session."""
    return s.get(url(path), **kwargs).json()["cookies"]


def after(*lines, path="/cookies"):
    """Return the cookies that the session sends to a path after the server has set cookies with those lines."""
    with requests.Session() as s:
        s.get(url("/response-headers"), params=[("Set-Cookie", line) for line in lines])
        return s.get(url(path)).json()["headers" if path.startswith("/anything") else "cookies"]


def case_cookies_argument_is_sent():
    eq(requests.get(url("/cookies"), cookies={"a": "1"}).json()["cookies"], {"a": "1"})


def case_several_cookies_are_one_header():
    r = requests.get(url("/headers"), cookies={"a": "1", "b": "2"})
    values = [value for name, value in r.json()["headers"] if name.lower() == "cookie"]
    eq(sorted(values[0].split("; ")), ["a=1", "b=2"])
    eq(len(values), 1)


def case_no_cookies_send_no_header():
    eq(requests.get(url("/anything")).json()["headers"].get("cookie"), None)


def case_response_has_the_cookies_it_set():
    r = requests.get(url("/response-headers?Set-Cookie=a%3D1"))
    eq((r.cookies["a"], dict(r.cookies.items())), ("1", {"a": "1"}))


def case_session_keeps_cookies():
    eq(after("a=1; Path=/"), {"a": "1"})


def case_several_set_cookie_lines_are_several_cookies():
    eq(after("a=1; Path=/", "b=2; Path=/"), {"a": "1", "b": "2"})


def case_comma_in_expires_is_no_separator():
    eq(after("a=1; Path=/; Expires=Wed, 09 Jun 2100 10:18:14 GMT"), {"a": "1"})


def case_cookies_set_on_a_redirect_are_sent_on_the_way():
    with requests.Session() as s:
        eq(s.get(url("/cookies/set?way=1")).json()["cookies"], {"way": "1"})
        eq(s.cookies.get("way"), "1")


def case_plain_function_keeps_cookies_within_its_redirects():
    eq(requests.get(url("/cookies/set?way=1")).json()["cookies"], {"way": "1"})


def case_functions_do_not_share_cookies():
    requests.get(url("/cookies/set?a=1"))
    eq(requests.get(url("/cookies")).json()["cookies"], {})


def case_session_cookies_and_argument_are_merged():
    with requests.Session() as s:
        s.cookies.update({"a": "1"})
        eq(sent(s, cookies={"b": "2"}), {"a": "1", "b": "2"})


def case_argument_cookies_are_for_one_request():
    with requests.Session() as s:
        sent(s, cookies={"once": "1"})
        eq(sent(s), {})


def case_argument_wins_over_session():
    with requests.Session() as s:
        s.cookies.update({"a": "session"})
        eq(sent(s, cookies={"a": "request"}), {"a": "request"})


def case_later_value_replaces_the_earlier():
    eq(after("a=1; Path=/", "a=2; Path=/"), {"a": "2"})


def removed_by(line):
    """Return the cookies that are left of a=1 after the server has sent that Set-Cookie line."""
    with requests.Session() as s:
        s.get(url("/cookies/set?a=1"))
        s.get(url("/response-headers"), params={"Set-Cookie": line})
        return sent(s)


def case_max_age_zero_removes_a_cookie():
    eq(removed_by("a=1; Path=/; Max-Age=0"), {})


def case_past_expiry_removes_a_cookie():
    eq(removed_by("a=1; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT"), {})


def case_future_expiry_keeps_a_cookie():
    eq(after("a=1; Path=/; Max-Age=1000"), {"a": "1"})


def case_max_age_beats_expires():
    eq(after("a=1; Path=/; Max-Age=1000; Expires=Thu, 01 Jan 1970 00:00:00 GMT"), {"a": "1"})


def case_path_limits_where_a_cookie_goes():
    eq(after("a=1; Path=/cookies", "b=2; Path=/elsewhere"), {"a": "1"})


def case_path_matches_whole_segments_only():
    eq(after("a=1; Path=/cook"), {})


def case_default_path_is_the_directory_of_the_request():
    with requests.Session() as s:
        s.get(url("/response-headers?Set-Cookie=a%3D1"))
        eq([cookie.path for cookie in s.cookies], ["/"])


def case_secure_cookie_stays_off_plain_http_to_a_named_host():
    with requests.Session() as s:
        s.get(url("/response-headers?Set-Cookie=a%3D1;Path%3D/;Secure", at="http"))
        eq(s.get(url("/cookies", at="http")).json()["cookies"], {})


def case_cookie_of_one_host_stays_off_another():
    with requests.Session() as s:
        s.get(url("/cookies/set?a=1"))
        eq(s.get(url("/cookies", at="name")).json()["cookies"], {})


def case_cookies_ignore_ports():
    """RFC 6265 section 8.5."""
    with requests.Session() as s:
        s.get(url("/cookies/set?a=1"))
        eq(s.get(url("/cookies", at="other")).json()["cookies"], {"a": "1"})


def case_foreign_domain_is_refused():
    eq(after("a=1; Path=/; Domain=elsewhere.example"), {})


def case_quoted_value_is_sent_back():
    eq(after('a="b c"; Path=/'), {"a": '"b c"'})


def case_value_may_hold_equals_signs():
    eq(after("a=b=c==; Path=/"), {"a": "b=c=="})


def case_empty_value_is_kept():
    eq(after("a=; Path=/"), {"a": ""})


def case_unknown_attributes_are_ignored():
    eq(after("a=1; Path=/; SameSite=Lax; Priority=High; Partitioned"), {"a": "1"})


def case_attribute_names_ignore_case():
    eq(removed_by("a=1; PATH=/; max-AGE=0"), {})


def case_longer_paths_come_first():
    """RFC 6265 section 5.4."""
    header = after("a=root; Path=/", "a=deep; Path=/anything", path="/anything/x")["cookie"]
    eq(header, "a=deep; a=root")


def case_jar_gets_and_sets_like_a_dict():
    jar = requests.cookies.RequestsCookieJar()
    jar["a"] = "1"
    jar.set("b", "2")
    eq(
        (jar["a"], jar.get("b"), jar.get("c"), jar.get("c", "d"), "a" in jar, len(list(jar))),
        ("1", "2", None, "d", True, 2),
    )


def case_jar_lists_keys_values_and_items():
    jar = requests.cookies.cookiejar_from_dict({"a": "1", "b": "2"})
    eq(
        (sorted(jar.keys()), sorted(jar.values()), sorted(jar.items())),
        (["a", "b"], ["1", "2"], [("a", "1"), ("b", "2")]),
    )


def case_jar_deletes():
    jar = requests.cookies.cookiejar_from_dict({"a": "1", "b": "2"})
    del jar["a"]
    eq(jar.get_dict(), {"b": "2"})
    jar.clear()
    eq(jar.get_dict(), {})


def case_unknown_cookie_is_a_keyerror():
    raises(KeyError, lambda: requests.cookies.RequestsCookieJar()["missing"])


def case_jar_set_with_domain_and_path():
    with requests.Session() as s:
        s.cookies.set("a", "1", domain="elsewhere.example", path="/")
        s.cookies.set("b", "2", path="/elsewhere")
        s.cookies.set("c", "3")
        eq(sent(s), {"c": "3"})


def case_jar_set_none_removes():
    jar = requests.cookies.cookiejar_from_dict({"a": "1"})
    jar.set("a", None)
    eq(jar.get_dict(), {})


def case_jar_of_two_paths_conflicts_on_get():
    jar = requests.cookies.RequestsCookieJar()
    jar.set("a", "1", path="/x")
    jar.set("a", "2", path="/y")
    raises(requests.cookies.CookieConflictError, jar.get, "a")
    eq(jar.get("a", path="/y"), "2")


def case_jar_may_be_an_argument():
    jar = requests.cookies.RequestsCookieJar()
    jar.set("a", "1")
    eq(requests.get(url("/cookies"), cookies=jar).json()["cookies"], {"a": "1"})


def case_session_cookies_may_be_assigned_a_dict_by_helper():
    with requests.Session() as s:
        s.cookies = requests.utils.cookiejar_from_dict({"a": "1"})
        eq(sent(s), {"a": "1"})


def case_cookie_header_of_the_caller_is_sent():
    r = requests.get(url("/cookies"), headers={"Cookie": "mine=1"})
    eq(r.json()["cookies"], {"mine": "1"})
