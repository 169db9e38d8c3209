"""data= and json=: what body is sent, under which content type, with which length."""

import io
from array import array

import requests

from harness import eq, url


def sent(**kwargs):
    """The server's description of a POST."""
    return requests.post(url("/anything"), **kwargs).json()


def framing(seen):
    """The headers that tell where a body ends."""
    return seen["headers"].get("content-length"), seen["headers"].get("transfer-encoding")


class Reader:
    """A file that can only be read: no length, no seek."""

    def __init__(self, data):
        self.file = io.BytesIO(data)

    def read(self, size=-1):
        return self.file.read(size)

    def __iter__(self):
        return iter([self.file.read()])


def case_data_dict_is_a_form():
    seen = sent(data={"a": "1"})
    eq((seen["form"], seen["headers"]["content-type"]), ({"a": "1"}, "application/x-www-form-urlencoded"))


def case_data_pairs_keep_order_and_repeats():
    r = requests.post(url("/wire"), data=[("b", "2"), ("a", "1"), ("b", "3")])
    assert r.content.endswith(b"\r\n\r\nb=2&a=1&b=3"), r.content


def case_data_list_value_repeats_the_name():
    eq(sent(data={"a": ["1", "2"]})["form"], {"a": ["1", "2"]})


def case_data_unicode_is_utf8_and_escaped():
    r = requests.post(url("/wire"), data={"ä": "☃ &"})
    assert r.content.endswith(b"\r\n\r\n%C3%A4=%E2%98%83+%26"), r.content


def case_data_none_value_is_dropped():
    eq(sent(data=[("a", None), ("b", "1")])["form"], {"b": "1"})


def case_data_str_is_sent_as_utf8_without_type():
    r = requests.post(url("/wire"), data="gr\xfcn")
    assert r.content.endswith(b"\r\n\r\ngr\xc3\xbcn"), r.content
    assert b"content-type" not in r.content.lower(), r.content


def case_data_bytes_have_no_type():
    seen = sent(data=b"\x00\xff")
    eq((seen["data"], seen["headers"].get("content-type")), ("\x00\xff", None))


def case_data_bytes_are_sent_unchanged():
    every = bytes(range(256))
    r = requests.post(url("/wire"), data=every)
    assert r.content.endswith(b"\r\n\r\n" + every), r.content


def case_data_that_is_a_buffer_is_sent():
    """An array, or the picture of a camera."""
    eq(sent(data=array("B", b"abc"))["data"], "abc")
    eq(sent(data=memoryview(b"abc"))["data"], "abc")


def case_data_bytearray_is_sent():
    eq(sent(data=bytearray(b"abc"))["data"], "abc")


def case_own_content_type_is_kept():
    seen = sent(data={"a": "1"}, headers={"Content-Type": "application/x-mine"})
    eq(seen["headers"]["content-type"], "application/x-mine")


def case_empty_data_is_length_zero():
    for nothing in (None, "", b"", {}, []):
        eq(framing(sent(data=nothing)), ("0", None))


def case_length_counts_bytes_not_characters():
    eq(framing(sent(data="☃☃"))[0], "6")


def case_file_is_sent_with_its_length():
    seen = sent(data=io.BytesIO(b"0123456789"))
    eq((seen["data"], framing(seen)), ("0123456789", ("10", None)))


def case_file_is_sent_from_its_position():
    file = io.BytesIO(b"0123456789")
    file.read(4)
    seen = sent(data=file)
    eq((seen["data"], framing(seen)), ("456789", ("6", None)))


def case_file_of_many_blocks_is_sent_completely():
    data = bytes(range(256)) * 80
    r = requests.post(url("/wire"), data=io.BytesIO(data))
    eq(r.content[-len(data) :] == data, True)


def case_reader_without_length_is_sent_in_chunks():
    seen = sent(data=Reader(b"stream"))
    eq((seen["data"], framing(seen)), ("stream", (None, "chunked")))


def case_generator_is_sent_in_chunks():
    seen = sent(data=(part for part in (b"one", b"two")))
    eq((seen["data"], framing(seen)), ("onetwo", (None, "chunked")))


def case_each_item_of_a_generator_is_a_chunk():
    r = requests.post(url("/wire"), data=(part for part in (b"one", b"fourteen bytes")))
    assert r.content.endswith(b"\r\n\r\n3\r\none\r\ne\r\nfourteen bytes\r\n0\r\n\r\n"), r.content


def case_empty_item_of_a_generator_does_not_end_the_body():
    seen = sent(data=(part for part in (b"one", b"", b"two")))
    eq(seen["data"], "onetwo")


def case_empty_generator_is_an_empty_body():
    seen = sent(data=(part for part in ()))
    eq((seen["data"], framing(seen)[1]), ("", "chunked"))


def case_json_is_compact_enough_and_typed():
    seen = sent(json={"a": 1})
    eq((seen["json"], seen["headers"]["content-type"]), ({"a": 1}, "application/json"))


def case_json_has_its_length():
    seen = sent(json=[1, 2])
    eq((seen["data"], framing(seen)), ("[1, 2]", ("6", None)))


def case_json_of_every_kind_of_value():
    value = {"s": 'q"\\\n☃', "i": -3, "f": 0.5, "t": True, "n": None, "l": [[], {}], "o": {"x": "y"}}
    eq(sent(json=value)["json"], value)


def case_json_empty_values_are_bodies():
    for value in ({}, [], 0, False, ""):
        eq(sent(json=value)["json"], value)


def case_json_none_sends_no_body():
    seen = sent(json=None)
    eq((framing(seen)[0], seen["headers"].get("content-type")), ("0", None))


def case_data_wins_over_json():
    seen = sent(data={"a": "1"}, json={"b": 2})
    eq(seen["form"], {"a": "1"})


def case_json_own_content_type_is_kept():
    seen = sent(json={}, headers={"content-type": "application/vnd.api+json"})
    eq(seen["headers"]["content-type"], "application/vnd.api+json")


def case_put_sends_a_body():
    seen = requests.put(url("/anything"), data=b"put").json()
    eq((seen["method"], seen["data"]), ("PUT", "put"))


def case_patch_sends_a_body():
    seen = requests.patch(url("/anything"), json={"a": 1}).json()
    eq((seen["method"], seen["json"]), ("PATCH", {"a": 1}))


def case_delete_may_send_a_body():
    seen = requests.delete(url("/anything"), data=b"bye").json()
    eq((seen["method"], seen["data"]), ("DELETE", "bye"))


def case_get_may_send_a_body():
    seen = requests.get(url("/anything"), data=b"query").json()
    eq((seen["method"], seen["data"], framing(seen)), ("GET", "query", ("5", None)))


def case_body_of_the_prepared_request_is_readable():
    eq(requests.post(url("/post"), data={"a": "1"}).request.body, "a=1")


def case_a_body_of_a_megabyte_is_sent_completely():
    r = requests.post(url("/wire"), data=(b"0123456789abcdef" * 512 for _ in range(128)), stream=True)
    total = sum([len(piece) for piece in r.iter_content(8192)])
    assert total > 1 << 20, total
