"""The mapping base of the shared structures, as this backend has it."""

from __future__ import annotations

from collections import abc
from collections.abc import Iterator, KeysView
from types import GenericAlias
from typing import TYPE_CHECKING, Any, Generic, TypeVar

__all__ = ["ItemsView", "KeysView", "MutableMapping", "Ordered", "ValuesView"]

Ordered = dict  # keeps the order of insertion

if TYPE_CHECKING:
    MutableMapping = abc.MutableMapping
else:
    _V = TypeVar("_V")

    class MutableMapping(abc.MutableMapping, Generic[_V]):
        """A mapping that is typing.Generic, as those of Requests are, and may be subscripted by whatever is a type."""

        __class_getitem__ = classmethod(GenericAlias)


class ItemsView(abc.ItemsView[str, Any]):
    """The pairs of a mapping that has them at hand in `_store`."""

    _mapping: Any

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return iter(list(self._mapping._store.values()))


class ValuesView(abc.ValuesView[Any]):
    """The values of a mapping that has its pairs at hand in `_store`."""

    _mapping: Any

    def __contains__(self, value: object) -> bool:
        return value in dict(self._mapping._store.values()).values()

    def __iter__(self) -> Iterator[Any]:
        return iter(dict(self._mapping._store.values()).values())
