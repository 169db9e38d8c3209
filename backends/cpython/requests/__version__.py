"""The level of the Requests interface that this package implements.

`__version__` answers "which Requests is this?", as `sys.version` does under PyPy.  The version of the
distribution itself is in its metadata and in `python -m requests.help`.
"""

__title__ = "requests"
__description__ = "Python HTTP for Humans."
__url__ = "https://requests.readthedocs.io"
__version__ = "2.34.2"
__build__ = 0x023402
__author__ = "Kenneth Reitz"
__author_email__ = "me@kennethreitz.org"
__license__ = "Apache-2.0"
__copyright__ = "Copyright Kenneth Reitz"
__cake__ = "\u2728 \U0001f370 \u2728"
