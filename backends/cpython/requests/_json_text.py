"""Read and write JSON with the codec that `models` has: json, simplejson, or a program's replacement."""

from __future__ import annotations

from .compat import JSONDecodeError as CodecError
from .exceptions import JSONDecodeError
from .utils import guess_json_utf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .models import Response


def written(value: Any, codec: Any) -> str:
    """Return a value as strict JSON; the codec's ValueError or TypeError for what has no such form."""
    text: Any = codec.dumps(value, allow_nan=False)
    return text if isinstance(text, str) else str(text, "utf-8")


def read(response: Response, codec: Any, kwargs: dict[str, Any]) -> Any:
    """Return the value of a response's JSON content, or raise JSONDecodeError."""
    try:
        return _loads(response, codec, kwargs)
    except CodecError as error:
        raise JSONDecodeError(error.msg, error.doc, error.pos, response=response) from error
    except (RecursionError, ValueError) as error:  # what is nested too deeply, a number of thousands of digits
        if kwargs and not isinstance(error, RecursionError):
            raise  # from a function of the caller's
        raise JSONDecodeError(str(error), response.text, 0, response=response) from error


def _loads(response: Response, codec: Any, kwargs: dict[str, Any]) -> Any:
    content = response.content
    encoding = guess_json_utf(content) if not response.encoding and content and len(content) > 3 else None
    if encoding is not None:
        try:
            return codec.loads(content.decode(encoding), **kwargs)
        except UnicodeDecodeError:
            pass  # a server that says nothing and means another encoding
    return codec.loads(response.text, **kwargs)
