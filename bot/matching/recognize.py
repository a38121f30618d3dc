"""Read one segment of a message: from normalised text to one of three honest outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.knowledge.models import Phrase
from bot.matching.index import FollowUp, Index
from bot.matching.interpretation import Candidate, Interpretation, Outcome, Reason
from bot.matching.lexicon import Word, keys
from bot.matching.score import SHOWN, confidence, coverage, lead, rank
from bot.matching.spans import Item, Span, read_items, without_fillers

MOST_SENTENCES = 5
"""Sentences of one message that are read."""
ANSWER_FROM = 0.55
SUGGEST_FROM = 0.4
CLEAR_LEAD = 0.5
"""By how much the best candidate's score must beat the second's when not sure."""
SURE = 0.82
_GOES_ON = frozenset({"und", "and", "oder", "or", "aber", "but"})
_SAYS_NOTHING = _GOES_ON | {"ein", "eine", "einen", "der", "die", "das", "a", "an", "the"}
_REFERS = frozenset({"das", "dies", "es", "that", "this", "it"})
FOLLOW_UP_FROM = 0.66
_LEAST_LIKE, _LEAST_LIKE_CHAT, _LEAST_LIKE_SORE = 0.25, 0.33, 0.42
_ALL_ITS_OWN = 0.8
_LIKE_A_PHRASE, _WORD_FOR_WORD = 0.6, 0.97
_SHORT = 3
_STORY = 16
"""Words from which on a sentence is read once, as it stands."""
_MOST_ASKED = 24
"""Words of one sentence that are compared with phrases."""
CLOSE = 0.5
"""From this similarity on, words without content ("how much … get") are a question as well."""


@dataclass(frozen=True)
class _Segment:
    """One segment on its way to a reading: its items, and those that ask something."""

    text: str
    topic: str | None
    index: Index
    items: tuple[Item, ...]
    asked: tuple[Item, ...]
    slots_only: bool

    @cached_property
    def follow_ups(self) -> list[FollowUp]:
        return self.index.nearest_follow_ups(self.asked, self.topic)

    @cached_property
    def ranked(self) -> tuple[Candidate, ...]:
        return _rank(self.asked, self)

    def reading(self, outcome: Outcome, reason: Reason, sure: float = 0.0) -> Interpretation:
        return Interpretation(
            self.text,
            outcome,
            reason,
            round(min(sure, 1.0), 4),
            spans=tuple(i for i in self.items if isinstance(i, Span) and not i.negated),
            keys=tuple(item.key for item in self.items if isinstance(item, Word)),
        )

    def certain(self, entry: str, phrase: Phrase, reason: Reason, sure: float) -> Interpretation:
        reading = self.reading("answer", reason, sure)
        candidate = Candidate(entry, 1.0, reading.confidence)
        return replace(reading, candidates=(candidate,), coverage=1.0, phrase=phrase)


def recognize(text: str, index: Index, topic: str | None = None) -> Interpretation:
    """Return the reading of the normalised `text`, given the `topic` talked about so far."""
    items = read_items(text, index.lexicon)
    asked = without_fillers(items)
    if not _has_content(asked):  # "good evening dude" is made of fillers, and means something
        asked = items
    asked = _ends(asked)
    segment = _Segment(text, topic, index, items, asked, _only_slots(asked))
    if not asked:
        return segment.reading("dont_know", "no_words")
    for read in (_by_trigger, _by_follow_up, _by_slots_alone):
        found = read(segment)
        if found is not None:
            return found
    return _by_rank(segment)


def _ends(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return the start and the end of an endless sentence: nobody asks with so many words."""
    half = _MOST_ASKED // 2
    return items if len(items) <= _MOST_ASKED else items[:half] + items[-half:]


def _by_trigger(segment: _Segment) -> Interpretation | None:
    """Find the words that decide alone, wherever they stand."""
    words = (
        item.key if isinstance(item, Word) else " ".join(keys(item.text)) for item in segment.items
    )
    found = segment.index.triggers.first(" ".join(words).split())
    return segment.certain(found.entry, found.phrase, "trigger", 1.0) if found else None


