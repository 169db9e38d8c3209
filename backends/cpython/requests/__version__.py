"""The level of the Requests interface that this package implements.

`__version__` is the version of Requests that programs can expect, as `sys.version` is that of Python under PyPy.  The
version of the distribution itself is in its metadata and in `python -m requests.help`.
"""

__title__ = "requests"
__description__ = "One HTTP client, one import, every Python."
__url__ = ""  # as in [project.urls]: there is no public address yet
__version__ = "2.34.2"
__build__ = 0x023402
__author__ = "the OmniRequests authors"
__author_email__ = ""
__license__ = "MIT"
__copyright__ = "Copyright 2026 the OmniRequests authors"
__cake__ = "\u2728 \U0001f370 \u2728"
