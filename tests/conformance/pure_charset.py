"""requests._core.field_values: Content-Type and the encoding of text."""

from requests._core.field_values import encoding_from_content_type, split_parameters

from harness import eq


def case_media_types_and_parameters():
    for header, want in (
        ("text/html", ("text/html", {})),
        ("text/html; charset=utf-8", ("text/html", {"charset": "utf-8"})),
        ('TEXT/HTML;Charset = "UTF-8" ; x', ("TEXT/HTML", {"charset": "UTF-8"})),
        ("text/plain; charset='utf8'", ("text/plain", {"charset": "utf8"})),
        ('multipart/form-data; boundary="a=b;c"', ("multipart/form-data", {"boundary": "a=b;c"})),
        ("a/b; x=1; x=2", ("a/b", {"x": "2"})),
        ("a/b;", ("a/b", {})),
        (" a/b ; x=1", ("a/b", {"x": "1"})),
        ("a/b; charset=", ("a/b", {"charset": ""})),
        (";charset=x", ("", {"charset": "x"})),
        ("", ("", {})),
    ):
        eq((header, split_parameters(header)), (header, want))


def case_encodings():
    for header, want in (
        (None, None),
        ("", None),
        ("text/html", "ISO-8859-1"),
        ("text/plain; charset", "ISO-8859-1"),
        ("TEXT/HTML", None),
        ("application/JSON; x=y", None),
        ("text/html; charset=utf-8", "utf-8"),
        ("application/json", "utf-8"),
        ("application/json; charset=latin-1", "latin-1"),
        ("application/octet-stream", None),
        ("image/png", None),
        ("image/png; charset=ascii", "ascii"),
    ):
        eq((header, encoding_from_content_type(header)), (header, want))
