"""Places that are still to be filled in: whoever wrote TODO there knows that something is missing.

So does who wrote TBD or xxx and nothing else, or left the dummy text of a template.

An unfinished file is an error and not a warning, so that nobody ever gets to read a TODO.
"""

from __future__ import annotations

import re

from bot.knowledge.parsing.document import Document
from bot.knowledge.parsing.nodes import Fields, Items, Node

_TODO = re.compile(
    r"(?m:^\s*(?:- )?)TODO\b|[(\[<]TODO\b|\bTODO:|(?i:\blorem ipsum dolor\b)"
    r"|(?m:^[ \t]*(?:- )?[(\[<]?(?P<bare>TBD|FIXME|[xX]{3,5})[)\]>]?[.:]?[ \t]*$)"
)
_MARKS = (b"TODO", b"TBD", b"FIXME", b"xxx", b"XXX", b"orem ipsum d")


def check_unfinished(document: Document) -> None:
    """Report every text with a mark of what is missing, and then nothing else on its line."""
    if not any(mark in document.content for mark in _MARKS):
        return
    waiting: list[Node] = [] if document.node is None else [document.node]
    lines = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, Items):
            waiting.extend(reversed(node.items))
        elif isinstance(node, Fields):
            waiting.extend(reversed([*node.keys.values(), *node.values.values()]))
        elif found := _TODO.search(node.value):
            mark = found["bare"] or ("TODO" if "TODO" in found[0] else found[0])
            line, column = document.find(node, mark)
            document.add("E220", line, column, mark=mark)
            lines |= {node.line, line}
    document.guessed |= lines
