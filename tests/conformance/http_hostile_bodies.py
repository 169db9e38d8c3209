"""Where a body ends when its framing is wrong (RFC 9112 sections 6, 7, 8)."""

import requests

from harness import eq, log, raises, read, script, token
from hostile import accepted, cut, own_answer, refused

BROKEN = requests.exceptions.ChunkedEncodingError
FORGED = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"


LENGTH = b"HTTP/1.1 200 OK\r\nContent-Length: "  # its value is sent in steps: a URL with all of it would be too long


def length(*values, body=b"hello"):
    """An answer with those Content-Length lines."""
    lines = b"".join([b"Content-Length: " + value + b"\r\n" for value in values])
    return b"HTTP/1.1 200 OK\r\n" + lines + b"\r\n" + body


def coded(value, body, extra=b"", version=b"1.1"):
    """An answer with that Transfer-Encoding."""
    return b"HTTP/" + version + b" 200 OK\r\nTransfer-Encoding: " + value + b"\r\n" + extra + b"\r\n" + body


def chunks(body, extra=b""):
    """A chunked answer with that body as it is on the wire."""
    return coded(b"chunked", body, extra)


def size(text):
    """A chunked response whose only chunk has that size line, for the data "hello"."""
    return chunks(text + b"\r\nhello\r\n0\r\n\r\n")


def used_again(*steps):
    """Return True if the connection of such a response carries a second request."""
    mark = token()
    with requests.Session() as s:
        r = s.get(script(*steps, mark=mark), timeout=5)
        again = s.get(script(*steps, mark=mark), timeout=5)
        eq(r.content, again.content)
        return len(log(mark)) == 1


def case_negative_length():
    """RFC 9112 section 6.3: an invalid Content-Length is unrecoverable."""
    refused(length(b"-5"))


def case_length_with_a_plus():
    """RFC 9110 section 8.6: 1*DIGIT; int() of both Pythons takes it."""
    refused(length(b"+5"))


def case_length_with_an_underscore():
    """RFC 9110 section 8.6; int() of both Pythons takes it."""
    refused(length(b"0_5"))


def case_length_in_hexadecimal():
    """RFC 9110 section 8.6."""
    refused(length(b"0x5"))


def case_length_with_a_fraction():
    """RFC 9110 section 8.6."""
    refused(length(b"5.0"))


def case_length_of_letters():
    """RFC 9110 section 8.6."""
    refused(length(b"five"))


def case_length_empty():
    """RFC 9110 section 8.6."""
    refused(length(b""))


def case_length_of_two_numbers():
    """RFC 9110 section 8.6."""
    refused(length(b"5 5"))


def case_length_in_unicode_digits():
    """RFC 9110 section 8.6: DIGIT is ASCII."""
    refused(length("５".encode()))


def case_length_in_latin1_superscript():
    """RFC 9110 section 8.6; str.isdigit takes it."""
    refused(length(b"\xb2"))


def case_length_beyond_all_files():
    """RFC 9110 section 8.6: no overflow."""
    refused(length(b"9" * 30))


def either(content, kind, *steps):
    """The response has that content or raises that class, and the session is usable afterwards."""
    with requests.Session() as s:
        try:
            eq(s.get(script(*steps), timeout=3).content, content)
        except kind:
            pass
        own_answer(s)


def case_length_of_thousands_of_digits():
    """RFC 9110 section 8.6: no overflow; int() of CPython raises a plain ValueError for this one."""
    refused(LENGTH, (b"9" * 10, 500), b"\r\n\r\nhello")


def case_length_behind_thousands_of_zeros():
    """RFC 9110 section 8.6: it is 5, if a line may be so long."""
    either(b"hello", requests.ConnectionError, LENGTH, (b"0" * 10, 500), b"5\r\n\r\nhello")


def case_lengths_that_differ():
    """RFC 9112 section 6.3."""
    refused(length(b"5", b"6"))


def case_lengths_that_differ_in_one_list():
    """RFC 9112 section 6.3."""
    refused(length(b"5, 6"))


