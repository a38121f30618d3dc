"""Cut a message into questions and read each: sentences, clauses, two questions in one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.dialogue.one_sentence import one_sentence
from bot.dialogue.plainer import in_thousands, without_courtesy
from bot.dialogue.readings import Readings
from bot.dialogue.refers import referred
from bot.dialogue.sentence import GOES_ON, read_sentence
from bot.dialogue.verdicts import (
    CRISIS,
    SUBSTANTIAL,
    SURE_HALF,
    answers,
    asks,
    in_our_field,
    is_crisis,
    leaves_open,
    says_little,
    tells,
    topic_of,
)
from bot.matching.index import Index
from bot.matching.interpretation import Interpretation
from bot.matching.lexicon import Word
from bot.matching.ranking import has_content
from bot.matching.recognize import MOST_SENTENCES
from bot.matching.spans import Span, read_items
from bot.text.tokens import most_telling, sentences

MOST_QUESTIONS = 2
_SHARED_SLOTS = ("occupation", "generic", "amount", "place", "period")
_LONGEST_WHOLE, _LONGEST_WEIGHED = 200, 400
_PARTS_OF_A_SENTENCE = ("clause", "half")
_NAMES = frozenset({"occupation", "short_name", "generic", "other_occupation"})
_ABOUT_SOMEBODY = ("occupation", "other_occupation")


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a message with the slots it may use, also from the sentences around."""

    reading: Interpretation
    slots: Mapping[str, str]
    spans: tuple[Span, ...]
    sure: float
    """How sure the reading is, given all of the message."""


def understand(
    text: str,
    index: Index,
    topic: str | None,
    trace: Readings | None = None,
    *,
    about: str | None = None,
) -> tuple[Question, ...]:
    """Return the questions in a normalised text, at least one, in the order they are asked.

    `topic` was talked about before, `about` is the entry answered last, which "it" may mean.
    `trace` keeps every part that was read on the way, with all candidates.
    """
    trace = trace or Readings(index, thorough=False)
    text = in_thousands(without_courtesy(text), index, topic)
    parts = most_telling(_without_courtesy(sentences(text), index), MOST_SENTENCES) or (text,)
    readings = _read_in_turn(parts, trace, topic)
    chosen = _choose(text, parts, readings, trace, topic)
    if len(chosen) == 1:
        chosen = [referred(chosen[0], trace, topic, about)]
    spans = tuple(span for reading in readings for span in reading.spans)
    sure = [_as_sure_as_all(chosen[0], text, parts, trace, topic)]
    sure += [reading.confidence for reading in chosen[1:]]
    return tuple(
        Question(reading, _slots(reading, spans), spans, each)
        for reading, each in zip(chosen, sure, strict=True)
    )


def _as_sure_as_all(
    reading: Interpretation, text: str, parts: tuple[str, ...], trace: Readings, topic: str | None
) -> float:
    """Return how sure the reading of a part is in the light of all of the message.

    In small knowledge some clause of any long message is like some phrase; to large knowledge
    people tell stories around their question.
    """
    far = trace.index.model.compressed
    if far >= 1 or reading.reason == "trigger":
        return reading.confidence
    if len(parts) == 1 and trace.cut(reading) not in _PARTS_OF_A_SENTENCE:
        return reading.confidence
    whole = trace.read(text.replace("\n", " ")[-_LONGEST_WEIGHED:], topic, "whole")
    return round(far * reading.confidence + (1 - far) * whole.confidence, 4)


def _without_courtesy(parts: tuple[str, ...], index: Index) -> tuple[str, ...]:
    """Return the sentences without "servus!", "ok." and "danke", where others say something."""
    return tuple(part for part in parts if not _is_courtesy(part, index)) or parts


def _is_courtesy(part: str, index: Index) -> bool:
    return all(
        isinstance(item, Word) and (item.filler or item.token.key in index.lexicon.lead_ins)
        for item in read_items(part, index.lexicon)
    )


def _read_in_turn(
    parts: tuple[str, ...], trace: Readings, topic: str | None
) -> list[Interpretation]:
    """Read sentence by sentence; what one is about, the next may go on with."""
    readings, index = [], trace.index
    for part in parts:
        reading = read_sentence(part, trace, topic)
        readings.append(reading)
        if answers(reading, index, SUBSTANTIAL):
            topic = topic_of(reading, index)
    return readings


