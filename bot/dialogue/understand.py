"""Cut a message into questions and read each: sentences, clauses, two questions in one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.dialogue.confirming import confirmed
from bot.dialogue.plainer import in_thousands, without_courtesy, without_tag
from bot.dialogue.readings import Cut, Readings
from bot.dialogue.refers import referred
from bot.matching.index import Index
from bot.matching.interpretation import Interpretation
from bot.matching.lexicon import Word
from bot.matching.ranking import has_content
from bot.matching.recognize import MOST_SENTENCES
from bot.matching.spans import Span, read_items
from bot.text.tokens import Token, clauses, halves, most_telling, pieces, sentences, tokenize

MOST_CLAUSES = 4
MOST_QUESTIONS = 2
_SURE_HALF = 0.5
_LIKE = 0.45
_SURE_WHOLE = 0.8
"""From here on a whole sentence is not left for a clause that points back into it."""
_MOST_HALVES = 3
_MUCH_CLEARER = 0.05
_LONG_SENTENCE = 11
"""Words from which on a sentence tells a story and its clauses are read by themselves."""
_SHARED_SLOTS = ("occupation", "generic", "amount", "place", "period")
_ENDLESS = 20
"""Words from which on a sentence is cut at every "and" as well."""
_LONGEST_WHOLE, _LONGEST_WEIGHED = 200, 400
_PARTS_OF_A_SENTENCE = ("clause", "half")
_SHORT_PART = 3
_NAMED = 0.72
"""From this similarity on, what is named by itself is what a phrase asks."""
_CRISIS = "crisis"
_SURELY_A_CRY = 0.65
_LONGEST_CORRECTION = 5
_POINTS = frozenset({"das", "es", "dies", "dazu", "dafur", "damit", "dabei", "it", "that", "this",
    "them", "they", "those", "these"})  # fmt: skip
_GOES_ON = frozenset({"und", "and", "aber", "but", "also", "so", "dann", "then"})
_NAMES = frozenset({"occupation", "short_name", "generic", "other_occupation"})
_SUBSTANTIAL = ("answer", "fallback", "clarify")
_ABOUT_SOMEBODY = ("occupation", "other_occupation")
_FAR_OFF = "out_of_scope"
_LIKE_A_PHRASE = 0.6
_REFERS = frozenset({"it", "that", "this", "those", "them", "es", "dafur", "damit", "davon"})
_STORY = frozenset({"i", "im", "i'm", "ive", "i've", "my", "we", "ich", "bin", "hab", "habe",
    "mein", "meine", "wir"})  # fmt: skip
"""What a sentence about oneself begins with."""


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
        reading = _read(part, trace, topic)
        readings.append(reading)
        if _answers(reading, index, _SUBSTANTIAL):
            topic = _topic(reading, index)
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
        if reading.reason == "trigger" or _is_crisis(reading, index):
            return [reading]
    if len(readings) == 1:
        return _one_sentence(parts[0], readings[0], trace, topic)
    asked = [r for part, r in zip(parts, readings, strict=True) if part.endswith("?")]
    asked = asked or [reading for reading in readings if _asks(reading, index)]
    for group in (asked, readings):
        found = _distinct(
            (r for r in group if _answers(r, index, _SUBSTANTIAL) or r.reason == "only_slots"),
            index,
        )
        if found and found[0].reason == "only_slots" and not _goes_on(found[0], topic):
            found = found[1:]
        if len(found) == 1 and found[0] in readings:  # a story or a greeting around one question
            place = readings.index(found[0])
            told = _told(text, found[0], trace, topic)
            return told or _one_sentence(parts[place], found[0], trace, topic)
        if found:
            return found if group is asked else _surest(found)
    whole = _whole(text, trace, topic)
    if _answers(whole, index, _SUBSTANTIAL):
        return [whole]
    guesses = [whole] if whole.outcome == "did_you_mean" else []
    return [max((*asked, *readings, *guesses), key=lambda r: _worth(r, index))]


def _goes_on(reading: Interpretation, topic: str | None) -> bool:
    """Tell whether slots alone ask something: "und im Monat?" and "und der Director?" do,
    "Backend." names a job.
    """
    follows = reading.text.split(maxsplit=1)[0] in _GOES_ON
    return topic is not None and (follows or not _NAMES.issuperset(reading.slots))


def _whole(text: str, trace: Readings, topic: str | None) -> Interpretation:
    return trace.read(text.replace("\n", " ")[-_LONGEST_WHOLE:], topic, "whole")


def _told(
    text: str, question: Interpretation, trace: Readings, topic: str | None
) -> list[Interpretation]:
    """Return the reading of the whole text where the question in it says too little alone: "i
    quit uni. what now".
    """
    if not _says_little(question):
        return []
    whole = _whole(text, trace, topic)
    return [whole] if _in_our_field(whole, trace.index) else []


def _says_little(reading: Interpretation) -> bool:
    telling = any(isinstance(item, Word) and item.tells for item in reading.asked)
    surely = reading.reason in ("exact", "follow_up")
    return not telling and not surely and _likeness(reading) < _LIKE_A_PHRASE


def _likeness(reading: Interpretation) -> float:
    return reading.candidates[0].similarity if reading.candidates else 0.0


def _worth(reading: Interpretation, index: Index) -> tuple[int, float]:
    """Order readings by what to reply to: a question not quite understood before a greeting,
    and what somebody has to say before the "hello" or "thanks" around it. A cry for help is no
    small talk.
    """
    cry = _topic(reading, index) == _CRISIS
    smalltalk = reading.outcome == "answer" and not (cry or _answers(reading, index, _SUBSTANTIAL))
    order = ("dont_know", "courtesy", "smalltalk", "did_you_mean", "answer")
    chat = "smalltalk" if has_content(reading.asked) else "courtesy"
    return order.index(chat if smalltalk else reading.outcome), reading.confidence


def _one_sentence(
    sentence: str, whole: Interpretation, trace: Readings, topic: str | None
) -> list[Interpretation]:
    if whole.reason in ("exact", "trigger"):
        return [whole]
    pair = _two_questions(whole.text, trace, topic)
    if pair and not _likelier_one(whole, pair):
        return pair
    if whole.reason == "follow_up" or whole.text != sentence:
        return [whole]
    return [_telling_clause(sentence, whole, trace, topic) or whole]


def _likelier_one(whole: Interpretation, pair: list[Interpretation]) -> bool:
    """Tell whether the sentence asks one thing with an "and" in it: "strengths and weaknesses"."""
    if whole.outcome != "answer":
        return False
    return whole.candidates[0].similarity >= max(half.candidates[0].similarity for half in pair)


def _two_questions(sentence: str, trace: Readings, topic: str | None) -> list[Interpretation]:
    """Return the two halves around an "and" if each surely asks something of its own."""
    found, index = [], trace.index
    for one, other in halves(sentence)[:_MOST_HALVES]:
        first = trace.read(one, topic, "half")
        if not _surely_asks(first, index) or _tells(first, index):
            continue
        second = trace.read(other, _topic(first, index), "half")
        if _topic(first, index) != _topic(second, index) and _surely_asks(second, index):
            found.append([first, second])
    return max(found, key=lambda pair: min(r.confidence for r in pair), default=[])


def _surely_asks(half: Interpretation, index: Index) -> bool:
    """Tell whether half a sentence is a question of its own."""
    return (
        _answers(half, index, ("answer", "fallback"))
        and half.confidence >= _SURE_HALF
        and half.candidates[0].similarity >= _LIKE
    )


def _tells(half: Interpretation, index: Index) -> bool:
    """Tell whether half a sentence only says what somebody is or did: "i finished my
    apprenticeship last summer and …".
    """
    known = index.lexicon
    said = [token.key for token in tokenize(half.text)]
    begins = next((key for key in said if key not in known.lead_ins | known.fillers), "")
    asks = _asks(half, index) or not known.wishes.isdisjoint(said)
    return begins in _STORY and not asks and "amount" not in half.slots


def _telling_clause(
    sentence: str, whole: Interpretation, trace: Readings, topic: str | None
) -> Interpretation | None:
    """Return the clause that asks more clearly than the whole sentence does, or None.

    In a long story any clear clause will do, in a short sentence only a much clearer one.
    """
    parts, index = clauses(sentence), trace.index
    words = len(tokenize(sentence))
    if words >= _ENDLESS:
        parts = tuple(half for part in parts for half in pieces(part))
        parts = (*parts[:1], *parts[1:][-MOST_CLAUSES:])
    if len(parts) == 1:
        return None
    bar = 0.0
    if _answers(whole, index, _SUBSTANTIAL):
        bar = whole.confidence + (0.0 if words >= _LONG_SENTENCE else _MUCH_CLEARER)
    if bar >= 1.0:  # nothing is clearer
        return None
    if _surely_asks(whole, index) and whole.confidence >= _SURE_WHOLE:
        parts = tuple(part for part in parts if not _points_back(part, index))
    read = [trace.read(part, topic, "clause") for part in parts]
    read = [r for r in read if has_content(r.asked) or r.reason == "follow_up"] or read
    found = [r for r in read if _answers(r, index, _SUBSTANTIAL) and r.confidence > bar]
    if bar:  # "and the salary, do i mention it": a clause that refers asks nothing by itself
        found = [r for r in found if _REFERS.isdisjoint(r.keys)]
    near = [r for r in (whole, *found) if _in_our_field(r, index)]
    found = [r for r in found if not near or _in_our_field(r, index)]
    found = [r for r in found if not _tells(r, index)] or found
    asking = [r for r in found if r is read[-1] or _asks(r, index)]
    # where the whole is understood, what only tells something is no better question
    return max(asking or (() if bar else found), key=lambda r: r.confidence, default=None)


def _in_our_field(reading: Interpretation, index: Index) -> bool:
    """Tell whether a career question is answered: "want more cash, how do i play it" has a
    clause that, taken alone, would be about games.
    """
    return _answers(reading, index, _SUBSTANTIAL) and _topic(reading, index) != _FAR_OFF


def _points_back(part: str, index: Index) -> bool:
    """Tell whether a clause asks about what another one says: "wie pack ich das an"."""
    said = [token.key for token in tokenize(part)]
    function = index.lexicon.function
    return any(
        word in _POINTS and (after is None or after in function)
        for word, after in zip(said, (*said[1:], None), strict=True)
    )


def _is_crisis(reading: Interpretation, index: Index) -> bool:
    """Tell whether somebody needs help more than career advice, whatever else they write."""
    return (
        reading.outcome == "answer"
        and _topic(reading, index) == _CRISIS
        and reading.candidates[0].similarity >= _SURELY_A_CRY
        and reading.candidates[0].own >= _SURELY_A_CRY
    )


def _asks(reading: Interpretation, index: Index) -> bool:
    return reading.text.endswith("?") or index.lexicon.asks(reading.keys)


def _read(sentence: str, trace: Readings, topic: str | None) -> Interpretation:
    """Read a sentence without what leads up to it and what it sets aside.

    Words that decide alone are looked for in all of it first.
    """
    index, whole = trace.index, trace.read(sentence, topic, "sentence")
    if whole.reason == "trigger":
        return whole
    parts = clauses(sentence)
    wanted = _wanted(parts, index)
    asked = sentence if wanted == parts else " ".join(wanted)
    corrected = _without_correction(sentence, index)
    if whole.reason == "exact" and _answers(whole, index, _SUBSTANTIAL):
        return whole
    if corrected != sentence and topic is not None:
        fresh = _set_right(corrected, trace, topic)
        if fresh is not None:
            return fresh
    led = without_tag(_without_lead_in(corrected, index, begins=topic is None))
    shortened: tuple[tuple[str, Cut], ...] = (
        (led, "no lead-in"), (asked, "wanted"),
    )  # fmt: skip
    for shorter, cut in shortened:
        if len(shorter.split()) < len(sentence.split()):
            rest = trace.read(shorter, topic, cut)
            chat = whole.outcome == "answer" and not _answers(whole, index, _SUBSTANTIAL)
            clearer = not chat or rest.confidence > whole.confidence or _nearer(rest, whole)
            if _answers(rest, index, _SUBSTANTIAL) and clearer:
                return rest
            if rest.reason == "only_slots":
                return rest
    return whole if topic is None else confirmed(led, whole, trace, topic)


def _set_right(corrected: str, trace: Readings, topic: str) -> Interpretation | None:
    """Return what is named in the place of what was understood, where it asks on the same subject:
    "no, I meant the degree" wants to hear of it, not how long it takes.
    """
    fresh, index = trace.read(corrected, None, "corrected"), trace.index
    near = bool(fresh.candidates) and fresh.candidates[0].similarity >= _NAMED
    sure = near and _answers(fresh, index, _SUBSTANTIAL)
    return fresh if sure and _topic(fresh, index) == topic else None


def _nearer(rest: Interpretation, whole: Interpretation) -> bool:
    """Tell whether what follows a lead-in is surely asked, and more like a phrase than the whole:
    "achso und gehalt?", but not "great, thanks a lot".
    """
    surely = rest.reason in ("exact", "follow_up")
    return surely and rest.candidates[0].similarity > whole.candidates[0].similarity


def _without_lead_in(sentence: str, index: Index, *, begins: bool) -> str:
    """Return what follows an "aha ok und …" or "cool thanks and …" at the start.

    "Und …" goes on with what was said before, unless a chat `begins` with it.
    """
    words = tokenize(sentence)
    led = 0
    while led < len(words) and words[led].key in index.lexicon.lead_ins:
        led += 1
    if led == len(words) or not led or (words[0].key in _GOES_ON and not begins):
        return sentence
    return sentence[words[led].start :]


def _without_correction(sentence: str, index: Index) -> str:
    """Return a sentence without its "I meant", wherever that stands."""
    words = tokenize(sentence)
    starts = index.lexicon.correction_starts
    for start, first in enumerate(words):
        if first.key not in starts:
            continue
        for end in range(start + _LONGEST_CORRECTION, start, -1):
            said = tuple(word.key for word in words[start:end])
            if said in index.lexicon.corrections:
                stop = words[min(end, len(words)) - 1].end
                before = "" if _only_no(words[:start], index) else sentence[: first.start]
                return f"{before} {sentence[stop:]}".strip()
    return sentence


def _only_no(words: Sequence[Token], index: Index) -> bool:
    known, says_no = index.lexicon, index.knowledge.vocabulary.controls.get("no", ())
    return all(
        word.key in known.negations or word.key in known.lead_ins or word.text in says_no
        for word in words
    )


def _wanted(parts: tuple[str, ...], index: Index) -> tuple[str, ...]:
    """Return the parts that are not set aside: "nicht das Gehalt, die Ausbildung"."""
    kept = tuple(part for part in parts if not _set_aside(part, index))
    return kept or parts


def _set_aside(part: str, index: Index) -> bool:
    said = [token.key for token in tokenize(part)]
    negated = any(key in index.lexicon.negations for key in said)
    wish = any(key in index.lexicon.wishes for key in said)
    return negated and (wish or len(said) <= _SHORT_PART)


def _topic(reading: Interpretation, index: Index) -> str | None:
    entry = index.knowledge.entries.get(reading.entry or "")
    return entry.topic if entry else None


def _answers(reading: Interpretation, index: Index, kinds: tuple[str, ...]) -> bool:
    entry = index.knowledge.entries.get(reading.entry or "")
    return reading.outcome == "answer" and entry is not None and entry.kind in kinds


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
    return [r for r in readings if r is best or r.confidence >= _SURE_HALF]


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
