"""Drivers of boards: their error numbers, and what some of them cannot do."""

import sys

import requests
from harness import eq, raises
from wire import Peer, Wire, answer

E = requests.exceptions
AT = "http://device.test/"


class Edge:
    """The script's `socket`, of which a subclass changes a part."""

    def __init__(self, edge):
        self.edge = edge

    def __getattr__(self, name):
        return getattr(self.edge, name)


def with_socket(kind, wire):
    """Replace the script's `socket`, until the end of the script."""
    sys.modules["socket"] = kind(sys.modules["socket"])


def case_many_numbers_mean_not_yet():
    for number in (11, 35, 36, 110, 115, 116, 119):
        for sign in (1, -1):  # some drivers negate theirs
            with Wire(Peer(connecting=OSError(sign * number))):
                raises(E.ConnectTimeout, requests.get, AT)
            with Wire(Peer([OSError(sign * number)])):
                raises(E.ReadTimeout, requests.get, AT, timeout=(5, 0.01))


def case_error_numbers_are_described_in_words():
    table = (
        (12, "memory"),
        (32, "closed"),
        (54, "reset"),
        (61, "refused"),
        (101, "no network"),
        (103, "aborted"),
        (104, "reset"),
        (111, "refused"),
        (113, "no route"),
        (118, "no route"),
        (128, "not connected"),
    )
    for number, word in table:
        for sign in (1, -1):
            error = OSError(sign * number)
            for peer in (Peer(connecting=error), Peer([error])):
                with Wire(peer):
                    found = raises(E.ConnectionError, requests.get, AT)
                eq((word in str(found), isinstance(found, (E.Timeout, E.SSLError))), (True, False))


def case_errors_of_tls_and_errors_without_a_number_are_described():
    class Failing(Peer):
        def take(self, most, line=False):
            raise self.failure

    table = (
        (OSError(-29312), E.SSLError, "closed"),
        (OSError(-30592), E.SSLError, "TLS 1.3"),
        (OSError(-9984, "-0x2700: text\\n"), E.SSLError, "text"),
        (ValueError("text"), E.SSLError, "text"),
        (OSError("text"), E.ConnectionError, "text"),
        (OSError(), E.ConnectionError, "broke"),
    )
    for error, kind, word in table:
        peer = Failing(b"")
        peer.failure = error
        with Wire(peer):
            found = raises(E.ConnectionError, requests.get, AT)
        eq((type(found), word in str(found), str(found)[-1:] == "\\n"), (kind, True, False))


def case_a_board_without_a_free_socket_is_a_connection_error():
    class Spent(Edge):
        def socket(self, family, kind, protocol):
            raise OSError(23)

    with Wire() as wire:
        with_socket(Spent, wire)
        error = raises(E.ConnectionError, requests.get, AT)
    assert "no socket" in str(error), error


def case_a_name_without_an_address_is_a_connection_error():
    class Empty(Edge):
        def getaddrinfo(self, host, port):
            return []

    class Datagrams(Edge):
        def getaddrinfo(self, host, port):
            return [(2, 2, 17, "", (host, port))]

    for kind in (Empty, Datagrams):
        with Wire() as wire:
            with_socket(kind, wire)
            error = raises(E.ConnectionError, requests.get, AT)
        assert "no address" in str(error), error


def case_a_socket_may_accept_timeouts_only_after_connecting():
    class Late(Edge):
        def socket(self, family, kind, protocol):
            return Stubborn(self.edge.socket(family, kind, protocol))

    class Stubborn(Edge):
        connected = False

        def connect(self, address):
            self.connected = True
            return self.edge.connect(address)

        def settimeout(self, seconds):
            if not self.connected:
                raise OSError(107)
            self.edge.settimeout(seconds)

    with Wire(answer(b"ok")) as wire:
        with_socket(Late, wire)
        eq(requests.get(AT).content, b"ok")


