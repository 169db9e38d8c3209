"""The helpers of `requests.utils` that mean something on a board, found when they are asked for."""

from ._loading import loading

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from typing import Any

_HOMES = (  # a module, and the names that it gives
    ("_core.percent", ("quote", "unquote_unreserved", "requote_uri", "unquote")),
    ("_core.query", ("to_key_val_list",)),
    ("_core.url", ("strip_userinfo_and_fragment", "url_auth")),
    ("_core.links", ("parse_header_links",)),
    ("_core.body", ("body_length",)),
    ("_core.charset", ("parse_content_type", "encoding_from_content_type")),
    ("_core.multipart", ("guess_filename",)),
    ("sessions", ("default_headers",)),
    ("cookies", ("cookiejar_from_dict",)),
)

_OTHERWISE = (  # Requests' name, ours
    ("urldefragauth", "strip_userinfo_and_fragment"),
    ("get_auth_from_url", "url_auth"),
    ("super_len", "body_length"),
)


def __getattr__(name: str) -> "Any":
    for theirs, ours in _OTHERWISE:
        if name == theirs:
            name = ours
    for home, names in _HOMES:
        if name in names:
            with loading:
                return getattr(__import__(home, globals(), None, (name,), 1), name)
    raise AttributeError(name)


def get_encoding_from_headers(headers: "Any") -> "str | None":
    """Return the encoding that a Content-Type names or implies."""
    return __getattr__("encoding_from_content_type")(headers.get("content-type"))


def dict_from_cookiejar(cj: "Any") -> "dict[str, str]":
    """Return {name: value} of a jar."""
    return {cookie.name: cookie.value for cookie in cj}


def add_dict_to_cookiejar(cj: "Any", cookie_dict: "dict[str, str]") -> "Any":
    """Put the cookies of a dict into a jar and return the jar."""
    cj.update(cookie_dict)
    return cj
