"""Properties of credentials and challenges; and Requests' responses to challenges."""

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from requests._core.basic_auth import basic_auth
from requests._core.digest import ALGORITHMS, Digest, choose_digest, parse_challenges, quoted
from requests.exceptions import InvalidHeader

HASHES = {"MD5": "md5", "SHA": "sha1", "SHA-256": "sha256", "SHA-512": "sha512", "SHA-512-256": "sha512_256"}
TEXT = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), max_size=10)
LATIN1 = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), min_size=1, max_size=10)

URL = "http://h/"


def digest_of(name):
    """hashlib's."""
    return lambda data: hashlib.new(HASHES[name], data).hexdigest()


def parameters(value):
    """Return the parameters of a challenge or of credentials."""
    return parse_challenges(value)[0][1]


@given(TEXT, TEXT)
def test_basic_is_decoded_to_the_credentials(user, password):
    scheme, _, token = basic_auth(user, password).partition(" ")
    decoded = base64.b64decode(token, validate=True)
    charsets = ["latin-1" if max(part, default="") <= "\xff" else "utf-8" for part in (user, password)]
    assert scheme == "Basic"
    assert decoded == user.encode(charsets[0]) + b":" + password.encode(charsets[1])


ANY_TEXT = st.text(st.characters(), max_size=10)  # halves of surrogate pairs too


@given(ANY_TEXT, ANY_TEXT)
def test_credentials_are_one_line_or_refused(user, password):
    challenge = {"realm": "r", "nonce": "n"}
    for answer in (basic_auth, lambda *pair: Digest(challenge, URL, "c", digest_of).answer("GET", "/", *pair)):
        try:
            value = answer(user, password)
        except InvalidHeader as error:
            assert not user or len(user) < 4 or user not in str(error)
            continue
        assert not {"\r", "\n", "\0"} & set(value) and value.encode("latin-1")


FRAGMENTS = st.sampled_from(["Digest", "Basic", " ", ",", "=", '"', "\\", "realm", "nonce=n", 'qop="auth"', "abc=="])


@given(st.one_of(st.text(max_size=50), st.lists(FRAGMENTS, max_size=30).map("".join)))
def test_any_challenge_is_parsed(value):
    challenges = parse_challenges(value)
    for scheme, found in challenges:
        assert scheme and all(isinstance(content, str) for content in found.values())
    chosen = choose_digest(challenges, digest_of)
    if chosen is not None:
        assert parameters(Digest(chosen, URL, "c", digest_of).answer("GET", "/", "u", "p"))["nonce"] == chosen["nonce"]


@given(
    st.lists(st.tuples(st.text("abcdefg", min_size=1, max_size=3), LATIN1), max_size=5, unique_by=lambda pair: pair[0])
)
def test_quoted_parameters_are_read_as_they_were_written(pairs):
    value = "Digest " + ", ".join(f"{name}={quoted(content)}" for name, content in pairs)
    assert parse_challenges(value)[0] == ("digest", dict(pairs))


@given(
    st.sampled_from(ALGORITHMS),
    st.booleans(),
    st.sampled_from(["", "auth", "auth-int"]),
    LATIN1,
    LATIN1,
    TEXT,
    TEXT,
    st.binary(max_size=5),
)
def test_digest_response_is_the_formula_of_the_rfc(name, session, qop, realm, nonce, user, password, body):
    def hashed(*words):
        return digest_of(name)(b":".join(words)).encode()

    challenge = {"realm": realm, "nonce": nonce, "qop": qop, "algorithm": name + "-sess" * session}
    got = Digest(challenge, URL, "c0", digest_of).answer("PUT", "/x?y", user, password, body)
    octets = [word.encode("latin-1") for word in (realm, nonce)]
    a1 = hashed(user.encode(), octets[0], password.encode())
    a1 = hashed(a1, octets[1], b"c0") if session else a1
    a2 = hashed(b"PUT", b"/x?y", *([digest_of(name)(body).encode()] if qop == "auth-int" else []))
    middle = [octets[1], b"00000001", b"c0", qop.encode()] if qop else [octets[1]]
    assert parameters(got)["response"] == hashed(a1, *middle, a2).decode()


# The response of Requests 2.34.2 for Mufasa, "Circle of Life", realm "r", nonce "n", with its random cnonce.
REQUESTS = [
    ("MD5", "", "", "0bab5c24c08a1ef94a6cc3d446ce558a"),
    ("MD5", "auth", "4ab00575d6539a87", "e80cdeae31448840ac74512e29bd4196"),
    ("MD5", "auth,auth-int", "2aa3c694caa1d6ab", "51ad8691cdc7c2c29f15e70f928ba6a7"),
    ("md5", "auth", "403cb930229a4684", "6e20f5a46c915c204deaaaf1a3bd6980"),
    ("MD5-SESS", "auth", "88eba9050e4c7a4e", "a37fc76a9c4f27617b0e89455a15a1d6"),
    ("SHA", "auth", "f5e60b311d7bace2", "28967efb1b2f415cbde97aa20b7e74bbf7c5d278"),
    ("SHA-256", "auth", "680a1ac59f5415a5", "bb7e0eef9b104276b60d5b7c96ce40222bff4e01e8f16ec7ab9032d3c229f6bd"),
    (
        "SHA-512",
        "auth",
        "8840177245bfb86e",
        "8975f5e06a96a823cb9d813565e4dd82b5738804687e55b121e8c7490ee26a05"
        "78fe7405e2998234d6dc712db915a4b66f34e0ab7a9cb9ac2bf43b98048686f4",
    ),
]


@pytest.mark.parametrize(("algorithm", "qop", "cnonce", "response"), REQUESTS)
def test_digest_response_is_that_of_requests(algorithm, qop, cnonce, response):
    challenge = {"realm": "r", "nonce": "n", "qop": qop, "algorithm": algorithm}
    got = Digest(challenge, URL, cnonce, digest_of).answer("GET", "/dir/index.html", "Mufasa", "Circle of Life")
    assert parameters(got)["response"] == response


# RFC 7616 sections 3.9.1, and 3.9.2 as erratum 4897 corrects it: the printed values are of a SHA-512 cut to half.
MUFASA = {
    "realm": "http-auth@example.org",
    "nonce": "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
    "opaque": "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS",
    "qop": "auth, auth-int",
}
JASON = {
    "realm": "api@example.org",
    "nonce": "5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK",
    "opaque": "HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS",
    "qop": "auth",
    "algorithm": "SHA-512-256",
    "charset": "UTF-8",
    "userhash": "true",
}


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_first_example_of_rfc_7616(algorithm, response):
    state = Digest(MUFASA | {"algorithm": algorithm}, URL, "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", digest_of)
    assert parameters(state.answer("GET", "/dir/index.html", "Mufasa", "Circle of Life"))["response"] == response


def test_second_example_of_rfc_7616():
    state = Digest(JASON, URL, "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v", digest_of)
    got = parameters(state.answer("GET", "/doe.json", "J\xe4s\xf8n Doe", "Secret, or not?"))
    assert got["username"] == "793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b"
    assert got["response"] == "3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5"
