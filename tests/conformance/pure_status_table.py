"""The table of status codes, which PyPI's Requests does not have."""

from requests import codes
from requests._core.status_codes import TABLE, find_code

from harness import eq


def case_no_other_name_is_found_in_the_table():
    for name in ("", " ", "200", "ok okay", " ok", "Ok", "Not_Found", "continue 101", "20"):
        eq((name, find_code(name)), (name, None))


def case_each_name_of_the_table_is_found():
    """CPython makes the attributes of `codes` from the table; MicroPython searches it."""
    code, last = 0, {}
    for word in TABLE.split():
        if len(word) == 3 and not word.strip("0123456789"):
            code = int(word)
        else:
            last[word] = code
    eq((len(last) > 100, last["continue"], last["ok"]), (True, 100, 200))
    for name, code in last.items():
        eq((name, find_code(name), codes[name]), (name, code, code))
        if name[0] not in "\\/":
            eq((name, find_code(name.upper()), codes[name.upper()]), (name, code, code))
