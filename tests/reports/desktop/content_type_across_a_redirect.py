"""The Content-Type of a request without body, across a 302."""

import os

import requests

r = requests.get(os.environ["HTTP"] + "/redirect-to?url=/headers&status_code=302", headers={"Content-Type": "text/x"})
print([pair for pair in r.json()["headers"] if pair[0] == "Content-Type"])

# prints:
# []
