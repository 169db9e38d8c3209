"""Calls that give something else with PyPI's Requests 2.34, on purpose, by reason (tests/cpython/parity)."""

DIFFERING = {
    (
        "One family of exceptions: a TypeError, ValueError, AttributeError, UnicodeError, "
        "NotImplementedError, a plain OSError or an error of urllib3 gets out; here it is a RequestException "
        "that says what is wrong."
    ): [
        "headers: number name",
        "headers: None name",
        "headers: number",
        "headers: triples",
        "bodies: data as number",
        "bodies: data as True",
        "bodies: data as list of text",
        "bodies: data as list of bytes",
        "bodies: data as object",
        "bodies: json as a set",
        "bodies: json as bytes",
        "bodies: json as decimal",
        "bodies: data text and files",
        "bodies: data bytes and files",
        "bodies: stream and files",
        "forms: files as one-tuple",
        "forms: files as five-tuple",
        "forms: files as a generator",
        "forms: files as number field",
        "forms: files as a list of one bytes",
        "forms: files as text for files",
        "forms: files as text for the headers of a file",
        "cookies: sent as bytes value",
        "cookies: sent as line end",
        "cookies: sent as text",
        "errors: url open bracket",
        "errors: url long label",
        "errors: url bytes that are no text",
        "errors: prepared url bytes that are no text",
        "errors: verify number",
    ],
    (
        "A URL that nobody can be asked for is refused when it is prepared, not when its host is looked up, "
        "and so has no request yet."
    ): [
        "errors: url percent host",
        "errors: url surrogate",
        "errors: prepared url long label",
        "errors: prepared url percent host",
        "errors: prepared url surrogate",
        "redirects: location with bad port",
    ],
    "What cannot be used is a ValueError, as for every other timeout and every other headers.": [
        "errors: timeout infinite",
        "headers: no mapping",
    ],
    (
        "Nothing that an argument holds may break out of its place: no NUL in a field (RFC 9110 section 5.5), "
        "no empty method (section 9.1), no line end in a part's type (RFC 7578 section 4), no control "
        "character in credentials (RFC 7617 section 2)."
    ): [
        "methods: method empty",
        "headers: nul",
        "forms: files as line end in the type",
        "auth: basic line end",
        "auth: posted line end",
    ],
    (
        "A body is sent whole and has one framing (RFC 9112 section 6.2): text is counted in octets, a body "
        "whose length is known is not announced as chunked too, what turns out shorter or longer than its file is "
        "an error in place of a wait, and a request without a body announces none."
    ): [
        "headers: transfer-encoding by hand",
        "bodies: data as StringIO with unicode",
        "bodies: generator with content-length",
        "bodies: bytes with transfer-encoding",
        "bodies: file in mode text",
    ],
    "A body that is empty has the length 0; it is sent in chunks there, which some servers refuse.": [
        "bodies: data as dict of nothing but None",
        "bodies: data as BytesIO at its end",
        "bodies: data as empty BytesIO",
        "bodies: empty file",
    ],
    (
        "Whatever has read() is a stream, whether or not it can be iterated, and its Transfer-Encoding is "
        "there to see once it is prepared."
    ): [
        "bodies: data as reader",
    ],
    (
        "What can only mean one thing is taken: a number as params, a bytearray as one value of them, pairs as "
        "headers, pairs and a dict as cookies, a Path as cert."
    ): [
        "urls: params as number",
        "urls: params as bytearray",
        "headers: pairs",
        "cookies: sent as list",
        "cookies: session with a plain dict",
        "errors: client certificate by Path",
    ],
    (
        "A URL has one normal form (RFC 3986 section 6.2.2), after a redirect as well: %2e is a dot before "
        "dot segments are removed, %2f and %2F are the same; and what is no escape is encoded as it was "
        "written, once, whatever the host is."
    ): [
        "urls: path with query with escapes",
        "urls: prepared ipv6 with zone and blank",
        "urls: prepared path of dots",
        "redirects: location with escapes",
    ],
    "A host name is mapped before it is encoded (UTS 46), as in browsers; it is refused there.": [
        "urls: prepared idna full-width dot",
    ],
    "A field that is not Latin-1 is sent as UTF-8 (RFC 9110 section 5.5); it is refused there.": [
        "headers: unicode beyond latin-1",
        "cookies: sent as beyond latin-1",
    ],
    (
        "White space after a value is not part of it (RFC 9110 section 5.5), nor of a URL: text that was read from a "
        "file ends with a line feed."
    ): [
        "headers: trailing blank",
        "urls: path with trailing blank",
    ],
    "A semicolon in a cookie is refused, as it would send another cookie (RFC 6265 section 4.1.1).": [
        "cookies: sent as semicolon",
    ],
    "A cookie keeps the value that it was given: a number as its digits, escaped quotes in a quoted value.": [
        "cookies: sent as number value",
        "cookies: jar quoted value",
    ],
    "Credentials beyond Latin-1 are UTF-8, as servers expect today (RFC 7617 section 2.1).": [
        "auth: basic beyond latin-1",
        "auth: posted beyond latin-1",
    ],
    (
        "Digest as in RFC 7616: algorithm and qop without quotes (section 3.4), an empty opaque given back "
        "(section 3.4), -sess for each algorithm, SHA-512-256 and auth-int."
    ): [
        "auth: digest algorithm as written",
        "auth: digest empty opaque",
        "auth: digest SHA-256-sess",
        "auth: digest SHA-512-256",
        "auth: digest auth-int alone",
    ],
    (
        "What the caller says beats the environment: an Authorization beats netrc, a session's `verify` beats "
        "REQUESTS_CA_BUNDLE, `no_proxy` among the proxies beats them."
    ): [
        "auth: netrc or the header",
        "auth: netrc or the header of the session",
        "sessions: merge environment: session's verify path",
        "sessions: merge environment: session's verify off",
        "proxies: no_proxy in the dict",
    ],
    ("An empty `verify` is a mistake, a variable that was not set perhaps; it switches verification off there."): [
        "errors: verify empty text",
        "errors: verify list",
    ],
    (
        "Set-Cookie is read as RFC 6265 section 5.2 has it: an attribute that cannot be read is ignored, not "
        'its cookie; a cookie without "=" is none; an address is a host of its own; Version, Port and Discard mean '
        "nothing."
    ): [
        "cookies: set with default path",
        "cookies: set with discard",
        "cookies: set with port",
        "cookies: set with version",
        "cookies: set with broken max-age",
        "cookies: set with domain of the host",
        "cookies: set with empty domain",
        "cookies: set with no value",
    ],
    ("A 301 that leaves the method as it is leaves the body too: sent on without it, data would be lost unnoticed."): [
        "redirects: PUT 301",
        "redirects: PATCH 301",
        "redirects: DELETE 301",
    ],
    "A body that cannot be sent again must not be replaced by an empty one on 307 and 308.": [
        "redirects: 307 with generator",
        "redirects: 308 with generator",
    ],
    "A Location is followed as its octets say, in UTF-8 or not (RFC 9110 section 10.2.2).": [
        "redirects: location with latin-1",
        "redirects: target of latin-1",
    ],
    "no_proxy holds for addresses as it does for names: with a port, and for IPv6 in brackets.": [
        "proxies: environment no_proxy host and port",
        "proxies: bypass ipv6 in brackets",
        "proxies: environ proxies ipv6 in brackets",
    ],
    "no_proxy is what its writer meant: `*.example.org` is a domain, and `example.org.` is example.org.": [
        "proxies: bypass star and domain",
        "proxies: bypass trailing dot",
        "proxies: environ proxies star and domain",
        "proxies: environ proxies trailing dot",
    ],
    (
        "A line ends at LF, CR LF or CR, in text as in bytes: a form feed or U+2028 within a line of JSON or "
        "of a log ends nothing."
    ): [
        "answers: decoded lines of other ends",
    ],
    "Lines by a delimiter do not depend on where the pieces of a body end; there an empty one comes in between.": [
        "answers: delimited at the end of a piece",
    ],
    (
        "Link is read as RFC 8288 section 3 has it: a quoted value may hold any mark, an address a comma, and "
        "names of parameters have no case."
    ): [
        "answers: links with marks in their values",
    ],
    "A timeout while the body is read is a ReadTimeout as well as the ConnectionError that it is there.": [
        "errors: read timeout in the body",
    ],
    "A read of `raw` that a cut makes short is an error at once, and again; there it is one from the next read on.": [
        "answers: cut, asked twice for raw by six",
        "answers: cut, asked twice for raw into a buffer",
    ],
    "A body that was cut is an error for who asks for its content, also after somebody else had a try at `raw`.": [
        "answers: cut, streamed from raw",
    ],
    "A charset that Python does not know is read as UTF-8, in pieces as at once.": [
        "answers: text of unknown charset",
        "answers: text of empty charset",
    ],
    "A Host header of the caller is for the origin that was asked, not for another one that it redirects to.": [
        "redirects: other port with host header",
        "redirects: other host with host header",
    ],
    "Cookies that were given for one request are for the origin that was asked (RFC 9110 section 15.4).": [
        "redirects: other port with cookies",
        "redirects: other host with cookies",
    ],
}
