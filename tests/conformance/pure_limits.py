"""requests._core.http1: the limits on what is read."""

from requests._core.http1 import Limits

from harness import eq, raises


def case_one_limit_is_changed_and_the_others_stay():
    limits = Limits(head=100)
    eq(limits.head, 100)
    eq(limits.line, Limits.line)
    eq(Limits().head, Limits.head)


def case_an_unknown_limit_is_refused():
    raises(TypeError, Limits, heads=100)
