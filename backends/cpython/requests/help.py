"""What somebody who helps with a bug needs to know: `python -m requests.help` prints it as JSON."""

from __future__ import annotations

import json
import platform
import ssl
import sys
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

from .__version__ import __version__ as requests_version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any

DISTRIBUTION = "omnirequests"


def _installed(name: str) -> ModuleType | None:
    try:
        return import_module(name)
    except ImportError:
        return None


def _version(module: ModuleType | None) -> str | None:
    return getattr(module, "__version__", None)


chardet = _installed("chardet")
charset_normalizer = _installed("charset_normalizer")
cryptography = _installed("cryptography")
idna = _installed("idna")
urllib3 = _installed("urllib3")
pyopenssl = _installed("urllib3.contrib.pyopenssl")
OpenSSL = _installed("OpenSSL") if pyopenssl else None


def _implementation() -> dict[str, str]:
    """Return the name and version of the Python that runs."""
    name = platform.python_implementation()
    if name != "PyPy":
        return {"name": name, "version": platform.python_version()}
    pypy = vars(sys)["pypy_version_info"]
    release: str = "" if pypy.releaselevel == "final" else pypy.releaselevel
    return {"name": name, "version": f"{pypy.major}.{pypy.minor}.{pypy.micro}{release}"}


def _distribution() -> dict[str, str | None]:
    """Return the name and version of the package that is installed; no version where it only lies on the path."""
    try:
        return {"name": DISTRIBUTION, "version": version(DISTRIBUTION)}
    except PackageNotFoundError:
        return {"name": DISTRIBUTION, "version": None}


def _pyopenssl() -> dict[str, str | None]:
    linked = f"{OpenSSL.SSL.OPENSSL_VERSION_NUMBER:x}" if OpenSSL else ""
    return {"version": _version(OpenSSL), "openssl_version": linked}


def info() -> dict[str, Any]:
    """Return {what: {"version": …, …}} of this package, what it is built on and where it runs."""
    return {
        "platform": {"system": platform.system(), "release": platform.release()},
        "implementation": _implementation(),
        "distribution": _distribution(),
        "system_ssl": {"version": f"{ssl.OPENSSL_VERSION_NUMBER:x}"},
        "using_pyopenssl": pyopenssl is not None,
        "using_charset_normalizer": chardet is None,
        "pyOpenSSL": _pyopenssl(),
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
