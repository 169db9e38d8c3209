"""What is read from the network is bounded; here are the bounds."""

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any


class Limits:
    """Bounds in octets or in pieces; the defaults are a desktop's, a device passes smaller ones.

    Each keyword of the constructor replaces one: Limits(head=8192).
    """

    line = 65536  # one line of a response's head, with its line end
    head = 262144  # the whole head of a response
    header_count = 256
    chunk_line = 4096  # a chunk size with its extensions
    trailers = 65536  # all trailer fields together
    redirects = 30
    codings = 5  # content codings on one body
    decoded: "int | None" = None  # octets of a decoded body; None is no bound
    cookies = 3000  # in one jar (RFC 6265 section 6.1)
    cookie_size = 4096  # name and value (RFC 6265 section 6.1 counts the attributes too)

    def __init__(self, **changes: "Any") -> None:
        for name, value in changes.items():
            if not hasattr(Limits, name):
                raise TypeError(f"no such limit: {name!r}")
            setattr(self, name, value)


DEFAULT = Limits()
