"""no_proxy names the same networks and domains as for the standard library; no text of it is an error."""

import ipaddress

from hypothesis import given
from hypothesis import strategies as st
from requests._core.proxies import proxy_bypassed

addresses = st.ip_addresses(v=4)
labels = st.text("ab-1", min_size=1, max_size=3)
names = st.lists(labels, min_size=1, max_size=3).map(".".join).filter(lambda name: not name[-1].isdigit())
entries = st.text("ab1.:/*[], 23", max_size=12) | st.text()
ports = st.none() | st.integers(1, 65535)


@given(addresses, addresses, st.integers(0, 32))
def test_networks_are_those_of_the_standard_library(address, base, length):
    for end in (base, address):
        network = ipaddress.ip_network(f"{end}/{length}", strict=False)
        assert proxy_bypassed(str(address), None, f"x,{end}/{length}") is (address in network)


@given(names, names, ports)
def test_a_domain_names_itself_and_its_subdomains(name, domain, port):
    named = name == domain or name.endswith("." + domain)
    for entry in (domain, "." + domain, "*." + domain.upper(), f"{domain}:{port or ''}" if port else domain):
        assert proxy_bypassed(name, port, f"o.example, {entry}") is named
    assert proxy_bypassed(f"{name}.{domain}.", port, domain)


@given(names | addresses.map(str) | st.ip_addresses(v=6).map(str) | st.just(""), ports, entries)
def test_any_text_is_accepted(host, port, no_proxy):
    assert proxy_bypassed(host, port, no_proxy) in (True, False)
    assert proxy_bypassed(host, port, no_proxy + ",*") is True
