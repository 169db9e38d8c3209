"""Read frames of an MJPEG stream into one buffer.

    python examples/mjpeg.py URL COUNT        # or: micropython examples/mjpeg.py ...

The stream is one response, which may not end. Each frame follows lines that contain its length.
"""

import sys

import requests

BUFFER = bytearray(100 * 1024)  # the largest frame


def read_line(raw):
    """Return a line, with its line end; b"" at the end of the stream."""
    line = b""
    while not line.endswith(b"\n"):
        byte = raw.read(1)
        if not byte:
            break
        line += byte
    return line


def next_length(raw):
    """Read the lines before the next frame, and return its length; None at the end of the stream."""
    length = None
    while True:
        line = read_line(raw)
        if not line:
            return None
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
        elif not line.strip() and length is not None:
            return length


def frames(raw, buffer):
    """Yield a view of the buffer for each frame."""
    while True:
        length = next_length(raw)
        if length is None:
            return
        if length > len(buffer):
            raise ValueError(f"the buffer is too small for a frame of {length} bytes")
        view = memoryview(buffer)[:length]
        done = 0
        while done < length:
            count = raw.readinto(view[done:])
            if not count:
                return
            done += count
        yield view


def main(url, count):
    with requests.get(url, stream=True, timeout=(10, 10)) as r:
        r.raise_for_status()
        for number, frame in enumerate(frames(r.raw, BUFFER)):
            print("frame", number, len(frame), "bytes", bytes(frame[:2]) == b"\xff\xd8")
            if number + 1 == int(count):
                break


main(*sys.argv[1:])
