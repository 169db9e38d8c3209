"""auth=: Basic (RFC 7617), callables, user information in the URL."""

import requests
from requests.auth import AuthBase, HTTPBasicAuth

from harness import eq, url


class Key(AuthBase):
    """An auth object of the caller."""

    def __call__(self, r):
        r.headers["X-Key"] = "secret"
        return r


def credential(**kwargs):
    """The Authorization header that the server received."""
    return requests.get(url("/anything"), **kwargs).json()["headers"].get("authorization")


def with_user(path, user):
    """A URL with user information."""
    return url(path).replace("://", "://" + user + "@")


def case_no_auth_sends_no_credential():
    eq(credential(), None)


def case_tuple_is_basic():
    eq(credential(auth=("user", "pass")), "Basic dXNlcjpwYXNz")


def case_list_pair_is_not_a_tuple_but_basic_object_is():
    eq(credential(auth=HTTPBasicAuth("user", "pass")), "Basic dXNlcjpwYXNz")


def case_basic_is_accepted_by_the_server():
    r = requests.get(url("/basic-auth/user/pass"), auth=("user", "pass"))
    eq((r.status_code, r.json()["user"]), (200, "user"))


def case_wrong_password_is_401():
    r = requests.get(url("/basic-auth/user/pass"), auth=("user", "wrong"))
    eq((r.status_code, r.ok), (401, False))


def case_user_information_in_the_url_is_basic():
    eq(requests.get(with_user("/basic-auth/user/pass", "user:pass")).status_code, 200)


def case_user_information_is_unquoted():
    path = "/basic-auth/u%40x/p%3Ay"
    eq(requests.get(with_user(path, "u%40x:p%3Ay")).status_code, 200)


def case_user_information_is_not_in_the_host_header():
    seen = requests.get(with_user("/anything", "user:pass")).json()
    eq((seen["headers"]["host"], seen["target"]), (url("").replace("http://", ""), "/anything"))


def case_auth_argument_wins_over_user_information():
    r = requests.get(with_user("/basic-auth/right/one", "wrong:other"), auth=("right", "one"))
    eq(r.status_code, 200)


def case_auth_argument_wins_over_header():
    eq(credential(auth=("user", "pass"), headers={"Authorization": "Bearer x"}), "Basic dXNlcjpwYXNz")


def case_callable_changes_the_request():
    eq(requests.get(url("/anything"), auth=Key()).json()["headers"]["x-key"], "secret")


def case_plain_function_is_an_auth():
    def sign(r):
        r.headers["X-Signed"] = r.method + " " + r.path_url
        return r

    eq(requests.get(url("/anything?a=1"), auth=sign).json()["headers"]["x-signed"], "GET /anything?a=1")


def case_callable_may_change_the_body():
    def sign(r):
        r.body = b"signed"
        return r

    seen = requests.post(url("/anything"), data=b"unsigned text", auth=sign).json()
    eq((seen["data"], seen["headers"]["content-length"]), ("signed", "6"))


def case_empty_user_and_password():
    eq(credential(auth=("", "")), "Basic Og==")


def case_long_credentials_are_one_line():
    value = credential(auth=("u" * 80, "p" * 80))
    assert "\n" not in value and len(value) > 200, value


def case_basic_objects_compare_by_value():
    eq(
        (HTTPBasicAuth("a", "b") == HTTPBasicAuth("a", "b"), HTTPBasicAuth("a", "b") != HTTPBasicAuth("a", "c")),
        (True, True),
    )


def case_session_auth_is_used_for_each_request():
    with requests.Session() as s:
        s.auth = ("user", "pass")
        eq([s.get(url("/basic-auth/user/pass")).status_code for _ in range(2)], [200, 200])


def case_request_auth_wins_over_session_auth():
    with requests.Session() as s:
        s.auth = ("user", "pass")
        eq(s.get(url("/basic-auth/other/one"), auth=("other", "one")).status_code, 200)


def case_credentials_are_not_remembered_between_calls():
    requests.get(url("/anything"), auth=("user", "pass"))
    eq(credential(), None)


def case_proxy_auth_sets_the_proxy_header():
    r = requests.get(url("/anything"), auth=requests.auth.HTTPProxyAuth("user", "pass"))
    eq(r.json()["headers"]["proxy-authorization"], "Basic dXNlcjpwYXNz")
