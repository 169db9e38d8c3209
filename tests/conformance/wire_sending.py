"""Requests that are not sent at once: short writes, failing writes, early responses."""

import io

import requests

from harness import eq, raises
from wire import BROKEN, END, RESET, Peer, Wire, answer

AT = "http://device.test/"
E = requests.exceptions
LARGE = b"0123456789" * 500
REFUSAL = answer(b"too large", "413 Content Too Large")


def bodies():
    """Return new bodies of every kind that can be sent."""
    return (
        {},
        {"data": b"small"},
        {"data": LARGE},
        {"data": io.BytesIO(LARGE)},
        {"data": iter([b"ab", LARGE, b"c"])},
        {"json": {"a": "b" * 2000}},
    )


def sent(number, **kwargs):
    """Return the bytes that are sent for the body of that number."""
    with Wire(Peer(answer(b"ok"), **kwargs)) as wire:
        eq(requests.put(AT, **bodies()[number]).content, b"ok")
    return wire.sent[0]


def case_short_writes_lose_nothing():
    for number in range(len(bodies())):
        whole = sent(number)
        for takes in (1, 7, 1000):
            eq(sent(number, takes=takes), whole)


def case_a_small_body_leaves_together_with_its_head():
    """RFC 1122 section 4.2.3.4: a second segment would wait for the server's acknowledgement."""

    class Counting(Peer):
        writes = 0

        def write(self, data):
            self.writes += 1
            return super().write(data)

    form = {"files": {"f": ("n", b"x" * 600)}}
    for given in ({"data": b"small"}, {"data": "text"}, {"data": {"a": "1"}}, {"json": [1]}, form):
        with Wire(Counting(answer())) as wire:
            requests.put(AT, **given)
        eq(wire.peers[0].writes, 1)


def case_short_writes_of_a_multipart_body():
    with Wire(Peer(answer(), takes=13)) as wire:
        requests.post(AT, files={"f": ("n", io.BytesIO(LARGE))}, data={"k": "v"})
    _, fields, body = wire.requests[0]
    eq((fields["content-length"], LARGE in body, body[-4:]), (str(len(body)), True, b"--\r\n"))


def case_a_write_that_fails_without_a_response_is_an_error():
    for error in (BROKEN, RESET):
        for room in (0, 1, 30, 400):
            with Wire(Peer(END, room=room, breaking=error), Peer(answer(b"own"))) as wire, requests.Session() as s:
                raises(E.ConnectionError, s.post, AT, data=LARGE)
                eq((wire.closed, len(wire.sent[0])), ([True, None], room))
                eq(s.get(AT).content, b"own")


def case_a_write_that_fails_for_each_kind_of_body():
    for number in range(1, len(bodies())):
        whole = len(sent(number))
        with Wire(Peer(END, room=whole - 1)) as wire:
            raises(E.ConnectionError, requests.put, AT, **bodies()[number])
            eq(wire.closed, [True])


def case_a_response_to_half_a_request_is_returned():
    """RFC 9112 section 9.5: a server may refuse before it has read everything."""
    for body in (LARGE, io.BytesIO(LARGE), iter([LARGE] * 3)):
        with Wire(Peer(REFUSAL, room=600), Peer(answer(b"own"))) as wire, requests.Session() as s:
            r = s.post(AT, data=body)
            eq((r.status_code, r.content), (413, b"too large"))
            eq(s.get(AT).content, b"own")
            eq(wire.closed[0], True)


def case_an_early_response_does_not_stop_the_request():
    with Wire(Peer(REFUSAL, answer(b"own"))) as wire, requests.Session() as s:
        eq(s.post(AT, data=iter([LARGE, LARGE])).status_code, 413)
        eq(s.get(AT).content, b"own")
    eq([len(body) for _, _, body in wire.requests], [2 * (len(LARGE) + 8) + 5, 0])


def case_a_file_longer_than_declared_is_not_sent_on():
    """RFC 9112 section 6.3: the bytes beyond the length would be taken for the next request."""
    for more in (b"<<<", b"<" * 3000):
        with Wire(Peer(answer(), takes=50)) as wire:
            raises(E.RequestException, requests.post, AT, data=iter([b"abc", more]), headers={"Content-Length": "4"})
            eq(wire.closed, [True])
        eq(b"<<<" in wire.sent[0], False)


def case_a_file_shorter_than_declared_is_an_error():
    with Wire(Peer(answer())) as wire:
        raises(E.RequestException, requests.post, AT, data=iter([b"abc"]), headers={"Content-Length": "4"})
        eq(wire.closed, [True])


