"""Hooks: called with each response, may look at it, change it or replace it."""

import requests

from harness import eq, raises, url


def case_response_hook_is_called_with_the_response():
    seen = []
    r = requests.get(url("/get"), hooks={"response": lambda r, *args, **kwargs: seen.append(r)})
    eq((len(seen), seen[0] is r), (1, True))


def case_hook_gets_the_arguments_of_send():
    seen = []
    requests.get(url("/get"), timeout=7, hooks={"response": lambda r, *args, **kwargs: seen.append(kwargs)})
    eq((seen[0]["timeout"], bool(seen[0]["stream"])), (7, False))


def case_list_of_hooks_is_called_in_order():
    seen = []
    hooks = [lambda r, *a, **k: seen.append(1), lambda r, *a, **k: seen.append(2)]
    requests.get(url("/get"), hooks={"response": hooks})
    eq(seen, [1, 2])


def case_hook_may_replace_the_response():
    def replace(r, *args, **kwargs):
        r.replaced = True
        return r

    eq(requests.get(url("/get"), hooks={"response": replace}).replaced, True)


def case_hook_is_called_for_each_step_of_a_redirect():
    seen = []
    requests.get(url("/redirect/2"), hooks={"response": lambda r, *a, **k: seen.append(r.status_code)})
    eq(seen, [302, 302, 200])


def case_session_hooks_are_called():
    seen = []
    with requests.Session() as s:
        s.hooks["response"].append(lambda r, *a, **k: seen.append(r.url))
        s.get(url("/get"))
    eq(seen, [url("/get")])


def case_request_hooks_win_over_session_hooks():
    seen = []
    with requests.Session() as s:
        s.hooks["response"] = [lambda r, *a, **k: seen.append("session")]
        s.get(url("/get"), hooks={"response": [lambda r, *a, **k: seen.append("request")]})
    eq(seen, ["request"])


def case_hooks_that_are_not_callable_are_ignored():
    seen = []
    requests.get(url("/get"), hooks={"response": [None, "x", lambda r, *a, **k: seen.append(r.status_code)]})
    eq(seen, [200])
    eq(requests.get(url("/get"), hooks={"response": "x"}).status_code, 200)


def case_exception_of_a_hook_reaches_the_caller():
    def fail(r, *args, **kwargs):
        r.raise_for_status()

    raises(requests.HTTPError, requests.get, url("/status/500"), hooks={"response": fail})


def case_hook_may_be_registered_and_deregistered():
    request = requests.Request("GET", url("/get"))

    def hook(r, *args, **kwargs):
        return None

    request.register_hook("response", hook)
    eq((request.deregister_hook("response", hook), request.deregister_hook("response", hook)), (True, False))


def case_unknown_hook_event_is_refused():
    raises(ValueError, requests.Request("GET", url("/get")).register_hook, "request", print)
