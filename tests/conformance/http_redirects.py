"""Redirects: which are followed, by which method, with which headers and body (RFC 9110 section 15.4)."""

import io

import requests

from harness import eq, log, raises, script, token, url


def redirect(method, code, path="/anything", **kwargs):
    """Return the server's description of the last request after a redirect with that status."""
    start = url(f"/redirect-to?status_code={code}&url={path}")
    return requests.request(method, start, **kwargs).json()


def case_get_follows_a_redirect():
    r = requests.get(url("/redirect/1"))
    eq((r.status_code, r.url), (200, url("/get")))


def case_history_has_each_step_in_order():
    r = requests.get(url("/redirect/3"))
    eq([step.url for step in r.history], [url("/redirect/3"), url("/redirect/2"), url("/redirect/1")])
    eq([step.status_code for step in r.history], [302, 302, 302])


def case_bodies_in_history_are_readable():
    eq([step.content for step in requests.get(url("/redirect/2")).history], [b"on the way"] * 2)


def case_chain_uses_one_connection():
    mark = token()
    with requests.Session() as s:
        s.get(url("/redirect/3", mark))
        eq([len(seen["requests"]) for seen in log(mark)], [4])


def case_allow_redirects_false_gives_the_redirect_itself():
    r = requests.get(url("/redirect/1"), allow_redirects=False)
    eq((r.status_code, r.headers["location"], r.is_redirect, r.history), (302, "/get", True, []))


def case_next_is_the_prepared_following_request():
    r = requests.get(url("/redirect/1"), allow_redirects=False)
    eq((r.next.method, r.next.url), ("GET", url("/get")))


def case_next_has_its_body_from_its_position():
    file = io.BytesIO(b"0123456789")
    file.read(3)
    with requests.Session() as s:
        r = s.post(url("/redirect-to?status_code=307&url=/anything"), data=file, allow_redirects=False)
        eq(s.send(r.next).json()["data"], "3456789")


def case_next_is_none_when_the_body_cannot_be_repeated():
    start = url("/redirect-to?status_code=307&url=/anything")
    r = requests.post(start, data=(part for part in (b"a", b"b")), allow_redirects=False)
    eq((r.is_redirect, r.next), (True, None))


def case_invalid_location_is_ignored_when_not_following():
    r = requests.get(url("/redirect-to?status_code=302&url=https%3A%2F%2F%2Fx"), allow_redirects=False)
    eq((r.status_code, r.headers["location"], r.is_redirect), (302, "https:///x", True))


def case_head_does_not_follow_by_default():
    eq(requests.head(url("/redirect/1")).status_code, 302)


def case_head_follows_with_allow_redirects():
    r = requests.head(url("/redirect/1"), allow_redirects=True)
    eq((r.status_code, r.request.method, r.content), (200, "HEAD", b""))


def case_options_follows_by_default():
    eq(redirect("OPTIONS", 307)["method"], "OPTIONS")


def case_301_changes_post_to_get():
    eq(redirect("POST", 301, data={"a": "1"})["method"], "GET")


def case_302_changes_post_to_get():
    eq(redirect("POST", 302, data={"a": "1"})["method"], "GET")


def case_303_changes_post_to_get():
    eq(redirect("POST", 303, data={"a": "1"})["method"], "GET")


def case_303_changes_put_to_get():
    eq(redirect("PUT", 303, data=b"x")["method"], "GET")


def case_303_changes_delete_to_get():
    eq(redirect("DELETE", 303)["method"], "GET")


def case_303_does_not_change_head():
    r = requests.head(url("/redirect-to?status_code=303&url=/anything"), allow_redirects=True)
    eq((r.request.method, r.status_code), ("HEAD", 200))


def case_302_changes_put_to_get():
    eq(redirect("PUT", 302, data=b"x")["method"], "GET")


def case_301_does_not_change_put():
    eq(redirect("PUT", 301)["method"], "PUT")


def case_307_keeps_method_and_body():
    seen = redirect("POST", 307, data={"a": "1"})
    eq((seen["method"], seen["form"]), ("POST", {"a": "1"}))


def case_308_keeps_method_and_body():
    seen = redirect("PUT", 308, json={"a": 1})
    eq((seen["method"], seen["json"]), ("PUT", {"a": 1}))


def case_307_sends_a_file_again_from_its_position():
    file = io.BytesIO(b"0123456789")
    file.read(3)
    eq(redirect("POST", 307, data=file)["data"], "3456789")


def case_307_sends_multipart_again():
    seen = redirect("POST", 307, files={"f": ("n", io.BytesIO(b"abc"))})
    eq(seen["files"], {"f": "abc"})


def case_307_with_a_generator_cannot_be_repeated():
    """A body that was used up must not be replaced by an empty one."""
    start = url("/redirect-to?status_code=307&url=/anything")
    raises(requests.exceptions.UnrewindableBodyError, requests.post, start, data=(part for part in (b"a", b"b")))


def case_body_headers_are_dropped_with_the_body():
    seen = redirect("POST", 302, data={"a": "1"})
    gone = ("content-length", "content-type", "transfer-encoding")
    eq(([name for name in gone if name in seen["headers"]], seen["data"]), ([], ""))


