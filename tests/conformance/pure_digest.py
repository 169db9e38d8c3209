"""requests._core.digest: challenges and credentials (RFC 9110 section 11, RFC 7616)."""

import binascii
import hashlib

from requests._core.digest import ALGORITHMS, Digest, choose_digest, parse_challenges, quoted
from requests.exceptions import InvalidBody, InvalidHeader

from harness import eq, raises


def digest_of(name):
    """Return the hash functions that every target has."""
    return sha256 if name == "SHA-256" else None


def sha256(data):
    """In hex digits."""
    return binascii.hexlify(hashlib.sha256(data).digest()).decode()


def plain(name):
    """Return the octets themselves, in brackets, instead of a hash."""
    return lambda data: "[" + "".join([chr(byte) for byte in data]) + "]"


def parameters(value):
    """Return the parameters of a header's first challenge, or of credentials."""
    return parse_challenges(value)[0][1]


def answer(challenge, user="u", password="p", body=None, hashes=plain):
    """Return the parameters of the credentials for a challenge."""
    state = Digest(parameters("Digest " + challenge), "http://h/", "c", hashes)
    return parameters(state.answer("GET", "/x", user, password, body))


def case_challenges_are_parsed():
    for value, want in (
        ("", []),
        (",, ,", []),
        ("=", []),
        ('realm="x"', []),
        ("Digest", [("digest", {})]),
        ("NTLM abc==", [("ntlm", {"": "abc=="})]),
        ("Negotiate, Basic realm=x", [("negotiate", {}), ("basic", {"realm": "x"})]),
        ("Digest realm=r", [("digest", {"realm": "r"})]),
        ('DIGEST Realm="a, b", nonce="c"', [("digest", {"realm": "a, b", "nonce": "c"})]),
        ('Digest realm="a \\"q\\" \\\\", x=y', [("digest", {"realm": 'a "q" \\', "x": "y"})]),
        ('Digest  realm = "r" , nonce= "n",opaque ="o"', [("digest", {"realm": "r", "nonce": "n", "opaque": "o"})]),
        ('Digest realm="first", realm="second"', [("digest", {"realm": "first"})]),
        (
            'Digest qop="auth,auth-int", Basic realm="b"',
            [("digest", {"qop": "auth,auth-int"}), ("basic", {"realm": "b"})],
        ),
        ("Digest  realm  = r", [("digest", {"realm": "r"})]),
        ("Digest a=b=c", [("digest", {"a": "b=c"})]),
        ('Digest realm=""', [("digest", {"realm": ""})]),
        ('Digest realm="Basic x=y, Digest"', [("digest", {"realm": "Basic x=y, Digest"})]),
        ('Digest realm="open, x=y', [("digest", {"realm": '"open, x=y'})]),
    ):
        eq(parse_challenges(value), want)


def case_strongest_algorithm_is_chosen_that_can_be_computed():
    value = ", ".join([f'Digest realm="r", nonce="{name}", algorithm={name}' for name in reversed(ALGORITHMS)])
    for first, best in enumerate(ALGORITHMS):
        chosen = choose_digest(parse_challenges(value), lambda name, known=ALGORITHMS[first:]: name in known)
        eq(chosen["nonce"], best)
    eq(choose_digest(parse_challenges(value), lambda name: None), None)


def case_unsupported_challenges_are_skipped():
    for value in (
        "",
        'Basic realm="r", nonce="n"',
        'Digest nonce="n"',
        'Digest realm="r"',
        'Digest realm="r", nonce="n", algorithm=SHA-3',
        'Digest realm="r", nonce="n", algorithm=MD5-',
        'Digest realm="r", nonce="n", algorithm=-sess',
        'Digest realm="r", nonce="n", qop="auth-conf"',
    ):
        eq(choose_digest(parse_challenges(value), plain), None)
    good = 'Digest realm="r", nonce="n", qop="auth-conf, auth", algorithm=sha-256-SESS'
    eq(choose_digest(parse_challenges("Basic realm=x, " + good), plain)["nonce"], "n")


def case_credentials_are_those_of_rfc_7616():
    state = Digest(
        parameters(
            'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, '
            'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", '
            'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
        ),
        "http://www.example.org/dir/index.html",
        "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
        digest_of,
    )
    eq(
        state.answer("GET", "/dir/index.html", "Mufasa", "Circle of Life"),
        'Digest username="Mufasa", realm="http-auth@example.org", '
        'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", '
        'response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1", '
        'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", algorithm=SHA-256, '
        'qop=auth, nc=00000001, cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"',
    )


