"""Read one segment of a message: from normalised text to one of three honest outcomes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from bot.knowledge.models import Phrase
from bot.matching.allowed import allowed_slips
from bot.matching.guards import ALL_ITS_OWN, LEAST_LIKE_SORE, SUGGEST_FROM, outcome, weigh
from bot.matching.index import Index
from bot.matching.interpretation import Candidate, Guard, Interpretation
from bot.matching.lexicon import Word, keys
from bot.matching.ranking import unranked
from bot.matching.score import SHOWN
from bot.matching.segment import Segment
from bot.matching.sureness import confidence
from bot.matching.triggers import Slip

MOST_SENTENCES = 5
"""Sentences of one message that are read."""
FOLLOW_UP_FROM = 0.66
_WORD_FOR_WORD = 0.97
_LITTLE, _SOME_WORDS, _MANY_WORDS = 3, 3, 4
"""Letters of little words, and how many words a trigger must have for one to be the slip of a
function word, and of any.
"""
_SURELY_REFUSED = 0.6
"""From this learnt share on a refusal is not left for another reading."""
_Read = tuple[Guard, Interpretation | None]


def recognize(
    text: str, index: Index, topic: str | None = None, *, thorough: bool = True
) -> Interpretation:
    """Return the reading of the normalised `text`, given the `topic` talked about so far.

    What asks word for word what a phrase asks has other candidates only if read `thorough`ly:
    nothing is decided by them.
    """
    segment = Segment.of(text, topic, index)
    if not segment.asked:
        return segment.reading("dont_know", "no_words")
    passed: tuple[Guard, ...] = ()
    by_exact = partial(_by_exact, thorough=thorough)
    for read in (_by_trigger, _by_follow_up, _by_slots_alone, by_exact):
        guard, found = read(segment)
        passed = (*passed, guard)
        if found is not None:
            return replace(found, guards=passed)
    return by_rank(segment, passed)


def _by_trigger(segment: Segment) -> _Read:
    """Find the words that decide alone, wherever they stand."""
    said: list[str] = []
    slips: list[Slip] = []
    for item in segment.items:
        if isinstance(item, Word):
            slips.extend(_slips(item, len(said), segment.index))
            said.append(_surely(item, segment.index))
        else:
            said.extend(keys(item.text))
    triggers = segment.index.triggers
    found = triggers.first(said) or triggers.almost(said, slips)
    if found is None:
        return Guard("trigger", "passes"), None
    guard = Guard("trigger", "decides", "trigger", about=found.phrase.text)
    return guard, segment.certain(found.entry, found.phrase, "trigger", 1.0)


def _slips(word: Word, place: int, index: Index) -> Iterable[Slip]:
    """Yield how a word may be a slip: any word nobody knows, and little ones among many others;
    of others only those that say nothing of their own ("ill myself").
    """
    written = word.token.key
    exact = word.known and not word.distance
    if not exact and not word.part and not index.meanings.holds(written):
        yield Slip(place, written)
    elif not word.known or not (word.content or word.filler):
        yield Slip(place, written, shortened=True)
    function = index.lexicon.function
    little = len(written) < _LITTLE or (len(written) == _LITTLE and written not in function)
    if written.isalpha() and (little or not exact):
        yield Slip(place, written, among=_SOME_WORDS, of=function)
    if written.isalpha() and little:
        yield Slip(place, written, among=_MANY_WORDS)


def _surely(word: Word, index: Index) -> str:
    """Return what a word says; neither a guess decides anything alone ("Freitag" is near
    "Freitod") nor a word of its own that is written like another of content ("dive").
    """
    guessed = word.distance > allowed_slips(word.token.key, word.key)
    own = word.distance and word.content and index.meanings.holds(word.token.key)
    return word.token.key if guessed or own else word.key


def _by_follow_up(segment: Segment) -> _Read:
    """Take what may follow the topic, where nothing else is nearer."""
    passes = Guard("follow-up", "passes", needed=FOLLOW_UP_FROM)
    if (segment.slots_only and segment.amount) or not segment.follow_ups:
        return passes, None
    nearest = segment.follow_ups[0]
    if segment.slots_only and segment.bare and nearest.similarity < _WORD_FOR_WORD:
        return passes, None  # "and the director" names what the question before is asked of
    phrase = segment.index.follow_ups.phrases[nearest.number]
    found = round(nearest.similarity, 4)
    passes = replace(passes, found=found, about=phrase.text)
    goes_on = segment.begins_with_and and nearest.similarity >= _WORD_FOR_WORD
    if nearest.similarity < FOLLOW_UP_FROM or (_is_command(segment) and not goes_on):
        return passes, None
    ranked = segment.as_said.candidates
    if ranked and ranked[0].entry != nearest.entry and ranked[0].similarity > nearest.similarity:
        return replace(passes, needed=ranked[0].similarity), None
    if ranked and found < _WORD_FOR_WORD and _of_another(segment, ranked[0], nearest.entry):
        return replace(passes, about=f"{phrase.text} / {ranked[0].entry}"), None
    guard = replace(passes, verdict="decides", reason="follow_up")
    return guard, segment.certain(nearest.entry, phrase, "follow_up", nearest.similarity)


def _of_another(segment: Segment, best: Candidate, entry: str) -> bool:
    """Tell whether a message has a word the entry it may follow with does not know, and another
    knows them all: "do i need a photo for that" is near "do i need that", and about photos.
    """
    words = [item.key for item in segment.asked if isinstance(item, Word) and item.tells]
    if best.entry == entry or not words or all(segment.index.holds(entry, words)):
        return False
    return all(segment.index.holds(best.entry, words))


def _is_command(segment: Segment) -> bool:
    """Tell whether a text is word for word a wish about the bot itself: "english please"."""
    exact = segment.index.exact(segment.items)
    entries = segment.index.knowledge.entries
    return exact is not None and entries[exact[0]].kind == "command"


def _by_slots_alone(segment: Segment) -> _Read:
    """Leave "und im Monat?" to the dialogue, which knows the question before."""
    passes = Guard("slots alone", "passes")
    if not segment.slots_only or not (segment.bare or segment.goes_on):
        return passes, None
    ranked, covered = segment.as_said.candidates, segment.as_said.covered
    if not segment.bare and ranked and ranked[0].similarity >= _WORD_FOR_WORD:
        return replace(passes, found=ranked[0].similarity, needed=_WORD_FOR_WORD), None
    alone = segment.reading("dont_know", "only_slots")
    reading = replace(alone, candidates=ranked, coverage=covered)
    return Guard("slots alone", "decides", "only_slots"), reading


def _by_exact(segment: Segment, *, thorough: bool) -> _Read:
    """Take a phrase that asks word for word the same."""
    index = segment.index
    exact = index.exact(segment.items)
    if exact is None and len(segment.asked) < len(segment.items):
        exact = index.exact(segment.asked)
    goes_on = segment.slots_only and segment.topic is not None and not segment.asks
    if exact is None or goes_on:
        return Guard("word for word", "passes"), None
    guard = Guard("word for word", "decides", "exact", about=exact[1].text)
    ranking = segment.ranking if thorough else unranked(segment.asked)
    return guard, _exact(segment.reading("dont_know", "no_intent", ranking=ranking), *exact)


def _exact(reading: Interpretation, entry: str, phrase: Phrase) -> Interpretation:
    others = tuple(c for c in reading.candidates if c.entry != entry)
    return replace(
        reading,
        outcome="answer",
        reason="exact",
        confidence=1.0 if not reading.unknown else reading.coverage,
        candidates=(Candidate(entry, 1.0, 1.0), *others)[:SHOWN],
        phrase=phrase,
    )


def by_rank(segment: Segment, passed: tuple[Guard, ...]) -> Interpretation:
    """Return the reading of the best candidate, held back by what the guards say."""
    reading = segment.reading("dont_know", "no_intent", ranking=segment.ranking)
    if not reading.candidates:
        return replace(reading, guards=(*passed, *reading.guards))
    return judged(reading, segment, passed)


def judged(
    reading: Interpretation, segment: Segment, passed: tuple[Guard, ...] = ()
) -> Interpretation:
    """Return a reading with its confidence, the verdicts of all guards, and the outcome;
    `passed` are the guards before those of the reading.
    """
    reading = _without_refusal(reading, segment)
    sure = confidence(
        reading.candidates,
        segment.index,
        reading.coverage,
        talking=segment.topic is not None,
    )
    guards = weigh(reading, segment, sure)
    found, reason = outcome(guards)
    if found == "dont_know" and sure > SUGGEST_FROM:
        sure = round(sure * SUGGEST_FROM, 4)  # what is not answered is not sure, one way or other
    return replace(
        reading,
        outcome=found,
        reason=reason,
        confidence=sure,
        guards=(*passed, *reading.guards, *guards),
    )


def _without_refusal(reading: Interpretation, segment: Segment) -> Interpretation:
    """Return a reading without a refusal that comes first and is too little like what is said:
    "what kind of places hire these people" has the words of one, and asks something else.
    """
    best, *others = reading.candidates
    entry = segment.index.knowledge.entries[best.entry]
    refusal = entry.kind == "fallback" and bool(entry.triggers)
    if not others or not refusal or best.probability >= _SURELY_REFUSED:
        return reading
    if best.similarity >= LEAST_LIKE_SORE or best.own >= ALL_ITS_OWN:
        return reading
    guard = Guard("refusal", "reranks", None, best.similarity, LEAST_LIKE_SORE, best.entry)
    return replace(reading, candidates=tuple(others), guards=(*reading.guards, guard))
