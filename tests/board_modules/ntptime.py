"""A clock that is right already."""


def settime():
    pass
