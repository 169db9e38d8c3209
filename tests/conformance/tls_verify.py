"""Certificates are verified by default; an invalid one is an SSLError before a request is sent."""

import requests

from harness import address, eq, log, raises, script, token, url

SSLError = requests.exceptions.SSLError


def refused(at, verify, *words):
    """The certificate of that listener is refused; no request arrived; one of the words is in the message."""
    mark = token()
    error = raises(SSLError, requests.get, url("/get", mark, at=at), verify=verify)
    assert isinstance(error, requests.ConnectionError) and isinstance(error, requests.RequestException), error
    eq(log(mark), [])
    text = str(error).lower()
    assert not words or [word for word in words if word in text], text


def case_test_authority_is_unknown_by_default():
    refused("https", True)


def case_verify_is_on_when_not_mentioned():
    mark = token()
    raises(SSLError, requests.get, url("/get", mark, at="https"))
    eq(log(mark), [])


def case_verify_path_accepts_the_authority():
    eq(requests.get(url("/anything", at="https"), verify=address("ca")).json()["path"], "/anything")


def case_empty_verify_path_refuses_every_certificate():
    raises(requests.RequestException, requests.get, url("/get", at="https"), verify="")


def case_verify_false_accepts_any_certificate():
    for name in ("https", "https_unknown", "https_wrong_name", "https_expired"):
        eq(unverified(url("/get", at=name)).status_code, 200)


def unverified(where):
    """GET without verification, whose warning is not the subject here."""
    try:
        return requests.get(where, verify=False)
    except Warning as warning:
        raise AssertionError("the suite must not turn this warning into an error: " + repr(warning))


def case_verify_of_zero_is_false():
    eq(requests.get(url("/get", at="https_unknown"), verify=0).status_code, 200)


def case_authorities_that_cannot_be_read_are_an_sslerror():
    raises(SSLError, requests.get, url("/get", at="https"), verify="/")


def case_unknown_authority_is_refused():
    refused("https_unknown", address("ca"), "unknown", "issuer", "verify", "trusted")


def case_wrong_name_is_refused():
    refused("https_wrong_name", address("ca"), "name", "hostname", "match", "cn")


def case_expired_certificate_is_refused():
    refused("https_expired", address("ca"), "expired", "validity")


def case_future_certificate_is_refused():
    refused("https_future", address("ca"), "not yet valid", "future")


def case_address_in_the_certificate_is_a_name():
    eq(requests.get(url("/get", at="https_ip"), verify=address("ca")).status_code, 200)


def case_authority_file_that_is_missing_is_an_oserror():
    raises(OSError, requests.get, url("/get", at="https"), verify="/no/such/file.pem")


def case_session_verify_is_used():
    with requests.Session() as s:
        s.verify = address("ca")
        eq(s.get(url("/get", at="https")).status_code, 200)


def case_verified_connection_is_not_reused_from_an_unverified_one():
    """An unverified connection is not used for a verified request."""
    with requests.Session() as s:
        eq(s.get(url("/get", at="https_unknown"), verify=False).status_code, 200)
        raises(SSLError, s.get, url("/get", at="https_unknown"), verify=address("ca"))


def case_connection_of_verify_zero_is_not_used_with_verification():
    """0 counts as False for the pool's key, too."""
    with requests.Session() as s:
        eq(s.get(url("/get", at="https_unknown"), verify=0).status_code, 200)
        raises(SSLError, s.get, url("/get", at="https_unknown"), verify=True)


def case_kept_connection_over_tls():
    mark = token()
    with requests.Session() as s:
        s.verify = address("ca")
        for _ in range(2):
            s.get(url("/get", mark, at="https"))
        eq([len(seen["requests"]) for seen in log(mark)], [2])


def case_big_body_over_tls():
    r = requests.get(url("/bytes/20000", at="https"), verify=address("ca"))  # more than one record holds
    eq(r.content == (bytes(range(256)) * 79)[:20000], True)


def case_post_over_tls():
    r = requests.post(url("/anything", at="https"), verify=address("ca"), data=b"x" * 5000)
    eq(len(r.json()["data"]), 5000)


def case_chunks_over_tls():
    r = requests.get(url("/chunked/20000/999", at="https"), verify=address("ca"), stream=True)
    eq(sum([len(piece) for piece in r.iter_content(512)]), 20000)


def case_close_delimited_body_over_tls():
    r = requests.get(url("/close-delimited/5000", at="https"), verify=address("ca"))
    eq(len(r.content), 5000)


