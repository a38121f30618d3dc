"""Find the slots of a message: occupations, places, levels, periods, amounts.

Longest spelling first, exact before fuzzy; a fuzzy span says so in its `distance`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.matching.amounts import Number, find_numbers
from bot.matching.in_context import in_context
from bot.matching.lexicon import FILLER, Alias, Lexicon, Word
from bot.matching.pay import not_pay
from bot.text.tokens import tokenize


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the message read as a slot; `text` is what the person wrote."""

    slot: str
    value: str
    text: str
    start: int
    end: int
    distance: int = 0
    negated: bool = False
    words: tuple[str, ...] = ()
    """The folded words the span was read from."""


Item = Word | Span
_NEGATION_REACH = 3
_HOUR = "hour"
_TEXTS = 32
"""Texts whose items are remembered."""
_INSIDE_COMPOUNDS = frozenset({"level", "period", "pay"})


def read_items(text: str, lexicon: Lexicon) -> tuple[Item, ...]:
    """Return the words and slots of a normalised text in their order.

    Language, question and occupation are each asked of the same few texts, so that the lexicon
    remembers the last.
    """
    found = lexicon.texts_read.get(text)
    if found is None:
        found = _read(text, lexicon)
        if len(lexicon.texts_read) >= _TEXTS:
            lexicon.texts_read.clear()
        lexicon.texts_read[text] = found
    return found


def _read(text: str, lexicon: Lexicon) -> tuple[Item, ...]:
    numbers = find_numbers(text) if lexicon.has_slots else []
    items = _items(text, numbers, lexicon)
    others = not_pay(numbers, items, text, lexicon)
    if others:
        items = _items(text, [number for number in numbers if number not in others], lexicon)
    return tuple(items)


def _items(text: str, numbers: Sequence[Number], lexicon: Lexicon) -> list[Item]:
    by_start = deque(numbers)
    words: list[Word | Number] = []
    for token in tokenize(text):
        while by_start and by_start[0].end <= token.start:
            by_start.popleft()
        if not by_start or token.start < by_start[0].start:
            words.extend(lexicon.read(token))
        elif not words or words[-1] is not by_start[0]:
            words.append(by_start[0])
    return join(words, text, lexicon)


def _guessed(words: Sequence[Word | Number], lexicon: Lexicon) -> Sequence[Word | Number]:
    """Read what is unknown more generously where another word is misspelt as well."""
    if not any(isinstance(word, Word) and word.known and word.distance for word in words):
        return words
    return [lexicon.guess(word) if isinstance(word, Word) else word for word in words]


def join(words: Sequence[Word | Number], text: str, lexicon: Lexicon) -> list[Item]:
    """Return the items that words in a row make: slots of several words, and inside words."""
    items: list[Item] = []
    position, words = 0, _guessed(in_context(words, lexicon), lexicon)
    while position < len(words):
        word = words[position]
        if isinstance(word, Number):
            items.append(
                Span(word.slot, word.value, text[word.start : word.end], word.start, word.end)
            )
            position += 1
            continue
        length, span = _longest(words, position, text, lexicon)
        if span is None:
            length, span = _misspelt_pair(words, position, text, lexicon)
        if span is not None and _working_time(span, items):
            length, span = 1, None
        position += length
        if span is None:
            items.append(word)
            if inside := lexicon.slots_inside(word):
                items.extend(_inside(word, inside))
        elif span.slot == FILLER:
            said = words[position - length : position]
            items.extend(
                replace(w, filler=True, content=False) for w in said if isinstance(w, Word)
            )
        else:
            items.append(replace(span, negated=True) if _negated(items, lexicon) else span)
    return items


def _longest(
    words: Sequence[Word | Number], position: int, text: str, lexicon: Lexicon
) -> tuple[int, Span | None]:
    first = words[position]
    if not isinstance(first, Word):
        return 1, None
    longest = lexicon.longest_alias(first)
    if not longest:
        return 1, None
    plain = _words(words[position : position + longest])
    keys = tuple([word.key for word in plain])
    written = tuple([word.token.key for word in plain])
    for length in range(len(plain), 0, -1):
        alias = lexicon.aliases.get(keys[:length])
        if alias is None and written != keys and not any(word.distance for word in plain[:length]):
            alias = lexicon.aliases.get(written[:length])
        if alias is not None:
            return length, _named(alias, plain[:length], text)
    return 1, None


def _misspelt_pair(
    words: Sequence[Word | Number], position: int, text: str, lexicon: Lexicon
) -> tuple[int, Span | None]:
    """Return the name two words stand for of which one is misspelt into another word."""
    pair = [word for word in words[position : position + 2] if isinstance(word, Word)]
    meant = lexicon.name_slips.meant(pair[0].key, pair[1].key) if len(pair) > 1 else None
    if meant is None:
        return 1, None
    slot, value = lexicon.aliases[meant]
    start, end = pair[0].token.start, pair[-1].token.end
    slips = 1 + sum(word.distance for word in pair)
    return 2, Span(slot, value, text[start:end], start, end, slips, words=meant)


def _working_time(span: Span, before: Sequence[Item]) -> bool:
    """Tell whether a number of hours is meant, and no pay per hour: "49k bei 38 Std."."""
    if span.slot != "period" or span.value != _HOUR or len(span.words) > 1 or not before:
        return False
    return isinstance(before[-1], Word) and before[-1].key.isdigit()


def _words(items: Sequence[Word | Number]) -> list[Word]:
    """Return the words up to the first number."""
    found: list[Word] = []
    for item in items:
        if not isinstance(item, Word):
            break
        found.append(item)
    return found


def _named(alias: Alias, words: Sequence[Word], text: str) -> Span:
    slot, value = alias
    start, end = words[0].token.start, words[-1].token.end
    distance = sum(word.distance for word in words)
    keys = tuple(word.key for word in words)
    return Span(slot, value, text[start:end], start, end, distance, words=keys)


def _negated(before: Sequence[Item], lexicon: Lexicon) -> bool:
    """Tell whether a slot is ruled out: "nicht der Director", "not for frontend"."""
    near = before[-_NEGATION_REACH:]
    return any(isinstance(item, Word) and item.key in lexicon.negations for item in near) and all(
        (isinstance(item, Word) and not (item.content and item.known))
        or (isinstance(item, Word) and item.key in lexicon.negations)
        for item in near[-1:]
    )


def _inside(word: Word, slots: Sequence[Alias]) -> list[Span]:
    token = word.token
    return [
        Span(slot, value, token.text, token.start, token.end, word.distance)
        for slot, value in slots
        if slot in _INSIDE_COMPOUNDS
    ]


def without_fillers(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return what asks something; a message of nothing but fillers keeps them."""
    asked = tuple(item for item in items if isinstance(item, Span) or not item.filler)
    return asked or tuple(items)
