"""Skip a field of a response's head that is too long for a board, unless a client must know its value."""

from ._core.headers import latin1_text

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from ._stream import SocketStream

MOST = 65536  # bytes of one field that are skipped
NEEDED = (  # for framing, redirects, cookies, authentication, and to read the content
    "content-length",
    "transfer-encoding",
    "connection",
    "location",
    "set-cookie",
    "www-authenticate",
    "proxy-authenticate",
    "authentication-info",
    "content-type",
    "content-encoding",
)


def skip(stream: "SocketStream", line: bytes) -> bool:
    """Read on to the end of a field that begins with `line`, unstored; False if it is needed or has no end."""
    name, colon, _ = line.partition(b":")
    if not colon or latin1_text(name).strip().lower() in NEEDED or name[:1] in b" \t":
        return False
    left = MOST
    while line and line[-1:] != b"\n" and left > 0:
        line = stream.readline(1024)
        left -= len(line)
    return line[-1:] == b"\n"
