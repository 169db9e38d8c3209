"""google-auth expects a plain OSError for a bundle or certificate that does not exist."""

import os

import requests

for kwargs in ({"verify": "/no/such/ca.pem"}, {"verify": os.environ["CA"], "cert": "/no/such/cert.pem"}):
    try:
        requests.get(os.environ["HTTPS"] + "/get", **kwargs)
    except OSError as error:
        print(type(error).__name__, str(error))

# prints:
# OSError Could not find a suitable TLS CA certificate bundle, invalid path: /no/such/ca.pem
# OSError Could not find the TLS certificate file, invalid path: /no/such/cert.pem
