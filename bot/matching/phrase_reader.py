"""Read the phrases of a knowledge base as messages are read, what they share only once.

Equal words are the same object in all phrases, so that whatever is made of them can be made once,
too. Where in its phrase a word stands is not told; for messages see `spans.read_items`.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.matching.lexicon import Lexicon, Word
from bot.matching.phrase_texts import PhraseTexts
from bot.matching.spans import Item, Span, join, read_items
from bot.text.tokens import Token

_DIGITS = frozenset("0123456789")


class PhraseReader:
    """Reads phrases with one lexicon; a pure function that remembers words and slots."""

    def __init__(self, lexicon: Lexicon, texts: PhraseTexts) -> None:
        self._lexicon = lexicon
        self._texts = texts
        self._words: dict[str, tuple[Word, ...]] = {}
        self._spans: dict[Span, Span] = {}

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
        words = [word for said in self._texts.words[text] for word in self._read(said)]
        items = join(words, "", self._lexicon)
        return [self._shared(item) if isinstance(item, Span) else item for item in items]

    def _read(self, written: str) -> Sequence[Word]:
        found = self._words.get(written)
        if found is None:
            token = Token(written, self._texts.folded[written], 0, 0)
            found = self._words[written] = self._lexicon.read(token)
        return found

    def _shared(self, span: Span) -> Span:
        return self._spans.setdefault(span, span)
