"""Properties of chunked bodies."""

from hypothesis import example, given
from hypothesis import strategies as st
from requests._core.chunked import LAST_CHUNK, ChunkedDecoder, chunk_head
from requests._core.http1 import Limits
from requests.exceptions import ChunkedEncodingError

LIMITS = Limits(chunk_line=30, trailers=60)
FRAGMENTS = st.sampled_from(
    [b"1", b"f", b"0", b"\r\n", b"\n", b"\r", b";x", b" ", b"a", b"A: b\r\n", b"\0", b"\xff", b"-"]
)


def decoded(wire, step):
    """(data, bytes used) of a body that is read in pieces of at most `step` bytes."""
    decoder = ChunkedDecoder(LIMITS)
    data, used = b"", 0
    while not decoder.done:
        if decoder.remaining:
            piece = wire[used : used + min(step, decoder.remaining)]
            if not piece:
                raise ChunkedEncodingError("cut")
            decoder.remaining -= len(piece)
            data += piece
        else:
            end = wire.find(b"\n", used) + 1 or len(wire)
            piece = wire[used : min(end, used + LIMITS.chunk_line + 1)]
            decoder.feed_line(piece)
        used += len(piece)
    return data, used


def framed(blocks):
    """A chunked body of the blocks that are not empty."""
    return b"".join([chunk_head(len(block)) + block + b"\r\n" for block in blocks if block]) + LAST_CHUNK


@given(st.lists(st.binary(max_size=40), max_size=10), st.binary(max_size=10), st.integers(1, 50))
def test_written_chunks_are_read_back_and_following_bytes_are_left(blocks, rest, step):
    wire = framed(blocks)
    assert decoded(wire + rest, step) == (b"".join(blocks), len(wire))


@given(st.one_of(st.binary(max_size=100), st.lists(FRAGMENTS, max_size=40).map(b"".join)), st.integers(1, 50))
@example(b"1\r\naX0\r\n\r\n", 1)
def test_no_body_raises_another_exception_and_block_sizes_do_not_matter(wire, step):
    try:
        whole = decoded(wire, 1 << 20)
    except ChunkedEncodingError as error:
        whole = type(error)
    try:
        in_pieces = decoded(wire, step)
    except ChunkedEncodingError as error:
        in_pieces = type(error)
    assert whole == in_pieces


@given(st.lists(st.binary(min_size=1, max_size=40), min_size=1, max_size=5), st.data())
def test_body_cut_anywhere_is_refused(blocks, data):
    wire = framed(blocks)
    end = data.draw(st.integers(0, len(wire) - 1))
    try:
        got = decoded(wire[:end], 7)
    except ChunkedEncodingError:
        return
    raise AssertionError(got)
