"""Invalid and lenient heads: status lines, fields, interim responses (RFC 9112 sections 2, 4, 5)."""

import requests

from harness import eq, log, raises, read, script, token, url
from hostile import accepted, cut, own_answer, refused

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
REST = b"\r\nContent-Length: 2\r\n\r\nok"


def field(line):
    """An answer with that line among its fields."""
    return b"HTTP/1.1 200 OK\r\n" + line + b"\r\nContent-Length: 2\r\n\r\nok"


def repaired(*steps):
    """Return a response with a repaired head, after which the connection must be closed."""
    mark = token()
    with requests.Session() as s:
        r = s.get(script(*steps, "hang", mark=mark), timeout=5)
        r.content  # noqa: B018  # the property reads
        eq([seen["end"] for seen in log(mark, closed=5)], ["client"])
        own_answer(s)
    return r


def case_no_http_at_all():
    """RFC 9112 section 4."""
    refused(b"220 mail.example.org ESMTP\r\n\r\n")


def case_html_without_a_head():
    """RFC 9112 section 4: HTTP/0.9 is not HTTP/1."""
    refused(b"<html><body>hello</body></html>\r\n\r\n")


def case_lower_case_protocol():
    """RFC 9112 section 2.3: HTTP-name is case-sensitive."""
    refused(b"http/1.1 200 OK" + REST)


def case_shoutcasts_status_line_is_repaired():
    """Not a status line of RFC 9112 section 4, but what SHOUTcast and some cameras send; it counts as HTTP/1.0."""
    eq(repaired(b"ICY 200 OK" + REST).content, b"ok")


def case_major_version_two_counts_as_http10():
    """RFC 9112 section 2.3 has 1 only; browsers and curl accept others, and read the rest of the head as HTTP/1.0."""
    eq(repaired(b"HTTP/2.0 200 OK" + REST).content, b"ok")


def case_version_of_one_digit_counts_as_http10():
    """RFC 9112 section 2.3: HTTP-version has two digits."""
    eq(repaired(b"HTTP/2 200" + REST).content, b"ok")


def case_version_of_two_digit_minor_counts_as_http10():
    """RFC 9112 section 2.3."""
    eq(repaired(b"HTTP/1.11 200 OK" + REST).content, b"ok")


def case_empty_line_before_the_status_line():
    """RFC 9112 section 2.2 lets servers skip it; a client may skip it or refuse the response."""
    with requests.Session() as s:
        try:
            eq(s.get(script(b"\r\n" + OK), timeout=3).content, b"ok")
        except requests.ConnectionError:
            pass
        own_answer(s)


def case_lines_ended_by_lf_alone():
    """RFC 9112 section 2.2: a recipient may take a single LF for a line end."""
    eq(accepted(b"HTTP/1.1 200 OK\nContent-Length: 2\n\nok").content, b"ok")


def case_status_line_without_a_reason():
    """RFC 9112 section 4: the phrase may be absent; some servers leave out the SP before it, too."""
    eq([accepted(b"HTTP/1.1 200" + blank + REST).reason for blank in (b" ", b"")], ["", ""])


def case_higher_minor_version_is_understood():
    """RFC 9110 section 2.5: a minor version changes nothing that matters here."""
    eq(accepted(b"HTTP/1.2 200 OK" + REST).status_code, 200)


def case_status_with_a_sign():
    """RFC 9112 section 4: status-code = 3DIGIT."""
    refused(b"HTTP/1.1 +200 OK" + REST)


def case_status_below_zero():
    """RFC 9112 section 4."""
    refused(b"HTTP/1.1 -20 OK" + REST)


def case_status_of_two_digits():
    """RFC 9112 section 4."""
    refused(b"HTTP/1.1 20 OK" + REST)


def case_status_of_four_digits():
    """RFC 9112 section 4."""
    refused(b"HTTP/1.1 2000 OK" + REST)


def case_status_with_underscore():
    """RFC 9112 section 4; int() of both Pythons takes it."""
    refused(b"HTTP/1.1 2_0 OK" + REST)


def case_status_of_letters():
    """RFC 9112 section 4."""
    refused(b"HTTP/1.1 abc OK" + REST)


def case_status_in_unicode_digits():
    """RFC 9112 section 4: DIGIT is ASCII."""
    refused("HTTP/1.1 ２００ OK".encode() + REST)


def case_status_zero():
    """RFC 9110 section 15: a status code is from 100 on."""
    refused(b"HTTP/1.1 000 OK" + REST)


