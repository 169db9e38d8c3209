"""Which modules the import and a request load: a board has little memory for more."""

import gc
import sys

import requests
from harness import eq, url

GET = {
    "requests", "requests._base", "requests._core", "requests._core.headers", "requests._core.http1",
    "requests._core.plain_url", "requests._loading", "requests._mapping", "requests._response_body",
    "requests._stream", "requests.adapters", "requests.api", "requests.exceptions", "requests.models",
    "requests.sessions", "requests.structures",
}  # fmt: skip
JSON = {"requests._core.body", "requests._request_methods"}


def loaded():
    """Return the names of the package's modules that are loaded."""
    return {name for name in sys.modules if name.startswith("requests")}


def case_a_get_loads_16_modules():
    eq(requests.get(url("/get")).json()["method"], "GET")
    eq(loaded(), GET)


def case_a_post_of_json_loads_two_more():
    eq(requests.post(url("/post"), json={"a": 1}).json()["json"], {"a": 1})
    eq(loaded(), GET | JSON)


def case_import_takes_less_than_6_kb():
    for name in loaded():
        del sys.modules[name]
    globals().pop("requests")
    gc.collect()
    before = gc.mem_alloc()
    import requests  # noqa: F401  # its size is measured

    gc.collect()
    size = gc.mem_alloc() - before
    assert size < 6 * 1024, size
