"""Say what speaks against a ranked reading; the outcome is the strictest of these verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.matching.index import Index
from bot.matching.interpretation import (
    Candidate,
    Guard,
    Interpretation,
    Outcome,
    Reason,
    Verdict,
)
from bot.matching.lexicon import Lexicon, Word, keys
from bot.matching.ranking import SURE
from bot.matching.segment import Segment
from bot.matching.spans import Span
from bot.matching.sureness import lead
from bot.text.tokens import clauses, tokenize

ANSWER_FROM = 0.55
SUGGEST_FROM = 0.4
CLEAR_LEAD = 0.5
"""By how much the best candidate's score must beat the second's when not sure."""
CLOSE = 0.5
"""From this similarity on, words without content ("how much … get") are a question as well."""
_LEAST_LIKE, _LEAST_LIKE_CHAT, LEAST_LIKE_SORE = 0.25, 0.33, 0.42
ALL_ITS_OWN = 0.8
_LIKE_A_PHRASE, _LIKE_IN_TALK = 0.6, 0.42
"""How like a phrase function words must be: "when should i do it" goes on with the topic."""
_SAME_TOPIC = 1.0
_SHORT = 3
_LEAST_EVIDENCE, _LEAST_AWAY = 0.66, 0.9
"""What likeness and words of its own must come to together, in a message of its own without a
slot: where most words are at home in the entries that answer, and where they are not.
"""
_FEW, _LEAST_OF_FEW = 2, 0.9
"""One or two words are like a phrase, or mean something else: "what do i cook for ten people"."""
_AT_HOME = 0.5
_STRONG, _MUCH = 2.0, 0.2
"""From this strength and learnt share on, a message of few words surely asks for its entry."""
_ABOUT_IT = frozenset({"da", "dafur", "dabei", "solche", "solchen", "denen"})
"""Who says "was macht man da" speaks of the job, also in a first message."""
_LESS = 0.2
"""How much less evidence such a message needs."""
_LEARNT = 0.4
"""From this learnt share on, even what is declined need not be more like a phrase."""
_SUBJECTS = frozenset({"occupation", "other_occupation", "generic", "level", "pay", "amount"})
"""Slots that show what a message is about, whatever its other words."""


def weigh(reading: Interpretation, segment: Segment, sure: float) -> tuple[Guard, ...]:
    """Return what each guard says of the reading's best candidate, of which we are so `sure`."""
    best = reading.candidates[0]
    unsure: Reason = "unknown_words" if reading.unknown else "no_intent"
    vague: Reason = "unknown_words" if reading.unknown else "ambiguous"
    return (
        _content(segment, best, sure),
        _similarity(segment, best, sure, (unsure, vague)),
        _evidence(reading, segment, best, vague),
        _confidence(sure, unsure, vague),
        _negation(segment, best.entry),
        _clear_lead(reading, segment.index, sure),
    )


def outcome(guards: Iterable[Guard]) -> tuple[Outcome, Reason]:
    """Return the strictest verdict and the reason of the first guard that gave it."""
    held = list(guards)
    strictest: tuple[Outcome, Outcome] = ("dont_know", "did_you_mean")
    for verdict in strictest:
        for guard in held:
            if guard.verdict == verdict and guard.reason is not None:
                return verdict, guard.reason
    return "answer", "recognized"


def _content(segment: Segment, best: Candidate, sure: float) -> Guard:
    """Hold back what names slots and asks nothing."""
    if not segment.slots_only:
        return Guard("content", "passes")
    asks = best.similarity >= CLOSE or sure >= SURE
    verdict: Verdict = "passes" if asks else "dont_know"
    return Guard("content", verdict, "only_slots", best.similarity, CLOSE, "slots only")


def _similarity(
    segment: Segment, best: Candidate, sure: float, reasons: tuple[Reason, Reason]
) -> Guard:
    """Hold back what is like no phrase: what is no career question is never guessed.

    Where every phrase was learnt by itself, questions may be asked in function words alone: there
    "where are you" is.
    """
    unsure, vague = reasons
    needed, why = _least_like(segment, best)
    if best.similarity >= needed:
        return Guard("similarity", "passes", None, best.similarity, needed, why)
    guessed = segment.says_something or (sure >= SURE and not segment.index.model.compressed)
    if guessed and segment.index.answers(best.entry):
        return Guard("similarity", "did_you_mean", vague, best.similarity, needed, why)
    return Guard("similarity", "dont_know", unsure, best.similarity, needed, why)


