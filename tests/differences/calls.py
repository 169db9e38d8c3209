"""Calls of tests/cpython/parity with another result in PyPI's Requests 2.34, by subject and by the reason."""

DIFFERING = {
    "Arguments and URLs": {
        (
            "Unambiguous arguments are accepted: a number as params, a bytearray as a value in them, pairs as "
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
            "A URL has one normal form (RFC 3986 section 6.2.2), after a redirect, too: %2e is a dot before dot "
            "segments are removed, and %2f and %2F are the same. A % that is not an escape is encoded once, "
            "whatever the host is."
        ): [
            "urls: path with query with escapes",
            "urls: prepared ipv6 with zone and blank",
            "urls: prepared path of dots",
            "redirects: location with escapes",
        ],
        (
            "A URL that cannot be requested is refused when it is prepared, not when its host is looked up, so "
            "the exception has no request."
        ): [
            "errors: url percent host",
            "errors: url surrogate",
            "errors: prepared url long label",
            "errors: prepared url percent host",
            "errors: prepared url surrogate",
            "redirects: location with bad port",
        ],
        "A host name is mapped before it is encoded (UTS 46), as in browsers; Requests refuses it.": [
            "urls: prepared idna full-width dot",
        ],
        (
            "White space after a field value (RFC 9110 section 5.5) or around a URL is removed, because text that"
            " was read from a file ends with a line feed. A value may be a bytearray."
        ): [
            "headers: trailing blank",
            "urls: path with trailing blank",
        ],
        (
            "A field value with characters outside Latin-1 is sent as UTF-8 (RFC 9110 section 5.5); Requests "
            "refuses it."
        ): [
            "headers: unicode beyond latin-1",
            "cookies: sent as beyond latin-1",
        ],
        "An unusable timeout or unusable headers raise ValueError, as other invalid values of these arguments do.": [
            "errors: timeout infinite",
            "headers: no mapping",
        ],
        (
            "No argument can break the syntax of a message: no line end or NUL in a field (RFC 9110 section 5.5),"
            " no empty method (section 9.1), no line end in a part's type (RFC 7578 section 4), no control "
            "character in credentials (RFC 7617 section 2)."
        ): [
            "methods: method empty",
            "headers: nul",
            "forms: files as line end in the type",
            "auth: basic line end",
            "auth: posted line end",
        ],
    },
    "Bodies of requests": {
        (
            "A request has one correct framing (RFC 9112 section 6) and is sent completely: the length of text is"
            " counted in octets, a body of known length is not also announced as chunked, a file that turns out "
            "shorter or longer is an error instead of a wait, no Content-Length is sent without a body, and none "
            "that is not a number."
        ): [
            "headers: transfer-encoding by hand",
            "bodies: data as StringIO with unicode",
            "bodies: generator with content-length",
            "bodies: bytes with transfer-encoding",
            "bodies: file in mode text",
        ],
        "An empty body is sent with Content-Length 0; Requests sends it in chunks, which some servers refuse.": [
            "bodies: data as dict of nothing but None",
            "bodies: data as BytesIO at its end",
            "bodies: data as empty BytesIO",
            "bodies: empty file",
        ],
        (
            "An object with read() is a stream, whether or not it can be iterated, and the prepared request shows"
            " its Transfer-Encoding."
        ): [
            "bodies: data as reader",
        ],
        (
            "A body that cannot be sent again is not replaced by an empty one when a redirect (307, 308) or a "
            "challenge needs it."
        ): [
            "redirects: 307 with generator",
            "redirects: 308 with generator",
        ],
        "A 301 that does not change the method keeps the body; without it, data would be lost.": [
            "redirects: PUT 301",
            "redirects: PATCH 301",
            "redirects: DELETE 301",
        ],
    },
    "Redirects and credentials": {
        "The octets of a Location are followed unchanged, whether they are UTF-8 or not (RFC 9110 section 10.2.2).": [
            "redirects: location with latin-1",
            "redirects: target of latin-1",
        ],
        (
            "A Host header that the caller sets is sent to the requested origin only, not to another one after a "
            "redirect (RFC 9110 section 15.4)."
        ): [
            "redirects: other port with host header",
            "redirects: other host with host header",
        ],
        (
            "Credentials and cookies for one server or proxy are not sent to another one after a redirect (RFC "
            "9110 section 15.4)."
        ): [
            "redirects: other port with cookies",
            "redirects: other host with cookies",
        ],
        (
            "Digest follows RFC 7616: algorithm and qop without quotes and an empty opaque returned (section "
            "3.4), -sess for each algorithm, SHA-512-256, auth-int."
        ): [
            "auth: digest algorithm as written",
            "auth: digest empty opaque",
            "auth: digest SHA-256-sess",
            "auth: digest SHA-512-256",
            "auth: digest auth-int alone",
        ],
        (
            "Credentials with characters outside Latin-1 are sent as UTF-8, as servers expect today (RFC 7617 "
            "section 2.1)."
        ): [
            "auth: basic beyond latin-1",
            "auth: posted beyond latin-1",
        ],
        (
            "Arguments take precedence over the environment: an Authorization over netrc, a session's `verify` "
            "over REQUESTS_CA_BUNDLE, the key `no_proxy` of `proxies` over its variable."
        ): [
            "auth: netrc or the header",
            "auth: netrc or the header of the session",
            "sessions: merge environment: session's verify path",
            "sessions: merge environment: session's verify off",
            "proxies: no_proxy in the dict",
        ],
    },
    "Cookies": {
        "A semicolon in a cookie is refused, because it would send another cookie (RFC 6265 section 4.1.1).": [
            "cookies: sent as semicolon",
        ],
        "A cookie keeps the value that the caller set: a number as its digits, escaped quotes in a quoted value.": [
            "cookies: sent as number value",
            "cookies: jar quoted value",
        ],
        (
            "Set-Cookie is parsed as in browsers (RFC 6265 section 5), without the rules of RFC 2109: an invalid "
            'attribute is ignored, not the whole cookie; a cookie without "=" is ignored; Version, Port and '
            "Discard have no meaning."
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
    },
    "Heads of responses": {
        (
            "Link is parsed by RFC 8288 section 3: a quoted value may contain any character, an address a comma, "
            "and parameter names are case-insensitive."
        ): [
            "answers: links with marks in their values",
        ],
    },
    "Bodies of responses": {
        (
            "A truncated body is an error each time it is read, also through `raw`; Requests returns an empty "
            "body the second time."
        ): [
            "answers: cut, asked twice for raw by six",
            "answers: cut, asked twice for raw into a buffer",
            "answers: cut, streamed from raw",
        ],
        (
            "Text with a charset that Python does not know is decoded as UTF-8, and bytes that are invalid in "
            "their charset are replaced."
        ): [
            "answers: text of unknown charset",
            "answers: text of empty charset",
        ],
        (
            "A line ends at LF, CR LF or CR, in text as in bytes: a form feed or U+2028 within a line of JSON or "
            "of a log is not a line end."
        ): [
            "answers: decoded lines of other ends",
        ],
        "Lines do not depend on where the pieces of a body end; Requests adds empty lines there.": [
            "answers: delimited at the end of a piece",
        ],
    },
    "Timeouts, limits and errors": {
        "A timeout within the body is a ReadTimeout as well as the ConnectionError that Requests raises.": [
            "errors: read timeout in the body",
        ],
        (
            "All errors are RequestExceptions that say what is wrong; Requests lets a TypeError, ValueError, "
            "AttributeError, KeyError, UnicodeError, NotImplementedError, a plain OSError or an error of urllib3 "
            "through."
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
    },
    "Certificates and proxies": {
        (
            "An empty `verify`, perhaps from a variable that is not set, is an error; in Requests it disables "
            "verification."
        ): [
            "errors: verify empty text",
            "errors: verify list",
        ],
        "no_proxy works for addresses as for names: with a port, and for IPv6 in brackets.": [
            "proxies: environment no_proxy host and port",
            "proxies: bypass ipv6 in brackets",
            "proxies: environ proxies ipv6 in brackets",
        ],
        "no_proxy accepts the usual notations: `*.example.org` is a domain, and `example.org.` is example.org.": [
            "proxies: bypass star and domain",
            "proxies: bypass trailing dot",
            "proxies: environ proxies star and domain",
            "proxies: environ proxies trailing dot",
        ],
    },
}
