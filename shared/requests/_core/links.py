"""The Link header (RFC 8288 section 3)."""

from .list_values import split_outside

_QUOTES = " '\""


def parse_header_links(value: str) -> "list[dict[str, str]]":
    """Return one {"url": ..., parameter: value, ...} for each link, parameter names in lower case."""
    links: "list[dict[str, str]]" = []
    for item in split_outside(value, ",", brackets=True):
        target, *params = split_outside(item, ";", brackets=True)
        target = target.strip("<> '\"")
        if not (target or params) or (links and "<" not in item):
            continue  # no link: what follows a comma too many
        link = {"url": target}
        for param in params:
            name, equals, content = param.partition("=")
            if equals:
                link[name.strip(_QUOTES).lower()] = content.strip(_QUOTES)
        links.append(link)
    return links


def links(value: str | None) -> "dict[str, dict[str, str]]":
    """Return the links by their relation, by their URL where they have none."""
    return {link.get("rel") or link["url"]: link for link in parse_header_links(value or "")}
