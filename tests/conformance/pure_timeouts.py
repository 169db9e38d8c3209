"""requests._core.timeouts: valid and invalid timeouts."""

from requests._core.timeouts import split_timeout

from harness import eq, raises


def case_valid_timeouts():
    for timeout, want in (
        (None, (None, None, None)),
        (5, (5, 5, None)),
        (0.5, (0.5, 0.5, None)),
        ((1, 2), (1, 2, None)),
        ((None, 2.5), (None, 2.5, None)),
        ((1, None), (1, None, None)),
        ((1, 2, 3), (1, 2, 3)),
        ((None, None, 9), (None, None, 9)),
    ):
        eq(split_timeout(timeout), want)


def case_invalid_timeouts():
    for timeout in (
        0,
        -1,
        0.0,
        True,
        False,
        "5",
        b"5",
        "x",
        float("nan"),
        float("inf"),
        [1, 2],
        {},
        object(),
        (),
        (1,),
        (1, 2, 3, 4),
        (1, -1),
        (0, 1),
        ("a", 1),
        (1, True),
        (1, 2, 0),
        (1, (2, 3)),
    ):
        raises(ValueError, split_timeout, timeout)
