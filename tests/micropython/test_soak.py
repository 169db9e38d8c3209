"""Months in seconds: thousands of requests in one session, in 256 KB; every tenth time the server misbehaves."""

import re

SOAK = """
    import gc
    import micropython

    E = requests.exceptions
    head = b"HTTP/1.1 200 OK\\r\\n"
    good = head + b"Content-Length: 2\\r\\n\\r\\nok"
    bad = [
        (script("reset"), E.ConnectionError),
        (script(head + b"Content-Length: 9\\r\\n\\r\\ncut", "close"), E.ChunkedEncodingError),
        (script("hang"), E.ReadTimeout),
        (url("/status/503"), None),
        (url("/redirect/2"), None),
        (script(head + b"Transfer-Encoding: chunked\\r\\n\\r\\n5\\r\\nab", "reset"), E.ChunkedEncodingError),
        (script(good, "close"), None),
    ]

    def get(where, timeout):
        return s.get(where, timeout=timeout).content

    def once(count):
        if count % 10 == 1:  # the server may just be closing; a POST would not be repeated
            eq(s.get(url("/bytes/700")).status_code, 200)
            return
        if count % 10:
            r = s.post(url("/post"), files={"image": ("a.jpg", b"j" * 500)}) if count % 3 else s.get(url("/bytes/700"))
            eq(r.status_code, 200)
            return
        where, kind = bad[count // 10 % len(bad)]
        if kind:
            raises(kind, get, where, timeout=0.2 if kind is E.ReadTimeout else 5)
        else:
            get(where, timeout=5)

    def show():
        gc.collect()
        micropython.mem_info()

    with requests.Session() as s:
        for count in range(COUNT):
            once(count)
            if count == 100:
                show()
        show()
"""
USE = re.compile(r"free: (\d+).*?max free sz: (\d+)", re.DOTALL)  # what mem_info prints: bytes, blocks


def soak(board, heap):
    """Run 5,000 requests; ((bytes free, largest free block), the same at the end), the block in words of the heap."""
    start, end = USE.findall(board.run(SOAK.replace("COUNT", "5000"), heap))
    return [tuple(map(int, figures)) for figures in (start, end)]


def test_5000_requests_leave_the_heap_as_it_was(board):
    (free, _), (free_at_end, _) = soak(board, 256 if board.name.endswith("32") else 384)
    assert free - free_at_end <= 512, f"{free - free_at_end} bytes lost"
