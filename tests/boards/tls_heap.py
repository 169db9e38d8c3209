"""The firmware's part of test_heap.py: handshakes in heaps of every size, from too small to large enough."""

import gc

import harness
import requests

STEP = 1024  # bytes
ENOUGH = 56  # steps
HELD = 30  # blocks that are freed again at once, for the program itself


def get(where, authority):
    """How a verified GET ends: "ok", or its exception's class and text."""
    try:
        requests.get(where, verify=authority, timeout=20)
    except (MemoryError, requests.RequestException) as error:
        return f"{type(error).__name__} {error}"
    return "ok"


def measure(listener):
    """Print how each GET ends, the one with the least memory first."""
    where = harness.url("/get", at=listener)
    with open(harness.address("ca_der"), "rb") as file:
        authority = file.read()
    held = [None] * 400
    get(where, authority)  # loads what it takes
    count = 0
    try:
        while True:
            held[count] = bytearray(STEP)
            count += 1
    except MemoryError:
        held[count - 1] = None
    for _ in range(ENOUGH):
        count -= 1
        held[count] = None
        gc.collect()
        print(get(where, authority))
