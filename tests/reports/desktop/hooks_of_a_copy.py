"""A copy of a prepared request has hooks of its own (psf/requests#7213)."""

import requests

original = requests.Request("GET", "http://localhost/").prepare()
original.copy().register_hook("response", print)
print(original.hooks)

# prints:
# {'response': []}

# PyPI's requests prints:
# {'response': [<built-in function print>]}