def case_own_headers_are_kept_on_the_same_origin():
    eq(redirect("GET", 302, headers={"X-Mine": "1"})["headers"]["x-mine"], "1")


def case_params_are_not_added_again():
    r = requests.get(url("/redirect-to"), params={"url": "/anything?x=1"})
    eq(r.json()["query"], "x=1")


def case_location_relative_to_the_directory():
    r = requests.get(url("/redirect-to?url=anything/here"))
    eq(r.url, url("/anything/here"))


def case_location_with_dot_segments():
    eq(requests.get(url("/redirect-to?url=../../anything")).url, url("/anything"))


def case_location_without_scheme():
    target = url("/anything", at="other").replace("http:", "")
    eq(requests.get(url("/redirect-to?url=" + target)).url, url("/anything", at="other"))


def case_location_to_another_origin():
    r = requests.get(url("/redirect-to?url=" + url("/anything", at="other")))
    eq((r.url, r.json()["headers"]["host"]), (url("/anything", at="other"), url("", at="other").replace("http://", "")))


def case_location_with_a_blank_is_escaped():
    eq(requests.get(url("/redirect-to?url=/anything/a+b")).json()["target"], "/anything/a%20b")


def case_location_in_utf8_is_read_as_utf8():
    head = b"HTTP/1.1 302 Found\r\nLocation: /anything/\xc3\xbc\r\nContent-Length: 0\r\n\r\n"
    eq(requests.get(script(head)).json()["target"], "/anything/%C3%BC")


def case_fragment_is_inherited():
    """RFC 9110 section 10.2.2."""
    eq(requests.get(url("/redirect/1#part")).url, url("/get#part"))


def case_fragment_of_the_location_wins():
    r = requests.get(url("/redirect-to?url=/anything%23new") + "#old")
    eq(r.url, url("/anything#new"))


def case_redirect_status_without_location_is_returned():
    r = requests.get(url("/status/302"))
    eq((r.status_code, r.is_redirect, r.history), (302, False, []))


def case_300_is_not_followed():
    eq(requests.get(url("/redirect-to?status_code=300&url=/get")).status_code, 300)


def case_304_with_location_is_not_followed():
    eq(requests.get(url("/redirect-to?status_code=304&url=/get")).status_code, 304)


def case_location_on_200_is_not_followed():
    eq(requests.get(url("/redirect-to?status_code=200&url=/status/500")).status_code, 200)


def case_is_permanent_redirect_for_301_and_308():
    def permanent(code):
        start = url(f"/redirect-to?status_code={code}&url=/get")
        return requests.get(start, allow_redirects=False).is_permanent_redirect

    eq([permanent(code) for code in (301, 302, 303, 307, 308)], [True, False, False, False, True])


def case_too_many_redirects_has_the_last_response():
    with requests.Session() as s:
        s.max_redirects = 3
        error = raises(requests.TooManyRedirects, s.get, url("/redirect/5"))
        eq((error.response.status_code, s.get(url("/redirect/3")).status_code), (302, 200))


def case_default_limit_is_thirty():
    eq(requests.get(url("/redirect/30")).status_code, 200)
    raises(requests.TooManyRedirects, requests.get, url("/redirect/31"))


def case_max_redirects_zero_allows_none():
    with requests.Session() as s:
        s.max_redirects = 0
        eq(s.get(url("/get")).status_code, 200)
        raises(requests.TooManyRedirects, s.get, url("/redirect/1"))


def case_stream_of_the_last_response():
    r = requests.get(url("/redirect-to?url=/bytes/1000"), stream=True)
    eq(sum([len(piece) for piece in r.iter_content(100)]), 1000)


def case_timeout_holds_on_the_way():
    raises(requests.Timeout, requests.get, url("/redirect-to?url=/delay/3"), timeout=0.3)


def case_location_with_its_scheme_in_capitals():
    target = url("/anything", at="other").replace("http:", "HTTP:")
    eq(requests.get(url("/redirect-to?url=" + target)).url, url("/anything", at="other"))


def case_location_of_a_query_only():
    r = requests.get(url("/redirect-to?url=?url=/anything"))
    eq(r.url, url("/anything"))


def case_cookies_of_each_step_are_kept_and_sent():
    with requests.Session() as s:
        s.get(url("/redirect-to?cookie=a%3D1;Path%3D/&url=/cookies"))
        s.get(url("/redirect-to?cookie=b%3D2;Path%3D/&url=/cookies"))
        eq(s.get(url("/cookies")).json()["cookies"], {"a": "1", "b": "2"})


def case_hooks_may_stop_a_chain():
    def stop(r, *args, **kwargs):
        r.headers.pop("Location", None)

    eq(requests.get(url("/redirect/2"), hooks={"response": stop}).status_code, 302)


def case_each_response_of_a_redirect_has_its_elapsed():
    r = requests.get(url("/redirect/1"))
    assert all([step.elapsed.total_seconds() >= 0 for step in r.history + [r]])


def case_head_of_a_redirect_is_not_its_body():
    r = requests.head(url("/redirect/1"))
    eq((r.status_code, r.content, r.next.method), (302, b"", "HEAD"))


def case_session_params_are_not_added_on_the_way():
    with requests.Session() as s:
        s.params = {"a": "1"}
        eq(s.get(url("/redirect/1")).url, url("/get"))
