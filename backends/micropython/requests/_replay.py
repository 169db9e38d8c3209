"""Look at what has arrived on a connection without waiting, and leave it to be read."""

from ._stream import LATER, abs_number

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

    from ._stream import SocketStream


def peek(stream: "SocketStream", size: int) -> "Any":
    """Return at most `size` bytes that have arrived, as a memoryview; they will be read again."""
    block = memoryview(bytearray(size))
    end: "Any" = None
    got = 0
    try:
        got = stream.driver.readinto(block) or 0
    except (OSError, ValueError) as error:
        if abs_number(error) not in LATER:
            end = error
    if got or end:
        stream.driver = Replay(stream, block[:got], end)
        stream.replaying = True
    return block[:got]


class Replay:
    """A driver that gives what was read already, then an error that came, then goes."""

    def __init__(self, owner: "SocketStream", data: "Any", error: "Any") -> None:
        self._owner = owner
        self._driver = owner.driver
        self._data = data
        self._error = error

    def _take(self, size: int) -> "Any":
        if self._error and not len(self._data):
            raise self._error
        taken = self._data[:size]
        self._data = self._data[size:]
        if not len(self._data) and not self._error:
            self._owner.driver = self._driver
            self._owner.replaying = False
        return taken

    def readinto(self, buffer: "Any") -> int:
        """Fill the buffer with what is left, at least a byte."""
        data = self._take(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def readline(self, limit: int) -> bytes:
        """Return a line or a part of one."""
        return bytes(self._take(bytes(self._data[:limit]).find(b"\n") + 1 or limit))

    def close(self) -> None:
        """Close the connection."""
        self._driver.close()
