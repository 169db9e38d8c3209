"""A board that can sleep."""


def deepsleep(milliseconds):
    print("asleep for", milliseconds // 1000, "s")
