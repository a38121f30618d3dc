"""Read one segment of a message: from normalised text to one of three honest outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.knowledge.models import Phrase
from bot.matching.index import Index
from bot.matching.interpretation import Candidate, Interpretation, Outcome, Reason
from bot.matching.lexicon import Word, keys
from bot.matching.score import SHOWN, confidence, coverage, rank
from bot.matching.spans import Item, Span, read_items, without_fillers

ANSWER_FROM = 0.58
SUGGEST_FROM = 0.42
CLEAR_LEAD = 1.25
"""How many times likelier than the second the best candidate must be when not sure."""
SURE = 0.82
_GOES_ON = frozenset({"und", "and", "oder", "or", "aber", "but"})
FOLLOW_UP_FROM = 0.62
CLOSE = 0.5
"""From this similarity on, words without content ("how much … get") are a question as well."""


def recognize(text: str, index: Index, topic: str | None = None) -> Interpretation:
    """Return the reading of the normalised `text`, given the `topic` talked about so far."""
    items = read_items(text, index.lexicon)
    spans = tuple(item for item in items if isinstance(item, Span) and not item.negated)
    said = tuple(item.key for item in items if isinstance(item, Word))
    trigger = _trigger(items, index)
    if trigger is not None:
        return _certain(text, trigger, "trigger", spans, said)
    asked = without_fillers(items)
    if not asked:
        return Interpretation(text, "dont_know", "no_words", 0.0, spans=spans, keys=said)
    slots_only = _only_slots(asked)
    follow_up = index.nearest_follow_up(asked, topic)
    if follow_up is not None and follow_up[2] >= (SURE if slots_only else FOLLOW_UP_FROM):
        return _certain(text, follow_up[:2], "follow_up", spans, said, follow_up[2])
    if slots_only and topic is not None and not _asks(asked, index):
        return Interpretation(text, "dont_know", "only_slots", 0.0, spans=spans, keys=said)
    covered, unknown = coverage(asked)
    candidates = _rank(asked, index, topic)
    if unknown:
        candidates = _without_unknown(asked, index, topic, candidates)
    reading = Interpretation(
        text, "dont_know", "no_intent", 0.0, candidates, spans, unknown, covered, said
    )
    exact = index.exact(items) or index.exact(asked)
    if exact is not None and not (slots_only and topic is not None):
        return _exact(reading, exact)
    if not candidates:
        return reading
    reading = replace(reading, confidence=confidence(asked, candidates, index, covered))
    outcome, reason = _decide(reading, index, slots_only)
    return replace(reading, outcome=outcome, reason=reason)


def _decide(
    reading: Interpretation, index: Index, only_slots: bool
) -> tuple[Outcome, Reason]:
    best, sure = reading.candidates[0], reading.confidence
    if only_slots and best.similarity < CLOSE and sure < SURE:
        return "dont_know", "only_slots"
    if sure >= ANSWER_FROM:
        clear = sure >= SURE or _clear_lead(reading, index)
        return ("answer", "recognized") if clear else ("did_you_mean", "ambiguous")
    if sure >= SUGGEST_FROM:
        return "did_you_mean", "unknown_words" if reading.unknown else "ambiguous"
    return "dont_know", "unknown_words" if reading.unknown else "no_intent"


def _rank(
    items: Sequence[Item], index: Index, topic: str | None
) -> tuple[Candidate, ...]:
    """Rank, with the name of another occupation only where an entry is about that name.

    "frontend salary" asks what any salary question asks; "frontend or backend" does not.
    """
    named = rank(items, index, topic)
    if not any(isinstance(item, Span) and item.slot == "other_occupation" for item in items):
        return named
    plain = rank([_unnamed(item) for item in items], index, topic)
    if not named or not plain:
        return plain or named
    about = index.knowledge.entries[plain[0].entry].about_occupation
    better = plain[0].similarity >= named[0].similarity
    return plain if about and better else named


def _without_unknown(
    items: Sequence[Item],
    index: Index,
    topic: str | None,
    ranked: tuple[Candidate, ...],
) -> tuple[Candidate, ...]:
    """Rank the known words alone where they ask for something that needs an occupation.

    Then the unknown word is most likely that occupation: "gehalt drachenzähmer".
    """
    known = [item for item in items if isinstance(item, Span) or item.known]
    alone = rank(known, index, topic) if known else ranked
    if not alone or not index.knowledge.entries[alone[0].entry].needs:
        return ranked
    better = not ranked or alone[0].similarity > ranked[0].similarity
    return alone if better else ranked


def _unnamed(item: Item) -> Item:
    if isinstance(item, Span) and item.slot == "other_occupation":
        return replace(item, words=())
    return item


def _clear_lead(reading: Interpretation, index: Index) -> bool:
    """Tell whether the best two are far apart, or so near that either answers the question."""
    if len(reading.candidates) == 1:
        return True
    first, second = reading.candidates[:2]
    entries = index.knowledge.entries
    if entries[first.entry].topic == entries[second.entry].topic:
        return True
    return first.probability >= CLEAR_LEAD * second.probability


def _asks(items: Sequence[Item], index: Index) -> bool:
    """Tell whether the words ask something of their own; "und was …?" goes on with what was."""
    first = items[0]
    if isinstance(first, Word) and first.key in _GOES_ON:
        return False
    return any(
        isinstance(item, Word) and item.key in index.lexicon.question_words for item in items
    )


def _only_slots(items: Sequence[Item]) -> bool:
    """Tell whether nothing is asked beyond slots: "und im Monat?", "Senior Director?"."""
    return any(isinstance(item, Span) for item in items) and not any(
        isinstance(item, Word) and (item.content or not item.known) for item in items
    )


def _trigger(items: Sequence[Item], index: Index) -> tuple[str, Phrase] | None:
    if not index.triggers:
        return None
    said = " ".join(item.key if isinstance(item, Word) else " ".join(keys(item.text)) for item in items)
    said = f" {said} "
    for trigger, entry, phrase in index.triggers:
        if f" {' '.join(trigger)} " in said:
            return entry, phrase
    return None


def _certain(
    text: str,
    found: tuple[str, Phrase],
    reason: Reason,
    spans: tuple[Span, ...],
    said: tuple[str, ...],
    sure: float = 1.0,
) -> Interpretation:
    entry, phrase = found
    sure = round(min(sure, 1.0), 4)
    candidate = Candidate(entry, 1.0, sure)
    return Interpretation(
        text, "answer", reason, sure, (candidate,), spans, (), 1.0, said, phrase
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
