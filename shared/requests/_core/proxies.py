"""Which proxy a URL goes through, of a given mapping and a given no_proxy."""

from .headers import plain_text
from .uri import Url, connect_host
from .url import is_ipv4, is_ipv6

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
                return plain_text(proxy) if isinstance(proxy, str) else proxy  # pyright: ignore[reportUnnecessaryIsInstance]  # from a caller without types
    return None


def proxy_bypassed(host: str, port: int | None, no_proxy: str | None) -> bool:
    """Tell whether `no_proxy`, a list with commas, names this host.

    An entry is "*" for every host, a domain for itself and what is below it (also written ".domain" and
    "*.domain"), an address, a network ("10.0.0.0/8", "fd00::/8"); each but the last also with ":port".
    """
    host = _bare(host).partition("%")[0]
    numeric = is_ipv4(host)
    for entry in (no_proxy or "").replace(" ", "").split(","):
        if entry == "*":
            return True
        if "/" in entry:
            if (numeric or ":" in host) and _in_network(host, entry):
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
    one, other = _number(address), _number(_bare(base))
    size = 128 if ":" in address else 32
    if not 0 < len(length) <= len(str(size)) or length.strip("0123456789") or int(length) > size:
        return False
    shift = size - int(length)
    return (
        one is not None and other is not None and (":" in base) == (":" in address) and one >> shift == other >> shift
    )


def _number(address: str) -> "int | None":
    """Return an IPv4 or IPv6 address as a number, None for another text."""
    if is_ipv4(address):
        return _joined(address.split("."), 256, 10)
    if not is_ipv6(address):
        return None
    head, _, last = address.rpartition(":")
    if "." in last:  # the last 32 bits, written as IPv4
        low: int = _joined(last.split("."), 256, 10)
        address = f"{head}:{low >> 16:x}:{low & 0xFFFF:x}"
    before, gap, after = address.partition("::")
    groups = before.split(":") if before else []
    behind = after.split(":") if after else []
    if gap:
        groups += ["0"] * (8 - len(groups) - len(behind))
    return _joined(groups + behind, 65536, 16)


def _joined(digits: "list[str]", base: int, written: int) -> int:
    number = 0
    for digit in digits:
        number = number * base + int(digit, written)
    return number
