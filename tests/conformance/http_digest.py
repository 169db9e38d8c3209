"""Digest authentication: challenges and credentials, checked by a server that computes them too (RFC 7616)."""

import io

import requests
from requests.auth import HTTPDigestAuth

from harness import eq, log, script, skip, token, url


def status(path, user="user", password="pass", method="GET", **kwargs):
    """Return the status of the final response to a request with Digest."""
    return requests.request(method, url(path), auth=HTTPDigestAuth(user, password), **kwargs).status_code


def fields(path, **kwargs):
    """Return the parameters of the credentials that the server has accepted."""
    return requests.get(url(path), auth=HTTPDigestAuth("user", "pass"), **kwargs).json()["fields"]


def with_hash(name):
    """Skip the case if the firmware has no such hash function."""
    import hashlib

    if not hasattr(hashlib, name):
        skip("this firmware has no " + name)


def case_right_password_is_accepted():
    eq(status("/digest-auth/auth/user/pass"), 200)


def case_wrong_password_is_401_after_one_try():
    mark = token()
    r = requests.get(url("/digest-auth/auth/user/pass", mark), auth=HTTPDigestAuth("user", "wrong"))
    eq((r.status_code, sum([len(seen["requests"]) for seen in log(mark)])), (401, 2))


def case_challenge_with_an_endless_body_gets_credentials():
    """An unwanted body is drained up to a limit, to keep its connection; beyond that the connection is closed."""
    head = b'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm="r", nonce="n", algorithm=SHA-256\r\n\r\n'
    where = script(head, (b"x" * 1000, 3000), "hang")
    r = requests.get(where, auth=HTTPDigestAuth("user", "pass"), timeout=2, stream=True)
    eq((r.status_code, len(r.history), "Authorization" in r.request.headers), (401, 1, True))
    r.close()


def case_first_request_carries_no_password():
    mark = token()
    requests.get(url("/digest-auth/auth/user/pass", mark), auth=HTTPDigestAuth("user", "pass"))
    heads = [seen["head"].lower() for connection in log(mark) for seen in connection["requests"]]
    eq(["authorization:" in head for head in heads], [False, True])


def case_the_401_is_in_the_history():
    r = requests.get(url("/digest-auth/auth/user/pass"), auth=HTTPDigestAuth("user", "pass"))
    eq((r.status_code, [step.status_code for step in r.history]), (200, [401]))


def case_dialogue_uses_one_connection():
    mark = token()
    with requests.Session() as s:
        s.get(url("/digest-auth/auth/user/pass", mark), auth=HTTPDigestAuth("user", "pass"))
        eq([len(seen["requests"]) for seen in log(mark)], [2])


def case_without_qop():
    """RFC 2069's form."""
    eq(status("/digest-auth/none/user/pass"), 200)


def case_qop_of_several_choices():
    eq(fields("/digest-auth/auth,auth-int/user/pass")["qop"], "auth")


def case_algorithm_sha256():
    with_hash("sha256")
    eq(status("/digest-auth/auth/user/pass/SHA-256"), 200)


def case_algorithm_sha():
    with_hash("sha1")
    eq(status("/digest-auth/auth/user/pass/SHA"), 200)


def case_algorithm_not_named_is_md5():
    eq(status("/digest-auth/auth/user/pass/default"), 200)


def case_algorithm_md5_sess():
    """RFC 7616 section 3.4.2."""
    eq(status("/digest-auth/auth/user/pass/MD5-sess"), 200)


def case_unknown_algorithm_returns_the_401():
    answer = b'HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm="r", nonce="n", algorithm=NONSENSE\r\n'
    r = requests.get(script(answer + b"Content-Length: 0\r\n\r\n"), auth=HTTPDigestAuth("u", "p"))
    eq(r.status_code, 401)


def case_post_with_a_body_is_sent_again():
    r = requests.post(url("/digest-auth/auth/user/pass"), data=b"body", auth=HTTPDigestAuth("user", "pass"))
    eq((r.status_code, r.request.body), (200, b"body"))


def case_post_with_a_file_is_sent_again_from_its_start():
    mark = token()
    file = io.BytesIO(b"0123456789")
    requests.post(url("/digest-auth/auth/user/pass", mark), data=file, auth=HTTPDigestAuth("user", "pass"))
    bodies = [seen["body"] for connection in log(mark) for seen in connection["requests"]]
    eq(bodies, ["0123456789", "0123456789"])


def case_uri_has_the_query():
    eq(fields("/digest-auth/auth/user/pass", params={"a": "1"})["uri"], "/digest-auth/auth/user/pass?a=1")


def case_opaque_is_given_back():
    eq(fields("/digest-auth/auth/user/pass?opaque=xyz")["opaque"], "xyz")


def case_realm_with_blanks():
    eq(fields("/digest-auth/auth/user/pass?realm=the+back+office")["realm"], "the back office")


def case_known_nonce_is_used_at_once():
    mark = token()
    auth = HTTPDigestAuth("user", "pass")
    with requests.Session() as s:
        s.get(url("/digest-auth/auth/user/pass", mark), auth=auth)
        eq(s.get(url("/digest-auth/auth/user/pass", mark), auth=auth).json()["fields"]["nc"], "00000002")
        eq(sum([len(seen["requests"]) for seen in log(mark)]), 3)


