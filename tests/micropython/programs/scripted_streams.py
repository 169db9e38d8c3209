"""The device's backend over scripted streams: what it sends, and how it reads what arrives."""

import io
import sys
from array import array

import requests
from harness import eq, raises, url
from requests._stream import SocketStream
from requests.adapters import HTTPAdapter


class Scripted:
    """A stream that answers with given pieces; None stands for "not yet", as from a non-blocking socket."""

    def __init__(self, *pieces):
        self.pieces = list(pieces)
        self.sent = b""
        self.closed = False

    def write(self, data):
        self.sent += bytes(data)
        return len(data)

    def readinto(self, buffer):
        if not self.pieces:
            return 0
        piece = self.pieces.pop(0)
        if piece is None:
            return None
        size = min(len(piece), len(buffer))
        buffer[:size] = piece[:size]
        if size < len(piece):
            self.pieces.insert(0, piece[size:])
        return size

    def readline(self, limit):
        if not self.pieces:
            return b""
        if self.pieces[0] is None:
            return self.pieces.pop(0)
        piece = self.pieces[0]
        end = piece.find(b"\n") + 1 or len(piece)
        line = piece[: min(end, limit)]
        rest = piece[len(line) :]
        self.pieces[:1] = [rest] if rest else []
        return line

    def close(self):
        self.closed = True


def session(*streams):
    waiting = list(streams)
    s = requests.Session()
    s.mount("http://", HTTPAdapter(connect=lambda host, port, deadline: SocketStream(waiting.pop(0), deadline)))
    return s


OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def case_a_get_needs_no_socket_at_all():
    stream = Scripted(OK)
    eq(session(stream).get("http://a.example/path?q=1#fragment").content, b"ok")
    assert stream.sent.startswith(b"GET /path?q=1 HTTP/1.1\r\nHost: a.example\r\n"), stream.sent
    eq(stream.closed, False)


def case_a_response_may_arrive_byte_by_byte():
    pieces = []
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    for byte in head + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n":
        pieces += [bytes([byte]), None]
    r = session(Scripted(*pieces)).get("http://a.example/")
    eq(r.content, b"abcde")


def case_a_kept_connection_that_died_is_replaced_once():
    first, second = Scripted(OK), Scripted(OK)
    s = session(first, second)
    eq(s.get("http://a.example/").content, b"ok")
    eq(s.get("http://a.example/again").content, b"ok")
    eq((first.closed, second.closed), (True, False))
    assert second.sent.startswith(b"GET /again "), second.sent


def case_a_post_that_was_sent_is_not_sent_again():
    first, second = Scripted(OK), Scripted(OK)
    s = session(first, second)
    s.get("http://a.example/")
    raises(requests.ConnectionError, s.post, "http://a.example/", data=b"once")
    eq((first.closed, second.sent), (True, b""))


def case_a_post_that_was_not_sent_completely_is_sent_again():
    class Broken(Scripted):
        def write(self, data):
            if self.sent:
                raise OSError(32)
            return Scripted.write(self, data)

    first, second = Broken(OK), Scripted(OK)
    s = session(first, second)
    s.get("http://a.example/")
    eq(s.post("http://a.example/", files={"f": io.BytesIO(b"data")}).content, b"ok")
    assert b"data" in second.sent, second.sent


def case_a_response_to_half_a_request_is_returned():
    class Refusing(Scripted):
        def write(self, data):
            if self.sent:
                raise OSError(104)
            self.sent += bytes(data[:100])
            return 100

    stream = Refusing(b"HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n")
    s = session(stream)
    eq(s.post("http://a.example/", data=b"x" * 5000).status_code, 413)
    eq(stream.closed, True)


def case_a_stream_that_returns_none_is_a_read_timeout():
    class Silent(Scripted):
        def readline(self, limit):
            return None

    stream = Silent()
    raises(requests.ReadTimeout, session(stream).get, "http://a.example/", timeout=0.05)
    eq(stream.closed, True)


def case_nothing_is_read_after_a_handshake_that_failed():
    """Unencrypted bytes may be from anyone."""

    class Refusing(Scripted):
        def write(self, data):
            raise OSError(-30336)

    def connect(host, port, deadline):
        made = SocketStream(stream, deadline)
        made.connecting = True
        return made

    stream = Refusing(OK)
    s = requests.Session()
    s.mount("http://", HTTPAdapter(connect=connect))
    raises(requests.exceptions.SSLError, s.get, "http://a.example/")
    eq((stream.pieces, stream.closed), ([OK], True))


