"""The base classes of mappings in shared code: the mixin methods of collections.abc, and an ordered dict."""

from collections import OrderedDict as Ordered

from ._loading import late

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any, MutableMapping

    __all__ = ["MutableMapping", "Names", "Ordered"]

Names = dict  # a base cannot be subscripted here


class _Mapping:
    """The methods of a mapping that are implemented with the methods of its subclasses; views read `_store`."""

    def keys(self) -> "Any":
        return late("_views", "View")(self, 0)

    def items(self) -> "Any":
        return late("_views", "View")(self, None)

    def values(self) -> "Any":
        return late("_views", "View")(self, 1)

    def pop(self: "Any", key: "Any", default: "Any" = KeyError) -> "Any":
        if default is not KeyError and key not in self:
            return default
        value = self[key]
        del self[key]
        return value

    def popitem(self: "Any") -> "tuple[Any, Any]":
        for key in self:
            return key, self.pop(key)
        raise KeyError("empty")

    def clear(self: "Any") -> None:
        for key in list(self):
            del self[key]

    def setdefault(self: "Any", key: "Any", default: "Any" = None) -> "Any":
        if key not in self:
            self[key] = default
        return self[key]

    def __eq__(self: "Any", other: "Any") -> bool:
        return hasattr(other, "items") and bool(dict(self.items()) == dict(other.items()))


# Shared classes derive from MutableMapping[str, V], for type checkers; a class cannot be subscripted here.
MutableMapping = {(str, "V"): _Mapping, (str, str): _Mapping}  # type: ignore[misc, assignment] # a class for them
