"""A board's raw REPL, by MicroPython on this machine over its standard input and output.

It does what mpremote needs: the raw REPL with its soft reset, which ends the program, and raw paste.
"""

import struct
import sys

WINDOW = 1024  # bytes that raw paste may send before the next permission
BANNER = b"raw REPL; CTRL-B to exit\r\n"
source, sink = sys.stdin.buffer, sys.stdout.buffer


def line():
    """The next program, or None when the line is closed."""
    program = bytearray()
    while True:
        byte = source.read(1)
        if not byte:
            return None
        if byte == b"\x04":
            sink.write(b"OK" if program else b"")
            return program
        if byte == b"\x05":
            source.read(2)
            return pasted()
        if byte in b"\x01\x02\x03":
            program = bytearray()
            sink.write(b"\r\n" + BANNER + b">" if byte == b"\x01" else b"")
        elif byte != b"\r" or program:
            program += byte


def pasted():
    """A program that comes in windows."""
    sink.write(b"R\x01" + struct.pack("<H", WINDOW))
    program = bytearray()
    while True:
        byte = source.read(1)
        if byte == b"\x04":
            sink.write(byte)
            return program
        program += byte
        if len(program) % WINDOW == 0:
            sink.write(b"\x01")


def main():
    """Run programs until the soft reset."""
    scope = {"__name__": "__main__"}
    while True:
        program = line()
        if not program:
            break
        try:
            exec(str(program, "utf-8"), scope)
            sink.write(b"\x04")
        except Exception as error:
            sink.write(b"\x04")
            sys.print_exception(error, sys.stdout)
        sink.write(b"\x04>")
    if program is not None:
        sink.write(b"OK\r\nMPY: soft reboot\r\n" + BANNER + b">")


main()