def case_small_segments_are_sent_at_once_where_the_driver_can():
    """And where the option has no name, it is not set: the scripted socket of the other cases has no such method."""
    options = []

    class Named(Edge):
        TCP_NODELAY = 64

        def socket(self, family, kind, protocol):
            return Noted(self.edge.socket(family, kind, protocol))

    class Noted(Edge):
        def setsockopt(self, *option):
            options.append(option)

        def connect(self, address):
            options.append("connect")  # a connection that is reset at once has no options
            return self.edge.connect(address)

    with Wire(answer(b"ok")) as wire:
        with_socket(Named, wire)
        eq(requests.get(AT).content, b"ok")
    eq(options, [(6, 64, 1), "connect"])


def case_a_driver_that_cannot_be_polled_is_read_again():
    class Refusing:
        def __init__(self, kind):
            self.kind = kind

        def poll(self):
            raise self.kind("not this one")

    for kind in (OSError, TypeError):
        with Wire(Peer([None, None, answer(b"ok")])):
            sys.modules["select"] = Refusing(kind)
            eq(requests.get(AT, timeout=5).content, b"ok")


def case_errors_of_close_are_ignored():
    class Open(Edge):
        def socket(self, family, kind, protocol):
            return Closed(self.edge.socket(family, kind, protocol))

    class Closed(Edge):
        def close(self):
            self.edge.close()
            raise OSError(9)

    with Wire(answer(b"ok"), Peer([b""])) as wire, requests.Session() as s:
        with_socket(Open, wire)
        eq(s.get(AT).content, b"ok")
        raises(E.ConnectionError, requests.get, AT)


def case_a_driver_is_polled_for_writing_and_then_for_reading():
    events = []

    class Full(Peer):
        waits = 2

        def write(self, data):
            self.waits -= 1
            return Peer.write(self, data) if self.waits < 0 else None

    class Watching(Edge):
        def poll(self):
            return Poll(self.edge.poll())

    class Poll(Edge):
        def modify(self, socket, what):
            events.append(what)
            self.edge.modify(socket, what)

    with Wire(Full([None, answer(b"ok")])):
        sys.modules["select"] = Watching(sys.modules["select"])
        eq(requests.get(AT, timeout=5).content, b"ok")
    eq(events[:3], [4, 4, 1])  # for writing, for writing, for reading


def case_data_lost_by_a_late_driver_is_not_skipped():
    class Losing(Peer):
        late = False

        def take(self, most, line=False):
            if self.late:
                self.late = False
                raise OSError(110)
            data = Peer.take(self, most, line)
            self.late = data == b"begun"
            return data

    head = b"HTTP/1.1 200 OK\r\nContent-Length: 3000\r\n\r\n"  # longer than what is read without blocking
    with Wire(Losing([head, b"begun", b"x" * 2995])):
        raises(E.ReadTimeout, requests.get, AT, stream=False)


def case_default_timeouts_are_set_on_the_socket():
    waits = []

    class Noting(Edge):
        def socket(self, family, kind, protocol):
            return Noted(self.edge.socket(family, kind, protocol))

    class Noted(Edge):
        def settimeout(self, seconds):
            waits.append(seconds)
            self.edge.settimeout(seconds)

    for timeout, longest in ((None, 30), (5, 5), ((3, 5), 3), ((9, 9, 2), 2)):
        with Wire(answer(b"ok")) as wire:
            with_socket(Noting, wire)
            eq(requests.get(AT, timeout=timeout).content, b"ok")
        eq((longest - 1 < waits[0] <= longest, waits[1], waits[-1]), (True, 0, 0))
        waits.clear()


def case_failed_tls_closes_its_socket_and_idle_connections_are_closed_before():
    with Wire(answer(b"ok"), answer(b"ok"), Peer(b"")) as wire, requests.Session() as s:
        s.get("http://a.test/")
        s.get("http://b.test/")
        raises(E.SSLError, s.get, "https://c.test/", verify=False)
        eq(wire.closed, [True, False, True])
    with Wire(answer(b"ok"), Peer(b"")) as wire, requests.Session() as s:
        s.get("http://a.test/")
        raises(E.SSLError, s.get, "https://c.test/", verify=False)
        eq(wire.closed, [False, True])
