"""Cases for a firmware without MD5, SHA-1, time.time and time.gmtime, as OpenMV's AE3 has before MicroPython 1.27.

The missing names are hidden here: the package finds modules that have only the others. That needs no firmware
of its own, because MicroPython looks for a module in sys.modules first.
"""

import hashlib
import sys
import time

CLOCK = ("sleep", "sleep_ms", "sleep_us", "ticks_ms", "ticks_us", "ticks_cpu", "ticks_add", "ticks_diff")


class Module:
    """A module with some of the names of another one."""

    def __init__(self, module, names):
        for name in names:
            setattr(self, name, getattr(module, name))


sys.modules["time"] = Module(time, CLOCK)
sys.modules["hashlib"] = Module(hashlib, ("sha256",))
for loaded in [name for name in sys.modules if name.split(".")[0] == "requests"]:
    del sys.modules[loaded]

import requests  # noqa: E402  # after the names are hidden
from harness import address, eq, raises, url  # noqa: E402  # as above


def digest(algorithm):
    """The status of a request with Digest credentials."""
    where = url(f"/digest-auth/auth/user/pass/{algorithm}")
    return requests.get(where, auth=requests.auth.HTTPDigestAuth("user", "pass")).status_code


def kept(attributes):
    """Whether a cookie with those attributes is sent back."""
    with requests.Session() as s:
        s.cookies.set("a", "before", domain="127.0.0.1")
        s.get(url("/response-headers?Set-Cookie=a%3D1%3B+" + attributes))
        return "a=1" in s.get(url("/anything")).json()["headers"].get("cookie", "")


def case_the_names_are_hidden():
    import hashlib
    import time

    eq([hasattr(time, name) for name in ("time", "gmtime", "ticks_ms")], [False, False, True])
    eq([hasattr(hashlib, name) for name in ("md5", "sha1", "sha256")], [False, False, True])


def case_a_digest_challenge_of_md5_is_returned_unanswered():
    eq(digest("MD5"), 401)


def case_a_digest_challenge_of_sha256_is_answered():
    eq(digest("SHA-256"), 200)


def case_cookies_expire_that_ended_before_2025():
    eq(kept("Expires%3DThu%2C+01+Jan+1970+00%3A00%3A01+GMT"), False)
    eq(kept("Expires%3DTue%2C+31+Dec+2024+00%3A00%3A00+GMT"), False)
    eq(kept("Max-Age%3D0"), False)


def case_other_cookies_are_kept():
    eq(kept("Expires%3DThu%2C+01+Jan+2026+00%3A00%3A00+GMT"), True)
    eq(kept("Max-Age%3D1"), True)


def case_tls_needs_none_of_them():
    ca = address("ca")
    eq(requests.get(url("/get", at="https"), verify=ca).status_code, 200)
    error = raises(requests.exceptions.SSLError, requests.get, url("/get", at="https_expired"), verify=ca)
    assert "expired" in str(error) and "clock" not in str(error), error


def case_elapsed_and_timeouts_need_none_of_them():
    assert requests.get(url("/delay/0.1"), timeout=5).elapsed.total_seconds() > 0.05
    raises(requests.ReadTimeout, requests.get, url("/", at="mute"), timeout=0.2)
