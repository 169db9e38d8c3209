"""A small client for a JSON service: a session, a token, pages, and an exception class of its own.

    python examples/api_client.py http://127.0.0.1:8000        # or: micropython examples/api_client.py ...

The address is the one that `python tests/server.py` prints as "http"; that server returns what it was sent.
"""

import sys

import requests


class ServiceError(Exception):
    """The service refused a request, or cannot be reached."""


class Client:
    """The service at one address, for one user."""

    def __init__(self, base, token):
        self.base = base.rstrip("/")
        self.session = requests.Session()
        self.session.headers["Authorization"] = "Bearer " + token
        self.session.headers["Accept"] = "application/json"
        self.session.timeout = (5, 20)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.session.close()

    def call(self, method, path, **kwargs):
        """Send a request and return the JSON of its response; raise ServiceError for any error."""
        try:
            r = self.session.request(method, self.base + path, **kwargs)
            r.raise_for_status()
            return r.json()
        except requests.HTTPError as error:
            raise ServiceError(str(error.response.status_code) + " for " + method + " " + path) from None
        except requests.RequestException as error:
            raise ServiceError(str(error)) from None

    def pages(self, path, count):
        """Yield the responses of several pages."""
        for number in range(1, count + 1):
            yield self.call("GET", path, params={"page": number})


def main(base):
    with Client(base, "s3cr3t") as client:
        for page in client.pages("/get", 3):
            print("page", page["args"]["page"])
        created = client.call("POST", "/post", json={"name": "gate", "open": True})
        print("created", created["json"]["name"])
        try:
            client.call("GET", "/status/403")
        except ServiceError as error:
            print("refused:", error)


main(sys.argv[1])
