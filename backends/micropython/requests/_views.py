"""The views that keys(), items() and values() of a mapping return."""

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from collections.abc import Iterator
        from typing import Any


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
    """The pairs of a mapping that keeps them in `_store`."""

    def __contains__(self, pair: "Any") -> bool:
        return pair[0] in self._mapping and bool(self._mapping[pair[0]] == pair[1])

    def __iter__(self) -> "Iterator[Any]":
        return iter(list(self._mapping._store.values()))


class ValuesView(KeysView):
    """The values of a mapping that keeps its pairs in `_store`."""

    def __contains__(self, value: "Any") -> bool:
        return value in list(self)

    def __iter__(self) -> "Iterator[Any]":
        return iter([pair[1] for pair in self._mapping._store.values()])