def case_lengths_that_agree_are_one():
    """RFC 9112 section 6.3: a recipient may take the list of equal values for one."""
    eq(accepted(length(b"5", b"5")).content, b"hello")


def case_list_of_lengths_that_agree_is_one():
    """RFC 9112 section 6.3."""
    eq(accepted(length(b"5, 5")).content, b"hello")


def case_length_with_leading_zeros():
    """RFC 9110 section 8.6: 1*DIGIT, decimal."""
    eq(accepted(length(b"0005")).content, b"hello")


def case_length_with_blanks_around():
    """RFC 9110 section 5.5."""
    eq(accepted(length(b" \t 5 ")).content, b"hello")


def case_length_of_a_petabyte_allocates_no_memory():
    """RFC 9110 section 8.6: the number is not a size of memory to allocate."""
    cut(length(b"1000000000000000"), kind=BROKEN)


def case_body_one_byte_short():
    """RFC 9112 section 8."""
    cut(length(b"6"), kind=BROKEN)


def case_body_of_no_bytes_where_some_were_promised():
    """RFC 9112 section 8."""
    cut(length(b"5", body=b""), kind=BROKEN)


def case_short_body_while_streaming():
    """RFC 9112 section 8: an error, even if data was delivered."""
    with requests.Session() as s:
        r = s.get(script(length(b"10"), "close"), stream=True)
        pieces = r.iter_content(5)
        eq(next(pieces), b"hello")
        raises(BROKEN, next, pieces)
        own_answer(s)


def case_short_body_by_raw_read_is_an_error():
    """RFC 9112 section 8."""
    with requests.get(script(length(b"10"), "close"), stream=True) as r:
        raises(Exception, r.raw.read)


def case_bytes_beyond_the_length_are_not_the_next_response():
    """RFC 9112 section 6.3: they are not the next response."""
    eq(accepted("together", length(b"5", body=b"hello" + FORGED)).content, b"hello")


def case_bytes_after_length_zero_are_not_the_next_response():
    """RFC 9112 section 6.3."""
    eq(accepted("together", length(b"0", body=FORGED)).content, b"")


def case_204_with_a_body():
    """RFC 9112 section 6.3: 204 has none, whatever its fields say."""
    eq(accepted("together", b"HTTP/1.1 204 No\r\nContent-Length: 46\r\n\r\n" + FORGED).content, b"")


def case_204_with_chunks():
    """RFC 9112 section 6.3."""
    eq(accepted(b"HTTP/1.1 204 No\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n").content, b"")


def case_304_with_a_length_has_no_body():
    """RFC 9112 section 6.3: the length is that of the response to a GET."""
    eq(accepted(b"HTTP/1.1 304 Not Modified\r\nContent-Length: 5000\r\n\r\n").content, b"")


def case_304_with_a_body():
    """RFC 9112 section 6.3."""
    eq(accepted("together", b"HTTP/1.1 304 Not Modified\r\nContent-Length: 46\r\n\r\n" + FORGED).content, b"")


def case_head_with_a_body():
    """RFC 9112 section 6.3: the response to HEAD has none."""
    eq(accepted("together", FORGED, method="HEAD").content, b"")


def case_head_with_chunks():
    """RFC 9112 section 6.3."""
    eq(accepted(chunks(b"5\r\nhello\r\n0\r\n\r\n"), method="HEAD").content, b"")


def case_transfer_encoding_beats_length():
    """RFC 9112 section 6.3."""
    answer = chunks(b"5\r\nhello\r\n0\r\n\r\n", b"Content-Length: 3\r\n")
    eq(accepted(answer).content, b"hello")


def case_transfer_encoding_and_length_end_the_connection():
    """RFC 9112 section 6.1: an intermediary may have read the message differently."""
    eq(used_again(chunks(b"5\r\nhello\r\n0\r\n\r\n", b"Content-Length: 5\r\n")), False)


