"""requests._core.lines: a stream split into lines, wherever its blocks end."""

from requests._core.lines import line_blocks, split_lines

from harness import eq


def cuts(data, size):
    """Return the data in blocks of one size."""
    return [data[i : i + size] for i in range(0, len(data), size)]


def in_every_cut(data, delimiter, want):
    """Compare the lines of bytes and of text, whole and in small blocks."""
    for size in (1, 2, 3, 1000):
        eq((size, list(split_lines(cuts(data, size), delimiter))), (size, want))
        text = [line.decode() for line in want]
        mark = delimiter and delimiter.decode()
        eq((size, list(split_lines(cuts(data.decode(), size), mark))), (size, text))


def case_lines_end_with_lf_crlf_or_cr():
    for data, want in (
        (b"", []),
        (b"a", [b"a"]),
        (b"a\n", [b"a"]),
        (b"\n", [b""]),
        (b"a\nb", [b"a", b"b"]),
        (b"a\r\nb\r\n", [b"a", b"b"]),
        (b"a\rb\r", [b"a", b"b"]),
        (b"a\n\nb\r\n\r\nc\r\rd", [b"a", b"", b"b", b"", b"c", b"", b"d"]),
        (b"a\n\rb", [b"a", b"", b"b"]),
        (b"\r\n\r\n", [b"", b""]),
        (b"a\r\r\nb", [b"a", b"", b"b"]),
        (b"\r\n\n", [b"", b""]),
        (b"long line\nx\nanother long line", [b"long line", b"x", b"another long line"]),
    ):
        in_every_cut(data, None, want)


def case_other_separators_end_no_line():
    text = "a\x0bb\x0cc\x1cd\x85e\u2028f\u2029g"
    eq(list(split_lines([text + "\n", text])), [text, text])


def case_empty_chunks_change_nothing():
    eq(list(split_lines([b"", b"a\r", b"", b"\nb", b""])), [b"a", b"b"])
    eq(list(split_lines([])), [])
    eq(list(split_lines([b""])), [])


def case_a_delimiter_separates_lines():
    for data, delimiter, want in (
        (b"a", b",", [b"a"]),
        (b"a,b", b",", [b"a", b"b"]),
        (b"a,b,", b",", [b"a", b"b", b""]),
        (b",,", b",", [b"", b"", b""]),
        (b"a\n,b\r", b",", [b"a\n", b"b\r"]),
        (b"a;;b;;", b";;", [b"a", b"b", b""]),
        (b"a;b;;;c", b";;", [b"a;b", b";c"]),
        (b"aaaaa", b"aa", [b"", b"", b"a"]),
        (b"abcabcabd", b"abcabd", [b"abc", b""]),
        (b"x\r\n\r\ny", b"\r\n\r\n", [b"x", b"y"]),
    ):
        in_every_cut(data, delimiter, want)
    eq(list(split_lines([], b",")), [])


def case_a_line_is_given_as_soon_as_it_ends():
    seen = []

    def chunks():
        for chunk in (b"a\r", b"b", b"c\n"):
            seen.append(chunk)
            yield chunk

    lines = split_lines(chunks())
    eq((next(lines), seen), (b"a", [b"a\r"]))
    eq((next(lines), len(seen)), (b"bc", 3))


def case_blocks_hold_the_same_lines():
    eq(list(line_blocks([b"a\nb", b"c", b"\nd\n"])), [[b"a"], [b"bc", b"d"]])
    eq(list(line_blocks([b"a,b", b"c"], b",")), [[b"a"], [b"bc"]])