def case_status_missing():
    """RFC 9112 section 4."""
    refused(b"HTTP/1.1" + REST)


def case_two_spaces_before_the_status_are_one():
    """RFC 9112 section 4: one SP, or white space for a lenient reader."""
    r = repaired(b"HTTP/1.1  200  Very  OK" + REST)
    eq((r.reason, r.content), ("Very  OK", b"ok"))


def case_tab_before_the_status_is_a_space():
    """RFC 9112 section 4."""
    eq(repaired(b"HTTP/1.1\t200 OK" + REST).content, b"ok")


def case_space_before_the_status_line():
    """RFC 9112 section 2.2."""
    refused(b" HTTP/1.1 200 OK" + REST)


def case_nul_in_the_reason():
    """RFC 9112 section 4: reason-phrase has no control characters but HTAB."""
    refused(b"HTTP/1.1 200 O\x00K" + REST)


def case_bare_cr_in_the_reason():
    """RFC 9112 section 2.2: a bare CR is no line end."""
    refused(b"HTTP/1.1 200 OK\rX-Evil: 1" + REST)


def case_reason_in_other_bytes_is_text():
    """RFC 9112 section 4: reason-phrase may hold obs-text."""
    eq(accepted(b"HTTP/1.1 200 \xc3\xa9\xff" + REST).status_code, 200)


def case_endless_status_line():
    """RFC 9112 section 4: the line is bounded."""
    refused((b"HTTP/1.1 200 " + b"x" * 1000, 1), (b"x" * 1000, 1000))


def case_status_line_alone_then_close():
    """RFC 9112 section 8: an incomplete head is no response."""
    cut(b"HTTP/1.1 200 OK\r\n")


