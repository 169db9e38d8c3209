"""requests.hooks: functions that are called with a response."""

from requests import hooks

from harness import eq


def case_defaults_are_fresh():
    first = hooks.default_hooks()
    eq(first, {"response": []})
    first["response"].append(1)
    eq(hooks.default_hooks(), {"response": []})
    eq(hooks.HOOKS, ["response"])


def case_each_hook_gets_what_the_one_before_returned():
    def add(data, **kwargs):
        return data + kwargs["step"]

    eq(hooks.dispatch_hook("response", {"response": [add, add]}, 1, step=2), 5)
    eq(hooks.dispatch_hook("response", {"response": add}, 1, step=2), 3)


def case_a_hook_that_returns_none_changes_nothing():
    seen = []

    def look(data, **kwargs):
        seen.append(data)

    eq(hooks.dispatch_hook("response", {"response": [look, look]}, "data"), "data")
    eq(seen, ["data", "data"])


def case_no_hooks():
    for table in (None, {}, {"response": []}, {"other": [5]}):
        eq(hooks.dispatch_hook("response", table, "data"), "data")
