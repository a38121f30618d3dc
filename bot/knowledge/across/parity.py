"""The same text in two languages must tell the same: its placeholders are compared."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from bot.knowledge.across.collected import Said
from bot.knowledge.across.texts import PIECE

_BROKEN = ("E301", "E306", "E307", "E308", "E313", "E406")


def check_parity(said: Iterable[Said]) -> None:
    """Report a figure, or a mark of the bot's own sentences, that one language leaves away.

    Texts of one key follow each other in `said`; other placeholders may differ.
    """
    for _, group in groupby(said, key=lambda each: (id(each.document), each.group)):
        texts = list(group)
        marks = [_marks(each) for each in texts]
        if len({frozenset(each) for each in marks}) == 1 or any(map(_is_broken, texts)):
            continue
        together = sorted(set().union(*marks))
        for each, own in zip(texts, marks, strict=True):
            for mark in together:
                if mark not in own:
                    other = next(t for t, m in zip(texts, marks, strict=True) if mark in m)
                    values = {"value": mark, "language": other.language, "other": each.language}
                    rule = "E318" if each.key == "wording" else "W519"
                    each.document.at(rule, each.node, **values)


def _is_broken(said: Said) -> bool:
    """Tell whether a placeholder of this text was reported already: it is one problem, not two."""
    last = said.node.line + said.node.value.count("\n") + 1
    return any(
        problem.rule in _BROKEN and said.node.line <= problem.line <= last
        for problem in said.document.problems
    )


def _marks(said: Said) -> frozenset[str]:
    text = said.node.value
    if "{" not in text:
        return frozenset()
    found = (match[0] for match in PIECE.finditer(text) if match[1])
    wording = said.key == "wording"
    return frozenset(m for m in found if wording or m.startswith(("{amount:", "{sample:")))
