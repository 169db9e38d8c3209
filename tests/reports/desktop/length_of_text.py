"""The length of a text in memory is that of its UTF-8."""

import io

from requests.utils import super_len

print(super_len("\u00e9"), super_len(io.StringIO("\u00e9")))

# prints:
# 2 2

# PyPI's requests prints:
# 2 1
