"""The languages a folder declares, against those its texts are written in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from bot.knowledge.parsing.document import Document
from bot.knowledge.parsing.nodes import Fields, Items, Node, Scalar
from bot.knowledge.problems import Problem

_MANY = 10
"""Texts in one language that are more than slips of the pen."""
_CODE = re.compile("[a-z]{2}")


def unspoken(listed: Node | None, documents: Iterable[Document]) -> list[Scalar]:
    """Return the declared languages in which the folder holds nothing at all."""
    items = listed.items if isinstance(listed, Items) else []
    codes = {item.value: item for item in items if isinstance(item, Scalar)}
    counts = dict.fromkeys((code for code in codes if _CODE.fullmatch(code)), 0)
    for document in documents:
        for code, count in counts.items():
            if count < _MANY:
                counts[code] += _count(document.content, code)
    silent = [codes[code] for code, count in counts.items() if count == 0]
    return silent if max(counts.values(), default=0) >= _MANY else []


def _count(content: bytes, code: str) -> int:
    """Return how often a language stands as a key; few words end like it."""
    key = code.encode() + b":"
    return sum(content.count(sign + key) for sign in (b" ", b"{"))


def gather_undeclared(documents: Iterable[Document], declaring: Document | None) -> None:
    """Turn many reports of one language nobody declared into one, where languages are declared."""
    if declaring is None or not isinstance(declaring.node, Fields):
        return
    where = declaring.node.keys.get("languages")
    documents = list(documents)
    counts = Counter(
        _key(problem) for each in documents for problem in each.problems if _is_unknown(problem)
    )
    for code, count in counts.items():
        if where is None or count < _MANY:
            continue
        declaring.at("E223", where, value=code, count=count)
        for each in documents:
            each.problems[:] = [
                one for one in each.problems if not _is_unknown(one) or _key(one) != code
            ]


def _is_unknown(problem: Problem) -> bool:
    return problem.rule == "E204"


def _key(problem: Problem) -> str:
    return str(dict(problem.values).get("key"))
