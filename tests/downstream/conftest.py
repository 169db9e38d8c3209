"""Packages that depend on Requests, in real exchanges with this one; `nox -s downstream` has them, without PyPI's."""

import contextlib
import importlib.util
import warnings

import pytest

with warnings.catch_warnings(), contextlib.suppress(ImportError):
    warnings.simplefilter("ignore")
    import eventlet as eventlet  # sentry-sdk imports it, and eventlet warns of itself

# `nox -s tests` has none of them installed; `nox -s downstream` has all, and fails if it collects nothing.
collect_ignore_glob = ["test_*.py"] if importlib.util.find_spec("requests_toolbelt") is None else []


@pytest.fixture
def base(server):
    """The scripted server's address."""
    return server.addresses["http"]


@pytest.fixture
def arrived(server):
    """A function from a token in the path ("/@token/…") to the heads of the requests that carried it."""

    def heads(token):
        return [request["head"] for record in server.log.find(token) for request in record["requests"]]

    return heads
