"""The cookie jar as a program uses it, without a network."""

import requests
from requests.cookies import (
    CookieConflictError,
    RequestsCookieJar,
    cookiejar_from_dict,
    create_cookie,
    merge_cookies,
    remove_cookie_by_name,
)

from harness import eq, raises


def filled():
    """A jar with cookies of two domains and two paths."""
    jar = RequestsCookieJar()
    jar.set("a", "1", domain="one.test", path="/")
    jar.set("a", "2", domain="two.test", path="/")
    jar.set("b", "3", domain="two.test", path="/deep")
    return jar


def pairs(jar):
    """Return the cookies of a jar, sorted."""
    return sorted(jar.items())


def case_a_jar_compares_like_a_dict():
    jar = cookiejar_from_dict({"a": "1", "b": "2"})
    eq((jar == {"b": "2", "a": "1"}, jar == {"a": "1"}, jar == 5, jar == None), (True, False, False, False))  # noqa: E711  # what is tested
    eq((jar == cookiejar_from_dict({"a": "1", "b": "2"}), jar == RequestsCookieJar()), (True, False))


def case_in_tests_for_a_name():
    jar = cookiejar_from_dict({"a": "1"})
    eq(("a" in jar, "b" in jar, bool(jar), bool(RequestsCookieJar())), (True, False, True, False))


def case_names_values_and_pairs_match():
    jar = filled()
    eq(sorted(zip(jar.keys(), jar.values())), pairs(jar))
    eq(
        [sorted(jar.iterkeys()), sorted(jar.itervalues()), sorted(jar.iteritems())],
        [["a", "a", "b"], ["1", "2", "3"], pairs(jar)],
    )
    eq(sorted([(cookie.name, cookie.value, cookie.domain) for cookie in jar])[0], ("a", "1", "one.test"))


def case_get_by_domain_and_path():
    jar = filled()
    eq((jar.get("a", domain="two.test"), jar.get("b", path="/deep"), jar.get("b", path="/")), ("2", "3", None))
    eq((jar.get("c"), jar.get("c", "none"), jar.get("a", "none", "three.test")), (None, "none", "none"))
    for function in (jar.get, jar.__getitem__):
        raises(CookieConflictError, function, "a")


def case_get_dict_by_domain_or_path():
    jar = filled()
    eq((jar.get_dict("one.test"), jar.get_dict("two.test")), ({"a": "1"}, {"a": "2", "b": "3"}))
    eq((jar.get_dict(path="/deep"), jar.get_dict("one.test", "/deep")), ({"b": "3"}, {}))
    eq((sorted(jar.list_domains()), sorted(jar.list_paths())), (["one.test", "two.test"], ["/", "/deep"]))


def case_pop_and_popitem():
    jar = cookiejar_from_dict({"a": "1", "b": "2"})
    eq((jar.pop("a"), jar.pop("a", "gone"), pairs(jar)), ("1", "gone", [("b", "2")]))
    raises(KeyError, jar.pop, "a")
    eq((jar.setdefault("b", "x"), jar.setdefault("c", "y"), pairs(jar)), ("2", "y", [("b", "2"), ("c", "y")]))


def case_clearing_a_part():
    for wanted, left in (
        (("two.test",), [("a", "1")]),
        (("two.test", "/deep"), [("a", "1"), ("a", "2")]),
        (("two.test", "/", "a"), [("a", "1"), ("b", "3")]),
        ((), []),
    ):
        jar = filled()
        jar.clear(*wanted)
        eq(pairs(jar), left)


def case_removing_by_name():
    for kwargs, left in (
        ({}, [("b", "3")]),
        ({"domain": "two.test"}, [("a", "1"), ("b", "3")]),
        ({"path": "/deep"}, [("a", "1"), ("a", "2"), ("b", "3")]),
    ):
        jar = filled()
        remove_cookie_by_name(jar, "a", **kwargs)
        eq(pairs(jar), left)
        jar = filled()
        jar.set("a", None, **kwargs)
        eq(pairs(jar), left)
    jar = filled()
    del jar["b"]
    eq(pairs(jar), [("a", "1"), ("a", "2")])


def case_a_cookie_replaces_that_of_its_name_domain_and_path():
    jar = filled()
    jar.set("a", "4", domain="two.test", path="/")
    jar.set("a", "5", domain="two.test", path="/deep")
    eq(pairs(jar), [("a", "1"), ("a", "4"), ("a", "5"), ("b", "3")])


def case_updating_with_a_jar_a_dict_and_pairs():
    jar = cookiejar_from_dict({"a": "0"})
    jar.update(filled())
    eq(pairs(jar), [("a", "0"), ("a", "1"), ("a", "2"), ("b", "3")])
    jar = cookiejar_from_dict({"a": "0"})
    jar.update({"a": "1", "b": "2"})
    jar.update([("b", "3")])
    eq(pairs(jar), [("a", "1"), ("b", "3")])


def case_a_copy_of_a_jar_is_another():
    jar = filled()
    other = jar.copy()
    other.set("c", "4")
    jar.clear()
    eq((len(jar), pairs(other)), (0, [("a", "1"), ("a", "2"), ("b", "3"), ("c", "4")]))


def case_a_jar_of_a_dict():
    eq(pairs(cookiejar_from_dict(None)), [])
    jar = cookiejar_from_dict({"a": "1"})
    eq(cookiejar_from_dict({"b": "2"}, jar) is jar, True)
    cookiejar_from_dict({"a": "x", "c": "3"}, jar, overwrite=False)
    eq(pairs(jar), [("a", "1"), ("b", "2"), ("c", "3")])
    cookiejar_from_dict({"a": "x"}, jar)
    eq(jar["a"], "x")


def case_merging_gives_the_same_jar():
    jar = cookiejar_from_dict({"a": "1"})
    eq(merge_cookies(jar, {"a": "2", "b": "3"}) is jar, True)
    merge_cookies(jar, cookiejar_from_dict({"c": "4"}))
    eq(jar["c"], "4")


def case_a_cookie_made_by_the_caller_is_stored():
    cookie = create_cookie("a", "1")
    eq((cookie.name, cookie.value, cookie.domain, cookie.path, bool(cookie.secure)), ("a", "1", "", "/", False))
    cookie = create_cookie("a", "1", domain="one.test", path="/p", secure=True, expires=2000000000)
    eq((cookie.domain, cookie.path, bool(cookie.secure), cookie.expires), ("one.test", "/p", True, 2000000000))
    create_cookie("a", "1", version=0, port=None, discard=True, comment=None, comment_url=None, rfc2109=False)
    raises(TypeError, create_cookie, "a", "1", colour="red")


def case_repr_of_a_jar_shows_its_cookies():
    text = repr(cookiejar_from_dict({"name": "value"}))
    eq((text[:18], "name" in text, "value" in text), ("<RequestsCookieJar", True, True))


def case_cookies_are_sent_to_their_domain():
    """RFC 6265 section 5.4; a cookie without a domain goes where the request goes."""
    jar = RequestsCookieJar()
    jar.set("host", "1", domain="one.test")
    jar.set("below", "2", domain=".one.test")
    jar.set("any", "3")
    jar.set("late", "4", domain="one.test", expires=0)  # expired, by any clock
    found = [
        sorted(requests.Request("GET", where, cookies=jar).prepare().headers.get("Cookie", "").split("; "))
        for where in ("http://one.test/", "http://two.test/")
    ]
    eq(found, [["any=3", "below=2", "host=1"], ["any=3"]])
