"""The limits that a device has."""

import requests
from harness import eq
from requests.adapters import LIMITS, HTTPAdapter
from requests.cookies import RequestsCookieJar


def check(limits):
    """Compare {name: limit} with those of everything that has limits."""
    for name, limit in limits.items():
        for owner in (LIMITS, HTTPAdapter.limits, RequestsCookieJar.limits, requests.Session().limits):
            eq((name, getattr(owner, name)), (name, limit))
