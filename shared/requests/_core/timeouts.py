"""What a caller may pass as `timeout`, as three numbers."""

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from typing import Any

    Seconds = float | None


def split_timeout(timeout: "Any") -> "tuple[Seconds, Seconds, Seconds]":
    """Return (connect, read, total) in seconds, None for no bound.

    Takes None, a number for connecting and for each read, (connect, read) or (connect, read, total).
    ValueError for anything else, and for what is not more than zero.
    """
    values = timeout if isinstance(timeout, tuple) else (timeout, timeout)
    if len(values) not in (2, 3):
        raise ValueError(f"Invalid timeout {timeout!r}: pass a (connect, read) or (connect, read, total) timeout tuple")
    connect, read, total = [_seconds(value) for value in (values + (None,))[:3]]
    return connect, read, total


def _seconds(value: "Any") -> "Seconds":
    if value is None:
        return None
    try:
        number = value if isinstance(value, int) else float(value)
    except (TypeError, ValueError):
        number = 0
    if isinstance(value, (bool, str, bytes)) or not 0 < number < float("inf"):
        raise ValueError(f"Timeout value {value!r} must be an int, float or None, and finite and greater than 0")
    return number