def _by_follow_up(segment: _Segment) -> Interpretation | None:
    if segment.slots_only and any(_is_amount(item) for item in segment.asked):
        return None
    index = segment.index
    if not segment.follow_ups or segment.follow_ups[0].similarity < FOLLOW_UP_FROM:
        return None
    nearest, ranked = segment.follow_ups[0], segment.ranked
    if ranked and ranked[0].entry != nearest.entry and ranked[0].similarity > nearest.similarity:
        return None
    phrase = index.follow_ups.phrases[nearest.number]
    return segment.certain(nearest.entry, phrase, "follow_up", nearest.similarity)


def _by_slots_alone(segment: _Segment) -> Interpretation | None:
    """Leave "und im Monat?" to the dialogue, which knows the question before."""
    if not segment.slots_only or not (_bare(segment) or _goes_on(segment)):
        return None
    if not _bare(segment) and segment.ranked and segment.ranked[0].similarity >= _WORD_FOR_WORD:
        return None
    return replace(segment.reading("dont_know", "only_slots"), candidates=segment.ranked)


def _bare(segment: _Segment) -> bool:
    words = [item.key for item in segment.asked if isinstance(item, Word)]
    return _SAYS_NOTHING.issuperset(words)


def _goes_on(segment: _Segment) -> bool:
    return segment.topic is not None and not _asks(segment.asked, segment.index)


def _by_rank(segment: _Segment) -> Interpretation:
    asked, index = segment.asked, segment.index
    covered, unknown = coverage(asked)
    candidates = _as_said(segment)
    if unknown:
        candidates = _without_unknown(segment, candidates)
    reading = replace(
        segment.reading("dont_know", "no_intent"),
        candidates=candidates,
        unknown=unknown,
        coverage=covered,
    )
    exact = index.exact(segment.items) or index.exact(asked)
    if exact is not None and not (segment.slots_only and segment.topic is not None):
        return _exact(reading, exact)
    if not candidates:
        return reading
    reading = replace(
        reading,
        confidence=confidence(candidates, index, covered, talking=segment.topic is not None),
    )
    outcome, reason = _decide(reading, segment)
    sure = reading.confidence
    if outcome == "dont_know" and sure > SUGGEST_FROM:
        sure = round(sure * SUGGEST_FROM, 4)  # what is not answered is not sure, one way or other
    return replace(reading, outcome=outcome, reason=reason, confidence=sure)


def _as_said(segment: _Segment) -> tuple[Candidate, ...]:
    """Return the candidates without small talk that is only like the message's contrary:
    "not talking about money" for "talking about money".
    """
    ranked, negations = segment.ranked, segment.index.lexicon.negations
    if len(ranked) <= 1 or ranked[0].similarity >= SURE:
        return ranked
    if segment.index.knowledge.entries[ranked[0].entry].kind != "smalltalk":
        return ranked
    if any(isinstance(item, Word) and item.key in negations for item in segment.items):
        return ranked
    nearest = segment.index.nearest_phrase(ranked[0].entry, segment.asked)
    contrary = nearest is not None and not negations.isdisjoint(keys(nearest.text))
    return ranked[1:] if contrary else ranked


def _decide(reading: Interpretation, segment: _Segment) -> tuple[Outcome, Reason]:
    best, sure = reading.candidates[0], reading.confidence
    unsure: Reason = "unknown_words" if reading.unknown else "no_intent"
    if segment.slots_only and best.similarity < CLOSE and sure < SURE:
        return "dont_know", "only_slots"
    unlike = best.similarity < _least_like(segment, best)
    if sure < SUGGEST_FROM or (unlike and not _may_be_meant(segment, best.entry)):
        return "dont_know", unsure
    if sure < ANSWER_FROM or unlike:
        return "did_you_mean", "unknown_words" if reading.unknown else "ambiguous"
    if _rejects(segment, best.entry):
        return "did_you_mean", "negated"
    clear = sure >= SURE or lead(reading.candidates, segment.index) >= CLEAR_LEAD
    return ("answer", "recognized") if clear else ("did_you_mean", "ambiguous")


def _least_like(segment: _Segment, best: Candidate) -> float:
    """Return how like a phrase a message must be: what is no career question is never guessed,
    and neither is what nothing but function words ask.
    """
    if not _says_something(segment):
        return _LIKE_A_PHRASE
    if segment.index.knowledge.entries[best.entry].triggers and best.own < _ALL_ITS_OWN:
        return _LEAST_LIKE_SORE  # a sore point is not guessed
    return _LEAST_LIKE if _is_career(segment, best.entry) else _LEAST_LIKE_CHAT


