"""The dictionaries of the public interface: case-insensitive headers, and names that are attributes."""

from ._mapping import MutableMapping, Names, Ordered

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, TypeVar

    V = TypeVar("V")


class CaseInsensitiveDict(MutableMapping[str, "V"]):
    """A mapping with case-insensitive str keys, which preserves the case in which a key was last set.

    `data` is a mapping or pairs, and `kwargs` are further items, as for a dict. Repeated fields of a response are
    joined (RFC 9110 section 5.3); `getlist` returns their separate values. The views of `keys`, `items` and `values`
    are case-insensitive, too; changes during an iteration do not affect it.

        >>> headers = requests.structures.CaseInsensitiveDict({"Content-Type": "text/plain"})
        >>> headers["content-type"]
        'text/plain'
    """

    _repeats: "dict[str, list[Any]] | None" = None  # {lower-case key: the values that were joined}

    def __init__(self, data: "Any" = None, **kwargs: "V") -> None:
        self._store: "dict[str, tuple[str, V]]" = Ordered()
        if data is not None or kwargs:
            self.update(() if data is None else data, **kwargs)

    @classmethod
    def from_pairs(cls, fields: "Iterable[tuple[str, Any]]") -> "CaseInsensitiveDict[Any]":
        """Return the headers of a message from its (name, value) pairs, repeated fields joined by ", "."""
        self: "CaseInsensitiveDict[Any]" = cls()
        store: "dict[str, Any]" = self._store
        for pair in fields:
            key = pair[0].lower()
            if key in store:
                name, folded = store[key]
                if self._repeats is None:
                    self._repeats = {}
                self._repeats.setdefault(key, [folded]).append(pair[1])
                pair = (name, f"{folded}, {pair[1]}")
            store[key] = pair
        return self

    def getlist(self, key: str) -> "list[V]":
        """Return a list of the values of all fields named `key`, in order; it is empty if no field has that name."""
        pair = self._store.get(key.lower())
        if pair is None:
            return []
        values = (self._repeats or {}).get(key.lower())
        return list(values) if values and ", ".join(values) == pair[1] else [pair[1]]  # unchanged since it was received

    def __getitem__(self, key: str) -> "V":
        return self._store[key.lower()][1]

    def __setitem__(self, key: str, value: "V") -> None:
        self._store[key.lower()] = (key, value)

    def __delitem__(self, key: str) -> None:
        del self._store[key.lower()]

    def __contains__(self, key: "Any") -> bool:
        return hasattr(key, "lower") and key.lower() in self._store

    def __iter__(self) -> "Iterator[str]":
        return iter(Ordered(self._store.values()))

    def __len__(self) -> int:
        return len(self._store)

    def get(self, key: str, default: "Any" = None) -> "V | Any":
        """Return the value of `key`, or `default`."""
        pair = self._store.get(key.lower())
        return default if pair is None else pair[1]

    def update(self, data: "Any" = (), **kwargs: "V") -> None:  # type: ignore[override] # pairs too
        """Set each item of `data`, a mapping or an iterable of pairs, and of `kwargs`."""
        store = self._store
        if isinstance(data, CaseInsensitiveDict):
            store.update(data._store)
            if data._repeats:
                self._repeats = dict(data._repeats.items())
        elif data:
            if type(data) is dict:
                data = data.items()
            elif hasattr(data, "keys"):  # not items(), which yields repeated fields of urllib3's headers separately
                for key in data.keys():  # noqa: SIM118 a mapping
                    store[key.lower()] = (key, data[key])
                data = ()
            for key, value in data:
                store[key.lower()] = (key, value)
        for key, value in kwargs.items():
            store[key.lower()] = (key, value)

    def lower_items(self) -> "Iterator[tuple[str, V]]":
        """Iterate over the pairs with keys in lower case."""
        for key, pair in list(self._store.items()):
            yield key, pair[1]

    def copy(self) -> "CaseInsensitiveDict[V]":
        """Return a shallow copy."""
        return CaseInsensitiveDict(self)

    def __eq__(self, other: "Any") -> bool:
        if not hasattr(other, "items"):
            return NotImplemented  # type: ignore[name-defined, no-any-return, unused-ignore] # some stubs lack it
        if not isinstance(other, CaseInsensitiveDict):
            other = CaseInsensitiveDict(other)
        return dict(self.lower_items()) == dict(other.lower_items())

    def __repr__(self) -> str:
        return str(dict(self.items()))


def list_pairs(mapping: "Any") -> "list[tuple[Any, Any]]":
    """Return the pairs of a mapping; for a CaseInsensitiveDict, without making a view of it."""
    return list(mapping._store.values() if isinstance(mapping, CaseInsensitiveDict) else mapping.items())


class LookupDict(Names):  # type: ignore[type-arg, unused-ignore] # on the device
    """A dict whose items are its attributes: `d.name` and `d["name"]`, which is None for an unknown name."""

    def __init__(self, name: "str | None" = None) -> None:
        self.name = name

    def get(self, key: "Any", default: "Any" = None) -> "Any":
        """Return the attribute `key`, or `default`; also `default` for non-strings and for names of dict methods."""
        return getattr(self, key, default) if isinstance(key, str) and not hasattr(dict, key) else default

    if __debug__ and TYPE_CHECKING:

        def __getattr__(self, key: str) -> Any: ...

        def __getitem__(self, key: Any) -> Any: ...

    else:
        __getitem__ = get

    def __repr__(self) -> str:
        return f"<lookup '{self.name}'>"
