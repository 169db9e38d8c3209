"""The firmware's part of test_heap.py: transfers, each of which must fit into a heap of a given size."""

import binascii

import fake_file
import requests

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: "
OK = "/script/x" + str(binascii.hexlify(HEAD + b"2\r\n\r\nok"), "ascii")
CUT = "/script/x" + str(binascii.hexlify(HEAD + b"9\r\n\r\ncut"), "ascii") + ".close"


def small_get(at):
    assert len(requests.get(at + "/bytes/10").content) == 10


def head(url, count):
    """Read a head of so many fields."""
    assert len(requests.get(url).headers) == count


def read(url, size, want):
    total = 0
    with requests.get(url, stream=True) as r:
        for block in r.iter_content(size):
            total += len(block)
    assert total == want, total


def case_16_mb_by_iter_content(at):
    read(at + "/bytes/16777216", 2048, 16777216)


def case_a_megabyte_in_chunks(at):
    read(at + "/chunked/1048576/5000", 2048, fake_file.SIZE)


def case_a_megabyte_until_the_connection_closes(at):
    read(at + "/close-delimited/1048576", 2048, fake_file.SIZE)


def case_a_megabyte_in_blocks_as_they_arrive(at):
    read(at + "/bytes/1048576", None, fake_file.SIZE)


def case_a_megabyte_saved(at):
    assert requests.get(at + "/bytes/1048576", stream=True).save("/dev/null") == fake_file.SIZE


def send(at, **body):
    r = requests.post(at + OK, **body)
    assert r.status_code == 200, r.status_code


def case_a_megabyte_of_multipart(at):
    send(at, files={"f": ("a.jpg", fake_file.BinaryFile())})


def case_a_megabyte_of_a_file(at):
    send(at, data=fake_file.BinaryFile())


def case_a_megabyte_of_a_file_without_readinto(at):
    send(at, data=fake_file.File())


def case_a_megabyte_of_a_generator(at):
    send(at, data=(b"x" * 1024 for _ in range(1024)))


def case_an_error(at):
    try:
        requests.get(at + CUT)
    except requests.RequestException:
        return
    raise AssertionError("no error")
