"""The functions of `requests.utils` that are useful on a board; each is loaded on first use."""

from ._loading import late

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

_HOMES = (  # a module, and its names
    ("_core.percent", "quote", "unquote_unreserved", "requote_uri", "unquote", "to_key_val_list"),
    ("_core.url", "urldefragauth", "get_auth_from_url"),
    ("_core.body", "body_length"),
    ("_core.field_values", "encoding_from_content_type", "parse_header_links"),
    ("_core.multipart", "guess_filename"),
    ("cookies", "cookiejar_from_dict", "merge_cookies"),
)


def __getattr__(name: str) -> "Any":
    if name == "super_len":
        name = "body_length"
    elif name == "add_dict_to_cookiejar":
        name = "merge_cookies"
    for names in _HOMES:
        if name in names:
            return late(names[0], name)
    raise AttributeError(name)


def get_encoding_from_headers(headers: "Any") -> "str | None":
    """Return the charset that a Content-Type declares or implies, or None."""
    return __getattr__("encoding_from_content_type")(headers.get("content-type"))


def default_headers() -> "Any":
    """Return the headers that a new Session sends."""
    return late("sessions", "Session")().headers


def dict_from_cookiejar(cj: "Any") -> "dict[str, str]":
    """Return {name: value} of a jar's cookies."""
    return cj.get_dict()
