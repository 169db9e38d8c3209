"""Hooks: functions of the caller that are called with a response before it is returned."""

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

HOOKS = ["response"]


def default_hooks() -> "dict[str, list[Any]]":
    """Return {"response": []}."""
    return {"response": []}


def dispatch_hook(key: str, hooks: "dict[str, Any] | None", hook_data: "Any", **kwargs: "Any") -> "Any":
    """Pass `hook_data` through each function of `hooks[key]`, in order, and return the result.

    A hook that returns None changes nothing. `kwargs` are passed to each hook.
    """
    functions = (hooks or {}).get(key) or ()
    for function in (functions,) if callable(functions) else functions:
        result = function(hook_data, **kwargs)
        if result is not None:
            hook_data = result
    return hook_data
