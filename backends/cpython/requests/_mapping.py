"""The base classes of the mappings in `structures`, as CPython has them."""

from __future__ import annotations

from collections import abc
from collections.abc import Iterator
from types import GenericAlias
from typing import TYPE_CHECKING, Any, Generic, TypeVar

__all__ = ["MutableMapping", "Names", "Ordered"]

Ordered = dict  # keeps the order of insertion


class Names(dict[str, Any]):
    """The base of LookupDict, with the `__getattr__` that Requests' has."""

    def __getattr__(self, key: str) -> Any:
        raise AttributeError(key)


_PRIMITIVES = ("__getitem__", "__setitem__", "__delitem__", "__iter__")
_DERIVED = ("__contains__", "get", "items", "keys", "update", "values")

if TYPE_CHECKING:
    MutableMapping = abc.MutableMapping
else:
    _V = TypeVar("_V")

    class MutableMapping(abc.MutableMapping, Generic[_V]):
        """A mapping that is typing.Generic, as those of Requests are, and can be subscripted at run time."""

        __class_getitem__ = classmethod(GenericAlias)

        def items(self):
            """Return a view of the pairs, which iterates over those that are there when it begins."""
            return ItemsView(self)

        def values(self):
            """Return a view of the values, which iterates over those that are there when it begins."""
            return ValuesView(self)

        def __init_subclass__(cls, **kwargs):
            """Use the ABC's methods in a subclass that overrides a primitive: ours access the store directly."""
            super().__init_subclass__(**kwargs)
            ours = next(one for one in cls.__mro__ if one.__base__ is MutableMapping)
            if any(getattr(cls, name) is not getattr(ours, name) for name in _PRIMITIVES):
                for name in _DERIVED:
                    if getattr(cls, name) is getattr(ours, name):
                        setattr(cls, name, getattr(abc.MutableMapping, name))


class ItemsView(abc.ItemsView[str, Any]):
    """The pairs of a mapping that stores them in `_store`."""

    _mapping: Any

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return iter(list(self._mapping._store.values()))


class ValuesView(abc.ValuesView[Any]):
    """The values of a mapping that stores its pairs in `_store`."""

    _mapping: Any

    def __contains__(self, value: object) -> bool:
        return value in dict(self._mapping._store.values()).values()

    def __iter__(self) -> Iterator[Any]:
        return iter(dict(self._mapping._store.values()).values())
