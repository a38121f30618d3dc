"""Read a sentence without what leads up to it, corrects it, or is set aside in it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.confirming import confirmed
from bot.dialogue.plainer import without_hearsay, without_tag
from bot.dialogue.readings import Cut, Readings
from bot.dialogue.verdicts import SUBSTANTIAL, answers, topic_of
from bot.matching.index import Index
from bot.matching.interpretation import Interpretation
from bot.text.tokens import Token, clauses, tokenize

GOES_ON = frozenset({"und", "and", "aber", "but", "also", "so", "dann", "then"})
_SHORT_PART = 3
_NAMED = 0.72
"""From this similarity on, what is named by itself is what a phrase asks."""
_LONGEST_CORRECTION = 5


def read_sentence(sentence: str, trace: Readings, topic: str | None) -> Interpretation:
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
    if whole.reason == "exact" and answers(whole, index, SUBSTANTIAL):
        return whole
    if corrected != sentence and topic is not None:
        fresh = _set_right(corrected, trace, topic)
        if fresh is not None:
            return fresh
    led = without_tag(_without_lead_in(corrected, index, begins=topic is None))
    shortened: tuple[tuple[str, Cut], ...] = (
        (led, "no lead-in"), (without_hearsay(led), "no lead-in"), (asked, "wanted"),
    )  # fmt: skip
    for shorter, cut in shortened:
        if len(shorter.split()) < len(sentence.split()):
            rest = trace.read(shorter, topic, cut)
            chat = whole.outcome == "answer" and not answers(whole, index, SUBSTANTIAL)
            meant = corrected != sentence  # who says "no, i meant …" does not say no to it
            clearer = not chat or meant or rest.confidence > whole.confidence
            clearer = clearer or _nearer(rest, whole)
            if answers(rest, index, SUBSTANTIAL) and clearer:
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
    sure = near and answers(fresh, index, SUBSTANTIAL)
    return fresh if sure and topic_of(fresh, index) == topic else None


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
    if led == len(words) or not led or (words[0].key in GOES_ON and not begins):
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
