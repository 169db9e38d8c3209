"""Response: content, text, json, encoding, status, and how it is closed, compared and shown."""

import time

import requests

from harness import eq, raises, script, url


def hexed(data):
    """Bytes as the server's /body wants them."""
    return "".join([f"{byte:02x}" for byte in data])


def answer(body, kind=""):
    """A response with that body and content type."""
    return requests.get(url(f"/body/{hexed(body)}"), params={"type": kind} if kind else None)


def case_content_is_bytes():
    eq(answer(b"\x00\xff").content, b"\x00\xff")


def case_content_may_be_read_again():
    r = answer(b"abc")
    eq((r.content, r.content, r.text), (b"abc", b"abc", "abc"))


def case_empty_body_is_empty_bytes():
    r = answer(b"")
    eq((r.content, r.text), (b"", ""))


def case_text_is_decoded_by_the_charset():
    r = answer("grün".encode(), "text/plain; charset=utf-8")
    eq((r.encoding, r.text), ("utf-8", "grün"))


def case_charset_may_be_quoted_and_in_capitals():
    r = answer("ü".encode(), 'text/html; Charset="UTF-8"')
    eq((r.encoding.lower(), r.text), ("utf-8", "ü"))


def case_charset_after_other_parameters():
    eq(answer(b"x", "text/plain; a=b; charset=ascii; c=d").encoding, "ascii")


def case_latin1_charset_is_decoded():
    eq(answer(b"caf\xe9", "text/plain; charset=iso-8859-1").text, "caf\xe9")


def case_text_type_without_charset_may_be_latin1():
    eq(answer(b"caf\xe9", "text/plain").text, "caf\xe9")


def case_json_type_without_charset_is_utf8():
    eq(answer(b"{}", "application/json").encoding, "utf-8")


def case_other_type_has_no_encoding_but_text():
    r = answer("grün".encode(), "application/octet-stream")
    eq((r.encoding, r.text), (None, "grün"))


def case_encoding_may_be_set():
    r = answer("ü".encode(), "text/plain")
    r.encoding = "utf-8"
    eq(r.text, "ü")


def case_broken_text_is_replaced_not_raised():
    assert "a" in answer(b"a\xff\xfeb", "text/plain; charset=utf-8").text


def case_text_of_an_unknown_charset_is_not_an_error():
    assert "plain" in answer(b"plain", "text/plain; charset=no-such-thing").text


def case_apparent_encoding_of_utf8():
    eq(answer("grüße, schöne Größe".encode()).apparent_encoding.lower().replace("_", "-"), "utf-8")


def case_json_is_parsed():
    eq(answer(b'{"a": [1, 2.5, null, true, "x"]}').json(), {"a": [1, 2.5, None, True, "x"]})


def case_json_of_unicode():
    eq(answer('{"k": "☃"}'.encode(), "application/json").json(), {"k": "☃"})


def case_json_escapes_are_decoded():
    eq(answer(b'"\\u00e9\\n\\""').json(), 'é\n"')


def case_json_escapes_of_an_emoji_are_one_character():
    """RFC 8259 section 7: characters outside the basic plane are escaped as surrogate pairs."""
    eq(answer(b'{"k": "\\ud83d\\ude00"}').json(), {"k": "\U0001f600"})


def case_json_of_invalid_text_raises():
    error = raises(requests.exceptions.JSONDecodeError, answer(b"<html>").json)
    assert isinstance(error, requests.exceptions.RequestException), error


def case_json_of_an_empty_body_raises():
    raises(requests.exceptions.JSONDecodeError, answer(b"").json)


def case_jsondecodeerror_is_an_invalidjsonerror():
    raises(requests.exceptions.InvalidJSONError, answer(b"nonsense").json)


def case_ok_follows_the_status():
    eq([requests.get(url(f"/status/{code}")).ok for code in (200, 204, 399, 400, 404, 500)], [True] * 3 + [False] * 3)


def case_bool_follows_ok():
    eq((bool(requests.get(url("/status/200"))), bool(requests.get(url("/status/500")))), (True, False))


def case_raise_for_status_passes_success():
    eq(requests.get(url("/status/201")).raise_for_status(), None)


def case_raise_for_status_names_a_client_error():
    r = requests.get(url("/status/404/Not%20Found"))
    error = raises(requests.HTTPError, r.raise_for_status)
    eq(str(error), "404 Client Error: Not Found for url: " + r.url)