def case_stale_nonce_is_replaced():
    """RFC 7616 section 3.3: stale, not wrong."""
    r = requests.get(url("/digest-auth/auth/user/pass?stale=1"), auth=HTTPDigestAuth("user", "pass"))
    eq(r.status_code in (200, 401), True)


def case_cnonce_differs_between_requests():
    first = fields("/digest-auth/auth/user/pass")["cnonce"]
    assert first != fields("/digest-auth/auth/user/pass")["cnonce"], first


def case_basic_challenge_is_not_answered():
    mark = token()
    r = requests.get(url("/basic-auth/user/pass", mark), auth=HTTPDigestAuth("user", "pass"))
    eq((r.status_code, len(log(mark)[0]["requests"])), (401, 1))


def case_other_statuses_are_returned():
    eq(status("/status/403"), 403)


def case_session_auth_may_be_digest():
    with requests.Session() as s:
        s.auth = HTTPDigestAuth("user", "pass")
        eq(s.get(url("/digest-auth/auth/user/pass")).status_code, 200)


def case_cookie_of_the_challenge_is_sent_with_the_credentials():
    challenge = b'WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"\r\nSet-Cookie: a=1; Path=/\r\n'
    again = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    mark = token()
    answer = b"HTTP/1.1 401 No\r\n" + challenge + b"Content-Length: 0\r\n\r\n"
    with requests.Session() as s:
        s.get(script(answer, "next", again, mark=mark), auth=HTTPDigestAuth("u", "p"))
        heads = [seen["head"].lower() for connection in log(mark) for seen in connection["requests"]]
        eq(["cookie: a=1" in head for head in heads], [False, True])


def case_qop_auth_int_only():
    """RFC 7616 section 3.4.3: the body is protected, too."""
    for data in (b"body", "text", None):
        eq(status("/digest-auth/auth-int/user/pass", method="POST", data=data), 200)


def case_algorithm_sha256_sess():
    with_hash("sha256")
    eq(status("/digest-auth/auth/user/pass/SHA-256-sess"), 200)


def case_unquoted_fields_are_unquoted():
    """RFC 7616 section 3.4: algorithm, qop and nc MUST NOT be quoted."""
    mark = token()
    requests.get(url("/digest-auth/auth/user/pass", mark), auth=HTTPDigestAuth("user", "pass"))
    head = [request for seen in log(mark) for request in seen["requests"]][1]["head"]
    assert "qop=auth," in head + "," and 'nc="' not in head and 'algorithm="' not in head, head


def case_strongest_of_several_challenges_is_chosen():
    """RFC 7616 section 3.7."""
    with_hash("sha256")
    weak = b'WWW-Authenticate: Digest realm="r", nonce="weak", qop="auth", algorithm=MD5\r\n'
    strong = b'WWW-Authenticate: Digest realm="r", nonce="strong", qop="auth", algorithm=SHA-256\r\n'
    answer = b"HTTP/1.1 401 No\r\n" + weak + strong + b"Content-Length: 0\r\n\r\n"
    mark = token()
    with requests.Session() as s:
        s.get(script(answer, "next", b"HTTP/1.1 204 OK\r\n\r\n", mark=mark), auth=HTTPDigestAuth("u", "p"))
        assert 'nonce="strong"' in log(mark)[0]["requests"][1]["head"], log(mark)


def case_digest_is_chosen_beside_basic():
    """RFC 9110 section 11.6.1: a list of challenges."""
    both = b'WWW-Authenticate: Basic realm="r", Digest realm="r", nonce="n", qop="auth"\r\n'
    answer = b"HTTP/1.1 401 No\r\n" + both + b"Content-Length: 0\r\n\r\n"
    mark = token()
    with requests.Session() as s:
        s.get(script(answer, "next", b"HTTP/1.1 204 OK\r\n\r\n", mark=mark), auth=HTTPDigestAuth("u", "p"))
        assert "authorization: digest " in log(mark)[0]["requests"][1]["head"].lower(), log(mark)


def case_commas_and_quotes_within_a_challenge():
    """RFC 9110 section 11.2: values are quoted-strings."""
    eq(fields("/digest-auth/auth/user/pass", params={"realm": "a, b=c"})["realm"], "a, b=c")


def case_redirect_then_digest():
    start = url("/redirect-to?url=/digest-auth/auth/user/pass")
    eq(requests.get(start, auth=HTTPDigestAuth("user", "pass")).status_code, 200)


def case_put_generator_cannot_be_sent_again():
    """A body that was used up must not be replaced by an empty one."""
    mark = token()
    try:
        requests.put(
            url("/digest-auth/auth/user/pass", mark), data=iter([b"once"]), auth=HTTPDigestAuth("user", "pass")
        )
    except requests.RequestException:
        pass
    bodies = [seen["body"] for found in log(mark) for seen in found["requests"]]
    assert bodies in (["once"], ["once", "once"]), bodies


def case_unicode_user_and_password():
    eq(status("/digest-auth/auth/%C3%BC/%E2%98%83", "ü", "☃"), 200)
