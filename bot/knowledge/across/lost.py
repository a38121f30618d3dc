"""Names that something broken elsewhere should have given: what follows from it is left unsaid.

An id that is misspelt or taken, a file that cannot be read, or one in the wrong place is one
problem; a hundred places that name what it holds are not a hundred more. A name that is nearly a
known one is still reported: that is a slip of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz

from bot.knowledge.ids import is_id
from bot.knowledge.parsing.document import Document

GIVEN_BY: Mapping[str, frozenset[str]] = {
    "source": frozenset({"sources"}),
    "entry": frozenset({"intents", "faq"}),
    "topic": frozenset({"intents", "faq"}),
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
    f"E{number}" for number in (*range(101, 104), *range(110, 136), 138, 205, 210, 211, 212)
)
"""Rules a file breaks that may hide names."""


def lost_kinds(documents: Sequence[Document], misplaced: Iterable[str]) -> frozenset[str]:
    """Return the kinds of names of which a broken or misplaced file may hold some."""
    files = {
        document.path.partition("/")[0].partition(".")[0]
        for document in documents
        if any(problem.rule in _RULES for problem in document.problems)
    } | set(misplaced)
    files |= {
        str(dict(problem.values)["better"])
        for document in documents
        for problem in document.problems
        if problem.rule == "E138"
    }
    return frozenset(kind for kind, given in GIVEN_BY.items() if given & files)


def is_slip(name: str, known: Iterable[str]) -> bool:
    """Tell whether a name is surely a misspelt known one."""
    folded = name.casefold()
    return any(is_id(each) and fuzz.ratio(folded, each.casefold()) >= _A_SLIP for each in known)