def case_chunks_in_http10_end_the_connection():
    """RFC 9112 section 6.1: the framing of such a message is faulty."""
    keep = b"Connection: keep-alive\r\n"
    eq(used_again(coded(b"chunked", b"5\r\nhello\r\n0\r\n\r\n", keep, b"1.0")), False)


def case_chunked_alone_keeps_the_connection():
    """RFC 9112 section 9.3: the connection persists."""
    eq(used_again(chunks(b"5\r\nhello\r\n0\r\n\r\n")), True)


def case_coding_name_in_capitals():
    """RFC 9112 section 7: names of transfer codings ignore case."""
    eq(accepted(coded(b"CHUNKED", b"5\r\nhello\r\n0\r\n\r\n")).content, b"hello")


def case_coding_that_only_looks_like_chunked():
    """RFC 9112 section 6.3: another coding is ended by the close."""
    eq(accepted(coded(b"xchunked", b"5\r\nhello"), "close").content, b"5\r\nhello")


def case_chunked_that_is_not_last():
    """RFC 9112 section 6.3."""
    eq(accepted(coded(b"chunked, identity-x", b"raw"), "close").content, b"raw")


def case_unknown_coding_with_a_length_is_read_to_the_close():
    """RFC 9112 section 6.3: the length does not count."""
    eq(accepted(coded(b"unknown", b"all of it", b"Content-Length: 3\r\n"), "close").content, b"all of it")


def case_chunked_twice():
    """RFC 9112 section 6.1: a sender must not; a recipient that decodes it once has read something else."""
    refused(coded(b"chunked, chunked", b"5\r\nhello\r\n0\r\n\r\n"))
    refused(coded(b"chunked\r\nTransfer-Encoding: chunked", b"5\r\nhello\r\n0\r\n\r\n"))


def case_chunked_with_a_parameter():
    """RFC 9112 section 7: chunked has none; the coding is another one, ended by the close."""
    eq(accepted(coded(b"chunked;a=b", b"5\r\nhello"), "close").content, b"5\r\nhello")


def case_transfer_encoding_that_names_no_coding():
    """RFC 9112 section 6.1: an intermediary may use the length beside it: the connection ends."""
    for value in (b"", b"identity", b","):
        answer = coded(value, b"hello", b"Content-Length: 5\r\n")
        eq(accepted(answer).content, b"hello")
        eq(used_again(answer), False)


def case_vertical_tab_before_chunked():
    """RFC 9110 section 5.6.3: OWS is SP and HTAB only."""
    with requests.Session() as s:
        try:
            r = s.get(script(coded(b"\x0bchunked", b"5\r\nhello\r\n0\r\n\r\n"), "close"))
            eq(r.content, b"5\r\nhello\r\n0\r\n\r\n")
        except requests.RequestException:
            pass
        own_answer(s)


def case_two_lines_of_transfer_encoding():
    """RFC 9110 section 5.2: they are one list."""
    extra = b"Transfer-Encoding: chunked\r\n"
    eq(accepted(coded(b"identity", b"5\r\nhello\r\n0\r\n\r\n", extra)).content, b"hello")


def case_chunk_size_negative():
    """RFC 9112 section 7.1: 1*HEXDIG."""
    refused(size(b"-5"), kind=BROKEN)


def case_chunk_size_with_a_plus():
    """RFC 9112 section 7.1."""
    refused(size(b"+5"), kind=BROKEN)


def case_chunk_size_with_a_prefix():
    """RFC 9112 section 7.1; int(…, 16) takes it."""
    refused(size(b"0x5"), kind=BROKEN)


def case_chunk_size_with_an_underscore():
    """RFC 9112 section 7.1; int(…, 16) takes it."""
    refused(size(b"0_5"), kind=BROKEN)


def case_chunk_size_of_other_letters():
    """RFC 9112 section 7.1."""
    refused(size(b"5g"), kind=BROKEN)


def case_chunk_size_empty():
    """RFC 9112 section 7.1."""
    refused(size(b""), kind=BROKEN)


def case_chunk_size_after_a_blank():
    """RFC 9112 section 7.1."""
    refused(size(b" 5"), kind=BROKEN)


