"""requests._core.chunked: chunks read and written (RFC 9112 section 7.1)."""

from requests._core.chunked import LAST_CHUNK, ChunkedDecoder, chunk_head
from requests._core.http1 import Limits
from requests.exceptions import ChunkedEncodingError

from harness import eq, raises


def decoded(wire, step=1000, **limits):
    """The data in a chunked body and what is left after it; at most `step` bytes of data are read at once."""
    decoder = ChunkedDecoder(Limits(**limits))
    bound = decoder._limits.chunk_line + 1
    data = b""
    while not decoder.done:
        if decoder.remaining:
            piece = wire[: min(step, decoder.remaining)]
            if not piece:
                raise ChunkedEncodingError("cut")
            decoder.remaining -= len(piece)
            data += piece
        else:
            piece = wire[: min(wire.find(b"\n") + 1 or len(wire), bound)]
            decoder.feed_line(piece)
        wire = wire[len(piece) :]
    return data, wire


def refused(wire, **limits):
    """Return the text of the error for an invalid body."""
    return str(raises(ChunkedEncodingError, decoded, wire, **limits))


def chunk_size(line, lenient=False):
    """The size that the first line of a chunk gives."""
    decoder = ChunkedDecoder(Limits(), lenient)
    decoder.feed_line(line)
    return decoder.remaining


def framed(blocks):
    """A chunked body of the blocks that are not empty."""
    return b"".join([chunk_head(len(block)) + block + b"\r\n" for block in blocks if block]) + LAST_CHUNK


def case_chunks_are_joined_and_following_bytes_are_left():
    wire = b"3\r\nabc\r\n1;x=y\r\nd\r\n0\r\n\r\nHTTP/1.1 200"
    for step in (1, 2, 3, 1000):
        eq(decoded(wire, step), (b"abcd", b"HTTP/1.1 200"))


def case_data_may_look_like_framing():
    eq(decoded(b"7\r\n0\r\n\r\n\r\n\r\n0\r\n\r\n"), (b"0\r\n\r\n\r\n", b""))


def case_sizes_are_read():
    for line, want in (
        (b"0\r\n", 0),
        (b"5\r\n", 5),
        (b"a\r\n", 10),
        (b"fF\r\n", 255),
        (b"00000005\r\n", 5),
        (b"5 \t\r\n", 5),
        (b"5;a\r\n", 5),
        (b"5 ; a=b\r\n", 5),
        (b'5;a="\xff;"\r\n', 5),
        (b"f" * 15 + b"\r\n", (1 << 60) - 1),
    ):
        eq(chunk_size(line), want)


def case_invalid_sizes_are_refused():
    for line in (
        b"\r\n",
        b" \r\n",
        b";a\r\n",
        b"-5\r\n",
        b"+5\r\n",
        b"0x5\r\n",
        b"0_5\r\n",
        b"5h\r\n",
        b" 5\r\n",
        b"5 5\r\n",
        b"5\n",
        b"55\n",
        b"5;a\n",
        b"55",
        b"5\r\r\n",
        b"5\r;\r\n",
        b"5;a\rb\r\n",
        b"5;\r\r\n",
        b"\xd9\xa5\r\n",
        b"\xff\r\n",
        b"5\x00\r\n",
        b"f" * 16 + b"\r\n",
        b"0" * 16 + b"\r\n",
    ):
        raises(ChunkedEncodingError, chunk_size, line)
        refused(line + b"aaaaa\r\n0\r\n\r\n")


def case_data_is_followed_by_crlf():
    for wire in (b"2\r\nabc\r\n0\r\n\r\n", b"2\r\nab0\r\n\r\n", b"2\r\nab\n0\r\n\r\n", b"2\r\nab\r\r\n0\r\n\r\n"):
        refused(wire)


def case_end_of_input_is_refused_everywhere():
    wire = b"3\r\nabc\r\n0\r\nA: 1\r\n\r\n"
    for end in range(len(wire)):
        refused(wire[:end])
    eq(decoded(wire), (b"abc", b""))


def case_lenient_sizes_are_read():
    for line, want in (
        (b"5\n", 5),
        (b" 5\r\n", 5),
        (b"\t5 \r\n", 5),
        (b"5 5\r\n", 5),
        (b"5 ;a\n", 5),
        (b"5;\r\r\n", 5),
        (b"0\n", 0),
        (b"5;a\r\n", 5),
    ):
        eq(chunk_size(line, True), want)
    for line in (b"\r\n", b" \r\n", b";a\r\n", b"-5\r\n", b"+5\r\n", b"0x5\r\n", b"5h\r\n", b"f" * 16 + b"\r\n"):
        raises(ChunkedEncodingError, chunk_size, line, True)


def case_lenient_decoder_accepts_bare_lf_and_a_missing_end():
    for wire in (b"2\nab\n0\n\n", b"2\r\nab\r\n0\r\n", b" 2 \r\nab\r\n0\r\nA: 1\r\n"):
        eq(lenient(wire), b"ab")
        refused(wire)


def case_lenient_decoder_still_wants_all_the_data():
    for wire in (b"", b"2\r\n", b"2\r\na", b"2\r\nab", b"2\r\nab\r\n", b"2\r\nabc\r\n0\r\n\r\n", b"2\r\nab\r\n0"):
        raises(ChunkedEncodingError, lenient, wire)


def lenient(wire):
    """Return the data of a body that is read with lenient framing."""
    decoder, data = ChunkedDecoder(Limits(), True), b""
    while not decoder.done:
        if decoder.remaining:
            piece = wire[: decoder.remaining]
            if not piece:
                raise ChunkedEncodingError("cut")
            decoder.remaining -= len(piece)
            data += piece
        else:
            piece = wire[: wire.find(b"\n") + 1 or len(wire)]
            decoder.feed_line(piece)
        wire = wire[len(piece) :]
    return data


def case_trailers_are_skipped():
    eq(decoded(b"0\r\nA: 1\r\nB: 2\n\r\nrest"), (b"", b"rest"))
    eq(decoded(b"0\r\n\nrest"), (b"", b"rest"))


def case_size_line_limit_holds():
    eq(decoded(b"1;xxxxx\r\na\r\n0\r\n\r\n", chunk_line=9), (b"a", b""))
    assert "too long" in refused(b"1;xxxxxx\r\na\r\n0\r\n\r\n", chunk_line=9)
    refused(b"1" * 10000, chunk_line=100)


def case_trailers_limit_holds():
    wire = b"0\r\n" + b"A: 12\r\n" * 14 + b"\r\n"
    eq(decoded(wire, trailers=100), (b"", b""))
    assert "99 bytes" in refused(wire, trailers=99)


def case_chunks_are_written():
    eq(chunk_head(1), b"1\r\n")
    eq(chunk_head(255), b"ff\r\n")
    eq(LAST_CHUNK, b"0\r\n\r\n")


def case_written_chunks_are_read_back():
    blocks = [b"a" * n for n in (1, 15, 16, 17, 255, 256, 4096)]
    eq(decoded(framed(blocks) + b"next"), (b"".join(blocks), b"next"))
