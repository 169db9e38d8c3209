"""requests.codes: numbers by name."""

from requests import codes

from harness import eq, raises


def case_names_in_both_cases_by_attribute_and_by_index():
    for name, code in (
        ("ok", 200),
        ("OK", 200),
        ("not_found", 404),
        ("NOT_FOUND", 404),
        ("im_a_teapot", 418),
        ("continue", 100),
        ("permanent_redirect", 308),
        ("resume", 308),
        ("network_authentication_required", 511),
        ("content_too_large", 413),
    ):
        eq((name, getattr(codes, name), codes[name]), (name, code, code))


def case_pictures_are_names_too():
    for name, code in (("\\o/", 200), ("✓", 200), ("-o-", 404), ("-O-", 404), ("/o\\", 500), ("✗", 500), ("\\o-", 301)):
        eq((name, codes[name]), (name, code))


def case_a_name_of_two_codes_is_the_later_one():
    eq(codes.uri_too_long, 414)
    eq(codes.request_uri_too_long, 122)


def case_unknown_names():
    eq(codes["no_such_name"], None)
    eq(codes.get("no_such_name"), None)
    eq(codes.get("no_such_name", 5), 5)
    eq(codes.get("ok", 5), 200)
    raises(AttributeError, lambda: codes.no_such_name)


def case_non_strings_and_names_of_dict_methods_are_no_names():
    eq([codes[404], codes.get(404, 5), codes[None], codes["items"], codes.get("get", 5)], [None, 5, None, None, 5])


def case_repr_names_the_table():
    eq(repr(codes), "<lookup 'status_codes'>")


def case_other_text_is_not_a_name():
    for name in ("", " ", "200", "ok okay", " ok", "Ok", "Not_Found", "\\O/", "continue 101", "20"):
        eq((name, codes[name]), (name, None))
    eq((codes["continue"], codes["network_authentication"]), (100, 511))