def case_chunk_size_of_two_numbers():
    """RFC 9112 section 7.1."""
    refused(size(b"5 5"), kind=BROKEN)


def case_chunk_size_missing_before_an_extension():
    """RFC 9112 section 7.1."""
    refused(size(b";a=b"), kind=BROKEN)


def case_chunk_size_beyond_all_files():
    """RFC 9112 section 7.1: no overflow."""
    refused(size(b"f" * 20), kind=BROKEN)


def case_chunk_size_of_gigabytes_allocates_no_memory():
    """RFC 9112 section 7.1: the number is not a size of memory to allocate."""
    cut(chunks(b"7fffffff\r\nhello"), kind=BROKEN)


def case_chunk_size_behind_many_zeros():
    """RFC 9112 section 7.1: it is 5, if a line may be so long."""
    begun, _, rest = size(b"|").partition(b"|")
    either(b"hello", BROKEN, begun, (b"0" * 10, 300), b"5" + rest)


def case_chunk_size_line_without_end():
    """RFC 9112 section 7.1.1: a recipient limits the length of extensions."""
    refused(chunks(b"5;a="), (b"x" * 1000, 1000), kind=BROKEN)


def case_bare_cr_in_a_chunk_extension():
    """RFC 9112 section 2.2."""
    refused(size(b"5;a\rb"), kind=BROKEN)


def case_chunk_size_ended_by_lf_alone():
    """RFC 9112 section 7.1 wants CRLF; the leniency of section 2.2 is for the head."""
    refused(chunks(b"5\nhello\r\n0\r\n\r\n"), kind=BROKEN)


def case_chunk_longer_than_its_size():
    """RFC 9112 section 7.1: the data ends with CRLF."""
    refused(chunks(b"5\r\nhelloXX\r\n0\r\n\r\n"), kind=BROKEN)


def case_chunk_shorter_than_its_size():
    """RFC 9112 section 7.1."""
    refused(chunks(b"6\r\nhello\r\n0\r\n\r\n"), kind=BROKEN)


def case_other_bytes_in_place_of_crlf_after_the_data():
    """RFC 9112 section 7.1."""
    refused(chunks(b"5\r\nhelloXX0\r\n\r\n"), kind=BROKEN)


def case_chunk_data_ended_by_lf_alone():
    """RFC 9112 section 7.1."""
    refused(chunks(b"5\r\nhello\n0\r\n\r\n"), kind=BROKEN)


def case_last_chunk_missing():
    """RFC 9112 section 8."""
    cut(chunks(b"5\r\nhello\r\n"), kind=BROKEN)


def case_cut_within_a_chunk():
    """RFC 9112 section 8."""
    cut(chunks(b"5\r\nhel"), kind=BROKEN)


def case_cut_within_a_chunk_size():
    """RFC 9112 section 8."""
    cut(chunks(b"5\r\nhello\r\n1"), kind=BROKEN)


def case_cut_before_the_first_chunk():
    """RFC 9112 section 8."""
    cut(chunks(b""), kind=BROKEN)


def case_cut_after_the_last_chunk_line():
    """RFC 9112 section 7.1: the trailer section ends with an empty line."""
    cut(chunks(b"5\r\nhello\r\n0\r\n"), kind=BROKEN)


def case_cut_within_a_trailer():
    """RFC 9112 section 8."""
    cut(chunks(b"5\r\nhello\r\n0\r\nX-Trai"), kind=BROKEN)


def case_missing_last_chunk_while_streaming():
    """RFC 9112 section 8: an error, even if data was delivered."""
    with requests.Session() as s:
        pieces = s.get(script(chunks(b"5\r\nhello\r\n"), "close"), stream=True).iter_content(5)
        eq(next(pieces), b"hello")
        raises(BROKEN, next, pieces)
        own_answer(s)


def case_chunk_extension_is_ignored():
    """RFC 9112 section 7.1.1."""
    eq(accepted(size(b"5;name=value;flag")).content, b"hello")