def case_short_body_over_tls_is_an_error():
    where = script(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", "truncate", at="https")
    raises(requests.RequestException, requests.get, where, verify=address("ca"))


def case_silence_over_tls_is_a_readtimeout():
    mark = token()
    where = script("hang", mark=mark, at="https")
    raises(requests.ReadTimeout, requests.get, where, verify=address("ca"), timeout=(20, 0.5))
    eq([seen["end"] for seen in log(mark, closed=5)], ["client"])


def case_silence_in_the_handshake_is_a_timeout():
    where = url("/", at="mute").replace("http:", "https:")
    raises(requests.RequestException, requests.get, where, verify=address("ca"), timeout=0.3)


def case_plain_server_behind_https_is_an_error():
    where = url("/get").replace("http:", "https:")
    error = raises(requests.ConnectionError, requests.get, where, verify=address("ca"), timeout=3)
    assert where.split("/")[2].split(":")[0] in str(error), error


def case_tls_server_behind_http_is_an_error():
    where = url("/get", at="https").replace("https:", "http:")
    raises(requests.RequestException, requests.get, where, timeout=3)


def case_client_certificate_as_a_pair():
    pair = (address("client_cert"), address("client_key"))
    r = requests.get(url("/get", at="https_client"), verify=address("ca"), cert=pair)
    eq(r.status_code, 200)


def case_client_certificate_in_one_file():
    r = requests.get(url("/get", at="https_client"), verify=address("ca"), cert=address("client_both"))
    eq(r.status_code, 200)


def case_missing_client_certificate_is_an_error():
    raises(requests.ConnectionError, requests.get, url("/get", at="https_client"), verify=address("ca"), timeout=3)


def case_session_client_certificate():
    with requests.Session() as s:
        s.verify, s.cert = address("ca"), (address("client_cert"), address("client_key"))
        eq(s.get(url("/get", at="https_client")).status_code, 200)


def case_redirect_from_https_to_http_drops_authorization():
    """RFC 9110 section 15.4: another scheme is another origin."""
    start = url("/redirect-to?url=" + url("/anything"), at="https")
    r = requests.get(start, verify=address("ca"), auth=("user", "pass"))
    eq((r.url, r.json()["headers"].get("authorization")), (url("/anything"), None))


def case_redirect_from_http_to_https_is_verified():
    start = url("/redirect-to?url=" + url("/get", at="https_unknown"))
    raises(SSLError, requests.get, start, verify=address("ca"))


def case_secure_cookie_over_tls_comes_back_over_tls_only():
    with requests.Session() as s:
        s.verify = address("ca")
        s.get(url("/response-headers?Set-Cookie=a%3D1;Path%3D/;Secure", at="https"))
        eq(s.get(url("/cookies", at="https")).json()["cookies"], {"a": "1"})
        eq(s.get(url("/cookies", at="name")).json()["cookies"], {})


def case_server_name_is_the_host():
    """RFC 6066 section 3."""
    address("name")  # a board in the network does not have it
    mark = token()
    requests.get(url("/get", mark, at="https"), verify=address("ca"))
    eq([seen["name"] for seen in log(mark)], ["localhost"])


def case_chain_of_authorities_is_followed():
    eq(requests.get(url("/get", at="https_chain"), verify=address("ca")).status_code, 200)


def case_rsa_certificate_is_verified():
    eq(requests.get(url("/get", at="https_rsa"), verify=address("ca")).status_code, 200)


def case_server_of_tls12_only():
    eq(requests.get(url("/get", at="https_12"), verify=address("ca")).status_code, 200)


def case_bundle_of_several_authorities():
    eq(requests.get(url("/get", at="https"), verify=address("bundle")).status_code, 200)


def case_key_of_another_certificate_is_refused():
    pair = (address("ca"), address("client_key"))
    raises(requests.RequestException, requests.get, url("/get", at="https_client"), verify=address("ca"), cert=pair)


def case_client_certificate_file_that_is_missing_is_an_oserror():
    raises(OSError, requests.get, url("/get", at="https_client"), verify=address("ca"), cert="/no/such/file.pem")


def case_refused_certificate_leaves_the_session_usable():
    with requests.Session() as s:
        raises(SSLError, s.get, url("/get", at="https_unknown"), verify=address("ca"))
        eq(s.get(url("/get", at="https"), verify=address("ca")).status_code, 200)


def case_forged_response_over_tls_is_not_used():
    """RFC 9112 section 9.2."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    with requests.Session() as s:
        s.verify = address("ca")
        s.get(script("together", answer + answer, at="https"))
        eq(s.get(url("/anything/own", at="https")).json()["path"], "/anything/own")


def case_kept_tls_connection_that_the_server_closed_is_replaced():
    mark = token()
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    with requests.Session() as s:
        s.verify = address("ca")
        s.get(script(answer, "close", mark=mark, at="https"))
        log(mark, closed=5)
        eq(s.get(url("/get", at="https")).status_code, 200)


def case_server_that_hangs_up_in_the_handshake_is_an_error():
    where = script("close").replace("http:", "https:")
    raises(requests.ConnectionError, requests.get, where, verify=address("ca"), timeout=3)


def case_authorization_is_kept_within_one_tls_origin():
    r = requests.get(url("/redirect-to?url=/anything", at="https"), verify=address("ca"), auth=("u", "p"))
    eq(r.json()["headers"]["authorization"], "Basic dTpw")


def case_authorization_stays_on_its_tls_port():
    start = url("/redirect-to?url=" + url("/anything", at="https_other"), at="https")
    r = requests.get(start, verify=address("ca"), auth=("u", "p"))
    eq(r.json()["headers"].get("authorization"), None)


def case_url_with_https_scheme_has_443_for_default():
    eq(requests.Request("GET", "https://example.org").prepare().url, "https://example.org/")


def case_close_without_an_alert_ends_a_body_without_length():
    """RFC 9112 section 9.8 requires a closure alert; many servers send none, and a board's tls does not show it."""
    where = script(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nshort", "truncate", at="https")
    eq(requests.get(where, verify=address("ca"), timeout=5).content, b"short")


def case_forged_response_in_one_record_with_a_body_is_not_used():
    """RFC 9112 section 9.2: decrypted bytes that are unread do not make the socket readable."""
    with requests.Session() as s:
        s.verify = address("ca")
        forged = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"
        where = script(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n", 0.05, b"ok\n" + forged, at="https")
        eq(list(s.get(where, stream=True).iter_lines()), [b"ok"])
        eq(s.get(url("/anything/own", at="https")).json()["path"], "/anything/own")


def case_verify_none_is_the_default():
    """None means the default, not False."""
    with requests.Session() as s:
        request = requests.Request("GET", url("/get", at="https_unknown")).prepare()
        raises(SSLError, s.send, request, verify=None)
