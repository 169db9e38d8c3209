"""Functions that few responses need: peek at received bytes without waiting, and skip a field that is too long."""

import io

from ._core.headers import latin1_text
from ._stream import LATER, abs_number

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

    from ._stream import SocketStream


def skip_field(stream: "SocketStream", line: bytes) -> bool:
    """Read to the end of the field that begins with `line`; return False if the field is needed or has no end."""
    needed = (  # for framing, redirects, cookies, authentication, and to decode the content
        "content-length transfer-encoding connection location set-cookie www-authenticate proxy-authenticate "
        "authentication-info content-type content-encoding"
    )
    name, colon, _ = line.partition(b":")
    if not colon or latin1_text(name).strip().lower() in needed.split() or name[:1] in b" \t":
        return False
    left = 65536
    while line and line[-1:] != b"\n" and left > 0:
        line = stream.readline(1024)
        left -= len(line)
    return line[-1:] == b"\n"


def peek(stream: "SocketStream", size: int) -> bytearray:
    """Read at most `size` bytes that have arrived, and return the last 7; the next reads return them again.

    An error is raised by the next reads. Nothing is read if there is no memory for it.
    """
    try:
        block = bytearray(size)
        again = io.BytesIO(size)  # allocated before anything is read
    except MemoryError:
        return bytearray()
    failure: "Any" = None
    got = 0
    try:
        got = stream.driver.readinto(block) or 0
    except (OSError, ValueError) as error:
        if abs_number(error) not in LATER:
            failure = error
    if got or failure:
        again.write(memoryview(block)[:got])
        again.seek(0)
        stream.replaced = stream.driver, failure
        stream.driver = again
    return block[max(got - 7, 0) : got]