def case_head_without_its_empty_line_then_close():
    """RFC 9112 section 8."""
    cut(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n")


def case_blank_before_the_colon_is_removed():
    """RFC 9112 section 5.1, as a proxy must."""
    eq(repaired(field(b"X-Field : 1")).headers["X-Field"], "1")


def case_framing_field_with_blank_before_its_colon():
    """RFC 9112 section 5.1; ignoring the length would allow response smuggling."""
    for name in (b"Content-Length : 2", b"Content-Length\t: 2", b"Transfer-Encoding : chunked"):
        refused(b"HTTP/1.1 200 OK\r\n" + name + b"\r\n\r\nok")


def case_tab_before_the_colon_is_removed():
    """RFC 9112 section 5.1."""
    eq(repaired(field(b"X-Field\t: 1")).headers["X-Field"], "1")


def case_line_without_a_colon_is_skipped():
    """RFC 9112 section 5: field-line = field-name ":" ...; the lines that continue it are no fields either."""
    r = repaired(field(b"X-Field\r\n X-Evil: 1\r\nX-Other: 2"))
    eq(("X-Field" in r.headers, "X-Evil" in r.headers, r.headers["X-Other"], r.content), (False, False, "2", b"ok"))


def case_field_without_a_name_is_skipped():
    """RFC 9110 section 5.1: field-name = token."""
    eq(len(repaired(field(b": value")).headers), 1)


def case_field_with_a_blank_in_its_name_is_skipped():
    """RFC 9110 section 5.1."""
    eq(len(repaired(field(b"X Field: 1")).headers), 1)


def case_nul_in_a_name():
    """RFC 9110 section 5.1."""
    refused(field(b"X\x00Field: 1"))


def case_field_with_other_bytes_in_its_name_is_skipped():
    """RFC 9110 section 5.1: a token is ASCII."""
    eq(len(repaired(field("Ü: 1".encode())).headers), 1)


def case_field_with_a_separator_in_its_name_is_skipped():
    """RFC 9110 section 5.6.2."""
    eq(len(repaired(field(b"X(Field): 1")).headers), 1)


def case_nul_in_a_value():
    """RFC 9110 section 5.5."""
    refused(field(b"X-Field: a\x00b"))


def case_bare_cr_in_a_value():
    """RFC 9110 section 5.5; a lenient parser makes two fields of it."""
    refused(field(b"X-Field: a\rX-Evil: 1"))


def case_cr_alone_as_line_end():
    """RFC 9112 section 2.2."""
    cut(b"HTTP/1.1 200 OK\rContent-Length: 0\r\r")


def case_first_line_that_begins_with_a_blank_is_skipped():
    """RFC 9112 section 2.2: there is nothing to continue before the first field."""
    eq(len(repaired(b"HTTP/1.1 200 OK\r\n X-Field: 1\r\nContent-Length: 2\r\n\r\nok").headers), 1)
    refused(b"HTTP/1.1 200 OK\r\n Content-Length: 2\r\n\r\nok")


def case_folded_value_is_one_line():
    """RFC 9112 section 5.2: a user agent replaces obs-fold by SP."""
    eq(accepted(field(b"X-Field: a\r\n b")).headers["X-Field"], "a b")


def case_value_folded_by_a_tab():
    """RFC 9112 section 5.2."""
    eq(accepted(field(b"X-Field: a\r\n\t  b")).headers["X-Field"], "a b")


def case_fold_that_looks_like_a_field_is_a_value():
    """RFC 9112 section 5.2."""
    r = accepted(field(b"X-Field: a\r\n X-Evil: 1"))
    eq(("X-Evil" in r.headers, r.headers["X-Field"]), (False, "a X-Evil: 1"))


def case_utf8_value_is_a_character_for_each_byte():
    """RFC 9110 section 5.5: obs-text is opaque."""
    eq(accepted(field("X-Field: é".encode())).headers["X-Field"], "\xc3\xa9")


def case_endless_field_line():
    """RFC 9110 section 5.4: a line is bounded."""
    refused(b"HTTP/1.1 200 OK\r\nX-Long: ", (b"x" * 1000, 2000))


def case_endless_fields():
    """RFC 9110 section 5.4: the count of fields, and the head, are bounded."""
    refused(b"HTTP/1.1 200 OK\r\n", (b"X-Field: value\r\n", 30000))


def case_endless_folds():
    """RFC 9112 section 5.2: continuation lines count against the limit of a line."""
    refused(b"HTTP/1.1 200 OK\r\nX-Field: a\r\n", (b" folded " + b"x" * 90 + b"\r\n", 10000))


def case_line_of_moderate_length_is_read():
    """RFC 9110 section 5.4: within the limit."""
    eq(len(accepted(field(b"X-Long: " + b"x" * 3000)).headers["X-Long"]), 3000)


def case_sixty_fields_are_read():
    """RFC 9110 section 5.4: within the limit."""
    lines = b"\r\n".join([b"X-%d: %d" % (number, number) for number in range(60)])
    eq(accepted(field(lines)).headers["X-59"], "59")


def case_head_that_arrives_byte_by_byte():
    """RFC 9112 section 2.2, and TCP has no messages."""
    eq(accepted(*[OK[at : at + 1] for at in range(len(OK))]).content, b"ok")


def case_head_cut_between_cr_and_lf():
    """RFC 9112 section 2.2, and TCP has no messages."""
    steps = (b"HTTP/1.1 200 OK\r", 0.02, b"\nContent-Length: 2\r", 0.02, b"\n\r", 0.02, b"\nok")
    eq(accepted(*steps).content, b"ok")


def case_100_continue_is_skipped():
    """RFC 9110 section 15.2: a client must be able to parse interim responses, even unexpected ones."""
    eq(accepted(b"HTTP/1.1 100 Continue\r\n\r\n" + OK).status_code, 200)


def case_102_processing_is_skipped():
    """RFC 9110 section 15.2."""
    eq(accepted(b"HTTP/1.1 102 Processing\r\n\r\n" + OK).status_code, 200)


def case_103_early_hints_are_skipped_with_their_fields():
    """RFC 8297; their fields are not those of the final response."""
    r = accepted(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\nX-Early: 1\r\n\r\n" + OK)
    eq((r.status_code, "X-Early" in r.headers, r.content), (200, False, b"ok"))


def case_unknown_interim_response_is_skipped():
    """RFC 9110 section 15.2: an unknown 1xx is a 1xx."""
    eq(accepted(b"HTTP/1.1 199 Whatever\r\n\r\n" + OK).status_code, 200)


def case_several_interim_responses_are_skipped():
    """RFC 9110 section 15.2: one or more."""
    eq(accepted(b"HTTP/1.1 100 Continue\r\n\r\n" * 3 + b"HTTP/1.1 103 Hints\r\n\r\n" * 3 + OK).content, b"ok")


def case_endless_interim_responses():
    """RFC 9110 section 15.2: they count against the limit of the head."""
    refused((b"HTTP/1.1 102 Processing\r\n\r\n", 50000))


def case_late_response_after_an_interim_one_is_of_this_request():
    """RFC 9110 section 15.2: if it were taken for final, the real response would go to the next request."""
    eq(accepted(b"HTTP/1.1 103 Early Hints\r\n\r\n", 0.1, OK).content, b"ok")


def case_length_of_an_interim_response_is_ignored():
    """RFC 9110 section 15.2: a 1xx ends with its head."""
    eq(accepted(b"HTTP/1.1 100 Continue\r\nContent-Length: 5\r\n\r\n" + OK).content, b"ok")


def case_transfer_encoding_of_an_interim_response_is_ignored():
    """RFC 9112 section 6.1."""
    eq(accepted(b"HTTP/1.1 100 Continue\r\nTransfer-Encoding: chunked\r\n\r\n" + OK).content, b"ok")


def case_interim_response_then_close():
    """RFC 9110 section 15.2: it is not final."""
    cut(b"HTTP/1.1 100 Continue\r\n\r\n")


def case_interim_response_to_a_post():
    """RFC 9110 section 15.2.1, without having been asked for."""
    with requests.Session() as s:
        eq(s.post(script(b"HTTP/1.1 100 Continue\r\n\r\n" + OK), data=b"x" * 2000).content, b"ok")
        own_answer(s)


def case_interim_response_to_a_head():
    """RFC 9110 section 15.2."""
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
    eq(accepted(b"HTTP/1.1 103 Hints\r\n\r\n" + head, method="HEAD").status_code, 200)


def case_interim_response_with_a_malformed_field_ends_the_connection():
    """RFC 9112 section 5 holds for it too."""
    eq(repaired(b"HTTP/1.1 103 Early Hints\r\nno colon\r\n\r\n" + OK).content, b"ok")


def case_switching_protocols_unasked_ends_the_connection():
    """RFC 9110 section 15.2.2: what follows is not HTTP."""
    with requests.Session() as s:
        s.get(script(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n" + OK, "hang"), timeout=5)
        own_answer(s)


def case_response_before_the_body_was_sent():
    """RFC 9112 section 9.5: a server may answer early and close."""
    answer = b"HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig"
    with requests.Session() as s:
        try:
            eq(s.post(script("early", answer, "close"), data=(b"x" * 1000 for _ in range(100))).status_code, 413)
        except requests.ConnectionError:
            pass  # the reset that follows may overtake the response
        own_answer(s)


def case_early_response_is_returned_while_the_server_reads_on():
    """RFC 9112 section 9.5."""
    r = requests.post(script("early", OK), data=b"x" * 1000)
    eq(r.content, b"ok")


def case_url_of_the_response_ignores_content_location():
    """Content-Location is not where the response came from (RFC 9110 section 8.7)."""
    eq(accepted(field(b"Content-Location: http://elsewhere.example/")).url.startswith(url("/script/")), True)


LENIENT = (
    b"HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\nok",
    b"HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\nok",
    b"HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\nok",
    b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding : chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n 2\r\nok\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\nok\n0\n\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n",
)


def case_framing_in_doubt_is_accepted_where_the_caller_said_so():
    """Against RFC 9112 section 6.3, with lenient_framing of the session or of an adapter."""
    for answer in LENIENT:
        cut(answer, kind=requests.RequestException)
        with requests.Session() as s:
            s.lenient_framing = True
            eq(s.lenient_framing, True)
            eq(s.get(script(answer, "close"), timeout=5).content, b"ok")
            own_answer(s)
        with requests.Session() as s:
            s.mount("http://", requests.adapters.HTTPAdapter(lenient_framing=True))
            eq(s.get(script(answer, "close"), timeout=5).content, b"ok")


def case_lenient_framing_keeps_no_connection_whose_end_is_in_doubt():
    """RFC 9112 section 6.3."""
    mark = token()
    with requests.Session() as s:
        s.lenient_framing = True
        for answer in (LENIENT[0], LENIENT[5]):
            for _ in range(2):
                eq(s.get(script(answer, mark=mark), timeout=5).content, b"ok")
    eq(len(log(mark)), 4)


def case_lenient_framing_refuses_a_truncated_body():
    """RFC 9112 section 8."""
    for answer in (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok", LENIENT[4][:-7], LENIENT[4][:-9]):
        with requests.Session() as s:
            s.lenient_framing = True
            raises(requests.exceptions.ChunkedEncodingError, read, s.get, script(answer, "close"), timeout=5)
            own_answer(s)


def case_compressed_transfer_coding_is_refused():
    """RFC 9112 section 7.4: it was not requested; its bytes are not the content."""
    for value in (b"gzip, chunked", b"gzip", b"deflate, chunked"):
        refused(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: " + value + b"\r\n\r\n3\r\n\x1f\x8b\x08\r\n0\r\n\r\n")
