"""The mappings that shared code builds on: what collections.abc would give, and a dict that keeps its order."""

from collections import OrderedDict as Ordered

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

__all__ = ["ItemsView", "KeysView", "MutableMapping", "Names", "Ordered", "ValuesView"]

Names = dict  # a base cannot be subscripted here
_NOTHING = object()
_Subscripted: "Any" = object  # what it lacks, its subclasses have


class _Mapping(_Subscripted):  # type: ignore[misc]  # a base that is made at run time
    """What can be said of a mapping in terms of the rest, which its subclasses have each in its own way."""

    def pop(self, key: "Any", default: "Any" = _NOTHING) -> "Any":
        try:
            value = self[key]
        except KeyError:
            if default is _NOTHING:
                raise
            return default
        del self[key]
        return value

    def popitem(self) -> "tuple[Any, Any]":
        for key in self:
            return key, self.pop(key)
        raise KeyError("popitem(): the mapping is empty")

    def clear(self) -> None:
        for key in self.keys():
            del self[key]

    def setdefault(self, key: "Any", default: "Any" = None) -> "Any":
        if key not in self:
            self[key] = default
        return self[key]

    def __eq__(self, other: "Any") -> bool:
        return hasattr(other, "items") and bool(dict(self.items()) == dict(other.items()))


class _Generic:
    def __getitem__(self, types: "Any") -> "type[_Mapping]":
        return _Mapping


# Shared classes derive from MutableMapping[str, V], for type checkers; a class cannot be subscripted here.
if TYPE_CHECKING:
    from typing import MutableMapping
else:
    MutableMapping = _Generic()


class KeysView:
    """The keys of a mapping, which it compares in its own way."""

    def __init__(self, mapping: "Any") -> None:
        self._mapping = mapping

    def __len__(self) -> int:
        return len(self._mapping)

    def __contains__(self, key: "Any") -> bool:
        return key in self._mapping

    def __iter__(self) -> "Iterator[Any]":
        return iter(self._mapping)


class ItemsView(KeysView):
    """The pairs of a mapping that has them at hand in `_store`."""

    def __contains__(self, pair: "Any") -> bool:
        return pair[0] in self._mapping and bool(self._mapping[pair[0]] == pair[1])

    def __iter__(self) -> "Iterator[Any]":
        return iter(list(self._mapping._store.values()))


class ValuesView(KeysView):
    """The values of a mapping that has its pairs at hand in `_store`."""

    def __contains__(self, value: "Any") -> bool:
        return value in list(self)

    def __iter__(self) -> "Iterator[Any]":
        return iter([pair[1] for pair in self._mapping._store.values()])
