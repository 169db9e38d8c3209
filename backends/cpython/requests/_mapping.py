"""The mapping base of the shared structures, as this backend has it."""

from collections.abc import MutableMapping

__all__ = ["MutableMapping", "Ordered"]

Ordered = dict  # keeps the order of insertion
