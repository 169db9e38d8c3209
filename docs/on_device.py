"""A Sphinx extension with the directive `on-device`, for names that only the device has.

    .. on-device:: requests.adapters.HTTPAdapter

Signature and docstring are read from the device's source, which is not imported.
"""

from __future__ import annotations

import ast
import re
from typing import Any

import reference
from docutils.nodes import Node
from sphinx.ext.napoleon import GoogleDocstring
from sphinx.util.docutils import SphinxDirective


def definition(name: str) -> Any:
    """Return the definition of a class or a function, such as "requests.adapters.HTTPAdapter"."""
    module, _, last = name.rpartition(".")
    tree = reference.device_tree()["" if module == "urequests" else module.removeprefix("requests.")]
    (found,) = (part for part in tree.body if getattr(part, "name", "") == last)
    return found


def signature(node: Any) -> str:
    """Return the arguments of a function, or of a class's constructor, without annotations."""
    if isinstance(node, ast.ClassDef):
        (node,) = (part for part in node.body if getattr(part, "name", "") == "__init__")
    given = node.args
    for argument in (*given.args, *given.kwonlyargs, *filter(None, (given.vararg, given.kwarg))):
        argument.annotation = None
    return ast.unparse(given).removeprefix("self, ")


class OnDevice(SphinxDirective):
    """The directive: a class or a function as the device has it."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Return the nodes of the signature and the docstring."""
        name = self.arguments[0]
        node = definition(name)
        kind = "class" if isinstance(node, ast.ClassDef) else "function"
        marked = [reference.as_rst(line) for line in (ast.get_docstring(node) or "").splitlines()]
        text = "".join(f"   {line}\n" for line in GoogleDocstring(marked, self.config).lines())
        text = re.sub(r"^( +)\.\. attribute::.*$", r"\g<0>\n\1   :no-index:", text, flags=re.MULTILINE)
        return self.parse_text_to_nodes(f".. py:{kind}:: {name}({signature(node)})\n   :no-index:\n\n{text}")


def setup(app: Any) -> dict[str, bool]:
    """Register the directive."""
    app.add_directive("on-device", OnDevice)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
