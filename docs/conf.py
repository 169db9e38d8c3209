"""Sphinx's configuration for the documentation: MyST for the pages, the theme Furo, autodoc for the reference.

The build fetches nothing, and the pages load nothing from other hosts.
"""

import sys
import zlib
from pathlib import Path

DOCS = Path(__file__).resolve().parent
sys.path[:0] = [str(DOCS), str(DOCS.parent / "tools")]

import version as versions  # noqa: E402  # needs the line above; it reads the version of pyproject.toml

project = "OmniRequests"
author = copyright = "the OmniRequests authors"
version = release = versions.current()

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.doctest",
    "sphinx.ext.intersphinx",
    "sphinx.ext.napoleon",
    "reference",
    "on_device",
]
exclude_patterns = ["inventories"]
default_role = "code"
suppress_warnings = ["image.not_readable"]  # tests/test_documents.py looks for the files of all links
show_warning_types = True
smartquotes = False  # docstrings and pages quote characters that are sent

myst_enable_extensions = ["attrs_block", "colon_fence", "deflist"]
myst_heading_anchors = 3

napoleon_use_ivar = False  # each of "Attributes:" is a name in objects.inv
napoleon_attr_annotations = False
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
add_module_names = False

# `nox -s docs` runs the examples of the reference. They use no network: each request gets this response.
doctest_global_setup = """
import requests

def _respond(adapter, request, **options):
    response = requests.Response()
    response.status_code, response.url, response.request = 200, request.url, request
    response.headers["Content-Type"] = "application/json"
    response._content = b'{"name": "gate"}'
    return response

_send, requests.adapters.HTTPAdapter.send = requests.adapters.HTTPAdapter.send, _respond
"""
doctest_global_cleanup = "requests.adapters.HTTPAdapter.send = _send"
linkcheck_anchors_ignore_for_url = [
    r"https://docs\.python\.org/"
]  # its pages are large, and intersphinx knows the names

html_theme = "furo"
html_title = "OmniRequests"
html_static_path = ["static"]
html_css_files = ["style.css"]
html_favicon = "static/idea.svg"
html_copy_source = False
html_theme_options = {"navigation_with_keys": True}
pygments_style, pygments_dark_style = "friendly", "monokai"


def inventory(name: str) -> str:
    """Return the path of the objects.inv of another project, made from the names in inventories/<name>.txt.

    Sphinx would fetch that file; we list the few names to which our pages refer instead.
    """
    lines = (DOCS / "inventories" / f"{name}.txt").read_text(encoding="utf-8")
    head = f"# Sphinx inventory version 2\n# Project: {name}\n# Version: \n# The remainder is compressed using zlib.\n"
    target = DOCS.parent / ".cache" / "inventories" / f"{name}.inv"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(head.encode() + zlib.compress(lines.encode()))
    return str(target)


intersphinx_mapping = {
    "python": ("https://docs.python.org/3", inventory("python")),
    "urllib3": ("https://urllib3.readthedocs.io/en/stable", inventory("urllib3")),
}
