"""Information for bug reports: `python -m requests.help` prints it as JSON."""

from __future__ import annotations

import json
import platform
import ssl
import sys
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType
from typing import Any

import idna
import urllib3

from . import _dependencies
from .__version__ import __version__ as requests_version
from ._dependencies import version as _version
from ._owners import report as _installation

try:
    import cryptography  # pyright: ignore[reportMissingImports]  # optional
except ImportError:
    cryptography = None  # type: ignore[assignment]  # it is not installed
try:
    import OpenSSL  # type: ignore[import-not-found,unused-ignore] # pyright: ignore[reportMissingImports]  # optional
    from urllib3.contrib import pyopenssl
except ImportError:
    pyopenssl = OpenSSL = None  # type: ignore[assignment,unused-ignore]  # it is not installed


DISTRIBUTION = "omnirequests"
chardet: ModuleType | None = _dependencies.chardet()
charset_normalizer: ModuleType | None = _dependencies.charset_normalizer()


def _implementation() -> dict[str, str]:
    """Return the name and version of the Python that runs."""
    name = platform.python_implementation()
    if name != "PyPy":
        return {"name": name, "version": platform.python_version()}
    pypy = vars(sys)["pypy_version_info"]
    release: str = "" if pypy.releaselevel == "final" else pypy.releaselevel
    return {"name": name, "version": f"{pypy.major}.{pypy.minor}.{pypy.micro}{release}"}


def _distribution() -> dict[str, str | None]:
    """Return the name and version of this distribution; the version is None if it is on the path but not installed."""
    try:
        return {"name": DISTRIBUTION, "version": version(DISTRIBUTION)}
    except PackageNotFoundError:
        return {"name": DISTRIBUTION, "version": None}


def info() -> dict[str, Any]:
    """Return {name: {"version": …, …}} of this package, its dependencies and its platform."""
    linked = f"{OpenSSL.SSL.OPENSSL_VERSION_NUMBER:x}" if OpenSSL else ""
    return {
        "platform": {"system": platform.system(), "release": platform.release()},
        "implementation": _implementation(),
        "distribution": _distribution(),
        "installation": _installation(),
        "system_ssl": {"version": f"{ssl.OPENSSL_VERSION_NUMBER:x}"},
        "using_pyopenssl": pyopenssl is not None,
        "using_charset_normalizer": chardet is None,
        "pyOpenSSL": {"version": _version(OpenSSL), "openssl_version": linked},
        "urllib3": {"version": _version(urllib3)},
        "chardet": {"version": _version(chardet)},
        "charset_normalizer": {"version": _version(charset_normalizer)},
        "cryptography": {"version": _version(cryptography) or ""},
        "idna": {"version": _version(idna) or ""},
        "requests": {"version": requests_version},
    }


def main() -> None:
    """Print `info()` as JSON."""
    print(json.dumps(info(), sort_keys=True, indent=2))


if __name__ == "__main__":
    main()
