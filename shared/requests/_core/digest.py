"""Answer a Digest challenge (RFC 7616), or one of the older form without `qop` (RFC 2069).

Both sides know A1 = user:realm:password. The client proves that by a hash of A1, the server's nonce, a
count, its own nonce and A2 = method:uri (with `auth-int` also a hash of the body). An algorithm named
"…-sess" hashes A1 together with the two nonces of the first answer. A server may send several challenges:
the strongest one that can be answered is chosen (5.6), and `auth` is preferred to `auth-int`, because a
streamed body cannot be hashed before its head is sent.

Boards have different hash functions: `digest_of(name)`, for a name in ALGORITHMS, returns None or a
function of bytes to lower-case hex digits. Text here has one character for each octet (Latin-1), so that the
same octets are hashed and sent.
"""

from .._loading import loading
from ..exceptions import exceptions
from .basic_auth import credential
from .field_values import split_list, unquoted
from .headers import latin1_bytes, latin1_text

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from collections.abc import Callable
        from typing import Any

        Parameters = dict[str, str]
        Hash = Callable[[bytes], str]
        DigestOf = Callable[[str], Hash | None]

ALGORITHMS = ("SHA-512-256", "SHA-512", "SHA-256", "SHA", "MD5")  # strongest first


def parse_challenges(value: str) -> "list[tuple[str, Parameters]]":
    """Return [(scheme, parameters)] of one or more WWW-Authenticate values joined by commas (RFC 9110 11.6.1).

    Scheme and names are in lower case; if a name is repeated, the first one counts; a token68 has the name "".
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
    """Return the parameters of the strongest Digest challenge that can be answered, or None."""
    for name in ALGORITHMS:
        for scheme, params in challenges:
            known = scheme == "digest" and "realm" in params and "nonce" in params
            if known and algorithm(params)[0] == name and _qop(params) is not None and digest_of(name):
                return params
    return None


def algorithm(params: "Parameters") -> "tuple[str, bool]":
    """Return (one of ALGORITHMS or an unknown name, whether A1 is hashed with the nonces)."""
    name = params.get("algorithm", "MD5").upper()
    return (name[:-5], True) if name.endswith("-SESS") else (name, False)


def _qop(params: "Parameters") -> "str | None":
    """Return the quality of protection to use: "auth", "auth-int", "" for the form without qop; None if unknown."""
    offered = params.get("qop", "").lower().replace("\t", "").replace(" ", "").split(",")
    for word in ("auth", "auth-int", ""):
        if word in offered:
            return word
    return None


class Digest:
    """A challenge and the number of answers to it: the state to keep between requests.

    `url` is the one that sent the challenge. `cnonce` is a new random string. It is used for all answers, which have
    different counts, so that with "-sess" A1 is the same whether a server uses the nonces of the first answer, as it
    should, or of the current one.
    """

    def __init__(self, challenge: "Parameters", url: str, cnonce: str, digest_of: "DigestOf") -> None:
        self.challenge = challenge
        self.url = url
        self.count = 0
        self.nonce = challenge["nonce"]
        self.cnonce = cnonce
        self.digest_of = digest_of

    def renew(self, value: str) -> None:
        """Use the next nonce in the value of an Authentication-Info field, if it has one (RFC 7616 3.5)."""
        for item in split_list(value):
            name, value = _parameter(item)
            if name == "nextnonce" and value != self.nonce:
                self.nonce = value
                self.count = 0

    def answer(self, method: str, uri: str, user: "Any", password: "Any", body: "Any" = None) -> str:
        """Return the value of the Authorization field for a request; `uri` is the target as it is sent.

        `body` is that of the request, which `auth-int` hashes: a stream raises InvalidBody. Raises InvalidHeader for a
        control character in the user name or the password. Both are hashed in UTF-8 (RFC 7616 4).
        """
        self.count += 1
        challenge = self.challenge
        name, session = algorithm(challenge)
        digest: "Any" = self.digest_of(name)  # not None, or the challenge would not have been chosen
        user, password = latin1_text(credential(user, False)), latin1_text(credential(password, False))
        qop, realm, count = _qop(challenge), challenge["realm"], f"{self.count:08x}"

        def hashed(*words: str) -> str:
            return str(digest(latin1_bytes(":".join(words))))

        a1 = hashed(user, realm, password)
        if session:
            a1 = hashed(a1, challenge["nonce"], self.cnonce)
        a2 = [method, uri]
        if qop == "auth-int":
            if isinstance(body, str):
                body = body.encode()
            if body is not None and not isinstance(body, (bytes, bytearray)):
                raise exceptions.InvalidBody("auth-int cannot hash a stream")
            a2.append(digest(bytes(body or b"")))
        proof = [self.nonce, count, self.cnonce, qop] if qop else [self.nonce]
        if challenge.get("userhash", "").lower() == "true":  # 3.4.4
            name = f"={quoted(hashed(user, realm))}, userhash=true"
        elif challenge.get("charset", "").upper() == "UTF-8" and max(user or " ") > "~":  # 3.4, RFC 8187 3.2.1
            with loading:
                from .percent import quote
            name = "*=UTF-8''" + quote(latin1_bytes(user), "!#$&+^`|")
        else:
            name = "=" + quoted(user)
        response = quoted(hashed(a1, *proof, hashed(*a2)))
        value = f"Digest username{name}, realm={quoted(realm)}, nonce={quoted(self.nonce)}, uri={quoted(uri)}, "
        value += "response=" + response
        if "opaque" in challenge:
            value += ", opaque=" + quoted(challenge["opaque"])
        if "algorithm" in challenge:
            value += ", algorithm=" + challenge["algorithm"]
        if qop:
            value += f", qop={qop}, nc={count}, cnonce={quoted(self.cnonce)}"
        return value


def quoted(text: str) -> str:
    """Return a quoted-string (RFC 9110 5.6.4)."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
