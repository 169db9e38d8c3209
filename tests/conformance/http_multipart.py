"""files=: multipart/form-data by RFC 7578, in all the forms that Requests accepts."""

import io

import requests

from harness import eq, raises, url

EVERY_BYTE = bytes(range(256))


def sent(**kwargs):
    """The server's description of a POST, its multipart body taken apart."""
    return requests.post(url("/anything"), **kwargs).json()


def part(**kwargs):
    """The only part of a multipart POST."""
    (found,) = sent(**kwargs)["parts"]
    return found


def case_binary_file_of_every_byte_value_arrives_unchanged():
    eq(part(files={"f": ("all.bin", io.BytesIO(EVERY_BYTE))})["data"], "".join([chr(b) for b in EVERY_BYTE]))


def case_content_type_names_the_boundary():
    kind = sent(files={"f": b"x"})["headers"]["content-type"]
    assert kind.startswith("multipart/form-data; boundary="), kind


def case_multipart_has_its_content_length():
    r = requests.post(url("/wire"), files={"f": ("a.txt", io.BytesIO(b"abc"))})
    head, _, body = r.content.partition(b"\r\n\r\n")
    assert b"content-length: %d" % len(body) in head.lower(), head


def case_file_name_and_data():
    found = part(files={"f": ("a.txt", io.BytesIO(b"abc"))})
    eq((found["name"], found["filename"], found["data"]), ("f", "a.txt", "abc"))


def case_two_tuple_with_bytes():
    eq(part(files={"f": ("a.txt", b"abc")})["data"], "abc")


def case_two_tuple_with_str():
    eq(part(files={"f": ("a.txt", "abc")})["data"], "abc")


def case_three_tuple_has_a_content_type():
    eq(part(files={"f": ("a.jpg", b"x", "image/jpeg")})["type"], "image/jpeg")


def case_four_tuple_has_headers():
    found = part(files={"f": ("a", b"x", "text/plain", {"X-Extra": "yes"})})
    eq((found["headers"]["x-extra"], found["type"]), ("yes", "text/plain"))


def case_bare_bytes_take_the_field_name_as_file_name():
    eq(part(files={"f": b"abc"})["filename"], "f")


def case_bare_file_object():
    found = part(files={"f": io.BytesIO(b"abc")})
    eq((found["filename"], found["data"]), ("f", "abc"))


def case_file_name_none_makes_a_field():
    found = part(files={"f": (None, "abc")})
    eq((found["name"], found["filename"], found["data"]), ("f", None, "abc"))


def case_fields_come_before_files():
    seen = sent(data={"a": "1"}, files={"f": ("n", b"x")})
    eq([found["name"] for found in seen["parts"]], ["a", "f"])


def case_fields_of_pairs_keep_order():
    seen = sent(data=[("b", "1"), ("a", "2"), ("b", "3")], files={"f": b"x"})
    eq([(found["name"], found["data"]) for found in seen["parts"][:3]], [("b", "1"), ("a", "2"), ("b", "3")])


def case_field_with_a_list_is_several_parts():
    seen = sent(data={"a": ["1", "2"]}, files={"f": b"x"})
    eq([found["data"] for found in seen["parts"][:2]], ["1", "2"])


def case_files_of_pairs_may_share_a_name():
    seen = sent(files=[("f", ("1", b"a")), ("f", ("2", b"b"))])
    eq([(found["name"], found["filename"]) for found in seen["parts"]], [("f", "1"), ("f", "2")])


def case_number_field_is_text():
    seen = sent(data=[("n", 5)], files={"f": b"x"})
    eq(seen["form"], {"n": "5"})


def case_unicode_file_name_is_raw_utf8():
    eq(part(files={"f": ("grün.txt", b"x")})["filename"], "grün.txt")


def case_unicode_field_name_is_raw_utf8():
    eq(part(files={"ä": ("n", b"x")})["name"], "ä")


def case_quote_in_a_file_name_is_escaped():
    eq(part(files={"f": ('a"b', b"x")})["filename"], "a%22b")


def case_line_ends_in_a_file_name_cannot_inject_a_header():
    found = part(files={"f": ("a\r\nX-Evil: 1", b"x")})
    eq(found["headers"].get("x-evil"), None)


def case_empty_file_is_an_empty_part():
    eq(part(files={"f": ("empty", b"")})["data"], "")


def case_data_that_looks_like_a_boundary_is_data():
    eq(part(files={"f": ("n", b"\r\n--boundary--\r\n")})["data"], "\r\n--boundary--\r\n")


def case_boundaries_differ_between_requests():
    first = sent(files={"f": b"x"})["headers"]["content-type"]
    assert first != sent(files={"f": b"x"})["headers"]["content-type"], first


def case_files_with_a_str_body_are_refused():
    error = raises(Exception, requests.post, url("/post"), data="text", files={"f": b"x"})
    assert isinstance(error, (ValueError, requests.RequestException)), error


def case_empty_files_make_no_multipart_body():
    eq(sent(data={"a": "1"}, files={})["form"], {"a": "1"})


def case_large_file_is_sent_completely():
    data = EVERY_BYTE * 120  # two copies fit into a heap of 128 KB
    r = requests.post(url("/wire"), files={"f": ("big", io.BytesIO(data))})
    assert data in r.content, len(r.content)


def case_body_ends_with_the_closing_boundary():
    r = requests.post(url("/wire"), files={"f": ("n", b"x")})
    boundary = r.request.headers["Content-Type"].split("boundary=")[1].encode()
    assert r.content.endswith(b"\r\n--" + boundary + b"--\r\n"), r.content[-80:]


def case_disposition_is_form_data():
    disposition = part(files={"f": ("n.txt", b"x")})["headers"]["content-disposition"]
    eq(disposition, 'form-data; name="f"; filename="n.txt"')