def case_a_file_that_shrank_since_it_was_measured_is_an_error():
    file = io.BytesIO(b"abcd")
    request = requests.Request("POST", AT, data=file).prepare()
    file.seek(1)
    with Wire(Peer(answer())) as wire, requests.Session() as s:
        raises(E.RequestException, s.send, request)
        eq(wire.closed, [True])


def case_a_file_that_grew_since_it_was_measured_is_not_sent_on():
    """RFC 9112 section 6.3, as above."""
    file = io.BytesIO(b"abc")
    request = requests.Request("POST", AT, data=file).prepare()
    file.seek(3)
    file.write(b"<<<")
    file.seek(0)
    with Wire(Peer(answer())) as wire, requests.Session() as s:
        try:
            s.send(request)
        except E.RequestException:
            eq(wire.closed, [True])
    eq(b"<<<" in wire.sent[0], False)


def framing(fields, body):
    """Return (Content-Length, Transfer-Encoding, the bytes of the body)."""
    return fields.get("content-length"), fields.get("transfer-encoding"), body


def case_a_changed_prepared_request_has_one_framing():
    """RFC 9112 section 6.2: a request that is longer than declared is two requests."""
    table = (
        ("POST", b"abc", {"headers": {"Content-Length": "2"}}),
        ("POST", b"abc", {"headers": {"Transfer-Encoding": "chunked"}}),
        ("POST", b"abc", {"body": b"longer"}),
        ("POST", b"abc", {"body": None}),
        ("GET", None, {"body": "longer"}),
        ("GET", None, {"headers": {"Content-Length": "5"}}),
        ("GET", None, {"headers": {"Transfer-Encoding": "chunked"}}),
    )
    fitting = ((None, None, b""), ("0", None, b""))
    chunked = ((None, "chunked", b"3\r\nabc\r\n0\r\n\r\n"), (None, "chunked", b"6\r\nlonger\r\n0\r\n\r\n"))
    for method, data, changes in table:
        request = requests.Request(method, AT, data=data).prepare()
        request.headers.update(changes.pop("headers", {}))
        for name, value in changes.items():
            setattr(request, name, value)
        with Wire(answer()) as wire, requests.Session() as s:
            try:
                s.send(request)
            except requests.RequestException:
                sent = b"".join(wire.sent)
                eq(b"longer" in sent or b"abc" in sent, False)
            else:
                eq(framing(*wire.requests[0][1:]) in fitting + chunked, True)


def case_a_field_may_be_a_number_once_prepared():
    """An auth callable may set a length, or the time."""
    request = requests.Request("POST", AT, data=b"abc").prepare()
    request.headers["Content-Length"] = 3
    request.headers["X-Time"] = 1700000000
    with Wire(answer()) as wire, requests.Session() as s:
        s.send(request)
    fields = wire.requests[0][1]
    eq((fields["content-length"], fields["x-time"]), ("3", "1700000000"))


def case_an_iterator_that_fails_closes_the_connection():
    def body():
        yield b"first"
        raise ZeroDivisionError("in the caller's own code")

    with Wire(Peer(answer()), Peer(answer(b"own"))) as wire, requests.Session() as s:
        raises(ZeroDivisionError, s.post, AT, data=body())
        eq(wire.closed, [True, None])
        eq(s.get(AT).content, b"own")


def case_a_file_that_fails_closes_the_connection():
    class Failing:
        def __init__(self):
            self.blocks = [b"first", b"second"]

        def __len__(self):
            return 100

        def __iter__(self):
            return iter(self.blocks)

        def read(self, size=-1):
            if not self.blocks:
                raise ZeroDivisionError("in the caller's own code")
            return self.blocks.pop(0)

    with Wire(Peer(answer())) as wire:
        raises(ZeroDivisionError, requests.post, AT, data=Failing())
        assert wire.closed != [False], wire.closed


def case_an_upload_reads_a_file_piece_by_piece():
    sizes = []

    class Watched:
        def __init__(self, left):
            self.left = left

        def __len__(self):
            return self.left

        def __iter__(self):
            return iter(())

        def read(self, size=-1):
            sizes.append(size)
            size = min(size, self.left)
            self.left -= size
            return b"x" * size

    with Wire(Peer(answer())) as wire:
        requests.post(AT, data=Watched(5000))
    eq((wire.requests[0][2], [size for size in sizes if size < 0]), (b"x" * 5000, []))
