"""One word of another program does not disable the whole netrc file."""

import os

import requests

with open("netrc", "w") as file:
    file.write("machine other.example login a password b\nport 21\nmachine 127.0.0.1 login ana password secret\n")
os.chmod("netrc", 0o600)
os.environ["NETRC"] = os.path.abspath("netrc")
r = requests.get(os.environ["HTTP"].replace("localhost", "127.0.0.1") + "/headers")
print([value for name, value in r.json()["headers"] if name == "Authorization"])

# prints:
# ['Basic YW5hOnNlY3JldA==']

# PyPI's requests prints:
# []