def case_raise_for_status_names_a_server_error():
    r = requests.get(url("/status/503/Busy"))
    error = raises(requests.HTTPError, r.raise_for_status)
    eq(str(error), "503 Server Error: Busy for url: " + r.url)


def case_httperror_carries_response_and_request():
    r = requests.get(url("/status/410"))
    error = raises(requests.HTTPError, r.raise_for_status)
    eq((error.response is r, error.request is r.request, error.response.status_code), (True, True, 410))


def case_httperror_is_a_requestexception():
    raises(requests.RequestException, requests.get(url("/status/400")).raise_for_status)


def case_error_body_is_readable():
    eq(requests.get(url("/status/418")).content, b"418")


def case_repr_names_the_status():
    eq(repr(requests.get(url("/status/202"))), "<Response [202]>")


def case_elapsed_is_a_short_positive_time():
    seconds = requests.get(url("/get")).elapsed.total_seconds()
    assert 0 <= seconds < 30, seconds


def case_iter_over_the_response_gives_its_bytes():
    eq(b"".join(list(requests.get(url("/bytes/300")))), requests.get(url("/bytes/300")).content)


def case_with_closes_the_response():
    with requests.get(url("/get"), stream=True) as r:
        eq(r.status_code, 200)


def case_close_may_be_called_twice():
    r = requests.get(url("/get"))
    r.close()
    r.close()


def case_reason_may_be_empty():
    eq(requests.get(script(b"HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n")).reason, "")


def case_reason_may_be_missing_with_its_blank():
    r = requests.get(script(b"HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n"))
    eq((r.status_code, r.reason), (200, ""))


def case_unknown_status_is_returned():
    r = requests.get(script(b"HTTP/1.1 799 Odd\r\nContent-Length: 0\r\n\r\n"))
    eq((r.status_code, r.reason), (799, "Odd"))


def case_status_204_has_no_body():
    r = requests.get(url("/status/204"))
    eq((r.status_code, r.content), (204, b""))


def case_status_304_has_no_body():
    r = requests.get(url("/status/304"))
    eq((r.status_code, r.content, r.ok), (304, b"", True))


def case_codes_name_the_status():
    eq(requests.get(url("/status/404")).status_code == requests.codes.not_found, True)


def case_links_are_parsed_from_the_link_header():
    value = '<http://h/?page=2>; rel="next", <http://h/?page=9>; rel=last; title=end'
    r = requests.get(url("/response-headers"), params={"Link": value})
    eq((r.links["next"]["url"], r.links["last"]["title"]), ("http://h/?page=2", "end"))


def case_links_without_a_header_are_empty():
    eq(requests.get(url("/get")).links, {})


def case_url_is_the_final_one():
    eq(requests.get(url("/anything"), params={"a": 1}).url, url("/anything?a=1"))


def case_history_is_empty_without_redirects():
    eq(requests.get(url("/get")).history, [])


def case_is_redirect_is_false_for_200():
    r = requests.get(url("/get"))
    eq((r.is_redirect, r.is_permanent_redirect, r.next), (False, False, None))


def case_close_delimited_body_is_read_to_its_end():
    eq(len(requests.get(url("/close-delimited/3000")).content), 3000)


def case_http10_response_is_read_to_its_end():
    r = requests.get(script(b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nold style", "close"))
    eq(r.text, "old style")


def case_http10_response_with_length():
    r = requests.get(script(b"HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nold", "close"))
    eq(r.content, b"old")


def case_bare_line_feeds_end_lines_too():
    """RFC 9112 section 2.2: a recipient may take a single LF for a line end."""
    r = requests.get(script(b"HTTP/1.1 200 OK\nContent-Length: 2\nX-A: b\n\nok"))
    eq((r.content, r.headers["X-A"]), (b"ok", "b"))


def case_elapsed_is_the_time_to_the_head():
    clock = time.ticks_ms if hasattr(time, "ticks_ms") else lambda: time.monotonic() * 1000
    start = clock()
    r = requests.get(script(0.2, b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", 1.0, b"ok"))
    eq(r.content, b"ok")
    elapsed, body = r.elapsed.total_seconds() * 1000, clock() - start
    assert 150 < elapsed < body - 300, (elapsed, body)
