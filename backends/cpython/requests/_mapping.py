"""The mapping base of the shared structures, as this backend has it."""

from __future__ import annotations

from collections import abc
from collections.abc import Iterator, KeysView
from types import GenericAlias
from typing import TYPE_CHECKING, Any, Generic, TypeVar

__all__ = ["ItemsView", "KeysView", "MutableMapping", "Names", "Ordered", "ValuesView"]

Ordered = dict  # keeps the order of insertion
Names = dict[str, Any]

_PRIMITIVES = ("__getitem__", "__setitem__", "__delitem__", "__iter__")
_DERIVED = ("__contains__", "get", "items", "keys", "update", "values")

if TYPE_CHECKING:
    MutableMapping = abc.MutableMapping
else:
    _V = TypeVar("_V")

    class MutableMapping(abc.MutableMapping, Generic[_V]):
        """A mapping that is typing.Generic, as those of Requests are, and may be subscripted by whatever is a type."""

        __class_getitem__ = classmethod(GenericAlias)

        def __init_subclass__(cls, **kwargs):
            """Derive a subclass's methods from the primitives that it replaced: ours go straight to the store."""
            super().__init_subclass__(**kwargs)
            ours = next(one for one in cls.__mro__ if one.__base__ is MutableMapping)
            if any(getattr(cls, name) is not getattr(ours, name) for name in _PRIMITIVES):
                for name in _DERIVED:
                    if getattr(cls, name) is getattr(ours, name):
                        setattr(cls, name, getattr(abc.MutableMapping, name))


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
