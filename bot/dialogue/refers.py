"""Read "does it cost anything?" as "does a bootcamp cost anything?" after an answer about one.

Puts what the last answer was about in the place of the word that refers to it, or behind a
question too short to ask anything by itself ("or both?"), and says whether the message makes more
sense so. Whether the slots alone go on with the last question is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from bot.dialogue.readings import Readings
from bot.dialogue.verdicts import SUBSTANTIAL, likeness
from bot.knowledge.models import Entry
from bot.matching.interpretation import Interpretation
from bot.matching.lexicon import Word
from bot.matching.ranking import has_content
from bot.matching.spans import Item, Span, read_items, without_fillers
from bot.text.normalize import normalize
from bot.text.tokens import Token, tokenize

_REFER = frozenset({"das", "es", "die", "dies", "dieses", "eins", "it", "that", "this", "they",
    "them", "these", "those", "one", "ones"})  # fmt: skip
_ABOUT = _REFER | {"der", "er", "sie", "da", "dort", "dabei", "dafur", "damit", "he", "she",
    "there"}  # fmt: skip
_ARTICLES = frozenset({"das", "der", "die", "dies", "dieses", "that", "this", "these", "those"})
_NAMES = frozenset({"occupation", "short_name", "generic"})
"""Which occupation is talked about is remembered anyway."""
_MOST_WORDS = 9
_ABOUT_FROM = 0.7
_NEARER, _MUCH_NEARER = 0.05, 0.12
"""By how much it must be more like a phrase, and where another answer is likely on the subject."""
_OWN = 0.5
_FEW = 5
"""Words among which "da" stands for what was talked about, whatever else they ask."""
_ABOUT_ANSWERS = ("sources", "source_of_last")
"""Built-in answers about the last answer: "how do you know that"."""
_DECIDED = ("exact", "trigger", "only_slots")


def referred(
    reading: Interpretation, trace: Readings, topic: str | None, about: str | None
) -> Interpretation:
    """Return the reading with the last answer's subject put in, where that is the better one."""
    entry = trace.index.knowledge.entries.get(about or "")
    if entry is None or entry.form is not None or topic is None:
        return reading
    if not may_refer(reading) or _agrees(reading, trace) or _afresh(reading, trace):
        return reading
    better = [
        found
        for named, text in _put_in(reading.text, entry, trace)
        for after in (topic, None)
        if _is_better(found := trace.read(text, after, "referred"), reading, entry, named, trace)
    ]
    return max(better, key=likeness, default=reading)


def may_refer(reading: Interpretation) -> bool:
    """Tell whether a message says too little by itself, or refers to something. Where it does
    not, `referred` leaves it as it is, whatever was answered last.
    """
    words = tokenize(reading.text)
    if len(words) > _MOST_WORDS or reading.reason in _DECIDED or reading.unknown:
        return False
    if any(_stands_alone(word, after) for word, after in pairwise((*reading.asked, None))):
        return True
    return _empty(reading) and len(words) > 1


def _stands_alone(item: Item | None, after: Item | None) -> bool:
    """Tell whether a word refers to something, and does not only go before what is named: "what
    does that cost", but not "that job".
    """
    if not isinstance(item, Word) or item.key not in _ABOUT:
        return False
    return item.key not in _ARTICLES or (isinstance(after, Word) and not after.tells) or not after


def _afresh(reading: Interpretation, trace: Readings) -> bool:
    """Tell whether a reading was one without what was talked about before."""
    return any(each.reading is reading and each.topic is None for each in trace.all)


def _agrees(reading: Interpretation, trace: Readings) -> bool:
    """Tell whether somebody says yes or no, in however many words."""
    controls = trace.index.knowledge.vocabulary.controls
    said = {word for name in ("yes", "no") for word in controls.get(name, ())}
    return _empty(reading) and any(word.text in said for word in tokenize(reading.text))


def _empty(reading: Interpretation) -> bool:
    """Tell whether function words alone are said; "maybe" goes on with nothing."""
    fillers = all(isinstance(item, Word) and item.filler for item in reading.asked)
    return not has_content(reading.asked) and not fillers


def _put_in(text: str, entry: Entry, trace: Readings) -> Iterable[tuple[list[str], str]]:
    """Yield the words of each language's name of what the entry is about, and the text with it."""
    words = tokenize(text)
    place = next((word for word in words if word.key in _REFER), None)
    place = place or next((word for word in words if word.key in _ABOUT), None)
    for language, title in entry.title.items():
        if not _spoken(language, words, trace):
            continue
        items = without_fillers(read_items(normalize(title), trace.index.lexicon))
        named = [
            item.text if isinstance(item, Span) else item.token.text
            for item in items
            if (item.slot not in _NAMES if isinstance(item, Span) else item.tells)
        ]
        if not named:
            continue
        name = " ".join(named)
        keys = [token.key for token in tokenize(name)]
        if place is None:
            yield keys, f"{text.rstrip(' ?!.')} {name}"
        else:
            yield keys, f"{text[: place.start]}{name}{text[place.end :]}"


def _spoken(language: str, words: Sequence[Token], trace: Readings) -> bool:
    """Tell whether the words may be of a language: any is its own, or none is another's."""
    function = trace.index.language_words.function
    own = {name for name, known in function.items() if any(word.key in known for word in words)}
    return language in own or not own


def _is_better(
    found: Interpretation, plain: Interpretation, entry: Entry, named: list[str], trace: Readings
) -> bool:
    known = trace.index.knowledge.entries
    meant, said = known.get(found.entry or ""), known.get(plain.entry or "")
    if found.outcome != "answer" or meant is None or meant.kind not in SUBSTANTIAL:
        return False
    words = tokenize(plain.text)
    surely = _empty(plain) or len(words) <= _FEW or any(word.key in _REFER for word in words)
    if said is not None and said.answer in _ABOUT_ANSWERS and plain.outcome == "answer":
        return False
    if plain.outcome != "answer":
        again = meant.id == entry.id
        return not again or (_empty(plain) and not _denies(plain, trace))
    if meant.id != entry.id:
        return _is_about(meant, said, named, found, trace) or (
            surely
            and plain.reason == "recognized"
            and likeness(found) >= likeness(plain) + _NEARER
        )
    if not surely:
        return False
    follows = said is not None and (said.topic == entry.topic or entry.topic in said.after)
    about = _is_about(meant, said, named, found, trace)
    lead = _MUCH_NEARER if follows and not about else _NEARER
    nearer = likeness(found) >= likeness(plain) + lead and found.candidates[0].own >= _OWN
    return plain.reason == "recognized" and nearer


def _is_about(
    meant: Entry, said: Entry | None, named: list[str], found: Interpretation, trace: Readings
) -> bool:
    """Tell whether an entry speaks of what is referred to, and the one found without does not:
    "what do they earn?" after what a working student is.
    """
    index = trace.index
    if likeness(found) < _ABOUT_FROM or said is None or said.id == meant.id:
        return False
    knows = all(index.holds(meant.id, named))
    return knows and not all(index.holds(said.id, named))


def _denies(reading: Interpretation, trace: Readings) -> bool:
    negations = trace.index.lexicon.negations
    return any(word.key in negations for word in tokenize(reading.text))
