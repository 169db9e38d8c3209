"""Session: what it stores and merges, and when connections are kept or closed (RFC 9112 section 9.3)."""

import requests

from harness import eq, log, read, script, token, url

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def case_session_headers_are_sent_with_each_request():
    with requests.Session() as s:
        s.headers["X-Mine"] = "1"
        eq([s.get(url("/anything")).json()["headers"]["x-mine"] for _ in range(2)], ["1", "1"])


def case_request_headers_win_over_session_headers():
    with requests.Session() as s:
        s.headers.update({"X-Mine": "session"})
        eq(s.get(url("/anything"), headers={"x-mine": "request"}).json()["headers"]["x-mine"], "request")


def case_request_header_none_removes_the_session_header():
    with requests.Session() as s:
        s.headers["X-Mine"] = "1"
        seen = s.get(url("/anything"), headers={"X-Mine": None}).json()["headers"]
        eq(("x-mine" in seen, s.headers["X-Mine"]), (False, "1"))


def case_session_params_are_merged():
    with requests.Session() as s:
        s.params = {"a": "1"}
        eq(s.get(url("/anything"), params={"b": "2"}).json()["args"], {"a": "1", "b": "2"})


def case_request_params_win_over_session_params():
    with requests.Session() as s:
        s.params = {"a": "session"}
        eq(s.get(url("/anything"), params={"a": "request"}).json()["args"], {"a": "request"})


def case_request_param_none_removes_the_session_param():
    with requests.Session() as s:
        s.params = {"a": "1", "b": "2"}
        eq(s.get(url("/anything"), params={"a": None}).json()["args"], {"b": "2"})


def case_default_headers_of_a_session_may_be_replaced():
    with requests.Session() as s:
        s.headers["User-Agent"] = "camera/1"
        eq(s.get(url("/anything")).json()["headers"]["user-agent"], "camera/1")


