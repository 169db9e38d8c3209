"""Stale connections and unrequested bytes on a connection: each request gets its own response (RFC 9112 section 9)."""

import requests

from harness import eq, log, raises, read, script, token, url
from hostile import own_answer

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
FORGED = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 18\r\n\r\n" + b'{"path":"/forged"}'


def poisoned(*steps, method="GET"):
    """After such a response the session gets its own responses."""
    with requests.Session() as s:
        s.request(method, script("together", *steps), timeout=3)
        own_answer(s)
        own_answer(s)


def case_second_response_in_the_same_packet():
    """RFC 9112 section 9.2: a response without a request is not used."""
    poisoned(OK + FORGED)


def case_second_response_a_little_later():
    """RFC 9112 section 9.2."""
    with requests.Session() as s:
        s.get(script(OK, 0.05, FORGED))
        requests.get(url("/delay/0.5"))
        own_answer(s)


def case_second_response_after_an_empty_body():
    """RFC 9112 section 6.3."""
    poisoned(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" + FORGED)


def case_second_response_after_204():
    """RFC 9112 section 6.3."""
    poisoned(b"HTTP/1.1 204 No Content\r\n\r\n" + FORGED)


def case_second_response_after_304():
    """RFC 9112 section 6.3."""
    poisoned(b"HTTP/1.1 304 Not Modified\r\n\r\n" + FORGED)


def case_second_response_after_head():
    """RFC 9112 section 6.3."""
    poisoned(OK + FORGED, method="HEAD")


def case_second_response_after_the_last_chunk():
    """RFC 9112 section 7.1."""
    poisoned(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n" + FORGED)


def case_second_response_after_a_redirect():
    """RFC 9112 section 9.2: the next request of a chain is a request, too."""
    where = "/anything/own"
    redirect = b"HTTP/1.1 302 Found\r\nLocation: " + where.encode() + b"\r\nContent-Length: 0\r\n\r\n"
    with requests.Session() as s:
        eq(s.get(script("together", redirect + FORGED)).json()["path"], where)
        own_answer(s)


def case_second_response_in_the_body_of_a_redirect():
    """RFC 9112 section 9.3: the body of a redirect is read to its end, or its connection is closed."""
    redirect = b"HTTP/1.1 302 Found\r\nLocation: /anything/own\r\nContent-Length: %d\r\n\r\n" % len(FORGED)
    with requests.Session() as s:
        eq(s.get(script("together", redirect + FORGED)).json()["path"], "/anything/own")


def case_second_response_after_401_of_a_digest_dialogue():
    """RFC 9112 section 9.2: the second request of the dialogue is a request, too."""
    challenge = b'WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"\r\n'
    answer = b"HTTP/1.1 401 Unauthorized\r\n" + challenge + b"Content-Length: 0\r\n\r\n"
    with requests.Session() as s:
        r = s.get(script("together", answer + FORGED), auth=requests.auth.HTTPDigestAuth("u", "p"))
        eq(r.status_code, 401)
        own_answer(s)


def case_line_ends_after_a_response():
    """RFC 9112 section 2.2: some servers send stray CRLFs; they are not a response."""
    poisoned(OK + b"\r\n\r\n")


def case_408_on_an_idle_connection():
    """RFC 9110 section 15.5.9: sent by servers that close idle connections; it is not the next response."""
    timeout = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    with requests.Session() as s:
        mark = token()
        s.get(script(OK, 0.05, timeout, "close", mark=mark))
        log(mark, closed=5)
        own_answer(s)


def case_unread_body_is_not_the_next_head():
    """RFC 9112 section 9.3: read the whole body or close."""
    with requests.Session() as s:
        r = s.get(url("/bytes/100000"), stream=True)
        r.raw.read(10)
        r.close()
        own_answer(s)


def case_half_read_chunks_are_not_the_next_head():
    """RFC 9112 section 9.3."""
    with requests.Session() as s:
        r = s.get(url("/chunked/50000/1000"), stream=True)
        next(r.iter_content(10))
        r.close()
        own_answer(s)


def case_two_open_streams_do_not_mix():
    """RFC 9112 section 9.3: a connection in use carries no other request."""
    with requests.Session() as s:
        first = s.get(url("/bytes/3000"), stream=True)
        second = s.get(url("/chunked/3000/100"), stream=True)
        half = first.raw.read(1000)
        whole = second.content
        eq(half + first.raw.read(2000) == whole, True)
        first.close()
        own_answer(s)


def case_request_while_a_stream_is_open_has_its_own_response():
    """RFC 9112 section 9.3: a connection in use carries no other request."""
    with requests.Session() as s:
        with s.get(url("/bytes/3000"), stream=True) as r:
            r.raw.read(5)
            own_answer(s)


def case_post_on_a_dying_connection_is_not_sent_twice():
    """RFC 9110 section 9.2.2: a request that may have been processed is not repeated."""
    mark = token()
    with requests.Session() as s:
        s.get(script(OK, "next", "close"))
        raises(requests.ConnectionError, s.post, url("/post", mark), data=b"once")
        heads = [seen["head"] for connection in log(mark) for seen in connection["requests"]]
        eq(len([head for head in heads if head.startswith("POST")]), 1)
        own_answer(s)


def case_fresh_connection_that_dies_is_not_tried_again():
    """RFC 9110 section 9.2.2: only a request on a kept connection is repeated."""
    mark = token()
    raises(requests.ConnectionError, requests.get, script("close", mark=mark))
    eq(len(log(mark)), 1)


def case_connection_after_a_refused_head_is_closed():
    """RFC 9112 section 6.3: nothing on it can be trusted."""
    mark = token()
    with requests.Session() as s:
        raises(requests.ConnectionError, s.get, script(b"HTTP/1.1 +200 OK\r\n\r\n" + FORGED, "hang", mark=mark))
        own_answer(s)
        eq([seen["end"] for seen in log(mark, closed=5)], ["client"])


def case_connection_close_in_a_list_of_options():
    """RFC 9110 section 7.6.1: Connection is a list, its options ignore case."""
    mark = token()
    answer = b"HTTP/1.1 200 OK\r\nConnection: foo, Close\r\nContent-Length: 2\r\n\r\nok"
    with requests.Session() as s:
        s.get(script(answer, "hang", mark=mark))
        own_answer(s)
        eq([seen["end"] for seen in log(mark, closed=5)], ["client"])


def case_connection_close_of_the_caller():
    """RFC 9112 section 9.6: after sending close a client sends nothing more there, whatever the response says."""
    mark = token()
    with requests.Session() as s:
        s.get(script(OK, "hang", mark=mark), headers={"Connection": "close"}, timeout=3)
        own_answer(s)
        eq([(len(seen["requests"]), seen["end"]) for seen in log(mark, closed=5)], [(1, "client")])


def case_http10_without_keep_alive_is_not_kept():
    """RFC 9112 section 9.3: an HTTP/1.0 connection ends after the response unless it has keep-alive."""
    mark = token()
    with requests.Session() as s:
        s.get(script(b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", "hang", mark=mark), timeout=3)
        own_answer(s)
        eq([seen["end"] for seen in log(mark, closed=5)], ["client"])


def case_http10_keep_alive_is_kept_or_not_but_never_mixed():
    """RFC 9112 section 9.3: an HTTP/1.0 connection may persist with keep-alive."""
    poisoned(b"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok" + FORGED)


def case_many_failures_leave_no_connection_open():
    """RFC 9112 section 9.6: every error path closes its socket."""
    mark = token()
    with requests.Session() as s:
        for _ in range(20):
            raises(requests.ConnectionError, s.get, script(b"HTTP/1.1 20 OK\r\n\r\n", "hang", mark=mark))
        eq([seen["end"] for seen in log(mark, closed=5)], ["client"] * 20)


def case_trickled_head_ends_in_a_timeout_or_a_response():
    """RFC 9112 section 9.5: single bytes do not extend the wait."""
    steps = [b"HTTP/1.1 200 OK\r\n"]
    for _ in range(5):
        steps += [0.05, b"X-A: 1\r\n"]
    raises(requests.Timeout, requests.get, script(*(steps + ["hang"])), timeout=0.3)


def case_silence_within_a_chunked_body_ends_in_time():
    """RFC 9112 section 9.5: a stalled body raises a RequestException and closes its connection."""
    mark = token()
    answer = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"
    with requests.Session() as s:
        raises(requests.RequestException, read, s.get, script(answer, "hang", mark=mark), timeout=0.2)
        eq([seen["end"] for seen in log(mark, closed=5)], ["client"])
        own_answer(s)
