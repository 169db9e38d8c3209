"""The exceptions whose bases cost an import; they are public as members of `exceptions`."""

from __future__ import annotations

from json import JSONDecodeError as CompatJSONDecodeError

from urllib3.exceptions import HTTPError as BaseHTTPError

from .exceptions import InvalidJSONError, RequestException

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["BaseHTTPError", "CompatJSONDecodeError", "ContentDecodingError", "JSONDecodeError"]


class ContentDecodingError(RequestException, BaseHTTPError):
    """The body could not be decoded as its Content-Encoding says."""


class JSONDecodeError(InvalidJSONError, CompatJSONDecodeError):
    """The body is not the JSON that `Response.json` was asked for.

    Attributes:
        msg, doc, pos, lineno, colno: as in `json.JSONDecodeError`.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        CompatJSONDecodeError.__init__(self, *args)
        InvalidJSONError.__init__(self, *self.args, **kwargs)

    def __reduce__(self) -> Any:
        """Pickle by (msg, doc, pos): OSError's own way would keep only the message."""
        return CompatJSONDecodeError.__reduce__(self)


ContentDecodingError.__module__ = JSONDecodeError.__module__ = RequestException.__module__
