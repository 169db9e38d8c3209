"""Status codes by name: `codes.not_found`, `codes.NOT_FOUND`, `codes["not_found"]` are 404."""

from ._core.status_codes import find_code
from .structures import LookupDict

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any


class _Codes(LookupDict):
    def __getattr__(self, key: str) -> "Any":
        code = find_code(key)
        if code is None:
            raise AttributeError(key)
        return code


codes = _Codes(name="status_codes")