def _evidence(reading: Interpretation, segment: Segment, best: Candidate, vague: Reason) -> Guard:
    """Hold back what is only a little like a phrase and has few words in common with its entry.

    Either may be missing in a good question: a story is like no phrase, and a phrase may be met
    with other words. Both are missing in "why is the sea salty".
    """
    passes = Guard("evidence", "passes")
    about_it = any(isinstance(i, Span) and i.slot in _SUBJECTS for i in segment.items)
    if segment.topic is not None or about_it or not segment.index.answers(best.entry):
        return passes
    if best.strength >= _STRONG and best.probability >= _MUCH:
        return passes
    words = [item for item in reading.asked if isinstance(item, Word) and item.tells]
    if not words:
        return passes
    least = _LEAST_EVIDENCE if _at_home(words, segment.index) > _AT_HOME else _LEAST_AWAY
    least = max(least, _LEAST_OF_FEW) if len(words) <= _FEW else least
    least -= 0.0 if _ABOUT_IT.isdisjoint(segment.said) else _LESS
    needed = round(least * segment.index.model.compressed, 4)
    found = round(best.similarity + best.own, 4)
    if found >= needed:
        return replace(passes, found=found, needed=needed)
    return Guard("evidence", "did_you_mean", vague, found, needed)


def _at_home(words: Sequence[Word], index: Index) -> float:
    """Return the share of the words that any entry holds which answers a question."""
    at_home = index.at_home([word.key for word in words])
    return sum(held and w.known for w, held in zip(words, at_home, strict=True)) / len(words)


def _least_like(segment: Segment, best: Candidate) -> tuple[float, str]:
    """Return how like a phrase a message must be, and why."""
    if not segment.says_something:
        goes_on = best.subject >= _SAME_TOPIC and segment.index.on_our_subjects(best.entry)
        needed = _LIKE_IN_TALK if goes_on else _LIKE_A_PHRASE
        return needed, "nothing but function words"
    if segment.index.knowledge.entries[best.entry].triggers and best.own < ALL_ITS_OWN:
        return LEAST_LIKE_SORE, "a sore point is not guessed"
    if segment.index.on_our_subjects(best.entry) or best.probability >= _LEARNT:
        return _LEAST_LIKE, ""
    return _LEAST_LIKE_CHAT, "no career question"


def _confidence(sure: float, unsure: Reason, vague: Reason) -> Guard:
    if sure < SUGGEST_FROM:
        return Guard("confidence", "dont_know", unsure, sure, SUGGEST_FROM)
    if sure < ANSWER_FROM:
        return Guard("confidence", "did_you_mean", vague, sure, ANSWER_FROM)
    return Guard("confidence", "passes", None, sure, ANSWER_FROM)


def _negation(segment: Segment, entry: str) -> Guard:
    """Hold back what says that something is *not* wanted: "ich will nicht freelancen".

    Where the entry's own nearest phrase says it with a negation too, that is the question.
    """
    lexicon, said = segment.index.lexicon, segment.said
    found = [key for key in said if key in lexicon.negations]
    passes = Guard("negation", "passes", about=", ".join(found))
    if segment.text.endswith("?") or not found:
        return passes
    held = Guard("negation", "did_you_mean", "negated", about=", ".join(found))
    if _tells_off(segment, lexicon) and segment.index.answers(entry):
        return held
    if lexicon.wishes.isdisjoint(said) and len(segment.asked) > _SHORT:
        return passes
    if _asks_besides(segment, lexicon):
        return passes
    nearest = segment.index.nearest_phrase(entry, segment.asked)
    if nearest is None or not lexicon.negations.isdisjoint(keys(nearest.text)):
        return passes
    return held


def _tells_off(segment: Segment, lexicon: Lexicon) -> bool:
    """Tell whether a negation stands right beside a polite opening: "dont tell me …"."""
    words = [item for item in segment.items if isinstance(item, Word)]
    return any(
        (one.filler and one.key in lexicon.wishes and other.key in lexicon.negations)
        or (other.filler and other.key in lexicon.wishes and one.key in lexicon.negations)
        for one, other in (*pairwise(words), *zip(words, words[2:], strict=False))
    )


def _asks_besides(segment: Segment, lexicon: Lexicon) -> bool:
    """Tell whether one clause says what is not, and another asks: "never applied before, what
    do they want"; what sets something aside has its wish in the same clause.
    """
    parts = [[token.key for token in tokenize(part)] for part in clauses(segment.text)]
    negated = [part for part in parts if not lexicon.negations.isdisjoint(part)]
    if any(not lexicon.wishes.isdisjoint(part) for part in negated):
        return False
    return any(part not in negated and lexicon.asks(part) for part in parts)


def _clear_lead(reading: Interpretation, index: Index, sure: float) -> Guard:
    """Hold back two candidates of different topics that are about as good."""
    ahead = round(lead(reading.candidates, index), 4)
    clear = sure >= SURE or ahead >= CLEAR_LEAD
    verdict: Verdict = "passes" if clear else "did_you_mean"
    why = f"not needed from confidence {SURE} on"
    return Guard("lead", verdict, "ambiguous", ahead, CLEAR_LEAD, why)
