"""A name server with one answer, which is late for a "slow" name and never sent for a "silent" one.

    python names.py ADDRESS

answers every question for an IPv4 address with ADDRESS, and any other with an empty answer (RFC 1035 section 4.1).
"""

import socket
import sys
import time

MOMENT = 0.3  # seconds
IPV4 = b"\0\1"
FOUND = b"\xc0\x0c\0\1\0\1\0\0\0\0\0\4"  # the question's name, type A, class IN, to be kept for 0 s, 4 bytes


def answer(question, address):
    """Return the message that answers a question."""
    end = question.index(b"\0", 12) + 5  # after the name, the type and the class
    found = FOUND + address if question[end - 4 : end - 2] == IPV4 else b""
    counts = b"\0\1" + (b"\0\1" if found else b"\0\0") + b"\0\0\0\0"
    return question[:2] + b"\x81\x80" + counts + question[12:end] + found


def main():
    """Serve until killed."""
    address = socket.inet_aton(sys.argv[1])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind((sys.argv[1], 53))
        print("ready", flush=True)
        while True:
            question, client = sock.recvfrom(512)
            if b"silent" not in question:
                time.sleep(MOMENT if b"slow" in question else 0)
                sock.sendto(answer(question, address), client)


if __name__ == "__main__":
    main()
