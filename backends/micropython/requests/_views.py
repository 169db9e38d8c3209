"""The views that keys(), items() and values() of a mapping return."""

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from collections.abc import Iterator
        from typing import Any


class View:
    """The keys (`part` is 0), values (1) or pairs (None) of a mapping that keeps its pairs in `_store`."""

    def __init__(self, mapping: "Any", part: "int | None") -> None:
        self._mapping = mapping
        self._part = part

    def __len__(self) -> int:
        return len(self._mapping)

    def __iter__(self) -> "Iterator[Any]":
        part = self._part
        for pair in list(self._mapping._store.values()):
            yield pair if part is None else pair[part]

    def __contains__(self, item: "Any") -> bool:
        if self._part == 0:
            return item in self._mapping
        if self._part is None:
            return item[0] in self._mapping and bool(self._mapping[item[0]] == item[1])
        return item in list(self)
