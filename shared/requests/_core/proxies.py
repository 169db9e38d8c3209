"""Select the proxy of a URL from a mapping, and evaluate no_proxy."""

from .headers import DIGITS, plain_text
from .plain_url import Url, connect_host
from .url import address_number

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from collections.abc import Mapping


def select_proxy(parts: Url, proxies: "Mapping[str, str] | None") -> str | None:
    """Return the proxy for a URL, or None.

    The first of these keys that exists decides: "scheme://host", "scheme", "all://host", "all". The value of
    the key "no_proxy" excludes hosts.
    """
    if not proxies or (parts.host and proxy_bypassed(parts.host, parts.port, proxies.get("no_proxy"))):
        return None
    for scheme in (parts.scheme, "all"):
        for host in (connect_host(parts), parts.host, "") if parts.host else ("",):
            key = f"{scheme}://{host}" if host else scheme
            if key in proxies:
                proxy = proxies[key]
                return plain_text(proxy) if isinstance(proxy, str) else proxy  # pyright: ignore[reportUnnecessaryIsInstance]  # from a caller without types
    return None


def proxy_bypassed(host: str, port: int | None, no_proxy: str | None) -> bool:
    """Return True if `no_proxy`, a comma-separated list, includes this host.

    An entry is "*" for every host, a domain, which includes its subdomains (also written ".domain" and
    "*.domain"), an address, or a network ("10.0.0.0/8", "fd00::/8"); all but networks may have a ":port".
    """
    host = _bare(host).partition("%")[0]
    address = address_number(host)
    for entry in (no_proxy or "").replace(" ", "").split(","):
        if entry == "*":
            return True
        name, slash, length = entry.partition("/")
        if slash:
            network = address_number(_bare(name))
            if address is None or network is None or (":" in name) != (":" in host):
                continue
            size = 128 if ":" in host else 32
            if not length or length.strip(DIGITS) or len(length) > len(str(size)) or int(length) > size:
                continue
            if (address ^ network) >> (size - int(length)) == 0:
                return True
        elif name:
            if name[-1] != "]" and (name[0] == "[" or name.count(":") < 2):  # more are an IPv6 address
                before, colon, wanted = name.rpartition(":")
                if colon:
                    if wanted != str(port):
                        continue
                    name = before
            name = _bare(name).lstrip("*").lstrip(".")
            if host == name or (name and address is None and ":" not in host and host.endswith("." + name)):
                return True
    return False


def _bare(host: str) -> str:
    return host.strip("[]").lower().rstrip(".")
