"""The comparison needs PyPI's requests: `nox -s reference` makes an environment with it and passes its Python."""

import os

collect_ignore_glob = [] if "REFERENCE_PYTHON" in os.environ else ["test_*.py"]
