"""Read the phrases of a knowledge base as messages are read, what they share only once.

Equal words are the same object in all phrases, so that whatever is made of them can be made once,
too. Where in its phrase a word stands is not told; for messages see `spans.read_items`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.matching.compounds import SHORTEST_PART
from bot.matching.exact import key_of, signature
from bot.matching.lexicon import Lexicon, Word
from bot.matching.phrase_texts import PhraseTexts
from bot.matching.spans import Item, Span, join, read_items, without_fillers
from bot.text.tokens import Token

_DIGITS = frozenset("0123456789")
_NO_WORDS: frozenset[str] = frozenset()
_FEW = 100
"""New words up to which it is looked up what they may change."""


@dataclass(frozen=True, slots=True)
class ReadPhrase:
    """The words and slots of a phrase that ask something, and the key it is found by where it is
    asked word for word.
    """

    items: tuple[Item, ...]
    key: int


@dataclass(frozen=True, slots=True)
class _Known:
    """A word, and whether it may be anything but itself: always, or before certain others.

    Nothing but its own parts can change how a `sure` one is read.
    """

    word: Word
    keys: tuple[str, str]
    always: bool
    before: frozenset[str]
    sure: bool


class PhraseReader:
    """Reads phrases with one lexicon; a pure function that remembers words, slots and phrases."""

    def __init__(
        self, lexicon: Lexicon, texts: PhraseTexts, before: PhraseReader | None = None
    ) -> None:
        """Take over from a reader `before`, whose lexicon differs in nothing but the phrases it
        was made from, what must be read as it was.
        """
        self._lexicon = lexicon
        self._texts = texts
        self._known: dict[str, Sequence[_Known]] = {}
        self._spans: dict[Span, Span] = {}
        self._phrases: dict[str, ReadPhrase] = {}
        self._before: Mapping[str, ReadPhrase] = {}
        self._behind: dict[str, set[str]] = {}
        for alias in lexicon.aliases:
            if len(alias) > 1:
                self._behind.setdefault(alias[0], set()).add(alias[1])
        if before is not None:
            self._take_over(before)

    def read(self, phrase: str) -> ReadPhrase:
        """Return one of the texts as it is learnt from."""
        found = self._phrases.get(phrase)
        if found is None:
            items = self.items(phrase)
            found = ReadPhrase(without_fillers(items), key_of(signature(items)))
            known = self._before.get(phrase)
            found = known if known == found else found  # what is the same is the same object
            self._phrases[phrase] = found
        return found

    def items(self, phrase: str) -> tuple[Item, ...]:
        """Return the words and slots of one of the texts."""
        parts = self._texts.cuts[phrase]
        items = self._part(parts[0])
        for number, part in enumerate(parts[1:], 1):
            items.extend((self._slot(part),) if number % 2 else self._part(part))
        return tuple(items)

    def _take_over(self, before: PhraseReader) -> None:
        """Take over the words that are surely read as before, and the phrases made of them."""
        other = tuple(self._lexicon.words.keys() ^ before._lexicon.words.keys())
        if len(other) > _FEW:
            return
        self._known = {
            written: known
            for written, known in before._known.items()
            if all(each.sure and not _holds(each.keys, other) for each in known)
        }
        self._spans, self._before = before._spans, before._phrases
        doubtful = before._known.keys() - self._known.keys()
        same_amounts = self._lexicon.amount_words == before._lexicon.amount_words
        cuts, words = self._texts.cuts, self._texts.words
        self._phrases = {
            phrase: read
            for phrase, read in before._phrases.items()
            if phrase in cuts
            and all(doubtful.isdisjoint(words[part]) for part in cuts[phrase][::2])
            and (same_amounts or all(map(_DIGITS.isdisjoint, cuts[phrase])))
        }

    def _slot(self, part: str) -> Span:
        return self._shared(Span(part[1:-1].strip(), "", part, 0, 0))

    def _part(self, text: str) -> list[Item]:
        if not _DIGITS.isdisjoint(text):  # only there may numbers be
            for written in self._texts.words[text]:
                if written not in self._known:
                    self._read(written)
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
        slips, sure = lexicon.name_slips, word.known and not word.distance and not word.part
        always = (
            not word.known
            or word.distance > 0
            or any((key,) in lexicon.aliases for key in keys)
            or word.key in slips.firsts
            or word.key in slips.seconds
            or bool(lexicon.slots_inside(word))
        )
        behind = [self._behind.get(key, _NO_WORDS) for key in keys]
        return _Known(word, keys, always, _NO_WORDS.union(*behind), sure)

    def _shared(self, span: Span) -> Span:
        return self._spans.setdefault(span, span)


def _holds(keys: Collection[str], words: Collection[str]) -> bool:
    """Tell whether one of the keys is one of the words, or may be made of it."""
    return any(
        word == key or (len(word) >= SHORTEST_PART and word in key)
        for word in words
        for key in keys
    )
