"""stream=True: iter_content, iter_lines, raw, and close() before the end."""

import requests

from harness import eq, log, raises, script, token, url

PATTERN = bytes(range(256)) * 40


def get(path, **kwargs):
    """A streamed response."""
    return requests.get(url(path), stream=True, **kwargs)


def lines(body, **kwargs):
    """iter_lines over that body, sent in one piece."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body)
    with requests.get(script(head + body), stream=True) as r:
        return list(r.iter_lines(**kwargs))


def chunked_lines(*chunks, **kwargs):
    """iter_lines over those chunks, each sent on its own."""
    steps = [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"]
    for chunk in chunks:
        steps.append(b"%x\r\n%s\r\n" % (len(chunk), chunk))
    with requests.get(script(*(steps + [b"0\r\n\r\n"])), stream=True) as r:
        return list(r.iter_lines(**kwargs))


def case_iter_content_yields_the_body_in_blocks():
    pieces = list(get("/bytes/10240").iter_content(1000))
    eq((b"".join(pieces) == PATTERN, len(pieces[0]), len(pieces[-1])), (True, 1000, 240))


def case_iter_content_of_one_byte_each_by_default():
    eq(list(get("/bytes/3").iter_content()), [b"\x00", b"\x01", b"\x02"])


def case_iter_content_of_a_chunked_response():
    eq(b"".join(list(get("/chunked/10240/777").iter_content(500))) == PATTERN, True)


def case_iter_content_none_yields_blocks_as_they_arrive():
    eq(b"".join(list(get("/chunked/10240/1000").iter_content(None))) == PATTERN, True)


def case_iter_content_of_an_empty_body_is_empty():
    eq(list(get("/bytes/0").iter_content(100)), [])


def case_iter_content_after_content_slices_it():
    r = requests.get(url("/bytes/10"))
    eq(list(r.iter_content(4)), [bytes(range(4)), bytes(range(4, 8)), bytes(range(8, 10))])


def case_iter_content_twice_is_stream_consumed():
    r = get("/bytes/10")
    list(r.iter_content(4))
    raises(requests.exceptions.StreamConsumedError, lambda: list(r.iter_content(4)))


def case_content_after_iter_content_is_refused():
    r = get("/bytes/10")
    list(r.iter_content(4))
    raises(RuntimeError, lambda: r.content)


def case_iter_content_chunk_size_must_be_a_number():
    with get("/bytes/10") as r:
        raises(TypeError, r.iter_content, "big")


def case_iter_content_decodes_unicode():
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 6\r\n\r\n"
    r = requests.get(script(head + "äöü".encode()), stream=True)
    eq("".join(list(r.iter_content(1, decode_unicode=True))), "äöü")


def case_iter_content_of_a_close_delimited_body():
    eq(b"".join(list(get("/close-delimited/10240").iter_content(1024))) == PATTERN, True)


def case_content_of_a_streamed_response_reads_it_all():
    eq(get("/bytes/10240").content == PATTERN, True)


def case_streaming_returns_bytes_before_the_body_is_complete():
    r = requests.get(script(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab", "hang"), stream=True, timeout=5)
    eq(next(r.iter_content(2)), b"ab")
    r.close()


def case_closing_half_way_closes_the_connection():
    mark = token()
    steps = (b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\nab", "hang")
    r = requests.get(script(*steps, mark=mark), stream=True)
    r.close()
    eq([seen["end"] for seen in log(mark, closed=5)], ["client"])


def case_leaving_with_closes_the_connection():
    mark = token()
    steps = (b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\nab", "hang")
    with requests.Session() as s:
        with s.get(script(*steps, mark=mark), stream=True):
            pass
        eq([seen["end"] for seen in log(mark, closed=5)], ["client"])


def case_next_request_after_an_unread_body_gets_its_own_response():
    with requests.Session() as s:
        first = s.get(url("/bytes/5000"), stream=True)
        first.close()
        eq(s.get(url("/anything/own")).json()["path"], "/anything/own")


def case_fully_read_stream_gives_the_connection_back():
    mark = token()
    with requests.Session() as s:
        for _ in range(2):
            list(s.get(url("/bytes/600", mark), stream=True).iter_content(100))
        eq([len(seen["requests"]) for seen in log(mark)], [2])


def case_raw_read_gives_the_body():
    r = get("/bytes/100")
    eq((r.raw.read(10), len(r.raw.read())), (bytes(range(10)), 90))
    r.close()


def case_raw_read_at_the_end_is_empty():
    r = get("/bytes/5")
    eq((r.raw.read(), r.raw.read(), r.raw.read(1)), (bytes(range(5)), b"", b""))
    r.close()


def case_raw_readinto_fills_the_callers_buffer():
    r = get("/bytes/6")
    buffer = bytearray(4)
    eq((r.raw.readinto(buffer), bytes(buffer)), (4, b"\x00\x01\x02\x03"))
    eq((r.raw.readinto(buffer), bytes(buffer[:2])), (2, b"\x04\x05"))
    eq(r.raw.readinto(buffer), 0)
    r.close()


def case_raw_read_of_a_chunked_response_is_the_data():
    r = get("/chunked/1000/64")
    eq(r.raw.read(1000) == PATTERN[:1000], True)
    r.close()


def case_iter_lines_of_all_line_ends():
    eq(lines(b"one\ntwo\r\nthree\rfour"), [b"one", b"two", b"three", b"four"])


def case_iter_lines_keeps_empty_lines():
    eq(lines(b"a\n\nb\n"), [b"a", b"", b"b"])


def case_iter_lines_without_a_final_line_end():
    eq(lines(b"a\nb"), [b"a", b"b"])


def case_iter_lines_of_an_empty_body():
    eq(lines(b""), [])


def case_iter_lines_across_small_chunks():
    eq(lines(b"alpha\nbeta\ngamma\n", chunk_size=3), [b"alpha", b"beta", b"gamma"])


def case_iter_lines_with_a_delimiter():
    eq(lines(b"a;b;c", delimiter=b";"), [b"a", b"b", b"c"])


def case_iter_lines_decodes_unicode():
    eq(lines("ä\nö\n".encode(), decode_unicode=True), ["ä", "ö"])


def case_iter_lines_of_a_chunked_stream():
    eq(chunked_lines(b"one\nt", b"wo\nthree", b"\n"), [b"one", b"two", b"three"])


def case_iter_lines_of_json_lines():
    r = get("/stream/5")
    eq(list(r.iter_lines()), [b'{"id": %d}' % number for number in range(5)])


def case_a_line_longer_than_the_chunk_size():
    eq(lines(b"x" * 3000 + b"\nshort\n"), [b"x" * 3000, b"short"])


def case_cr_lf_split_over_two_chunks_is_one_line_end():
    eq(chunked_lines(b"one\r", b"\ntwo\r", b"\n"), [b"one", b"two"])


def case_mip_reads_raw_of_an_unstreamed_response():
    """On-device mip calls get(url) and then raw.readinto, json() or close()."""
    r = requests.get(url("/bytes/600"))
    buffer, total = bytearray(512), 0
    while True:
        count = r.raw.readinto(buffer)
        if not count:
            break
        total += count
    r.close()
    eq((r.status_code, total), (200, 600))


def case_undecodable_stream_of_text_is_bytes():
    """Without an encoding nothing is decoded."""
    r = get("/bytes/4")
    eq((r.encoding, list(r.iter_content(4, decode_unicode=True))), (None, [b"\x00\x01\x02\x03"]))


def case_encoding_may_be_set_before_streaming():
    r = requests.get(url("/body/c3a4c3b6?type=text/plain"), stream=True)
    r.encoding = "utf-8"
    eq("".join(list(r.iter_content(1, decode_unicode=True))), "äö")


def case_iter_lines_of_text_with_its_delimiter():
    eq(lines("ä|ö".encode(), decode_unicode=True, delimiter="|"), ["ä", "ö"])


def case_json_of_a_streamed_response():
    eq(get("/anything").json()["method"], "GET")


def case_text_of_a_streamed_response():
    eq(get("/body/6162?type=text/plain").text, "ab")


def case_closing_an_unread_chunked_stream_is_quick():
    mark = token()
    steps = (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "hang")
    with requests.Session() as s:
        s.get(script(*steps, mark=mark), stream=True).close()
        eq([seen["end"] for seen in log(mark, closed=5)], ["client"])


def case_raw_read_in_many_small_pieces():
    r = get("/chunked/300/7")
    pieces = [r.raw.read(11)]
    while pieces[-1]:
        pieces.append(r.raw.read(11))
    eq(b"".join(pieces) == PATTERN[:300], True)


def case_raw_of_a_head_is_empty():
    r = requests.head(url("/bytes/100"), stream=True)
    eq(r.raw.read(), b"")
    r.close()


def case_raw_is_read_by_lines():
    r = get("/stream/2")
    eq((r.raw.readline(), r.raw.readline(), r.raw.readline()), (b'{"id": 0}\n', b'{"id": 1}\n', b""))
    r.close()


def case_raw_is_iterated_by_lines():
    eq(list(get("/stream/3").raw), [b'{"id": 0}\n', b'{"id": 1}\n', b'{"id": 2}\n'])


def case_raw_read_of_zero_bytes_reads_nothing():
    r = get("/bytes/5")
    eq((r.raw.read(0), r.raw.read(5)), (b"", bytes(range(5))))
    r.close()


def case_raw_is_closed_with_the_response():
    r = get("/bytes/5000")
    r.close()
    try:
        data = r.raw.read(10)
    except Exception:
        data = b""
    eq(data, b"")


def case_save_writes_a_streamed_body_into_a_file():
    """Response.save is an addition of this package; PyPI's Requests has no such method."""
    import io

    file = io.BytesIO()
    with get("/bytes/10240") as r:
        eq(r.save(file, 1000), 10240)
    eq(len(file.getvalue()), 10240)


def case_save_writes_content_that_was_read_already():
    import io

    file = io.BytesIO()
    r = requests.get(script(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"))
    eq(r.save(file), 5)
    eq(file.getvalue(), b"hello")


def case_save_of_a_truncated_body_raises():
    """RFC 9112 section 8: a body that ends early is incomplete."""
    import io

    r = requests.get(script(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello", "close"), stream=True)
    raises(requests.exceptions.ChunkedEncodingError, r.save, io.BytesIO())


class Full:
    """Storage that is full."""

    def write(self, data):
        raise OSError(28, "ENOSPC")


def case_save_to_full_storage_closes_the_connection():
    for target in (Full(), "/no/such/folder/file"):
        mark = token()
        with requests.Session() as s:
            error = raises(OSError, s.get(url("/bytes/2000000", mark), stream=True).save, target)
        assert error.args[0] in ((28,) if isinstance(target, Full) else (2, 19)), error  # 19: no storage at all
        eq([seen["end"] for seen in log(mark, closed=5)], ["client"])
