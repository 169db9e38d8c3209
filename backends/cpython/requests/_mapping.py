"""The mapping base of the shared structures, as this backend has it."""

from collections import abc
from types import GenericAlias
from typing import TYPE_CHECKING, Generic, TypeVar

__all__ = ["MutableMapping", "Ordered"]

Ordered = dict  # keeps the order of insertion

if TYPE_CHECKING:
    MutableMapping = abc.MutableMapping
else:
    _V = TypeVar("_V")

    class MutableMapping(abc.MutableMapping, Generic[_V]):
        """A mapping that is typing.Generic, as those of Requests are, and may be subscripted by whatever is a type."""

        __class_getitem__ = classmethod(GenericAlias)
