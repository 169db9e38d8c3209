"""Check that the installed dependencies are versions that are known to work."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from types import ModuleType

import urllib3
from urllib3.exceptions import DependencyWarning

from .exceptions import RequestsDependencyWarning


def check_compatibility(
    urllib3_version: str, chardet_version: str | None, charset_normalizer_version: str | None
) -> None:
    """Raise AssertionError or ValueError for a version that is not supported or not a version number.

    Of the character detectors, charset_normalizer is checked only if chardet is missing; if both are missing, a
    RequestsDependencyWarning is issued.
    """
    _check_urllib3(urllib3_version)
    if chardet_version:
        _in_range("chardet", chardet_version, (3, 0, 2), (8, 0, 0))
    elif charset_normalizer_version:
        _in_range("charset_normalizer", charset_normalizer_version, (2, 0, 0), (4, 0, 0))
    else:
        warnings.warn("Neither chardet nor charset_normalizer is installed.", RequestsDependencyWarning)


def _check_urllib3(version: str) -> None:
    if _numbers(version, at_least=2) < (1, 21):
        raise AssertionError(f"urllib3 {version} is older than 1.21.1")


def _in_range(name: str, version: str, lowest: tuple[int, ...], beyond: tuple[int, ...]) -> None:
    if not lowest <= _numbers(version, at_least=3) < beyond:
        raise AssertionError(f"{name} {version} is not known to work")


def _numbers(version: str, at_least: int) -> tuple[int, ...]:
    parts = version.split(".")[:3]
    if len(parts) < at_least:
        raise AssertionError(f"{version!r} is not a version number")
    return tuple(map(int, parts))


def _check_cryptography(cryptography_version: str) -> None:  # pyright: ignore[reportUnusedFunction]  # other packages call it
    """Warn about cryptography before 1.3.4; ignore a version that does not consist of numbers."""
    try:
        numbers = [int(part) for part in cryptography_version.split(".")]
    except ValueError:
        return
    if numbers < [1, 3, 4]:
        warnings.warn(f"Old version of cryptography ({numbers}) may be slow.", RequestsDependencyWarning)


def _check_installed() -> None:
    """Warn, instead of raising an exception, if the version of urllib3 is not supported."""
    try:
        _check_urllib3(urllib3.__version__)  # type: ignore[attr-defined]  # not re-exported by its types
    except (AssertionError, ValueError) as error:
        warnings.warn(f"urllib3 may not work: {error}.", RequestsDependencyWarning)


def chardet() -> ModuleType | None:
    """Return the module chardet, or None if it is not installed."""
    try:
        import chardet  # type: ignore[import-not-found,unused-ignore]  # optional
    except ImportError:
        return None
    return chardet  # type: ignore[no-any-return,unused-ignore]


def charset_normalizer() -> ModuleType | None:
    """Return the module charset_normalizer, or None if it is not installed."""
    try:
        import charset_normalizer
    except ImportError:
        return None
    return charset_normalizer


def detector() -> ModuleType | None:
    """Return the module that guesses encodings: chardet if it is installed, else charset_normalizer."""
    return chardet() or charset_normalizer()


def late_detector(module: str) -> Callable[[str], ModuleType | None]:
    """Return a `__getattr__` for a module that has the detector as `chardet`, looked up at each access."""

    def __getattr__(name: str) -> ModuleType | None:
        if name == "chardet":
            return detector()
        raise AttributeError(f"module {module!r} has no attribute {name!r}")

    return __getattr__


def version(module: ModuleType | None) -> str | None:
    """Return the `__version__` of a module, or None if it has none or the module is None."""
    return getattr(module, "__version__", None)


_check_installed()
warnings.simplefilter("ignore", DependencyWarning)  # urllib3's module for SOCKS warns if PySocks is not installed
