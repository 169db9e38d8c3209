"""NO_PROXY takes a network of IPv6 addresses."""

import os

from requests.utils import should_bypass_proxies

os.environ["NO_PROXY"] = "fd00::/8,10.0.0.0/8"
for host in ("http://[fd12::1]/", "http://[fe80::1]/", "http://10.1.2.3/"):
    print(host, should_bypass_proxies(host, no_proxy=None))

# prints:
# http://[fd12::1]/ True
# http://[fe80::1]/ False
# http://10.1.2.3/ True

# PyPI's requests prints:
# http://[fd12::1]/ False
# http://[fe80::1]/ False
# http://10.1.2.3/ True
