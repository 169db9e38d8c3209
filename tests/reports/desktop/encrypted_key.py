"""An encrypted key without its password is an error at once, and no question on the terminal."""

import os

import requests

with open("both.pem", "w") as both:
    for name in ("CLIENT_CERT", "ENCRYPTED_KEY"):
        with open(os.environ[name]) as file:
            both.write(file.read())
for cert in ((os.environ["CLIENT_CERT"], os.environ["ENCRYPTED_KEY"]), "both.pem"):
    try:
        requests.get(os.environ["HTTPS_CLIENT"] + "/get", verify=os.environ["CA"], cert=cert)
    except requests.RequestException as error:
        print(type(error).__name__, "encrypted" in str(error))

# prints:
# SSLError True
# SSLError True

# PyPI's requests prints:
# Enter PEM pass phrase:
# Enter PEM pass phrase:
# SSLError True
# ConnectionError False
