"""The mappings that shared code builds on: what collections.abc would give, and a dict that keeps its order."""

from collections import OrderedDict as Ordered

from ._loading import loading

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from typing import Any

__all__ = ["ItemsView", "KeysView", "MutableMapping", "Names", "Ordered", "ValuesView"]

Names = dict  # a base cannot be subscripted here
_NOTHING = object()
_Subscripted: "Any" = object  # what it lacks, its subclasses have


class _Mapping(_Subscripted):  # type: ignore[misc]  # a base that is made at run time
    """What can be said of a mapping in terms of the rest, which its subclasses have each in its own way."""

    def pop(self, key: "Any", default: "Any" = _NOTHING) -> "Any":
        if default is not _NOTHING and key not in self:
            return default
        value = self[key]
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


def KeysView(mapping: "Any") -> "Any":
    return _view("KeysView", mapping)


def ItemsView(mapping: "Any") -> "Any":
    return _view("ItemsView", mapping)


def ValuesView(mapping: "Any") -> "Any":
    return _view("ValuesView", mapping)


def _view(kind: str, mapping: "Any") -> "Any":
    with loading:
        from . import _views
    return getattr(_views, kind)(mapping)
