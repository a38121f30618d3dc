"""Names that something broken elsewhere should have given: what follows from it is left unsaid.

An id that is misspelt or taken, a file that cannot be read, or one in the wrong place is one
problem; a hundred places that name what it holds are not a hundred more. A name that is nearly a
known one is still reported: that is a slip of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.knowledge.ids import is_id
from bot.knowledge.parsing.document import Document

GIVEN_BY: Mapping[str, frozenset[str]] = {
    "source": frozenset({"sources"}),
    "entry": frozenset({"intents", "faq"}),
    "topic": frozenset({"intents", "faq"}),
    "command": frozenset({"intents", "faq"}),
    "section": frozenset({"occupations"}),
    "occupation": frozenset({"occupations"}),
    "default": frozenset({"occupations"}),
    "figure": frozenset({"occupations"}),
    "form": frozenset({"forms"}),
}
"""The kinds of names, and the files that hold them."""
_A_SLIP = 85
"""How like a known name a misspelt one is, in per cent."""
_RULES = frozenset(
    f"E{number}"
    for number in (*range(101, 104), *range(110, 136), 138, 140, 141, 205, 210, 211, 212)
)
"""Rules a file breaks that may hide names."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What names may be lost: `kinds` any of which may be, and of these `whole` wherever a file
    is missing, or ends too soon; else only those that stand in a broken file's text.
    """

    kinds: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    texts: tuple[tuple[str, str, str], ...] = ()
    """The kind of names a broken file gives, its own name, its text."""

    def may_hold(self, kind: str, name: str) -> bool:
        """Tell whether something broken or missing may be what gives this name."""
        if kind in self.whole:
            return True
        return kind in self.kinds and any(
            name == stem or name in text for given, stem, text in self.texts if given == kind
        )


def lost_names(documents: Sequence[Document], misplaced: Iterable[str]) -> Lost:
    """Return the names that broken or misplaced files may hold."""
    broken = [
        document
        for document in documents
        if document.node is None or any(each.rule in _RULES for each in document.problems)
    ]
    whole = {_holder(document) for document in broken if _ends_too_soon(document)}
    whole |= set(misplaced)
    whole |= {
        str(dict(problem.values)["better"])
        for document in documents
        for problem in document.problems
        if problem.rule == "E138"
    }
    return Lost(
        _given_by(whole | {_holder(document) for document in broken}),
        _given_by(whole),
        tuple(
            (kind, document.stem, "\n".join(document.lines))
            for document in broken
            for kind in _given_by({_holder(document)})
        ),
    )


def _holder(document: Document) -> str:
    """Return the folder a file is in, else its own name."""
    return document.path.partition("/")[0].partition(".")[0]


def _given_by(files: Iterable[str]) -> frozenset[str]:
    """Return the kinds of names that such files hold."""
    return frozenset(kind for kind, given in GIVEN_BY.items() if given & set(files))


def _ends_too_soon(document: Document) -> bool:
    """Tell whether a file holds nothing, or cannot be read just where it ends: more may have
    stood there.
    """
    last = next((n for n in range(len(document.lines), 0, -1) if document.lines[n - 1].strip()), 0)
    return last == 0 or any(
        problem.rule in _RULES and problem.line >= last for problem in document.problems
    )


def is_slip(name: str, known: Iterable[str]) -> bool:
    """Tell whether a name is surely a misspelt known one."""
    folded = name.casefold()
    return any(is_id(each) and fuzz.ratio(folded, each.casefold()) >= _A_SLIP for each in known)