def case_bytes_that_drip_for_ever_end_with_the_total_time():
    import time

    class Dripping(Scripted):
        def readline(self, limit):
            time.sleep_ms(5)
            return b"A: b\r\n" if self.closed is None else self.begin()

        def begin(self):
            self.closed = None
            return b"HTTP/1.1 200 OK\r\n"

    start = time.ticks_ms()
    raises(requests.ReadTimeout, session(Dripping()).get, "http://a.example/", timeout=(1, 1, 0.1))
    assert time.ticks_diff(time.ticks_ms(), start) < 10000


def case_a_line_that_drips_is_a_read_timeout():
    class Dripping(Scripted):
        late = False

        def readline(self, limit):
            self.late = not self.late
            return None if self.late else b"x"

    stream = Dripping()
    raises(requests.exceptions.ReadTimeout, session(stream).get, "http://a.example/", timeout=0.1)
    eq(stream.closed, True)


def case_a_server_that_reads_nothing_is_a_read_timeout_without_a_read():
    class Full(Scripted):
        def write(self, data):
            return None

    stream = Full(OK)
    raises(requests.exceptions.ReadTimeout, session(stream).get, "http://a.example/", timeout=0.1)
    eq((stream.closed, stream.pieces), (True, [OK]))


def case_all_bytes_of_an_array_of_numbers_are_sent():
    for data in (array("H", [0x6261, 0x6463]), memoryview(array("H", [0x6261, 0x6463]))):
        stream = Scripted(OK)
        session(stream).post("http://a.example/", data=data)
        eq((stream.sent[-4:], b"Content-Length: 4\r\n" in stream.sent), (b"abcd", True))


def case_a_body_whose_read_returns_none_has_ended():
    class Driver:
        def read(self, size=-1):
            return None

        def readinto(self, buffer):
            return None

    stream = Scripted(OK)
    upload, length = session(stream).post, {"Content-Length": "4"}
    error = raises(requests.exceptions.InvalidBody, upload, "http://a.example/", data=Driver(), headers=length)
    eq(("4 bytes short of" in str(error), stream.closed, stream.sent), (True, True, b""))


def case_no_memory_for_the_window_of_gzip_is_a_decoding_error():
    from requests import _decoders  # it must not be compiled in the rest of the heap

    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3000\r\n\r\n"
    stream = Scripted(OK, head + b"\x1f\x8b\x08\0\0\0\0\0\x02\x03")
    s = session(stream)
    eq(s.get("http://a.example/").content, b"ok")  # loads all modules that it needs
    r = s.get("http://a.example/", stream=True)
    rooms = []
    try:
        while True:
            rooms.append(bytearray(4096))
    except MemoryError:
        for number in range(0, len(rooms), 2):
            rooms[number] = None
    error = raises(requests.exceptions.ContentDecodingError, lambda: r.content)
    eq(("memory" in str(error), stream.closed, bool(_decoders)), (True, True, True))


def case_a_line_without_an_end_is_cut_at_the_limit():
    from requests.adapters import LIMITS

    stream = Scripted(b"HTTP/1.1 200 OK\r\nLocation: " + b"y" * (2 * LIMITS.line))
    raises(requests.ConnectionError, session(stream).get, "http://a.example/")
    left = sum(len(piece) for piece in stream.pieces)
    assert left >= LIMITS.line - 100, left


def case_one_connection_for_each_origin_and_two_in_all():
    streams = [Scripted(OK, OK) for _ in range(3)]
    s = session(*streams)
    for host in ("a", "b", "c"):
        s.get(f"http://{host}.example/")
    eq([stream.closed for stream in streams], [True, False, False])
    s.close()
    eq([stream.closed for stream in streams], [True, True, True])


def case_an_adapter_that_keeps_no_connection_closes_each():
    streams = [Scripted(OK, OK) for _ in range(2)]
    s = session(*streams)
    s.get_adapter("http://").kept = 0
    for number in range(2):
        eq(s.get("http://a.example/").content, b"ok")
        eq([stream.closed for stream in streams], [True, number == 1])


def case_of_two_connections_to_one_origin_the_last_is_kept():
    first, second = Scripted(OK, OK), Scripted(OK, OK)
    s = session(first, second)
    one, two = [s.get("http://a.example/", stream=True) for _ in range(2)]
    eq((one.content, two.content, first.closed, second.closed), (b"ok", b"ok", True, False))


def case_a_response_that_outlives_its_session_closes_its_connection():
    stream = Scripted(OK)
    s = session(stream)
    r = s.get("http://a.example/", stream=True)
    s.close()
    eq(stream.closed, False)
    eq((r.content, stream.closed), (b"ok", True))