def case_session_has_all_methods():
    with requests.Session() as s:
        calls = (s.get, s.options, s.post, s.put, s.patch, s.delete)
        seen = [call(url("/anything")).json()["method"] for call in calls]
        eq(seen, ["GET", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"])
        eq(s.head(url("/anything")).status_code, 200)


def case_session_sends_a_prepared_request():
    with requests.Session() as s:
        s.headers["X-Mine"] = "1"
        prepared = s.prepare_request(requests.Request("POST", url("/anything"), json={"a": 1}, params={"q": "2"}))
        seen = s.send(prepared).json()
        eq((seen["json"], seen["args"], seen["headers"]["x-mine"]), ({"a": 1}, {"q": "2"}, "1"))


def case_prepared_request_may_be_changed_before_it_is_sent():
    with requests.Session() as s:
        prepared = s.prepare_request(requests.Request("GET", url("/anything")))
        prepared.headers["X-Late"] = "1"
        eq(s.send(prepared).json()["headers"]["x-late"], "1")


def case_request_prepared_alone_has_no_session_defaults():
    prepared = requests.Request("GET", url("/headers"), headers={"X-Only": "1"}).prepare()
    with requests.Session() as s:
        names = [name.lower() for name, _ in s.send(prepared).json()["headers"]]
        eq(("x-only" in names, "user-agent" in [name.lower() for name in list(prepared.headers)]), (True, False))


def case_session_function_makes_a_session():
    with requests.session() as s:
        eq((isinstance(s, requests.Session), s.get(url("/get")).status_code), (True, 200))


def case_two_requests_use_one_connection():
    mark = token()
    with requests.Session() as s:
        for _ in range(3):
            s.get(url("/get", mark))
        eq([len(seen["requests"]) for seen in log(mark)], [3])


def case_connection_is_kept_after_post_with_body():
    mark = token()
    with requests.Session() as s:
        s.post(url("/post", mark), json={"a": 1})
        s.post(url("/post", mark), data=b"x")
        eq([len(seen["requests"]) for seen in log(mark)], [2])


def case_connection_is_kept_after_an_error_status():
    mark = token()
    with requests.Session() as s:
        s.get(url("/status/500", mark))
        s.get(url("/get", mark))
        eq([len(seen["requests"]) for seen in log(mark)], [2])


def case_connection_is_kept_after_a_chunked_response():
    mark = token()
    with requests.Session() as s:
        read(s.get, url("/chunked/500/100", mark))
        s.get(url("/get", mark))
        eq([len(seen["requests"]) for seen in log(mark)], [2])


def case_connection_is_kept_after_head_204_and_304():
    mark = token()
    with requests.Session() as s:
        s.head(url("/anything", mark))
        s.get(url("/status/204", mark))
        s.get(url("/status/304", mark))
        s.get(url("/get", mark))
        eq([len(seen["requests"]) for seen in log(mark)], [4])


def case_functions_do_not_share_connections():
    mark = token()
    requests.get(url("/get", mark))
    requests.get(url("/get", mark))
    eq([len(seen["requests"]) for seen in log(mark, closed=5)], [1, 1])


def case_leaving_a_session_closes_its_connections():
    mark = token()
    with requests.Session() as s:
        s.get(url("/get", mark))
    eq([seen["end"] for seen in log(mark, closed=5)], ["client"])


def case_close_closes_its_connections():
    mark = token()
    s = requests.Session()
    s.get(url("/get", mark))
    s.close()
    eq([seen["end"] for seen in log(mark, closed=5)], ["client"])


def case_session_works_again_after_close():
    s = requests.Session()
    s.get(url("/get"))
    s.close()
    eq(s.get(url("/get")).status_code, 200)
    s.close()


def case_connection_close_of_the_server_is_obeyed():
    """RFC 9112 section 9.6."""
    mark = token()
    answer = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"
    with requests.Session() as s:
        eq([s.get(script(answer, "hang", mark=mark)).content for _ in range(2)], [b"ok", b"ok"])
        eq([(len(seen["requests"]), seen["end"]) for seen in log(mark, closed=5)], [(1, "client")] * 2)


def case_connection_close_of_the_caller_is_obeyed():
    """RFC 9112 section 9.6."""
    mark = token()
    with requests.Session() as s:
        s.get(script(OK, "hang", mark=mark), headers={"Connection": "close"})
        eq([seen["end"] for seen in log(mark, closed=5)], ["client"])


def case_http10_connection_is_not_kept():
    mark = token()
    answer = b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok"
    with requests.Session() as s:
        eq([s.get(script(answer, "hang", mark=mark)).content for _ in range(2)], [b"ok", b"ok"])
        eq([len(seen["requests"]) for seen in log(mark)], [1, 1])


def case_kept_connection_that_the_server_closed_is_replaced():
    mark = token()
    with requests.Session() as s:
        eq(s.get(script(OK, "close", mark=mark)).content, b"ok")
        log(mark, closed=5)
        eq(s.get(url("/anything/next", mark)).json()["path"], "/anything/next")


def case_kept_connection_that_the_server_reset_is_replaced():
    mark = token()
    with requests.Session() as s:
        # lwIP discards received bytes that are unread when a reset arrives, so the body is read before it.
        eq(s.get(script(OK, "w500", "reset", mark=mark)).content, b"ok")
        log(mark, closed=5)
        eq(s.get(url("/anything/next", mark)).json()["path"], "/anything/next")


def case_post_on_a_connection_that_the_server_closed_is_sent_anew():
    mark = token()
    with requests.Session() as s:
        eq(s.get(script(OK, "close", mark=mark)).content, b"ok")
        log(mark, closed=5)
        eq(s.post(url("/anything"), data=b"again").json()["data"], "again")


def case_each_origin_has_its_own_connection():
    with requests.Session() as s:
        one = s.get(url("/anything", at="http")).json()["headers"]["host"]
        two = s.get(url("/anything", at="other")).json()["headers"]["host"]
        again = s.get(url("/anything", at="http")).json()["headers"]["host"]
        eq((one == two, one == again), (False, True))


def case_session_verify_cert_stream_have_their_defaults():
    with requests.Session() as s:
        eq((s.verify, s.cert, bool(s.stream), s.max_redirects, s.auth, s.proxies), (True, None, False, 30, None, {}))


def case_session_stream_is_the_default_of_its_requests():
    with requests.Session() as s:
        s.stream = True
        r = s.get(url("/bytes/10"))
        eq(r.raw.read(4), bytes(range(4)))
        r.close()


def case_ipv6_literal_is_reached():
    """RFC 3986 section 3.2.2."""
    r = requests.get(url("/anything", at="http6"))
    eq(r.json()["headers"]["host"], url("", at="http6").replace("http://", ""))


def case_every_address_of_a_name_is_tried():
    """localhost may resolve to ::1 first; the server listens on 127.0.0.1 only."""
    eq(requests.get(url("/get", at="name")).status_code, 200)


def case_request_module_function_takes_a_request_like_session():
    eq(requests.request("GET", url("/anything"), params={"a": "1"}).json()["args"], {"a": "1"})
