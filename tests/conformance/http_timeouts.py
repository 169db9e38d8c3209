"""Timeouts: no call takes longer, and each has its own exception."""

import requests

from harness import address, eq, log, raises, script, token, url

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"


def case_silent_server_is_a_readtimeout():
    error = raises(requests.ReadTimeout, requests.get, script("hang"), timeout=0.2)
    assert isinstance(error, requests.Timeout) and isinstance(error, requests.RequestException)


def case_silent_listener_is_a_readtimeout():
    raises(requests.ReadTimeout, requests.get, url("/", at="mute"), timeout=0.2)


def case_timeout_says_which_server():
    host, port = address("mute").partition("//")[2].split(":")
    error = raises(requests.ReadTimeout, requests.get, url("/", at="mute"), timeout=0.2)
    assert host in str(error) and port in str(error), error


def case_server_silent_within_the_head_is_a_readtimeout():
    raises(requests.ReadTimeout, requests.get, script(b"HTTP/1.1 200 OK\r\nX-A", "hang"), timeout=0.2)


def case_server_silent_within_the_body_is_a_timeout_of_the_family():
    raises(requests.ConnectionError, requests.get, script(HEAD + b"half", "hang"), timeout=0.8)


def case_timeout_pair_is_connect_and_read():
    raises(requests.ReadTimeout, requests.get, script("hang"), timeout=(5, 0.2))


def case_slow_but_steady_server_is_in_time():
    eq(requests.get(url("/delay/0.1"), timeout=5).status_code, 200)


def case_timeout_none_waits():
    eq(requests.get(url("/delay/0.1"), timeout=None).status_code, 200)


def case_timeout_is_per_read_in_a_drip():
    eq(requests.get(url("/drip/6/300"), timeout=1.5).content, bytes(range(6)))


def case_full_queue_is_a_connecttimeout():
    error = raises(requests.ConnectTimeout, requests.get, url("/", at="full"), timeout=0.2)
    assert isinstance(error, requests.ConnectionError) and isinstance(error, requests.Timeout)


def case_connect_part_of_the_pair_is_for_connecting():
    raises(requests.ConnectTimeout, requests.get, url("/", at="full"), timeout=(0.2, 30))


def case_socket_is_closed_after_a_readtimeout():
    mark = token()
    with requests.Session() as s:
        raises(requests.ReadTimeout, s.get, script("hang", mark=mark), timeout=(5, 0.2))
        eq([seen["end"] for seen in log(mark, closed=5)], ["client"])


def case_late_response_is_not_given_to_the_next_request():
    with requests.Session() as s:
        late = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate"
        raises(requests.ReadTimeout, s.get, script(0.3, late), timeout=(5, 0.15))
        eq(s.get(url("/anything/own"), timeout=5).json()["path"], "/anything/own")


def case_timeout_while_streaming():
    r = requests.get(script(HEAD + b"half", "hang"), stream=True, timeout=0.8)
    pieces = r.iter_content(4)
    eq(next(pieces), b"half")
    raises(requests.RequestException, next, pieces)
    r.close()


def case_zero_timeout_is_refused():
    raises(ValueError, requests.get, url("/get"), timeout=0)


def case_negative_timeout_is_refused():
    raises(ValueError, requests.get, url("/get"), timeout=-1)


def case_timeout_of_text_is_refused():
    raises(ValueError, requests.get, url("/get"), timeout="soon")
