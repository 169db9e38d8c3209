"""`python -m requests`: print as JSON which distributions own the package's folder, and how to repair it.

It works even if another distribution has replaced or removed files of this one; `python -m requests.help` prints more.
"""

from __future__ import annotations

import json

from ._owners import report


def main() -> None:
    """Print the report."""
    print(json.dumps({"installation": report()}, sort_keys=True, indent=2))


if __name__ == "__main__":
    main()
