"""Bodies read as they arrive: into a buffer, by lines, in blocks; and the limits on what a server may send."""

import requests

from harness import eq, raises, read
from wire import END, RESET, Peer, Wire, answer, chunked, pieces

AT = "http://device.test/"
E = requests.exceptions
TEXT = b"first\nsecond\r\nthird\n\nlast"
LINES = [b"first", b"second", b"third", b"", b"last"]
DATA = bytes(range(256)) * 8
KILO = b"y" * 1024


def forms(data):
    """Yield a body in each framing, whole and in pieces."""
    cut = len(data) // 3
    step = 5 if len(data) < 1000 else 23  # a board has no room for a list of thousands
    in_chunks = chunked(data[:1], data[1:cut], data[cut:])
    to_the_close = b"HTTP/1.1 200 OK\r\n\r\n" + data
    return (
        [answer(data)],
        pieces(answer(data), step),
        [in_chunks],
        pieces(in_chunks, step),
        [to_the_close, END],
        pieces(to_the_close, step) + [END],
    )


def each(data, read):
    """Yield the result of a function of the streamed response, in each form."""
    for turn in forms(data):
        with Wire(Peer(turn)), requests.Session() as s:
            with s.get(AT, stream=True) as r:
                yield read(r)


def case_into_the_callers_buffer():
    def read(r):
        buffer, found = bytearray(100), b""
        while True:
            size = r.raw.readinto(buffer)
            if not size:
                return found
            found += bytes(buffer[:size])

    eq([data for data in each(DATA, read)], [DATA] * 6)


def case_the_raw_stream_in_blocks():
    def read(r):
        blocks = []
        while not blocks or blocks[-1]:
            blocks.append(r.raw.read(100))
        return b"".join(blocks), max([len(block) for block in blocks])

    eq([found for found in each(DATA, read)], [(DATA, 100)] * 6)


def case_the_raw_stream_by_lines():
    def read(r):
        lines = [r.raw.readline(), r.raw.readline(3), r.raw.readline(), r.raw.readline(100)]
        return lines + [line for line in r.raw] + [r.raw.readline()]

    want = [b"first\n", b"sec", b"ond\r\n", b"third\n", b"\n", b"last", b""]
    eq([lines for lines in each(TEXT, read)], [want] * 6)


def case_all_of_the_raw_stream():
    for use in (lambda r: r.raw.read(), lambda r: r.raw.read(None), lambda r: r.raw.read(2) + r.raw.read()):
        eq([data for data in each(DATA, use)], [DATA] * 6)


def case_raw_read_to_its_end_releases_the_connection():
    for turn, closed in zip(forms(DATA), [False] * 4 + [True] * 2):
        with Wire(Peer(turn)) as wire, requests.Session() as s:
            r = s.get(AT, stream=True)
            while r.raw.read(100):
                pass
            eq(wire.closed, [closed])


def case_iter_content_in_blocks_of_a_size():
    for size in (1, 100, 5000):
        found = list(each(TEXT, lambda r: list(r.iter_content(size))))  # noqa: B023  # it is called before the next size
        eq([b"".join(blocks) for blocks in found], [TEXT] * 6)
        assert max([len(block) for blocks in found for block in blocks]) <= size, size


def case_iter_content_of_a_known_length_fills_its_blocks():
    with Wire(Peer(pieces(answer(DATA), 7))):
        eq([len(piece) for piece in requests.get(AT, stream=True).iter_content(1000)], [1000, 1000, 48])


def case_iter_lines():
    eq([lines for lines in each(TEXT, lambda r: [line for line in r.iter_lines()])], [LINES] * 6)


def case_iter_lines_of_text():
    with Wire(answer("\xe9\n\u20ac".encode(), "200 OK", "Content-Type: text/plain; charset=utf-8")):
        lines = requests.get(AT, stream=True).iter_lines(decode_unicode=True)
        eq([line for line in lines], ["\xe9", "\u20ac"])


def case_iterating_over_a_response():
    eq([data for data in each(DATA, lambda r: b"".join([piece for piece in r]))], [DATA] * 6)


def case_content_of_a_stream():
    eq([data for data in each(DATA, lambda r: r.content)], [DATA] * 6)


