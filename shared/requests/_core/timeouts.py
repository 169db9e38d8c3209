"""Convert a caller's `timeout` to three numbers."""

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

        Seconds = float | None


def split_timeout(timeout: "Any") -> "tuple[Seconds, Seconds, Seconds]":
    """Return (connect, read, total) in seconds, None for no limit.

    Accepts None, a number for connecting and for each read, (connect, read) or (connect, read, total).
    Raises ValueError for anything else, and for a number that is not positive.
    """
    values = timeout if isinstance(timeout, tuple) else (timeout, timeout)
    numbers: "list[Seconds]" = []
    try:
        for value in values + (None,):
            number = value if value is None or isinstance(value, int) else float(value)
            if isinstance(value, (bool, str, bytes)) or not (number is None or 0 < number < float("inf")):
                raise ValueError
            numbers.append(number)
    except (TypeError, ValueError):
        numbers = []
    if len(numbers) not in (3, 4):
        raise ValueError(f"Timeout {timeout!r} must be an int, float or None above 0, or (connect, read[, total])")
    return numbers[0], numbers[1], numbers[2]
