"""A value with a semicolon is not two cookies."""

import os

import requests

try:
    r = requests.get(os.environ["HTTP"] + "/cookies", cookies={"a": "b; admin=1"})
    print(r.json()["cookies"])
except requests.RequestException:
    print("refused")

# prints:
# refused

# PyPI's requests prints:
# {'a': 'b', 'admin': '1'}
