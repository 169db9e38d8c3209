"""Which proxy a URL goes through, of a given mapping and a given no_proxy."""

from .headers import plain_text
from .uri import Url, connect_host
from .url import is_ipv4

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from collections.abc import Mapping


def select_proxy(parts: Url, proxies: "Mapping[str, str] | None") -> str | None:
    """Return the proxy for a URL, None for none.

    The first of these keys decides: "scheme://host", "scheme", "all://host", "all". Hosts that the value
    of the key "no_proxy" names get none.
    """
    if not proxies:
        return None
    if parts.host and proxy_bypassed(parts.host, parts.port, proxies.get("no_proxy")):
        return None
    for scheme in (parts.scheme, "all"):
        hosts = (connect_host(parts), parts.host) if parts.host else ()
        for key in [f"{scheme}://{host}" for host in hosts] + [scheme]:
            if key in proxies:
                proxy = proxies[key]
                return plain_text(proxy) if isinstance(proxy, str) else proxy
    return None


def proxy_bypassed(host: str, port: int | None, no_proxy: str | None) -> bool:
    """Tell whether `no_proxy`, a list with commas, names this host.

    An entry is "*" for every host, a domain for itself and what is below it (also written ".domain" and
    "*.domain"), an address, an IPv4 network ("10.0.0.0/8"); each but the last also with ":port".
    """
    host = _bare(host)
    numeric = is_ipv4(host)
    for entry in (no_proxy or "").replace(" ", "").split(","):
        if entry == "*":
            return True
        if "/" in entry:
            if numeric and _in_network(host, entry):
                return True
        elif entry and _names(_without_port(entry, port), host, numeric or ":" in host):
            return True
    return False


def _bare(host: str) -> str:
    return host.strip("[]").lower().rstrip(".")


def _without_port(entry: str, port: int | None) -> str | None:
    """Return the host of an entry; None when the entry is about another port."""
    if entry.count(":") > 1 and entry[0] != "[":
        return entry  # an IPv6 address
    host, colon, wanted = entry.rpartition(":") if entry[-1] != "]" else (entry, "", "")
    if not colon:
        return entry
    return host if wanted == str(port) else None


def _names(entry: str | None, host: str, is_address: bool) -> bool:
    if entry is None:
        return False
    domain = _bare(entry).lstrip("*").lstrip(".")
    return host == domain or (bool(domain) and not is_address and host.endswith("." + domain))


def _in_network(address: str, network: str) -> bool:
    base, _, length = network.partition("/")
    if not is_ipv4(base) or not 0 < len(length) <= 2 or length.strip("0123456789") or int(length) > 32:
        return False
    shift = 32 - int(length)
    return _number(address) >> shift == _number(base) >> shift


def _number(address: str) -> int:
    number = 0
    for octet in address.split("."):
        number = number * 256 + int(octet)
    return number
