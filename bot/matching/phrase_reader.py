"""Read the phrases of a knowledge base as messages are read, what they share only once.

Equal words are the same object in all phrases, so that whatever is made of them can be made once,
too. Where in its phrase a word stands is not told; for messages see `spans.read_items`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.matching.lexicon import Lexicon, Word
from bot.matching.phrase_texts import PhraseTexts
from bot.matching.spans import Item, Span, join, read_items
from bot.text.tokens import Token

_DIGITS = frozenset("0123456789")
_NO_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Known:
    """A word, and whether it may be anything but itself: always, or before certain others."""

    word: Word
    keys: tuple[str, str]
    always: bool
    before: frozenset[str]


class PhraseReader:
    """Reads phrases with one lexicon; a pure function that remembers words and slots."""

    def __init__(self, lexicon: Lexicon, texts: PhraseTexts) -> None:
        self._lexicon = lexicon
        self._texts = texts
        self._known: dict[str, Sequence[_Known]] = {}
        self._spans: dict[Span, Span] = {}
        self._behind: dict[str, set[str]] = {}
        for alias in lexicon.aliases:
            if len(alias) > 1:
                self._behind.setdefault(alias[0], set()).add(alias[1])

    def items(self, phrase: str) -> tuple[Item, ...]:
        """Return the words and slots of one of the texts."""
        parts = self._texts.cuts[phrase]
        items = self._part(parts[0])
        for number, part in enumerate(parts[1:], 1):
            items.extend((self._slot(part),) if number % 2 else self._part(part))
        return tuple(items)

    def _slot(self, part: str) -> Span:
        return self._shared(Span(part[1:-1].strip(), "", part, 0, 0))

    def _part(self, text: str) -> list[Item]:
        if not _DIGITS.isdisjoint(text):  # only there may numbers be
            return list(read_items(text, self._lexicon))
        words: list[Word] = []
        plain, before = True, _NO_WORDS
        for written in self._texts.words[text]:
            for known in self._known.get(written) or self._read(written):
                words.append(known.word)
                if known.always or (before and not before.isdisjoint(known.keys)):
                    plain = False
                before = known.before
        if plain:
            return list(words)
        items = join(words, "", self._lexicon)
        return [self._shared(item) if isinstance(item, Span) else item for item in items]

    def _read(self, written: str) -> Sequence[_Known]:
        token = Token(written, self._texts.folded[written], 0, 0)
        found = self._known[written] = tuple(map(self._look, self._lexicon.read(token)))
        return found

    def _look(self, word: Word) -> _Known:
        """Tell when `join` may make anything but the word itself of a word."""
        lexicon, keys = self._lexicon, (word.key, word.token.key)
        slips = lexicon.name_slips
        always = (
            not word.known
            or word.distance > 0
            or any((key,) in lexicon.aliases for key in keys)
            or word.key in slips.firsts
            or word.key in slips.seconds
            or bool(lexicon.slots_inside(word))
        )
        behind = [self._behind.get(key, _NO_WORDS) for key in keys]
        return _Known(word, keys, always, _NO_WORDS.union(*behind))

    def _shared(self, span: Span) -> Span:
        return self._spans.setdefault(span, span)
