"""`python -m requests`: print who owns the package's folder, what is wrong with it, and what repairs it, as JSON.

It works where files of another distribution have replaced or removed ours; `python -m requests.help` has more to tell.
"""

from __future__ import annotations

import json

from ._owners import report


def main() -> None:
    """Print the report."""
    print(json.dumps({"installation": report()}, sort_keys=True, indent=2))


if __name__ == "__main__":
    main()