def case_a_line_arrives_before_the_next_one_is_sent():
    """Server-sent events: a line is returned as soon as it has arrived, not when a block is full."""
    turn = [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nevent\n\r\n", None, RESET]
    with Wire(Peer(turn)) as wire:
        lines = requests.get(AT, stream=True).iter_lines(chunk_size=1)
        eq(next(lines), b"event")
        raises(E.ChunkedEncodingError, next, lines)
        eq(wire.closed, [True])


def case_a_closed_iter_lines_reads_no_more():
    turn = [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nevent\n\r\n", None, RESET]
    with Wire(Peer(turn)):
        r = requests.get(AT, stream=True)
        lines = r.iter_lines(chunk_size=1)
        eq(next(lines), b"event")
        lines.close()
        eq(list(lines), [])
        r.close()


def case_an_abandoned_stream_closes_its_connection():
    for turn in forms(DATA):
        with Wire(Peer(turn), Peer(answer(b"own"))) as wire, requests.Session() as s:
            with s.get(AT, stream=True) as r:
                eq(r.raw.read(7), DATA[:7])
            eq(wire.closed, [True, None])
            eq(s.get(AT).content, b"own")


def case_content_is_read_once_and_kept():
    with Wire(answer(b"hello")), requests.Session() as s:
        r = s.get(AT, stream=True)
        eq((r.content, r.content, [piece for piece in r.iter_content(2)]), (b"hello", b"hello", [b"he", b"ll", b"o"]))


def case_content_that_was_read_is_yielded_in_blocks():
    for data in (b"hello", b""):
        with Wire(answer(data)):
            r = requests.get(AT)
            for size, want in ((None, [data]), (10, [data]), (2, [data[:2], data[2:4], data[4:]])):
                eq([piece for piece in r.iter_content(size) if piece], [piece for piece in want if piece])
            eq((len(list(r.iter_content(1))), list(r.iter_lines())), (len(data), [data] if data else []))


def case_a_second_iterator_continues_where_the_first_stopped():
    """Also with a content coding: both iterators share one decoder."""
    stored = b"\x00\x02\x00\xfd\xffhe\x01\x03\x00\xfc\xffllo"
    for data in (answer(b"hello"), answer(stored, "200 OK", "Content-Encoding: deflate")):
        with Wire(data), requests.Session() as s:
            r = s.get(AT, stream=True)
            eq(next(r.iter_content(1)), b"h")
            eq(b"".join(r.iter_content(2)), b"ello")


def case_byte_1f_within_deflate_is_content():
    """RFC 1952 section 2.3.1: 0x1f begins a member of gzip, and is a byte like any other within one."""
    stored = b"\x01\x05\x00\xfa\xff" + b"\x1f" * 5
    with Wire(answer(stored, "200 OK", "Content-Encoding: deflate")), requests.Session() as s:
        eq(b"".join(s.get(AT, stream=True).iter_content(1)), b"\x1f" * 5)


def case_a_saved_body_is_consumed():
    class Nowhere:
        written = 0

        def write(self, data):
            self.written += len(data)

    for turn in forms(DATA):
        with Wire(Peer(turn)), requests.Session() as s:
            r, target = s.get(AT, stream=True), Nowhere()
            eq((r.save(target), target.written), (len(DATA), len(DATA)))
            raises(E.StreamConsumedError, r.iter_content, 100)
            raises(E.StreamConsumedError, r.save, target)
            r.close()
    with Wire(answer(DATA)):
        r, target = requests.get(AT), Nowhere()
        eq((r.save(target), target.written, r.content), (len(DATA), len(DATA), DATA))


def case_readinto_an_empty_buffer_reads_nothing():
    with Wire(answer(b"hello")), requests.Session() as s:
        r, buffer = s.get(AT, stream=True), bytearray(5)
        eq((r.raw.readinto(buffer[:0]), r.raw.readinto(buffer), buffer), (0, 5, bytearray(b"hello")))


def case_a_consumed_stream_cannot_be_read_again():
    with Wire(answer(b"hello")), requests.Session() as s:
        r = s.get(AT, stream=True)
        eq(b"".join(r.iter_content(2)), b"hello")
        raises(E.StreamConsumedError, lambda: list(r.iter_content(2)))


def case_raw_of_a_response_that_was_not_streamed():
    """As on-device mip does: raw has the body after a plain get."""
    with Wire(answer(b"hello")):
        r = requests.get(AT)
    buffer = bytearray(10)
    eq((r.raw.readinto(buffer), bytes(buffer[:5])), (5, b"hello"))


def refused(kind, *turn):
    """A response beyond a limit is an error that closes the connection."""
    with Wire(Peer(list(turn)), Peer(answer(b"own"))) as wire, requests.Session() as s:
        raises(kind, read, s.get, AT)
        eq(wire.closed, [True, None])
        eq(s.get(AT).content, b"own")


def case_a_line_without_an_end():
    refused(E.ConnectionError, b"HTTP/1.1 200 OK\r\nX: ", *[KILO] * 200)


def case_a_status_line_without_an_end():
    refused(E.ConnectionError, b"HTTP/1.1 200 ", *[KILO] * 200)


def case_fields_without_an_end():
    refused(E.ConnectionError, b"HTTP/1.1 200 OK\r\n", *[b"X: y\r\n" * 150] * 200)


def case_interim_responses_without_an_end():
    refused(E.ConnectionError, *[b"HTTP/1.1 100 Continue\r\nX: " + KILO + b"\r\n\r\n"] * 300)


def case_a_chunk_size_without_an_end():
    begin = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;"
    refused(E.ChunkedEncodingError, begin, *[KILO] * 200)


def case_trailers_without_an_end():
    begin = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
    refused(E.ChunkedEncodingError, begin, *[(b"X: " + b"y" * 60 + b"\r\n") * 16] * 320)