def case_chunk_extension_with_a_quoted_string():
    """RFC 9112 section 7.1.1."""
    eq(accepted(size(b'5;name="a b"')).content, b"hello")


def case_chunk_size_in_capitals_and_zeros():
    """RFC 9112 section 7.1."""
    eq(accepted(chunks(b"000A\r\n0123456789\r\n000\r\n\r\n")).content, b"0123456789")


def case_chunk_data_that_looks_like_an_end():
    """RFC 9112 section 7.1: data is counted, not parsed."""
    eq(accepted(chunks(b"7\r\n\r\n0\r\n\r\n\r\n0\r\n\r\n")).content, b"\r\n0\r\n\r\n")


def case_chunks_of_one_byte():
    """RFC 9112 section 7.1."""
    eq(accepted(chunks(b""), (b"1\r\nx\r\n", 2000), b"0\r\n\r\n").content, b"x" * 2000)


def case_chunks_that_arrive_byte_by_byte():
    """RFC 9112 section 7.1, and TCP has no messages."""
    wire = chunks(b"5;e\r\nhello\r\n0\r\nX-T: 1\r\n\r\n")
    eq(accepted(*[wire[at : at + 1] for at in range(len(wire))]).content, b"hello")


def case_trailers_are_not_headers():
    """RFC 9112 section 7.1.2: not merged."""
    r = accepted(chunks(b"5\r\nhello\r\n0\r\nX-Trailer: 1\r\nSet-Cookie: a=1\r\n\r\n"))
    eq(("X-Trailer" in r.headers, r.cookies.get_dict(), r.content), (False, {}, b"hello"))


def case_length_in_a_trailer_is_ignored():
    """RFC 9110 section 6.5.1."""
    eq(accepted(chunks(b"5\r\nhello\r\n0\r\nContent-Length: 99\r\n\r\n")).content, b"hello")


def case_endless_trailers():
    """RFC 9112 section 7.1.2: trailers are bounded."""
    refused(chunks(b"5\r\nhello\r\n0\r\n"), (b"X-Trailer: value\r\n", 50000), kind=BROKEN)


def case_endless_trailer_line():
    """RFC 9112 section 7.1.2: trailers are bounded."""
    refused(chunks(b"5\r\nhello\r\n0\r\nX-Trailer: "), (b"x" * 1000, 1000), kind=BROKEN)


def case_bytes_after_the_last_chunk_are_not_the_next_response():
    """RFC 9112 section 6.3."""
    eq(accepted("together", chunks(b"5\r\nhello\r\n0\r\n\r\n" + FORGED)).content, b"hello")


GZIPPED = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\xcbH\xcd\xc9\xc9\x07\x00\x86\xa6\x106\x05\x00\x00\x00"
DEFLATED = b"x\xda\xcbH\xcd\xc9\xc9\x07\x00\x06,\x02\x15"


def encoded(coding, body):
    """A response whose framing is whole, whatever the body is."""
    return b"HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n%s" % (coding, len(body), body)


def undecodable(coding, body):
    """Such a body is an error however it is read, and the session is usable afterwards."""
    ways = (
        lambda r: r.content,
        lambda r: list(r.iter_content(1)),
        lambda r: list(r.iter_content(1000)),
        lambda r: list(r.iter_lines()),
    )
    for way in ways:
        with requests.Session() as s:
            r = s.get(script(encoded(coding, body)), stream=True)
            raises(requests.exceptions.ContentDecodingError, way, r)
            own_answer(s)


def case_truncated_gzip_in_a_complete_body():
    """RFC 1952 section 2.3: the member has no end."""
    for end in (1, 5, 10, 12, 14, 17, 18, 24):
        undecodable(b"gzip", GZIPPED[:end])


def case_truncated_second_member_of_gzip():
    """RFC 1952 section 2.2: members follow one another; the last has no end."""
    undecodable(b"gzip", GZIPPED + GZIPPED[:14])


