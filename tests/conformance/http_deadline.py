"""timeout=(connect, read, total): a deadline for the whole call, however often bytes arrive."""

import requests

from harness import eq, log, raises, read, script, token, url
from hostile import own_answer

TOTAL = (5, 5, 0.3)


def late(where, **kwargs):
    """The call raises a RequestException, and the session is usable afterwards."""
    with requests.Session() as s:
        error = raises(requests.RequestException, read, s.get, where, timeout=TOTAL, **kwargs)
        own_answer(s)
    return error


def case_total_that_is_kept():
    eq(requests.get(url("/drip/4/20"), timeout=(5, 5, 5)).content, bytes(range(4)))


def case_drip_does_not_outlive_the_total():
    late(url("/drip/50/50"))


def case_trickled_head_does_not_outlive_the_total():
    steps = [b"HTTP/1.1 200 OK\r\n"]
    for _ in range(30):
        steps += [0.05, b"X-A: 1\r\n"]
    assert isinstance(late(script(*steps)), requests.Timeout)


def case_trickled_chunks_do_not_outlive_the_total():
    steps = [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"]
    for _ in range(30):
        steps += [0.05, b"1\r\nx\r\n"]
    late(script(*steps))


def case_interim_responses_do_not_outlive_the_total():
    steps = []
    for _ in range(30):
        steps += [0.05, b"HTTP/1.1 102 Processing\r\n\r\n"]
    late(script(*steps))


def case_silent_server_is_a_timeout():
    assert isinstance(late(script("hang")), requests.Timeout)


def case_full_queue_is_a_connecttimeout():
    raises(requests.ConnectTimeout, requests.get, url("/", at="full"), timeout=(5, 5, 0.2))


def case_parts_may_be_none():
    eq(requests.get(url("/get"), timeout=(None, None, 5)).status_code, 200)


def case_total_of_zero_is_refused():
    raises(ValueError, requests.get, url("/get"), timeout=(1, 1, 0))


def case_four_parts_are_refused():
    raises(ValueError, requests.get, url("/get"), timeout=(1, 1, 1, 1))


CHALLENGE = b'HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm="r", nonce="n"\r\nContent-Length: 0\r\n\r\n'


def case_redirects_share_one_total():
    onward = b"HTTP/1.1 302 Found\r\nLocation: /delay/0.2\r\nContent-Length: 0\r\n\r\n"
    assert isinstance(late(script(0.2, onward)), requests.Timeout)


def case_digest_retry_shares_the_total():
    """RFC 7616 section 3.3: the request goes out twice; the caller has made one call."""
    auth = requests.auth.HTTPDigestAuth("user", "pass")
    assert isinstance(late(script(0.2, CHALLENGE), auth=auth), requests.Timeout)


def case_body_behind_a_redirect_has_no_new_total():
    onward = b"HTTP/1.1 302 Found\r\nLocation: /drip/50/50\r\nContent-Length: 0\r\n\r\n"
    late(script(0.2, onward))


def case_request_of_a_hook_shares_the_total():
    def again(r, *args, **kwargs):
        eq(r.json()["method"], "GET")
        return r.connection.send(r.request.copy(), **kwargs)

    assert isinstance(late(url("/delay/0.2"), hooks={"response": again}), requests.Timeout)


def case_session_timeout_begins_anew_with_each_call():
    with requests.Session() as s:
        s.timeout = (5, 5, 1.5)
        for _ in range(3):
            eq(s.get(url("/delay/0.6")).status_code, 200)


def case_connection_is_closed_when_the_total_is_up():
    mark = token()
    with requests.Session() as s:
        raises(requests.RequestException, s.get, url("/drip/50/50", mark), timeout=TOTAL)
        eq([seen["end"] for seen in log(mark, closed=5)], ["client"])
