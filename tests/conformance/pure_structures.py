"""requests.structures: dictionaries that compare keys without case."""

from requests.structures import CaseInsensitiveDict

from harness import eq, raises


def case_non_strings_are_no_keys():
    eq((None in CaseInsensitiveDict({"Accept": "x"}), 5 in CaseInsensitiveDict()), (False, False))


def case_keys_compare_without_case():
    headers = CaseInsensitiveDict({"Accept": "x"})
    eq(headers["ACCEPT"], "x")
    eq(headers.get("accept"), "x")
    eq(headers.get("other"), None)
    eq(headers.get("other", "y"), "y")
    eq("aCCept" in headers, True)
    eq("other" in headers, False)
    raises(KeyError, lambda: headers["other"])


def case_the_case_of_the_last_set_is_kept():
    headers = CaseInsensitiveDict({"accept": "x"})
    headers["ACCEPT"] = "y"
    eq(list(headers), ["ACCEPT"])
    eq(list(headers.items()), [("ACCEPT", "y")])
    eq(list(headers.lower_items()), [("accept", "y")])
    eq(len(headers), 1)


def case_deleting():
    headers = CaseInsensitiveDict(Accept="x", Host="y")
    del headers["ACCEPT"]
    eq(list(headers.keys()), ["Host"])
    eq(headers.pop("host"), "y")
    eq(headers.pop("host", None), None)
    eq(list(headers.values()), [])
    try:
        del headers["Host"]
    except KeyError:
        pass
    else:
        raise AssertionError("deleted twice")


def case_taking_any():
    headers = CaseInsensitiveDict([("Accept", "x"), ("Host", "y")])
    taken = [headers.popitem(), headers.popitem()]
    eq((sorted(taken), len(headers)), ([("Accept", "x"), ("Host", "y")], 0))
    raises(KeyError, headers.popitem)
    raises(KeyError, headers.pop, "Accept")


def case_order_is_kept():
    names = ["Zeta", "Alpha", "Mid", "beta", "Omega", "a", "b", "c", "d"]
    headers = CaseInsensitiveDict([(name, name) for name in names])
    eq(list(headers), names)
    eq([name for name, value in headers.items()], names)
    eq(list(headers.copy()), names)
    headers["ALPHA"] = "again"
    eq([name.lower() for name in headers], [name.lower() for name in names])


def case_updating():
    headers = CaseInsensitiveDict({"A": "1"})
    headers.update({"a": "2", "B": "3"})
    headers.update([("b", "4")])
    headers.update(CaseInsensitiveDict(C="5"))
    headers.update(D="6")
    eq(headers, {"a": "2", "b": "4", "c": "5", "d": "6"})
    eq(headers.setdefault("A", "x"), "2")
    eq(headers.setdefault("E", "x"), "x")


def case_comparing():
    headers = CaseInsensitiveDict({"A": "1", "B": "2"})
    eq(headers == {"a": "1", "b": "2"}, True)
    eq(headers == CaseInsensitiveDict({"b": "2", "a": "1"}), True)
    eq(headers == {"a": "1"}, False)
    eq(headers == {"a": "1", "b": "X"}, False)
    eq(headers == 5, False)
    eq(headers == None, False)  # noqa: E711  # what is tested


def case_a_copy_is_another():
    headers = CaseInsensitiveDict({"A": "1"})
    other = headers.copy()
    other["A"] = "2"
    del headers["a"]
    eq(dict(other.items()), {"A": "2"})
    eq(len(headers), 0)


def case_items_may_be_changed_while_they_are_read():
    headers = CaseInsensitiveDict({"A": None, "B": "x", "C": None})
    for name, value in list(headers.items()):
        if value is None:
            del headers[name]
    eq(headers, {"B": "x"})


def case_keys_and_values():
    headers = CaseInsensitiveDict([("A", "1"), ("b", "2")])
    eq(list(headers.keys()), ["A", "b"])
    eq(list(headers.values()), ["1", "2"])
    eq("2" in headers.values(), True)


def case_views_compare_without_case_and_follow_changes():
    headers = CaseInsensitiveDict([("Accept", "a"), ("Host", "h")])
    keys, values, items = headers.keys(), headers.values(), headers.items()
    eq(["accept" in keys, "HOST" in keys, "other" in keys], [True, True, False])
    eq([("accept", "a") in items, ("accept", "b") in items, ("x", "a") in items], [True, False, False])
    headers["New"] = "n"
    eq((len(keys), list(keys)), (3, ["Accept", "Host", "New"]))
    eq((len(values), list(values), "n" in values, "new" in values), (3, ["a", "h", "n"], True, False))
    eq((len(items), list(items)), (3, [("Accept", "a"), ("Host", "h"), ("New", "n")]))


def case_repr_is_a_dicts():
    eq(repr(CaseInsensitiveDict({"A": "b"})), "{'A': 'b'}")
    eq(repr(CaseInsensitiveDict()), "{}")


def case_clearing():
    headers = CaseInsensitiveDict({"A": "b", "C": "d"})
    headers.clear()
    eq(len(headers), 0)
    eq(bool(headers), False)


class Folding(dict):
    """A mapping whose items() differ from its values by key, as urllib3's headers with a repeated field."""

    def items(self):
        return [("A", "1"), ("A", "2")]


def case_a_mapping_is_read_by_its_keys():
    eq(list(CaseInsensitiveDict(Folding(A="1, 2")).items()), [("A", "1, 2")])