def case_every_address_of_a_name_is_tried():
    import socket

    real = socket.getaddrinfo

    class Sockets:
        def __getattr__(self, name):
            return getattr(socket, name)

        def getaddrinfo(self, host, port):
            return real("127.0.0.1", 1) + real("127.0.0.1", port)

    sys.modules["socket"] = Sockets()
    eq(requests.get(url("/bytes/3", at="name")).content, bytes(range(3)))


def case_a_board_without_sockets_can_import_it_all():
    for name in ("socket", "tls", "select"):
        sys.modules[name] = None  # importing it gives nothing
    s = requests.Session()
    eq(s.prepare_request(requests.Request("GET", "http://a.example")).url, "http://a.example/")


def case_a_used_body_and_an_invalid_location_do_not_matter_when_not_following():
    def answer(location):
        return b"HTTP/1.1 307 Elsewhere\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n" % location

    for location in (b"/there", b"http://h:port/"):
        r = session(Scripted(answer(location))).post(
            "http://a.example/", data=(block for block in (b"once",)), allow_redirects=False
        )
        eq(r.status_code, 307)
    eq(r.next, None)
    s = session(Scripted(answer(b"/there")))
    raises(requests.exceptions.UnrewindableBodyError, s.post, "http://a.example/", data=iter([b"once"]))


def case_digest_credentials_are_for_the_origin_of_the_challenge():
    challenge = b'WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"\r\n'
    asks = b"HTTP/1.1 401 Who\r\n" + challenge + b"Content-Length: 0\r\n\r\n"
    first, second = Scripted(asks, OK, OK), Scripted(OK)
    s = session(first, second)
    s.auth = requests.auth.HTTPDigestAuth("user", "secret")
    s.get("http://a.example/")
    s.get("http://a.example/again")
    s.get("http://b.example/")
    eq((first.sent.count(b"Authorization: Digest"), second.sent.count(b"Authorization")), (2, 0))


def case_the_body_of_a_redirect_or_a_challenge_is_read_up_to_4_kb():
    head = b"HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n"
    for first in (b"302 Found\r\nLocation: /b", b'401 Who\r\nWWW-Authenticate: Digest realm="r", nonce="n"'):
        for size, kept in ((4095, True), (4096, True), (4097, False)):
            one, other = Scripted(head % (first, size) + b"x" * size, OK), Scripted(OK)
            auth = requests.auth.HTTPDigestAuth("user", "pass")
            eq(session(one, other).get("http://a.example/", auth=auth).content, b"ok")
            eq((size, one.closed, other.sent == b""), (size, not kept, kept))


def case_a_digest_retry_sends_old_cookies_and_those_of_the_challenge():
    challenge = b'WWW-Authenticate: Digest realm="r", nonce="n"\r\nSet-Cookie: b=2\r\n'
    stream = Scripted(b"HTTP/1.1 401 Who\r\n" + challenge + b"Content-Length: 0\r\n\r\n", OK)
    auth = requests.auth.HTTPDigestAuth("user", "secret")
    session(stream).get("http://a.example/", auth=auth, cookies={"a": "1"})
    found = [line for line in stream.sent.split(b"\r\n") if line.startswith(b"Cookie: ")]
    eq(found, [b"Cookie: a=1", b"Cookie: a=1; b=2"])


def case_the_clock_counts_from_1970_on_every_board():

    class Clock:
        def __init__(self, epoch, seconds):
            self.epoch, self.seconds = epoch, seconds

        def gmtime(self, seconds):
            return (self.epoch, 1, 1, 0, 0, 0, 3, 1)

        def time(self):
            return self.seconds

    table = (
        (Clock(1970, 1800000000), 1800000000),
        (Clock(2000, 853315200), 1800000000),
        (Clock(1970, 1000), 1735689600),
        (Clock(2000, 1000), 1735689600),
        (object(), 1735689600),
    )
    for clock, want in table:
        sys.modules["time"] = clock
        sys.modules.pop("requests.cookies", None)
        from requests.cookies import now

        eq(now(), want)


def case_random_text_without_a_random_generator():
    from requests import _request_methods as methods

    token = methods.token

    class Rich:
        def urandom(self, size):
            return b"\xab" * size

    class Poor:
        pass

    methods.os = Rich()
    eq(token(3), "ababab")
    methods.os = Poor()
    eq((len(token()), len(token(4)), len({token() for _ in range(50)})), (32, 8, 50))

    seeds = []

    class Restarted:
        def seed(self, number):
            seeds.append(number)

        def getrandbits(self, bits):
            return 7

    sys.modules["random"] = Restarted()  # a generator that starts with the same state each time
    eq((token(2), len(seeds)), ("0707", 1))
