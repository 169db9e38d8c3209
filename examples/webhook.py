"""Send events as signed JSON to a webhook, with retries.

    python examples/webhook.py URL        # or: micropython examples/webhook.py URL

The signature is HMAC-SHA-256 of the body (RFC 2104). Each event has an id, so that the receiver can ignore one that
arrives twice.
"""

import binascii
import hashlib
import json
import sys
import time

import requests
from requests.auth import AuthBase

BLOCK = 64  # bytes that SHA-256 takes at a time


def hmac_sha256(key, message):
    """Return the HMAC of a message as hexadecimal text; MicroPython has no module `hmac`."""
    if len(key) > BLOCK:
        key = hashlib.sha256(key).digest()
    key += bytes(BLOCK - len(key))
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in key) + message).digest()
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in key) + inner).digest()
    return binascii.hexlify(outer).decode()


class Signed(AuthBase):
    """An authentication scheme that signs the body of each request."""

    def __init__(self, key):
        self.key = key

    def __call__(self, request):
        body = request.body
        if isinstance(body, str):
            body = body.encode()
        request.headers["X-Signature"] = "sha256=" + hmac_sha256(self.key, bytes(body))
        return request


def send(session, url, event, pauses=(0, 0.2, 1)):
    """Send one event; return the status code of the last response, or None if there was none."""
    status = None
    headers = {"Content-Type": "application/json", "Idempotency-Key": str(event["id"])}
    for pause in pauses:
        time.sleep(pause)
        try:
            r = session.post(url, data=json.dumps(event), headers=headers, timeout=(5, 10))
            status = r.status_code
            if status < 500 and status != 429:
                break
        except (requests.ConnectionError, requests.Timeout) as error:
            print("again:", error)
    return status


def main(url):
    with requests.Session() as session:
        session.auth = Signed(b"key of the receiver")
        for number in range(3):
            print(number, send(session, url, {"id": number, "event": "door opened"}))


main(sys.argv[1])
