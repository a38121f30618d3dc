"""Places that are still to be filled in: whoever wrote TODO there knows that something is missing.

An unfinished file is an error and not a warning, so that nobody ever gets to read a TODO.
"""

from __future__ import annotations

import re

from bot.knowledge.parsing.document import Document
from bot.knowledge.parsing.nodes import Fields, Items, Node

_TODO = re.compile(r"^\s*(?:- )?TODO\b", re.MULTILINE)


def check_unfinished(document: Document) -> None:
    """Report every text that starts with TODO, and then nothing else on its line."""
    if b"TODO" not in document.content:
        return
    waiting: list[Node] = [] if document.node is None else [document.node]
    lines = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, Items):
            waiting.extend(reversed(node.items))
        elif isinstance(node, Fields):
            waiting.extend(reversed([*node.keys.values(), *node.values.values()]))
        elif _TODO.search(node.value):
            line, column = document.find(node, "TODO")
            document.add("E220", line, column)
            lines |= {node.line, line}
    document.guessed |= lines
