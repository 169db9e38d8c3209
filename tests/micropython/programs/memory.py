"""The heap that a transfer may take beyond that of a small GET: 13 KB, or 26 KB where a pointer has 64 bits.

Compiling leaves holes in the heap. So it is filled with blocks of 1 KB, and the blocks that a case may use are freed,
which are one piece. The budget of 8 KB is measured where the code is in flash: by benchmarks/device.py.
"""

import gc
import sys

import requests
from harness import address, eq, raises, read, script, url

EXTRA = 26 if sys.maxsize > 1 << 32 else 13  # KB
MOST = 40  # KB that a small GET may take
PATTERN = bytes(range(256))


def fill_the_heap_but_for(kb):
    """Return blocks that take all of the heap, but for one piece of so many KB."""
    gc.collect()
    blocks = [None] * 4000
    index = 0
    try:
        while True:
            blocks[index] = bytearray(1024)
            index += 1
    except MemoryError:
        for freed in range(index - kb, index):
            blocks[freed] = None
    gc.collect()
    return blocks


def small_get():
    """Make a small GET."""
    eq(requests.get(url("/bytes/10")).content, PATTERN[:10])


def fits(kb):
    """Return True if a small GET needs no more than so many KB."""
    ballast = fill_the_heap_but_for(kb)
    try:
        small_get()
    except (MemoryError, requests.RequestException):
        return False
    finally:
        ballast.clear()
    return True


def load_all():
    """Load what the cases use: no module is to be loaded into a full heap."""
    requests.get(url("/chunked/1/1"))
    from requests import _decoders, _redirects, _request_methods, _response_methods, _uploads, sessions  # noqa: F401  # only loaded
    from requests._core import body, chunked, field_values, lines, multipart  # noqa: F401  # only loaded

    requests.exceptions.ChunkedEncodingError, requests.exceptions.ReadTimeout  # noqa: B018  # made when first used


def limited(more=0):
    """Fill the heap; leave what a small GET takes, EXTRA, and so many KB more."""
    load_all()
    small = next(kb for kb in range(1, MOST) if fits(kb) and fits(kb) and fits(kb))  # segments arrive differently
    return fill_the_heap_but_for(small + EXTRA + more)


def streamed(path):
    """Return the number of bytes in a streamed body."""
    with requests.get(url(path), stream=True) as r:
        return sum(len(block) for block in r.iter_content(2048))


def echoed(**kwargs):
    """Return the number of bytes of a POST, which the server sends back."""
    r = requests.post(url("/wire"), stream=True, **kwargs)
    return sum(len(block) for block in r.iter_content(2048))


def case_16_mb_by_iter_content():
    ballast = limited()
    for path in ("/bytes/16777216", "/chunked/16777216/5000", "/close-delimited/16777216"):
        eq((path, streamed(path)), (path, 16777216))
    del ballast


def case_16_mb_by_readinto():
    ballast = limited()
    buffer = bytearray(4096)
    total = 0
    with requests.get(url("/bytes/16777216"), stream=True) as r:
        while True:
            got = r.raw.readinto(buffer)
            if not got:
                break
            total += got
    eq(total, 16777216)
    del ballast


def case_a_chunked_body_of_a_megabyte_is_saved_to_a_file():
    path = address("folder") + "/saved"
    ballast = limited()
    with requests.get(url("/chunked/1048576/1000"), stream=True) as r:
        eq(r.save(path), 1048576)
    with open(path, "rb") as file:
        for _ in range(4096):
            eq(file.read(256), PATTERN)
        eq(file.read(1), b"")
    del ballast


def case_content_of_known_length_is_allocated_once():
    ballast = limited(200)
    r = requests.get(url("/bytes/200000"))
    eq((len(r.content), type(r.content)), (200000, bytes))
    del ballast


def case_memory_is_allocated_for_bytes_that_arrive_not_for_the_length_that_is_declared():
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 100000000000\r\n\r\nshort"
    ballast = limited()
    raises(requests.exceptions.ChunkedEncodingError, read, requests.get, script(head, "close"))
    del ballast


def case_a_body_that_does_not_fit_is_a_request_exception():
    ballast = limited()
    for use in (lambda r: r.content, lambda r: r.text, lambda r: r.json()):
        error = raises(requests.exceptions.RequestException, use, requests.get(url("/bytes/200000")))
        assert "200000" in str(error) and "save()" in str(error), error
        raises(requests.exceptions.RequestException, use, requests.get(url("/chunked/200000/1000")))
    small_get()
    del ballast


def case_a_body_stays_on_its_connection_if_there_is_no_memory_to_see_what_has_arrived():
    from requests import _response_body

    load_all()
    block = _response_body.BLOCK
    _response_body.BLOCK = 1 << 30
    try:
        r = requests.get(url("/chunked/5000/1000"))
    finally:
        _response_body.BLOCK = block
    eq(r.content, (PATTERN * 20)[:5000])


def case_a_file_of_a_megabyte_is_sent_as_multipart():
    path = address("folder") + "/image.jpg"
    with open(path, "wb") as file:
        for _ in range(4096):
            file.write(PATTERN)
    ballast = limited()
    with open(path, "rb") as file:
        sent = echoed(files={"image": ("image.jpg", file)})
    assert sent > 1048576, sent
    del ballast


def case_a_generator_of_a_megabyte_is_sent_in_chunks():
    ballast = limited()
    sent = echoed(data=(b"x" * 1000 for _ in range(1000)))
    assert sent > 1000000, sent
    del ballast


def case_gzip_is_decoded_in_blocks():
    ballast = limited(44)  # the window is 32 KB
    r = requests.get(url("/gzip"), stream=True, headers={"Accept-Encoding": "gzip"})
    eq((r.headers["Content-Encoding"], b"".join(r.iter_content(64))[:1]), ("gzip", b"{"))
    del ballast


def case_no_coding_is_requested_by_default():
    eq(requests.get(url("/anything")).json()["headers"]["accept-encoding"], "identity")