def case_hashed_text_of_each_algorithm_and_qop():
    for challenge, want in (
        ('realm="r", nonce="n"', "[[u:r:p]:n:[GET:/x]]"),
        ('realm="r", nonce="n", qop=""', "[[u:r:p]:n:[GET:/x]]"),
        ('realm="r", nonce="n", qop="auth"', "[[u:r:p]:n:00000001:c:auth:[GET:/x]]"),
        ('realm="r", nonce="n", qop="auth-int, AUTH"', "[[u:r:p]:n:00000001:c:auth:[GET:/x]]"),
        ('realm="r", nonce="n", qop="auth-int"', "[[u:r:p]:n:00000001:c:auth-int:[GET:/x:[]]]"),
        ('realm="r", nonce="n", qop="auth", algorithm=MD5-sess', "[[[u:r:p]:n:c]:n:00000001:c:auth:[GET:/x]]"),
        ('realm="\xe9", nonce="n"', "[[u:\xe9:p]:n:[GET:/x]]"),
    ):
        eq(answer(challenge)["response"], want)


def case_body_is_hashed_for_auth_int():
    challenge = 'realm="r", nonce="n", qop="auth-int"'
    eq(answer(challenge, body=b"\xff")["response"], "[[u:r:p]:n:00000001:c:auth-int:[GET:/x:[\xff]]]")
    for body, hashed in (("\xe9", "\xc3\xa9"), (bytearray(b"a"), "a"), (b"", ""), (None, "")):
        eq(answer(challenge, body=body)["response"], f"[[u:r:p]:n:00000001:c:auth-int:[GET:/x:[{hashed}]]]")
    raises(InvalidBody, answer, challenge, body=iter([b"a"]))
    eq(answer('realm="r", nonce="n", qop="auth"', body=iter([b"a"]))["qop"], "auth")


def case_only_text_is_quoted():
    for challenge, want in (
        ('realm="r", nonce="n"', 'Digest username="u", realm="r", nonce="n", uri="/x", response="x"'),
        (
            'realm="a\\"b\\\\c", nonce="n", opaque="", algorithm=md5, qop="auth"',
            'Digest username="u", realm="a\\"b\\\\c", nonce="n", uri="/x", response="x", '
            'opaque="", algorithm=md5, qop=auth, nc=00000001, cnonce="c"',
        ),
    ):
        state = Digest(parameters("Digest " + challenge), "http://h/", "c", lambda name: lambda data: "x")
        eq(state.answer("GET", "/x", "u", "p"), want)
    eq(quoted('a"\\'), '"a\\"\\\\"')


def case_user_name_is_escaped():
    eq(answer('realm="r", nonce="n"', user='a"b\\c')["username"], 'a"b\\c')


def case_user_name_is_utf8():
    for user, username, hashed in (
        ("\xe9", "\xc3\xa9", "\xc3\xa9"),
        (b"\xff", "\xff", "\xff"),
        (5, "5", "5"),
    ):
        got = answer('realm="r", nonce="n"', user=user)
        eq((got["username"], got["response"]), (username, f"[[{hashed}:r:p]:n:[GET:/x]]"))


def case_user_name_is_written_as_the_server_can_read_it():
    got = answer('realm="r", nonce="n", charset=UTF-8', user="J\xe4s\xf8n Doe")
    eq((got.get("username"), got["username*"]), (None, "UTF-8''J%C3%A4s%C3%B8n%20Doe"))
    for user in ("u", "~"):
        eq(answer('realm="r", nonce="n", charset=utf-8', user=user)["username"], user)
    eq(answer('realm="r", nonce="n", charset=utf-8', user="\xe9")["username*"], "UTF-8''%C3%A9")
    eq(answer('realm="r", nonce="n", userhash=TRUE')["username"], "[u:r]")
    got = answer('realm="r", nonce="n", charset=UTF-8, userhash=true', user="\xe9")
    eq((got["username"], got["userhash"], got.get("username*")), ("[\xc3\xa9:r]", "true", None))
    eq(got["response"], "[[\xc3\xa9:r:p]:n:[GET:/x]]")


def case_control_characters_are_refused_without_showing_the_value():
    for evil in ("a\r\nX: 1", "a\0", "a\x7f"):
        for user, password in ((evil, "secret"), ("secret", evil)):
            error = raises(InvalidHeader, answer, 'realm="r", nonce="n"', user, password)
            assert "secret" not in str(error), str(error)


def case_nc_counts_credentials_by_nonce():
    state = Digest(parameters('Digest realm="r", nonce="n", qop="auth", algorithm=MD5-sess'), "http://h/", "c", plain)
    eq([parameters(state.answer("GET", "/x", "u", "p"))["nc"] for _ in range(11)][-1], "0000000b")
    state.renew('rspauth="x", nextnonce="m"')
    got = parameters(state.answer("GET", "/x", "u", "p"))
    eq((got["nonce"], got["nc"]), ("m", "00000001"))
    eq(got["response"], "[[[u:r:p]:n:c]:m:00000001:c:auth:[GET:/x]]")
    for info in ("", "nextnonce", 'qop=auth, nextnonce="m"'):
        state.renew(info)
    eq(parameters(state.answer("GET", "/x", "u", "p"))["nc"], "00000002")