def _may_be_meant(segment: _Segment, entry: str) -> bool:
    return _is_career(segment, entry) and _says_something(segment)


def _is_career(segment: _Segment, entry: str) -> bool:
    return segment.index.knowledge.entries[entry].kind not in ("smalltalk", "fallback", "command")


def _says_something(segment: _Segment) -> bool:
    """Tell whether there is more than function words: "is it" asks nothing by itself."""
    return _has_content(segment.asked) or any(
        isinstance(item, Word) and item.filler for item in segment.asked
    )


def _has_content(items: Sequence[Item]) -> bool:
    return any(isinstance(item, Span) or item.tells for item in items)


def _rejects(segment: _Segment, entry: str) -> bool:
    """Tell whether the message says what is *not* wanted: "ich will nicht freelancen".

    Where the entry's own nearest phrase says it with a negation too, that is the question.
    """
    lexicon, words = segment.index.lexicon, [i for i in segment.asked if isinstance(i, Word)]
    said = [word.key for word in words]
    if segment.text.endswith("?") or lexicon.negations.isdisjoint(said):
        return False
    if lexicon.wishes.isdisjoint(said) and len(segment.asked) > _SHORT:
        return False
    nearest = segment.index.nearest_phrase(entry, segment.asked)
    return nearest is not None and lexicon.negations.isdisjoint(keys(nearest.text))


def _rank(items: Sequence[Item], segment: _Segment) -> tuple[Candidate, ...]:
    """Rank, with the name of another occupation only where an entry is about that name.

    "frontend salary" asks what any salary question asks; "frontend or backend" does not.
    """
    index, topic, follow_ups = segment.index, segment.topic, segment.follow_ups
    named = rank(items, index, topic, follow_ups)
    others = [i for i in items if isinstance(i, Span) and i.slot == "other_occupation"]
    if not others:
        return named
    plain = rank([_unnamed(item) for item in items], index, topic, follow_ups)
    if not named or not plain:
        return named or plain
    needs = index.knowledge.entries[plain[0].entry].needs
    if not needs and any(index.speaks_of(named[0].entry, span) for span in others):
        return named
    about = index.knowledge.entries[plain[0].entry].about_occupation
    better = plain[0].similarity > named[0].similarity
    return plain if about and better else named


def _without_unknown(segment: _Segment, ranked: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Rank the known words alone where they ask for something that needs an occupation.

    Then the unknown word is most likely that occupation: "gehalt drachenzähmer".
    """
    known = [item for item in segment.asked if isinstance(item, Span) or item.known]
    short = 0 < len(known) <= _STORY
    alone = rank(known, segment.index, segment.topic, segment.follow_ups) if short else ranked
    if not alone or not segment.index.knowledge.entries[alone[0].entry].needs:
        return ranked
    better = not ranked or alone[0].similarity > ranked[0].similarity
    return alone if better else ranked


def _unnamed(item: Item) -> Item:
    if isinstance(item, Span) and item.slot == "other_occupation":
        return replace(item, words=())
    return item


def _is_amount(item: Item) -> bool:
    return isinstance(item, Span) and item.slot == "amount"


def _asks(items: Sequence[Item], index: Index) -> bool:
    """Tell whether the words ask something of their own; "und was …?" goes on with what was."""
    said = [item.key for item in items if isinstance(item, Word)]
    if isinstance(items[0], Word) and said[0] in _GOES_ON:
        return False
    return not index.lexicon.question_words.isdisjoint(said) and _REFERS.isdisjoint(said)


def _only_slots(items: Sequence[Item]) -> bool:
    """Tell whether nothing is asked beyond slots: "und im Monat?", "Senior Director?"."""
    return any(isinstance(item, Span) for item in items) and not any(
        isinstance(item, Word) and item.tells for item in items
    )


def _exact(reading: Interpretation, found: tuple[str, Phrase]) -> Interpretation:
    entry, phrase = found
    others = tuple(c for c in reading.candidates if c.entry != entry)
    best = Candidate(entry, 1.0, 1.0)
    return replace(
        reading,
        outcome="answer",
        reason="exact",
        confidence=1.0 if not reading.unknown else reading.coverage,
        candidates=(best, *others)[:SHOWN],
        phrase=phrase,
    )
