"""Decide which occupation a question is about; an unknown one never gets a neighbour's answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from bot.dialogue.choices import NONE_OF_THESE, read_choice
from bot.dialogue.context import Context
from bot.dialogue.understand import Question
from bot.knowledge.models import Entry, Occupation
from bot.matching.index import Index
from bot.matching.interpretation import Interpretation
from bot.matching.lexicon import Word
from bot.matching.spans import Span, read_items
from bot.text.normalize import normalize
from bot.text.tokens import Token, tokenize

Verdict = Literal["known", "assumed", "ask", "unknown", "near", "abroad"]
_BACKGROUND = frozenset({"bin", "war", "komme", "arbeite", "arbeitete", "gelernt", "gelernte",
    "gelernter", "vom", "statt", "ehemalige", "ehemaliger", "ausgebildete", "ausgebildeter",
    "derzeit", "aktuell", "noch", "i'm", "am", "worked", "working", "used", "former", "currently",
    "from"})  # fmt: skip
_I_AM_A = frozenset({("im", "a"), ("im", "an"), ("been", "a"), ("been", "an"), ("was", "a"),
    ("was", "an")})  # fmt: skip
"""What an English speaker is or was: "im" alone is a German word."""
_HELD = frozenset(
    {
        "have",
        "had",
        "with",
        "habe",
        "hab",
        "hatte",
        "mit",
        "studied",
        "studiert",
        "degree",
        "studium",
        "abschluss",
    }
)
"""Words around what somebody has learnt: "I have an economics degree"."""
_INTRODUCES = frozenset({"als", "ein", "eine", "einen", "einem", "einer", "as", "a", "an", "man",
    "fur", "for", "beim", "der", "die", "zum", "zur", "n", "ne", "nen", "nem",
    "eines"})  # fmt: skip
_REFERS = frozenset({"der", "die", "das", "da", "dort", "er", "sie", "denen", "dafur", "dabei",
    "they", "he", "she", "there", "that", "it"})  # fmt: skip
_ORIGIN = frozenset({"aus", "from"})
_SAYS = frozenset({"says", "said", "say", "thinks", "told", "tells", "sagt", "sagte", "meint",
    "meinte", "findet", "glaubt"})  # fmt: skip
"""After such a word comes what is asked about: "my teacher says coding is dead"."""
_ONE_AND_NONE = 2
_WAS_THERE = _BACKGROUND | _HELD | {"live", "lived", "studied", "work", "graduated", "moved",
    "bei", "firma", "company", "project", "projekt", "klient", "client"}  # fmt: skip
"""Words before a country somebody comes from or worked for, which is not the one asked about."""
_WISH = frozenset({"become", "becoming", "werde", "werden"})
_BECOMING = _WISH | {"zum", "zur"}
_BECOMES = _BECOMING | {"wird"}
_ONE = "man"
_LOOK_BACK = 3
_KEYWORD_STYLE = 3
_ARTICLE_REACH = 2
"""How far before a name its article stands: "a goat whisperer"."""


@dataclass(frozen=True, slots=True)
class Target:
    """The occupation meant, or why none is; `name` is what an unknown one is called."""

    verdict: Verdict
    occupation: Occupation | None = None
    corrected: bool = False
    name: str = ""


def find_target(question: Question, entry: Entry, context: Context, index: Index) -> Target:
    """Return which occupation a question about `entry` means."""
    words = tokenize(question.reading.text)
    other = _other(question.reading, words)
    if other is not None and (
        _about_another(entry, question.reading, other, index)
        or (
            entry.kind == "answer"
            and question.reading.span("occupation") is None
            and _becomes(words, other)
            and not _tells_to_become(entry, question.reading, other, index)
        )
    ):
        return Target("unknown", name=other.value if other.distance == 0 else "")
    if entry.about_occupation:
        for target in (
            _abroad(question, words, index),
            _named(question, words, entry, other, index),
            _short(question, entry, context, index),
            _generic(question, index),
            _stranger(question, entry, words, context),
        ):
            if target is not None:
                return target
        if _like_an_occupation(question.reading, _telling(words, question.reading, index)):
            return Target("unknown")
    elif _about_elsewhere(question, entry, words, index):
        return _abroad(question, words, index) or Target("known")
    return _inherited(entry, context, index)


def _becomes(words: Sequence[Token], other: Span) -> bool:
    """Tell whether somebody wants to be what the sources do not know: "become a nurse", though
    "i am a nurse" is a story they have an answer for.
    """
    return _wishes_to_be(words, other) or _preceded(words, other, _BECOMING)


def _wishes_to_be(words: Sequence[Token], other: Span) -> bool:
    before = [word.text for word in words if word.end <= other.start][-_LOOK_BACK:]
    after = next((word.text for word in words if word.start >= other.end), None)
    return after == "werden" or ("to", "be") in pairwise(before) or not _WISH.isdisjoint(before)


def _tells_to_become(entry: Entry, reading: Interpretation, other: Span, index: Index) -> bool:
    """Tell whether becoming just that is what the entry is about: "become a full stack developer";
    a story told by hairdressers is not about becoming one.
    """
    if not index.speaks_of(entry.id, other):
        return False
    phrase = index.nearest_phrase(entry.id, read_items(reading.text, index.lexicon))
    if phrase is None or not _wishes_to_be(tokenize(reading.text), other):
        return True
    said = read_items(normalize(phrase.text), index.lexicon)
    return any(isinstance(item, Span) and item.value == other.value for item in said)


def _about_elsewhere(
    question: Question, entry: Entry, words: Sequence[Token], index: Index
) -> bool:
    """Tell whether a question is about the customs of another country, and the entry's nearest
    phrase speaks of none: "do i need a photo on a cv in the us".
    """
    country = question.reading.span("country")
    if country is None or entry.answer is not None or entry.kind != "answer":
        return False
    if question.reading.span("home") or _preceded(words, country, _WAS_THERE):
        return False
    return not phrase_holds(entry, question.reading, "country", index)


def phrase_holds(
    entry: Entry, reading: Interpretation, slot: str, index: Index, *, marked: bool = False
) -> bool:
    """Tell whether the phrase of the entry that is nearest to the question names such a thing;
    `marked`: also by a mark such as ``{other_occupation}``, which stands for any.
    """
    phrase = index.nearest_phrase(entry.id, read_items(reading.text, index.lexicon))
    if phrase is None:
        return False
    if marked and f"{{{slot}}}" in phrase.text:
        return True
    said = read_items(normalize(phrase.text), index.lexicon)
    return any(isinstance(item, Span) and item.slot == slot for item in said)


def _about_another(entry: Entry, reading: Interpretation, other: Span, index: Index) -> bool:
    """Tell whether the entry is like the question only because of another occupation's name:
    "apprenticeship as a hairdresser" is like "apprenticeship as an IT specialist".
    """
    if index.speaks_of(entry.id, other):
        return False
    return phrase_holds(entry, reading, other.slot, index)


def _abroad(question: Question, words: Sequence[Token], index: Index) -> Target | None:
    country = question.reading.span("country")
    if country is None or _preceded(words, country, _ORIGIN):
        return None
    return Target("abroad", name=_country_name(country, index))


def _country_name(country: Span, index: Index) -> str:
    """Return what to call the country: "ausland" of "im ausland", "usa" of "in the us"."""
    known, said = index.lexicon, tokenize(country.text)
    if not any(word.key in known.function for word in said):
        return country.text
    telling = [word for word in said if word.key not in known.function]
    named = known.aliases.get(tuple(word.key for word in telling)) == (country.slot, country.value)
    return " ".join(word.text for word in telling) if named else country.value.replace("_", " ")


def _named(
    question: Question, words: Sequence[Token], entry: Entry, other: Span | None, index: Index
) -> Target | None:
    own = _asked_of(question.reading, words)
    if other is not None and not entry.needs and index.speaks_of(entry.id, other):
        other = None
    if other is not None and (own is None or entry.needs):
        return Target("unknown", name=other.value if other.distance == 0 else "")
    own = own or next((span for span in question.spans if span.slot == "occupation"), None)
    if own is None:
        return None
    occupation = index.knowledge.occupations[own.value]
    if entry.needs and _beside_unknown(question.reading, own, words):
        return Target("near", occupation)
    return Target("known", occupation, corrected=own.distance > 0)


def _asked_of(reading: Interpretation, words: Sequence[Token]) -> Span | None:
    """Return the first of our occupations asked about: not the one that somebody is, where
    another one is named too ("i'm an electrician, should i switch to backend?").
    """
    ours = [span for span in reading.spans if span.slot == "occupation"]
    first = next(iter(ours), None)
    if first is None or not _preceded(words, first, _BACKGROUND):
        return first
    return next((span for span in ours if span.value != first.value), first)


def _short(question: Question, entry: Entry, context: Context, index: Index) -> Target | None:
    """Take "director" for ours only while the conversation is about our occupations, or the
    question itself names another of ours: "from developer to director".
    """
    span = next((span for span in question.spans if span.slot == "short_name"), None)
    named = index.knowledge.occupations.get(span.value) if span is not None else None
    if span is None or named is None:
        return None
    among_ours = context.occupation or "generic" in question.slots
    verdict: Verdict = "known" if among_ours or not entry.needs else "near"
    return Target(verdict, named, corrected=span.distance > 0)


def _generic(question: Question, index: Index) -> Target | None:
    named = index.knowledge.occupations.get(question.slots.get("generic", ""))
    return Target("assumed", named) if named else None


def _stranger(
    question: Question, entry: Entry, words: Sequence[Token], context: Context
) -> Target | None:
    """Return the unknown occupation talked about before, where the question goes on with it."""
    if context.stranger is None:
        return None
    goes_on = entry.needs and question.reading.reason in ("only_slots", "follow_up")
    refers = any(word.key in _REFERS for word in words)
    return Target("unknown", name=context.stranger) if goes_on or refers else None


def _inherited(entry: Entry, context: Context, index: Index) -> Target:
    known = index.knowledge.occupations
    proposed = _proposed(entry, context, index)
    if proposed is not None:
        return Target("known", known[proposed], corrected=True)
    if context.occupation is not None and context.occupation in known:
        return Target("known", known[context.occupation])
    default = known.get(index.knowledge.default_occupation or "")
    if entry.needs or default is None:
        return Target("ask")
    return Target("assumed", default)


def _proposed(entry: Entry, context: Context, index: Index) -> str | None:
    """Return the occupation the bot has just asked about: "did you mean …?", "per month?"."""
    if context.pending != entry.id or len(context.offered) != _ONE_AND_NONE:
        return None
    if context.offered[-1] != NONE_OF_THESE:
        return None
    pressed = read_choice(context.offered[0], index.knowledge)
    return pressed.occupation if pressed is not None else None


def _other(reading: Interpretation, words: Sequence[Token]) -> Span | None:
    """Return another occupation asked about, not one the person comes from."""
    for span in reading.spans:
        asked = not (_preceded(words, span, _BACKGROUND) or _speaks(words, span))
        if span.slot == "other_occupation" and asked:
            return span
    return None


def _speaks(words: Sequence[Token], span: Span) -> bool:
    after = next((word for word in words if word.start >= span.end), None)
    return after is not None and after.text in _SAYS


def _preceded(words: Sequence[Token], span: Span, by: frozenset[str]) -> bool:
    before = [word for word in words if word.end <= span.start][-_LOOK_BACK:]
    said = [word.text for word in before]
    if by is _BACKGROUND and any(pair in _I_AM_A for pair in pairwise(said)):
        return True
    return any(word.key in by or word.text in by for word in before)


def _beside_unknown(reading: Interpretation, own: Span, words: Sequence[Token]) -> bool:
    """Tell whether a word nobody knows stands right beside the occupation's name."""
    before = [word.text for word in words if word.end <= own.start][-1:]
    after = [word.text for word in words if word.start >= own.end][:1]
    return any(word in reading.unknown for word in (*before, *after))