def case_truncated_gzip_in_chunks():
    """RFC 1952 section 2.3, with the framing of RFC 9112 section 7.1."""
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    with requests.Session() as s:
        answer = head + b"c\r\n" + GZIPPED[:12] + b"\r\n0\r\n\r\n"
        raises(requests.exceptions.ContentDecodingError, s.get, script(answer))
        r = s.get(script(answer), stream=True)
        raises(requests.exceptions.ContentDecodingError, lambda: list(r.iter_content(3)))
        own_answer(s)


def case_truncated_gzip_until_the_close():
    """RFC 9112 section 8: a close may be the end or an error; the coding shows which."""
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
    with requests.Session() as s:
        raises(requests.exceptions.ContentDecodingError, read, s.get, script(head + GZIPPED[:14], "close"))
        eq(s.get(script(head + GZIPPED, "close")).content, b"hello")
        own_answer(s)


def case_truncated_deflate_in_a_complete_body():
    """RFC 1950 section 2.2, and RFC 1951 where the body comes without a zlib head."""
    for end in (1, 2, 5, 9, 12):
        undecodable(b"deflate", DEFLATED[:end])
    for end in (1, 3, 6):
        undecodable(b"deflate", DEFLATED[2:-4][:end])


def case_content_that_is_not_gzip():
    """RFC 1952 section 2.3.1: a member begins with 1F 8B."""
    for body in (b"Content-Length: 25\r\n" + GZIPPED, DEFLATED, DEFLATED[2:-4], b"\x1f\x8c" + GZIPPED[2:]):
        undecodable(b"gzip", body)


def case_gzip_with_a_wrong_checksum():
    """RFC 1952 section 2.3.1: CRC32."""
    undecodable(b"gzip", GZIPPED[:17] + b"\x87" + GZIPPED[18:])
    undecodable(b"deflate", DEFLATED[:-1] + b"\x16")


def case_too_many_content_codings():
    """RFC 9110 section 8.4: the number of codings is bounded."""
    codings = b", ".join([b"gzip"] * 12)
    refused(
        b"HTTP/1.1 200 OK\r\nContent-Encoding: " + codings + b"\r\nContent-Length: 2\r\n\r\nok",
        kind=requests.RequestException,
    )


def case_reset_before_the_head():
    """RFC 9112 section 9.6."""
    with requests.Session() as s:
        raises(requests.ConnectionError, s.get, script(0.05, "reset"))
        own_answer(s)


def case_reset_within_the_head():
    """RFC 9112 section 9.6."""
    with requests.Session() as s:
        raises(requests.ConnectionError, s.get, script(b"HTTP/1.1 200 OK\r\n", 0.05, "reset"))
        own_answer(s)


def case_reset_within_a_chunk():
    """RFC 9112 section 9.6."""
    with requests.Session() as s:
        raises(requests.RequestException, read, s.get, script(chunks(b"5\r\nhel"), 0.05, "reset"))
        own_answer(s)


def case_reset_of_a_body_that_the_close_would_end():
    """RFC 9112 section 8: a reset is not an end."""
    with requests.Session() as s:
        raises(requests.RequestException, read, s.get, script(b"HTTP/1.1 200 OK\r\n\r\nhalf", 0.05, "reset"))
        own_answer(s)


def case_blanks_after_a_chunk_size():
    """RFC 9112 section 7.1.1: bad whitespace, which some servers pad with, is ignored."""
    eq(accepted(size(b"5   ")).content, b"hello")


def case_tab_before_a_chunk_extension():
    """RFC 9112 section 7.1.1."""
    eq(accepted(size(b"5\t;a=b")).content, b"hello")


def case_chunks_under_a_content_coding_that_is_cut():
    """RFC 9112 section 8."""
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    cut(head + b"a\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\r\n", kind=requests.RequestException)


def case_length_of_a_response_to_head_may_be_any_number():
    """RFC 9110 section 9.3.2: it is that of the response to a GET."""
    eq(accepted(b"HTTP/1.1 200 OK\r\nContent-Length: 123456789\r\n\r\n", method="HEAD").content, b"")