def _choose(
    text: str,
    parts: tuple[str, ...],
    readings: list[Interpretation],
    trace: Readings,
    topic: str | None,
) -> list[Interpretation]:
    index = trace.index
    for reading in readings:
        if reading.reason == "trigger" or is_crisis(reading, index):
            return [reading]
    if len(readings) == 1:
        return one_sentence(parts[0], readings[0], trace, topic)
    asked = [r for part, r in zip(parts, readings, strict=True) if part.endswith("?")]
    asked = asked or [reading for reading in readings if asks(reading, index)]
    for group in (asked, readings):
        found = _distinct(
            (r for r in group if answers(r, index, SUBSTANTIAL) or r.reason == "only_slots"),
            index,
        )
        if found and found[0].reason == "only_slots" and not _goes_on(found[0], topic):
            found = found[1:]
        if len(found) == 1 and found[0] in readings:  # a story or a greeting around one question
            place = readings.index(found[0])
            told = _told(text, found[0], trace, topic) or _story(readings[:place], found[0], index)
            return told or one_sentence(parts[place], found[0], trace, topic)
        if found:
            return found if group is asked else _surest(found)
    whole = _whole(text, trace, topic)
    if answers(whole, index, SUBSTANTIAL):
        return [whole]
    guesses = [whole] if whole.outcome == "did_you_mean" else []
    return [max((*asked, *readings, *guesses), key=lambda r: _worth(r, index))]


def _goes_on(reading: Interpretation, topic: str | None) -> bool:
    """Tell whether slots alone ask something: "und im Monat?" and "und der Director?" do,
    "Backend." names a job.
    """
    follows = reading.text.split(maxsplit=1)[0] in GOES_ON
    return topic is not None and (follows or not _NAMES.issuperset(reading.slots))


def _whole(text: str, trace: Readings, topic: str | None) -> Interpretation:
    return trace.read(text.replace("\n", " ")[-_LONGEST_WHOLE:], topic, "whole")


def _told(
    text: str, question: Interpretation, trace: Readings, topic: str | None
) -> list[Interpretation]:
    """Return the reading of the whole text where the question in it says too little alone: "i
    quit uni. what now".
    """
    if not says_little(question) and not leaves_open(question):
        return []
    whole = _whole(text, trace, topic)
    return [whole] if in_our_field(whole, trace.index) else []


def _story(
    before: list[Interpretation], question: Interpretation, index: Index
) -> list[Interpretation]:
    """Return the story a "what now?" ends: it asks about that, not whatever these words ask by
    themselves.
    """
    if has_content(question.asked):
        return []
    goes_on = question.reason == "follow_up"
    told = [each for each in before if in_our_field(each, index)]
    return [each for each in told if goes_on or tells(each, index)][-1:]


def _worth(reading: Interpretation, index: Index) -> tuple[int, float]:
    """Order readings by what to reply to: a question not quite understood before a greeting,
    and what somebody has to say before the "hello" or "thanks" around it. A cry for help is no
    small talk.
    """
    cry = topic_of(reading, index) == CRISIS
    smalltalk = reading.outcome == "answer" and not (cry or answers(reading, index, SUBSTANTIAL))
    order = ("dont_know", "courtesy", "smalltalk", "did_you_mean", "answer")
    chat = "smalltalk" if has_content(reading.asked) else "courtesy"
    return order.index(chat if smalltalk else reading.outcome), reading.confidence


def _distinct(readings: Iterable[Interpretation], index: Index) -> list[Interpretation]:
    """Return the first questions that differ in what is asked or, where that changes the answer,
    about which occupation.
    """
    found: dict[tuple[str | None, ...], Interpretation] = {}
    for reading in readings:
        slots, entry = reading.slots, index.knowledge.entries.get(reading.entry or "")
        named = _ABOUT_SOMEBODY if entry is None or entry.about_occupation else ()
        about = tuple(slots.get(slot) for slot in named)
        found.setdefault((reading.entry, *about), reading)
    return list(found.values())[:MOST_QUESTIONS]


def _surest(readings: list[Interpretation]) -> list[Interpretation]:
    """Without a question mark, only what is surely asked counts as a second question."""
    best = max(readings, key=lambda reading: reading.confidence)
    return [r for r in readings if r is best or r.confidence >= SURE_HALF]


def _slots(reading: Interpretation, spans: tuple[Span, ...]) -> dict[str, str]:
    slots = dict(reading.slots)
    for span in spans:
        if span.slot in _SHARED_SLOTS:
            slots.setdefault(span.slot, span.value)
    amount = next((span for span in spans if span.slot == "amount"), None)
    periods = [span for span in spans if span.slot == "period"]
    if amount is not None and periods:
        after = [span for span in periods if span.start >= amount.end]
        slots["amount_period"] = (after or periods)[0].value
    if "13" in reading.keys:
        slots["payments"] = "13"
    return slots