def _telling(words: Sequence[Token], reading: Interpretation, index: Index) -> list[Token]:
    """Return the words without fillers: "hey kurze frage, gehalt drachenzähmer" is two words."""
    items = read_items(reading.text, index.lexicon)
    fillers = {item.token.start for item in items if isinstance(item, Word) and item.filler}
    return [word for word in words if word.start not in fillers]


def _like_an_occupation(reading: Interpretation, words: Sequence[Token]) -> bool:
    """Tell whether an unknown word stands where the name of an occupation would stand."""
    if not reading.unknown:
        return False
    if len(words) <= _KEYWORD_STYLE:
        return True
    return any(
        _introduced(words, place)
        for place, word in enumerate(words)
        if word.text in reading.unknown
    )


def _introduced(words: Sequence[Token], place: int) -> bool:
    """Tell whether one of the two words before introduces a name, and nobody holds it."""
    before = [word.key for word in words[max(place - _LOOK_BACK, 0) : place]]
    if _BECOMES.isdisjoint(word.key for word in words):  # "kann man nicht meckern" names no job
        before = [key for key in before if key != _ONE]
    around = {*before, *(word.key for word in words[place + 1 : place + 2])}
    return not _INTRODUCES.isdisjoint(before[-_ARTICLE_REACH:]) and _HELD.isdisjoint(around)
