"""Functions that few responses need: peek at received bytes without waiting, and skip a field that is too long."""

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


def peek(stream: "SocketStream", size: int) -> "Any":
    """Return at most `size` bytes that have arrived, as a memoryview, without consuming them."""
    block = memoryview(bytearray(size))
    end: "Any" = None
    got = 0
    try:
        got = stream.driver.readinto(block) or 0
    except (OSError, ValueError) as error:
        if abs_number(error) not in LATER:
            end = error
    block = block[:got]
    if got or end:
        replay = Replay()
        replay.owner, replay.driver, replay.data, replay.error = stream, stream.driver, block, end
        stream.driver = replay
        stream.replaying = True
    return block


class Replay:
    """A driver that returns bytes that were read before, and then raises their error or restores the real driver."""

    owner: "Any"
    driver: "Any"
    data: "Any"
    error: "Any"

    def readinto(self, buffer: "Any") -> int:
        """Fill the buffer with the bytes left, at least one."""
        if self.error and not len(self.data):
            raise self.error
        data = self.data[: len(buffer)]
        buffer[: len(data)] = data
        self.data = self.data[len(data) :]
        if not len(self.data) and not self.error:
            self.owner.driver = self.driver
            self.owner.replaying = False
        return len(data)

    def readline(self, limit: int) -> bytes:
        """Return a line or a part of a line."""
        line = bytearray(bytes(self.data[:limit]).find(b"\n") + 1 or min(limit, len(self.data) or 1))
        return bytes(line[: self.readinto(line)])

    def close(self) -> None:
        """Close the connection."""
        self.driver.close()
