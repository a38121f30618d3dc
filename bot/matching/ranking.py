"""Rank one segment: with or without another occupation's name, with or without unknown words.

Says which of the ways was taken and why, as guards; what the ranking is worth is not its
business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.matching.coverage import coverage
from bot.matching.index import FollowUp, Index
from bot.matching.interpretation import Candidate, Guard
from bot.matching.lexicon import Word, keys
from bot.matching.score import rank
from bot.matching.spans import Item, Span

SURE = 0.82
"""From this confidence, or likeness to a phrase, on, nothing else need speak for a reading."""
_LEAST_LIKE = 0.2
"""Known words less like a phrase than this ask for nothing by themselves."""
_FAR_LIKE, _LEAST_OURS = 0.7, 0.2
_OURS = "occupation"
_STORY = 16
"""Words from which on a sentence is read once, as it stands."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates, the items they were ranked for, and how it came to these."""

    candidates: tuple[Candidate, ...]
    items: tuple[Item, ...]
    covered: float = 1.0
    unknown: tuple[str, ...] = ()
    guards: tuple[Guard, ...] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """What a segment is ranked with: the knowledge and what was talked about before."""

    index: Index
    topic: str | None
    follow_ups: Sequence[FollowUp]

    def rank(self, items: Sequence[Item], *, needing: bool = False) -> tuple[Candidate, ...]:
        """Return the candidates for these items, best first; with `needing` none where the best
        one surely needs no slot.
        """
        among = self.index.needing if needing else None
        return rank(items, self.index, self.topic, self.follow_ups, among=among)


def _with(ranking: Ranking, guard: Guard, candidates: Sequence[Candidate] | None = None,
    items: Sequence[Item] | None = None) -> Ranking:  # fmt: skip
    return Ranking(
        ranking.candidates if candidates is None else tuple(candidates),
        ranking.items if items is None else tuple(items),
        ranking.covered,
        ranking.unknown,
        (*ranking.guards, guard),
    )


def unranked(asked: Sequence[Item]) -> Ranking:
    """Return the ranking of items that need none: which of their words are known."""
    return Ranking((), tuple(asked), *coverage(asked))


def rank_named(asked: Sequence[Item], talk: Talk) -> Ranking:
    """Rank with the name of another occupation only where an entry is about that name.

    "frontend salary" asks what any salary question asks; "frontend or backend" does not.
    """
    index, named = talk.index, talk.rank(asked)
    ranking = Ranking(named, tuple(asked), *coverage(asked))
    others = [i for i in asked if isinstance(i, Span) and i.slot == "other_occupation"]
    kept = Guard("other occupation", "passes", about=", ".join(span.text for span in others))
    if not others:
        return _with(ranking, kept)
    unnamed = [_unnamed(item) for item in asked]
    about_it = bool(named) and any(index.speaks_of(named[0].entry, span) for span in others)
    plain = talk.rank(unnamed, needing=about_it)
    if not named or not plain:
        return _with(ranking, kept, named or plain)
    if about_it and not index.knowledge.entries[plain[0].entry].needs:
        return _with(ranking, kept)
    about = index.knowledge.entries[plain[0].entry].about_occupation
    found, needed = plain[0].similarity, named[0].similarity
    if about and found > needed:
        changed = replace(kept, verdict="reranks", found=found, needed=needed)
        return _with(ranking, changed, plain, unnamed)
    return _with(ranking, replace(kept, found=found, needed=needed))


def without_contrary(ranking: Ranking, items: Sequence[Item], talk: Talk) -> Ranking:
    """Leave out small talk that is only like the message's contrary: "not talking about money"
    for "talking about money".
    """
    ranked, negations = ranking.candidates, talk.index.lexicon.negations
    passes = Guard("contrary", "passes")
    if len(ranked) <= 1 or ranked[0].similarity >= SURE:
        return _with(ranking, passes)
    if talk.index.knowledge.entries[ranked[0].entry].kind != "smalltalk":
        return _with(ranking, passes)
    if any(isinstance(item, Word) and item.key in negations for item in items):
        return _with(ranking, passes)
    nearest = talk.index.nearest_phrase(ranked[0].entry, ranking.items)
    if nearest is None or negations.isdisjoint(keys(nearest.text)):
        return _with(ranking, passes)
    return _with(ranking, Guard("contrary", "reranks", about=ranked[0].entry), ranked[1:])


def within_our_field(ranking: Ranking, items: Sequence[Item], talk: Talk) -> Ranking:
    """Leave out what is far from our field where one of our occupations is named, unless it is
    said of them: "I'd be grateful for a word on backend pay" is no thanks.
    """
    ranked, index = ranking.candidates, talk.index
    passes = Guard("our field", "passes")
    named = any(isinstance(i, Span) and i.slot == _OURS and i.distance == 0 for i in items)
    denied = any(isinstance(i, Word) and i.key in index.lexicon.negations for i in items)
    if not named or denied or not ranked or ranked[0].similarity >= _FAR_LIKE:
        return _with(ranking, passes)
    far = [
        each for each in ranked if index.is_far(each.entry) and not index.names(each.entry, _OURS)
    ]
    ours = [each for each in ranked if index.on_our_subjects(each.entry)]
    if ranked[0] not in far or not ours or ours[0].similarity < _LEAST_OURS:
        return _with(ranking, passes)
    rest = [each for each in ranked if each not in far]
    return _with(ranking, replace(passes, verdict="reranks", about=ranked[0].entry), rest)


def without_unknown(ranking: Ranking, talk: Talk) -> Ranking:
    """Rank the known words alone where they ask for something that needs an occupation.

    Then the unknown word is most likely that occupation: "gehalt drachenzähmer".
    """
    ranked = ranking.candidates
    passes = Guard("unknown words", "passes", about=", ".join(ranking.unknown))
    if not ranking.unknown:
        return _with(ranking, passes)
    known = [item for item in ranking.items if isinstance(item, Span) or item.known]
    alone = talk.rank(known, needing=True) if 0 < len(known) <= _STORY else ranked
    if not alone or not talk.index.knowledge.entries[alone[0].entry].needs:
        return _with(ranking, passes)
    found, needed = alone[0].similarity, ranked[0].similarity if ranked else 0.0
    changed = replace(passes, found=found, needed=needed)
    if not ranked or (found > needed and found >= _LEAST_LIKE):
        return _with(ranking, replace(changed, verdict="reranks"), alone, known)
    return _with(ranking, changed)


def _unnamed(item: Item) -> Item:
    if isinstance(item, Span) and item.slot == "other_occupation":
        return replace(item, words=())
    return item


def has_content(items: Sequence[Item]) -> bool:
    """Tell whether anything but function words and fillers is said."""
    return any(isinstance(item, Span) or item.tells for item in items)
