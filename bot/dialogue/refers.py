"""Read "does it cost anything?" as "does a bootcamp cost anything?" after an answer about one.

Puts what the last answer was about in the place of the word that refers to it, or behind a
question too short to ask anything by itself ("or both?"), and says whether the message makes more
sense so. Whether the slots alone go on with the last question is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.dialogue.readings import Readings
from bot.knowledge.models import Entry
from bot.matching.interpretation import Interpretation
from bot.matching.lexicon import Word
from bot.matching.ranking import has_content
from bot.matching.spans import Span, read_items, without_fillers
from bot.text.normalize import normalize
from bot.text.tokens import tokenize

_REFER = frozenset({"das", "es", "die", "dies", "dieses", "it", "that", "this", "they", "them",
    "these", "those", "one", "ones"})  # fmt: skip
_NAMES = frozenset({"occupation", "short_name", "generic"})
"""Which occupation is talked about is remembered anyway."""
_MOST_WORDS = 9
_MUCH_LIKE = 0.9
"""What is so like a phrase needs nothing put in its place."""
_NEARER = 0.05
_OWN = 0.5
_DECIDED = ("exact", "trigger", "only_slots")
_SUBSTANTIAL = ("answer", "fallback", "clarify")


def referred(
    reading: Interpretation, trace: Readings, topic: str | None, about: str | None
) -> Interpretation:
    """Return the reading with the last answer's subject put in, where that is the better one."""
    entry = trace.index.knowledge.entries.get(about or "")
    if entry is None or entry.form is not None or topic is None:
        return reading
    if not _may_refer(reading) or _agrees(reading, trace):
        return reading
    texts = dict.fromkeys(_put_in(reading.text, entry, trace))
    found = [trace.read(text, topic, "referred") for text in texts if text != reading.text]
    better = [each for each in found if _is_better(each, reading, entry, trace)]
    return max(better, key=_likeness, default=reading)


def _may_refer(reading: Interpretation) -> bool:
    """Tell whether a message says too little by itself, or refers to something."""
    words = tokenize(reading.text)
    if len(words) > _MOST_WORDS or reading.reason in _DECIDED or reading.unknown:
        return False
    if _likeness(reading) >= _MUCH_LIKE and reading.outcome == "answer":
        return False
    return _empty(reading) or any(word.key in _REFER for word in words)


def _agrees(reading: Interpretation, trace: Readings) -> bool:
    """Tell whether somebody says yes or no, in however many words."""
    controls = trace.index.knowledge.vocabulary.controls
    said = {word for name in ("yes", "no") for word in controls.get(name, ())}
    return _empty(reading) and any(word.text in said for word in tokenize(reading.text))


def _empty(reading: Interpretation) -> bool:
    """Tell whether function words alone are said; "maybe" goes on with nothing."""
    fillers = all(isinstance(item, Word) and item.filler for item in reading.asked)
    return not has_content(reading.asked) and not fillers


def _put_in(text: str, entry: Entry, trace: Readings) -> Iterable[str]:
    """Yield the text with each language's name of what the entry is about."""
    words = tokenize(text)
    place = next((word for word in words if word.key in _REFER), None)
    for title in entry.title.values():
        items = without_fillers(read_items(normalize(title), trace.index.lexicon))
        named = " ".join(
            item.text if isinstance(item, Span) else item.token.text
            for item in items
            if (item.slot not in _NAMES if isinstance(item, Span) else item.tells)
        )
        if not named:
            continue
        if place is None:
            yield f"{text.rstrip(' ?!.')} {named}"
        else:
            yield f"{text[: place.start]}{named}{text[place.end :]}"


def _is_better(
    found: Interpretation, plain: Interpretation, entry: Entry, trace: Readings
) -> bool:
    known = trace.index.knowledge.entries
    meant, said = known.get(found.entry or ""), known.get(plain.entry or "")
    if found.outcome != "answer" or meant is None or meant.kind not in _SUBSTANTIAL:
        return False
    if plain.outcome != "answer":
        return _empty(plain) or meant.id != entry.id
    if _likeness(found) < _likeness(plain) + _NEARER:
        return False
    if meant.id != entry.id:
        return True
    elsewhere = said is None or said.topic != entry.topic
    return elsewhere and plain.reason == "recognized" and found.candidates[0].own >= _OWN


def _likeness(reading: Interpretation) -> float:
    return reading.candidates[0].similarity if reading.candidates else 0.0
