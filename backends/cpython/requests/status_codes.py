"""Status codes by name: `codes.not_found`, `codes.NOT_FOUND`, `codes["not_found"]` are 404.

`_codes` is the same by number: {404: ("not_found", "-o-")}.
"""

from __future__ import annotations

from ._core.status_codes import PICTURES, TABLE
from .structures import LookupDict

TYPE_CHECKING = False
if TYPE_CHECKING:

    class _Codes(LookupDict):
        def __getattr__(self, key: str) -> int: ...
        def __getitem__(self, key: object) -> int | None: ...

else:
    _Codes = LookupDict

_codes: dict[int, tuple[str, ...]] = {}
codes: _Codes = _Codes(name="status_codes")


def _init() -> None:
    """Fill `_codes`, and set each name as an attribute of `codes`; if two codes share a name, the later one counts."""
    code = 0
    attributes = vars(codes)
    for word in TABLE.split():
        if word.isdigit():
            code = int(word)
            _codes[code] = ()
            continue
        _codes[code] += (word,)
        attributes[word] = code
        if word[0] not in PICTURES:
            attributes[word.upper()] = code


_init()
