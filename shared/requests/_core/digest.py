"""Answer a Digest challenge (RFC 7616), also the older kind without `qop` (RFC 2069).

Both sides know A1 = user:realm:password. The client proves that by a hash over A1, the server's nonce, a
count, a nonce of its own and A2 = method:uri (with `auth-int` also a hash of the body). An algorithm named
"…-sess" hashes A1 together with the two nonces of the first answer. A server may offer several challenges:
the strongest one that can be answered is (5.6), and `auth` is preferred to `auth-int`, for a streamed
body cannot be hashed before its head is sent.

Hash functions differ from board to board: `digest_of(name)`, for a name in ALGORITHMS, is None or a
function of bytes to lower-case hex digits. Text here is octets as Latin-1, so that what is hashed is what is
sent.
"""

from ..exceptions import InvalidBody
from .basic_auth import refuse_controls, utf8
from .headers import latin1_bytes, latin1_text, plain_text
from .list_values import split_list, unquoted

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Parameters = dict[str, str]
    Hash = Callable[[bytes], str]
    DigestOf = Callable[[str], Hash | None]

ALGORITHMS = ("SHA-512-256", "SHA-512", "SHA-256", "SHA", "MD5")  # strongest first
_SESSION = "-SESS"
_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`|~"  # attr-char, RFC 8187 3.2.1


def parse_challenges(value: str) -> "list[tuple[str, Parameters]]":
    """[(scheme, parameters)] of one or more WWW-Authenticate values joined by commas (RFC 9110 11.6.1).

    Scheme and names are in lower case; of a name said twice the first counts; a token68 has the name "".
    """
    challenges: "list[tuple[str, Parameters]]" = []
    for item in split_list(value):
        word, _, rest = item.partition(" ")
        rest = rest.strip()
        if word and "=" not in word and rest[:1] != "=":
            challenges.append((word.lower(), {}))
            item = rest
        if item and challenges:
            name, content = _parameter(item)
            challenges[-1][1].setdefault(name, content)
    return challenges


def _parameter(item: str) -> "tuple[str, str]":
    name, _, value = item.partition("=")
    if not value.strip("="):
        return "", item  # a token68 may end with "="
    return name.strip().lower(), unquoted(value.strip())


def choose_digest(challenges: "list[tuple[str, Parameters]]", digest_of: "DigestOf") -> "Parameters | None":
    """The parameters of the strongest Digest challenge that can be answered, or None."""
    found: "dict[str, Parameters]" = {}
    for scheme, parameters in challenges:
        if scheme == "digest" and "realm" in parameters and "nonce" in parameters and _qop(parameters) is not None:
            found.setdefault(_algorithm(parameters)[0], parameters)
    for name in ALGORITHMS:
        if name in found and digest_of(name):
            return found[name]
    return None


def _algorithm(parameters: "Parameters") -> "tuple[str, bool]":
    """(one of ALGORITHMS or a name unknown here, whether A1 is hashed with the nonces)."""
    name = parameters.get("algorithm", "MD5").upper()
    return (name[: -len(_SESSION)], True) if name.endswith(_SESSION) else (name, False)


def _qop(parameters: "Parameters") -> "str | None":
    """The quality of protection to use: "auth", "auth-int", "" for the form without one, None for one unknown here."""
    offered = [word.strip().lower() for word in parameters.get("qop", "").split(",")]
    for word in ("auth", "auth-int", ""):
        if word in offered:
            return word
    return None


class Digest:
    """One challenge that is being answered, and how often it was: the state to keep between requests.

    `cnonce` is a fresh random word. It serves for all answers, which the count tells apart, so that with
    "-sess" A1 is the same whether a server takes the nonces of the first answer, as it should, or of the
    present one.
    """

    def __init__(self, challenge: "Parameters", cnonce: str, digest_of: "DigestOf") -> None:
        self.challenge = challenge
        self.count = 0
        self._nonce = self._first_nonce = challenge["nonce"]
        self._cnonce = cnonce
        self._digest_of = digest_of

    def renew(self, info: str) -> None:
        """Take the next nonce from the value of an Authentication-Info field, if it brings one (RFC 7616 3.5)."""
        for name, value in [_parameter(item) for item in split_list(info)]:
            if name == "nextnonce" and value != self._nonce:
                self._nonce = value
                self.count = 0

    def answer(self, method: str, uri: str, user: "Any", password: "Any", body: "Any" = b"") -> str:
        """The value of the Authorization field for a request; `uri` is the target as it is sent.

        `body` matters for `auth-int`: bytes, or None when it is a stream, which then is an InvalidBody.
        InvalidHeader for a control character in the user name or the password.
        """
        self.count += 1
        name, session = _algorithm(self.challenge)
        digest: "Any" = self._digest_of(name)  # not None, or the challenge would not have been chosen
        user = _octets(user)
        qop, realm, count = _qop(self.challenge), self.challenge["realm"], f"{self.count:08x}"

        def hashed(*words: str) -> str:
            return str(digest(latin1_bytes(":".join(words))))

        a1 = hashed(user, realm, _octets(password))
        if session:
            a1 = hashed(a1, self._first_nonce, self._cnonce)
        a2 = hashed(method, uri, _body_digest(digest, body)) if qop == "auth-int" else hashed(method, uri)
        proof = [self._nonce, count, self._cnonce, qop] if qop else [self._nonce]
        fields = _user_fields(user, self.challenge, hashed)
        fields += [("realm", realm, True), ("nonce", self._nonce, True), ("uri", uri, True)]
        fields += [("response", hashed(a1, *proof, a2), True)]
        fields += [
            (key, self.challenge[key], key == "opaque") for key in ("opaque", "algorithm") if key in self.challenge
        ]
        if qop:
            fields += [("qop", qop, False), ("nc", count, False), ("cnonce", self._cnonce, True)]
        return "Digest " + ", ".join([f"{key}={quoted(value) if quote else value}" for key, value, quote in fields])


def _body_digest(digest: "Hash", body: "Any") -> str:
    if not isinstance(body, (bytes, bytearray)):
        raise InvalidBody(
            "The server asks for a hash of the body (qop=auth-int), which a stream cannot give in advance"
        )
    return digest(bytes(body))


def _octets(value: "Any") -> str:
    """What is hashed of a user name or a password: UTF-8 (RFC 7616 4)."""
    return latin1_text(refuse_controls(value if isinstance(value, bytes) else utf8(plain_text(value))))


def _user_fields(user: str, challenge: "Parameters", hashed: "Callable[..., str]") -> "list[tuple[str, str, bool]]":
    """How the user is named: hashed if the server can do that, escaped if it knows how (RFC 7616 3.4.4, 3.4)."""
    if challenge.get("userhash", "").lower() == "true":
        return [("username", hashed(user, challenge["realm"]), True), ("userhash", "true", False)]
    if challenge.get("charset", "").upper() == "UTF-8" and [char for char in user if char > "~"]:
        escaped = "".join([char if char in _PLAIN else f"%{ord(char):02X}" for char in user])
        return [("username*", "UTF-8''" + escaped, False)]
    return [("username", user, True)]


def quoted(text: str) -> str:
    """A quoted-string (RFC 9110 5.6.4)."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
