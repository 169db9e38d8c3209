"""Which encoding a Content-Type declares (RFC 9110 section 8.3)."""

from .list_values import split_outside

_QUOTES = " \t'\""


def parse_content_type(header: str) -> "tuple[str, dict[str, str]]":
    """Return (media type as written, {parameter in lower case: value}); a parameter without "=" is none."""
    media_type, *params = split_outside(header, ";")
    found: "dict[str, str]" = {}
    for param in params:
        name, equals, value = param.partition("=")
        if equals:
            found[name.strip(_QUOTES).lower()] = value.strip(_QUOTES)
    return media_type.strip(), found


def encoding_from_content_type(header: str | None) -> str | None:
    """Return the charset, or what its absence means: ISO-8859-1 for text, UTF-8 for JSON, else None."""
    if not header:
        return None
    media_type, params = parse_content_type(header)
    if "charset" in params:
        return params["charset"]
    if "text" in media_type:  # RFC 2616 section 3.7.1, which Requests keeps; not of "TEXT", where it guesses
        return "ISO-8859-1"
    if "application/json" in media_type:  # RFC 8259 section 8.1
        return "utf-8"
    return None
