"""proxies=: absolute-form for http, a CONNECT tunnel for https (RFC 9112 section 3.2, RFC 9110 section 9.3.6)."""

import requests

from harness import address, eq, log, raises, token, url

E = requests.exceptions
CREDENTIALS = "proxy-user:proxy-pass@"


def via(name="proxy", user=""):
    """proxies= of that listener for both schemes."""
    proxy = address(name).replace("://", "://" + user)
    return {"http": proxy, "https": proxy}


def heads(mark, listener):
    """The heads that such a listener saw."""
    return [seen["head"] for found in log(mark) if found["listener"] == listener for seen in found["requests"]]


def case_http_goes_through_the_proxy():
    mark = token()
    r = requests.get(url("/anything", mark), proxies=via())
    eq((r.json()["path"], len(heads(mark, "proxy"))), ("/anything", 1))


def case_http_target_is_in_absolute_form():
    mark = token()
    requests.get(url("/anything?a=1", mark), proxies=via())
    eq(heads(mark, "proxy")[0].split("\r\n")[0], "GET " + url("/anything?a=1", mark) + " HTTP/1.1")


def case_host_is_the_origins():
    mark = token()
    r = requests.get(url("/anything", mark), proxies=via())
    eq(r.json()["headers"]["host"], url("").replace("http://", ""))


def case_post_through_the_proxy():
    eq(requests.post(url("/anything"), json={"a": 1}, proxies=via()).json()["json"], {"a": 1})


def case_chunked_response_through_the_proxy():
    eq(len(requests.get(url("/chunked/3000/100"), proxies=via()).content), 3000)


def case_https_is_a_tunnel():
    mark = token()
    r = requests.get(url("/anything", mark, at="https"), proxies=via(), verify=address("ca"))
    (seen,) = log(mark)
    eq((r.json()["path"], seen["listener"]), ("/anything", "https"))
    authority = address("https").replace("https://", "")
    eq(seen["via"].split("\r\n")[0], "CONNECT " + authority + " HTTP/1.1")


def case_tunnel_verifies_the_certificate_of_the_origin():
    mark = token()
    where = url("/get", mark, at="https_unknown")
    raises(E.SSLError, requests.get, where, proxies=via(), verify=address("ca"))
    eq([seen["requests"] for seen in log(mark)], [])


def case_proxy_that_wants_a_password_is_407():
    eq(requests.get(url("/get"), proxies=via("proxy_auth")).status_code, 407)


def case_user_information_of_the_proxy_is_sent_to_it():
    mark = token()
    r = requests.get(url("/anything", mark), proxies=via("proxy_auth", CREDENTIALS))
    eq((r.status_code, "proxy-authorization:" in heads(mark, "proxy_auth")[0].lower()), (200, True))


def case_user_information_opens_a_tunnel():
    mark = token()
    where = url("/anything", mark, at="https")
    r = requests.get(where, proxies=via("proxy_auth", CREDENTIALS), verify=address("ca"))
    eq(r.status_code, 200)
    assert "proxy-authorization:" in log(mark)[0]["via"].lower()


def case_proxy_password_does_not_reach_the_origin_through_a_tunnel():
    """The credential is the proxy's, not the origin's."""
    where = url("/anything", at="https")
    r = requests.get(where, proxies=via("proxy_auth", CREDENTIALS), verify=address("ca"))
    eq(r.json()["headers"].get("proxy-authorization"), None)


def case_authorization_of_the_origin_does_not_reach_the_proxy_of_a_tunnel():
    mark = token()
    where = url("/basic-auth/u/p", mark, at="https")
    eq(requests.get(where, auth=("u", "p"), proxies=via(), verify=address("ca")).status_code, 200)
    via_head = log(mark)[0]["via"].lower()
    eq(("\r\nauthorization:" in via_head, "\r\ncookie:" in via_head), (False, False))


def case_tunnel_refused_with_407_is_a_proxyerror():
    where = url("/get", at="https")
    error = raises(E.ProxyError, requests.get, where, proxies=via("proxy_auth"), verify=address("ca"))
    assert isinstance(error, E.ConnectionError), error


def case_tunnel_to_a_refused_port_is_a_proxyerror():
    raises(E.ProxyError, requests.get, "https://no-such-name.invalid/", proxies=via())


def case_refused_proxy_is_a_proxyerror():
    raises(E.ProxyError, requests.get, url("/get"), proxies=via("refused"))


def case_silent_proxy_is_a_timeout():
    raises(E.Timeout, requests.get, url("/get"), proxies=via("mute"), timeout=0.2)


def case_proxy_password_is_not_in_a_message():
    proxies = via("refused", "user:hunter2@")
    error = raises(E.ProxyError, requests.get, url("/get"), proxies=proxies)
    assert "hunter2" not in str(error), str(error)


def case_proxy_for_one_host_only():
    mark = token()
    proxies = {"http://localhost": address("proxy")}
    requests.get(url("/get", mark), proxies=proxies)
    eq(heads(mark, "proxy"), [])
    requests.get(url("/get", mark, at="name"), proxies=proxies)
    eq(len(heads(mark, "proxy")), 1)


def case_proxy_for_all_schemes():
    mark = token()
    requests.get(url("/get", mark), proxies={"all": address("proxy")})
    eq(len(heads(mark, "proxy")), 1)


def case_proxy_for_the_other_scheme_is_not_used():
    mark = token()
    requests.get(url("/get", mark), proxies={"https": address("proxy")})
    eq(heads(mark, "proxy"), [])


def case_session_proxies_are_used():
    mark = token()
    with requests.Session() as s:
        s.proxies = {"http": address("proxy")}
        s.get(url("/get", mark))
    eq(len(heads(mark, "proxy")), 1)


def case_proxy_without_a_scheme_is_http():
    mark = token()
    requests.get(url("/get", mark), proxies={"http": address("proxy").replace("http://", "")})
    eq(len(heads(mark, "proxy")), 1)


def case_callers_proxies_are_not_changed():
    mine = via()
    requests.get(url("/redirect/1"), proxies=mine)
    eq(mine, via())


def case_redirects_go_through_the_proxy():
    mark = token()
    requests.get(url("/redirect/2", mark), proxies=via())
    eq(len(heads(mark, "proxy")), 3)


def case_bad_proxy_url_is_an_invalidproxyurl():
    raises(E.InvalidProxyURL, requests.get, url("/get"), proxies={"http": "http:///nowhere"})


def case_proxy_of_an_unknown_kind_is_an_invalidurl():
    for proxy in ("ftp://127.0.0.1:1", "htp://user:hunter2@127.0.0.1:1"):
        for where in (url("/get"), "https://example.org/"):
            error = raises(E.InvalidURL, requests.get, where, proxies={"all": proxy})
            assert "hunter2" not in str(error) and proxy[:3] in str(error), error
