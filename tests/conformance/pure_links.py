"""requests._core.field_values: the Link header (RFC 8288)."""

from requests._core.field_values import links, parse_header_links

from harness import eq


def case_links_and_their_parameters():
    for value, want in (
        ("", []),
        ("<a>", [{"url": "a"}]),
        ("<a>; rel=next", [{"url": "a", "rel": "next"}]),
        (
            '<a>;rel="next" ; Title = "x" ,<b>;rel=\'prev\'',
            [{"url": "a", "rel": "next", "title": "x"}, {"url": "b", "rel": "prev"}],
        ),
        ('<a>; rel="next prev"; title="x, y; <z>"', [{"url": "a", "rel": "next prev", "title": "x, y; <z>"}]),
        ('<http://x/?a=1,2;b>; rel="next", <b>', [{"url": "http://x/?a=1,2;b", "rel": "next"}, {"url": "b"}]),
        ("<a>; rel; x=y=z;", [{"url": "a", "x": "y=z"}]),
        (", <a>, ,<b>,", [{"url": "a"}, {"url": "b"}]),
        ("<>; rel=self", [{"url": "", "rel": "self"}]),
        ("<a>, b; rel=next, <c>", [{"url": "a"}, {"url": "c"}]),
        ("a; rel=next", [{"url": "a", "rel": "next"}]),
        ("<a", [{"url": "a"}]),
        ("<a\\>, <b>", [{"url": "a\\"}, {"url": "b"}]),
        ('<a>; title="x', [{"url": "a", "title": "x"}]),
    ):
        eq((value, parse_header_links(value)), (value, want))


def case_links_by_relation_or_url():
    eq(
        links('<a>; rel="next", <b>; title=x'),
        {"next": {"url": "a", "rel": "next"}, "b": {"url": "b", "title": "x"}},
    )
    eq(links(None), {})
    eq(links(""), {})
