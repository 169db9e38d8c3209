"""A field name is a token (RFC 9110 5.1)."""

import os

import requests

try:
    r = requests.get(os.environ["HTTP"] + "/headers", headers={"X A": "b"})
    print([pair for pair in r.json()["headers"] if pair[0].startswith("X")])
except requests.exceptions.InvalidHeader:
    print("InvalidHeader")

# prints:
# InvalidHeader

# PyPI's requests prints:
# [['X A', 'b']]
