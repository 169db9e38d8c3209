"""params=: how the query is made, joined and escaped (RFC 3986 section 3.4, application/x-www-form-urlencoded)."""

import requests

from harness import eq, url


def query(params, path="/anything"):
    """The query string that the server received."""
    return requests.get(url(path), params=params).json()["query"]


def case_params_dict_is_the_query():
    eq(query({"a": "1"}), "a=1")


def case_params_pairs_keep_their_order():
    eq(query([("b", "2"), ("a", "1"), ("b", "3")]), "b=2&a=1&b=3")


def case_params_tuple_of_pairs():
    eq(query((("z", "1"), ("y", "2"))), "z=1&y=2")


def case_params_list_value_repeats_the_name():
    eq(query({"a": ["1", "2"]}), "a=1&a=2")


def case_params_tuple_value_repeats_the_name():
    eq(query({"a": ("x", "y")}), "a=x&a=y")


def case_params_numbers_are_written_as_text():
    eq(query([("i", 7), ("f", 1.5), ("t", True)]), "i=7&f=1.5&t=True")


def case_params_none_drops_the_name():
    eq(query([("a", None), ("b", "1")]), "b=1")


def case_params_empty_dict_adds_no_question_mark():
    eq(requests.get(url("/anything"), params={}).url, url("/anything"))


def case_params_none_adds_no_question_mark():
    eq(requests.get(url("/anything"), params=None).url, url("/anything"))


def case_params_empty_value_keeps_its_equals_sign():
    eq(query({"a": ""}), "a=")


def case_params_space_is_a_plus():
    eq(query({"a": "b c"}), "a=b+c")


def case_params_reserved_characters_are_escaped():
    eq(query({"a": "&=+#?/%"}), "a=%26%3D%2B%23%3F%2F%25")


def case_params_unreserved_characters_are_not_escaped():
    eq(query({"a": "Az09-._~"}), "a=Az09-._~")


def case_params_unicode_is_utf8():
    eq(query({"ä": "☃"}), "%C3%A4=%E2%98%83")


def case_params_bytes_values_are_escaped_as_they_are():
    eq(query({"a": b"\xff\x00"}), "a=%FF%00")


def case_params_str_is_taken_as_written():
    eq(query("a=1&b"), "a=1&b")


def case_params_bytes_are_taken_as_written():
    eq(query(b"a=1&b=2"), "a=1&b=2")


def case_params_join_an_existing_query():
    eq(query({"b": "2"}, "/anything?a=1"), "a=1&b=2")


def case_params_come_before_the_fragment():
    r = requests.get(url("/anything#part"), params={"a": "1"})
    eq((r.json()["query"], r.url), ("a=1", url("/anything?a=1#part")))


def case_url_of_the_response_has_the_params():
    eq(requests.get(url("/anything"), params={"q": "x y"}).url, url("/anything?q=x+y"))


def case_query_in_the_url_is_not_changed():
    eq(query(None, "/anything?a=b%20c&d=%7E"), "a=b%20c&d=~")


def case_space_in_the_url_is_escaped():
    eq(requests.get(url("/anything/a b")).json()["target"], "/anything/a%20b")


def case_unicode_in_the_path_is_utf8():
    eq(requests.get(url("/anything/ü")).json()["target"], "/anything/%C3%BC")


def case_percent_escapes_in_the_path_are_kept():
    eq(requests.get(url("/anything/%2F%25")).json()["target"], "/anything/%2F%25")


def case_lone_percent_sign_is_escaped():
    eq(requests.get(url("/anything/100%")).json()["target"], "/anything/100%25")


def case_empty_path_is_a_slash():
    eq(requests.get(url("")).json()["target"], "/")


def case_query_without_path_gets_a_slash():
    eq(requests.get(url("?a=1")).json()["target"], "/?a=1")


def case_fragment_is_not_sent():
    r = requests.get(url("/anything#top"))
    eq((r.json()["target"], r.url), ("/anything", url("/anything#top")))


def case_dot_segments_are_removed():
    eq(requests.get(url("/a/./b/../anything")).request.path_url, "/a/anything")


def case_scheme_and_host_are_lower_cased():
    upper = url("/anything", at="name").replace("http", "HTTP").replace("localhost", "LOCALHOST")
    eq(requests.get(upper).url, url("/anything", at="name"))


def case_surrounding_blanks_of_the_url_are_dropped():
    eq(requests.get("  " + url("/anything")).url, url("/anything"))


def case_url_may_be_bytes():
    eq(requests.get(url("/anything").encode()).status_code, 200)


def case_double_slash_in_the_path_is_kept():
    eq(requests.get(url("/anything//x")).json()["target"], "/anything//x")
