"""What somebody writes in their own words below a form: an answer, a town, or a question."""

from __future__ import annotations

from bot.dialogue.exchange import Exchange
from bot.dialogue.forms.boards import sound_place
from bot.dialogue.forms.buttons import Move
from bot.dialogue.forms.state import LONGEST_ANSWER
from bot.dialogue.language import evidence
from bot.dialogue.understand import understand
from bot.knowledge.models import Form, FormStep
from bot.matching.spans import Span, read_items
from bot.text.tokens import tokenize

CRISIS = "crisis"
_PLACE = "place"
_IN_BRACKETS = "("
_SENTENCE_FROM = 3
_BEFORE_NAMES = frozenset({"in", "im", "am", "an", "bei", "um", "nach", "at", "near", "the"})
_BEFORE_PARTS = frozenset({"der", "dem", "den", "am", "im"})
_IN_NAMES = frozenset({"bad", "sankt"})


def own_words(exchange: Exchange, text: str, form: Form, step: FormStep) -> Move | None:
    """Return the person's own text as the answer, unless it clearly asks something itself."""
    said = " ".join(exchange.message.text.split())
    if text.endswith("?") or not tokenize(text) or len(said) > LONGEST_ANSWER:
        return None
    if asks(exchange, text):
        return None
    if step.slot != _PLACE:
        return Move(form, "", (step,), said)
    place = _place(exchange, text, said)
    return Move(form, "", (step,), place) if place else None


def _place(exchange: Exchange, text: str, said: str) -> str | None:
    """Return the town a text names: one we know, or what may well be one we do not know."""
    known = _known_place(exchange, text)
    if known is not None and _IN_BRACKETS not in said:  # "Frankfurt (Oder)" is another Frankfurt
        return known
    place = sound_place(said)
    return None if place is None or _is_sentence(exchange, text) else place


def _is_sentence(exchange: Exchange, text: str) -> bool:
    """Tell whether a text says more than a name: words that say something, whatever language.

    "Bad Homburg vor der Höhe" has only little words besides its names, and what follows those.
    """
    words = [token.key for token in tokenize(text)]
    if len(words) < _SENTENCE_FROM:
        return evidence(text, exchange.index).foreign is not None
    lexicon = exchange.index.lexicon
    telling = [
        word
        for before, word in zip(("", *words), words, strict=False)
        if word in lexicon.words
        and word not in lexicon.function
        and word not in _IN_NAMES
        and before not in _BEFORE_PARTS
    ]
    asks = words[0] in lexicon.function and words[0] not in _BEFORE_NAMES
    return asks or bool(telling) or evidence(text, exchange.index).foreign is not None


def asks(exchange: Exchange, text: str) -> bool:
    """Tell whether a text is a cry for help, small talk, or begins like a question we know."""
    reading = understand(text, exchange.index, exchange.context.topic)[0].reading
    entry = exchange.knowledge.entries.get(reading.entry or "")
    if entry is None or reading.outcome == "dont_know":
        return False
    if entry.topic == CRISIS or reading.reason == "trigger":
        return True
    if reading.outcome != "answer":
        return False
    begins = tokenize(text)[0].key in exchange.index.lexicon.question_words
    chat = entry.kind in ("smalltalk", "command") and reading.reason == "exact"
    return begins or chat


def _known_place(exchange: Exchange, text: str) -> str | None:
    """Return the town a text spells as we do; "Homburg" is no misspelt Hamburg."""
    for item in read_items(text, exchange.index.lexicon):
        if isinstance(item, Span) and item.slot == _PLACE and not item.distance:
            spellings = exchange.knowledge.vocabulary.slots.get(_PLACE, {}).get(item.value, ())
            return spellings[0].title() if spellings else item.value
    return None
