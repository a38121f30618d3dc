"""Every word the knowledge knows: what it is (filler, function word, slot) and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from bot.matching.allowed import LIKELY, LIKELY_SLOPPY, few_slips, likely
from bot.matching.amount_words import AmountWords
from bot.matching.compounds import SHORTEST_PART, split, unglue
from bot.matching.pair_slips import PairSlips
from bot.matching.spelling import Readings, Speller
from bot.matching.word_pairs import WordPairs
from bot.matching.word_rows import Choice, WordRows
from bot.meaning.table import Meanings
from bot.text.normalize import fold, normalize
from bot.text.tokens import Token, tokenize

if TYPE_CHECKING:
    from bot.matching.spans import Item

_ENDING, _SHORTEST_STEM = 2, 3
"""Letters in which forms of one word may differ at the end, and what they share at the least."""
_OWNS = "'s"
_WAS = "was"
_WHO_WAS = frozenset({"i", "it", "he", "she", "there", "that", "this", "which", "who"})
"""Before a "was" that is English and asks nothing; in German it is "what"."""
_NEVER_SAID = (0.0, 0.0)
ORDINARY = 3.5
"""From which power of ten in a thousand million words on a word is one that people say."""
_REMEMBERED = 1 << 14
"""Words whose parts are kept; then all are forgotten."""
LONGEST_REMEMBERED = 60
"""Letters of words of which anything is kept; endless ones nobody says twice."""
_OCCUPATION = "occupation"
_OCCUPATIONS = frozenset({"generic", "short_name", "other_occupation"})
FILLER = "filler"
"""The slot of fillers of several words ("ich wollte mal fragen"); they are dropped."""

Alias = tuple[str, str]
"""A slot and its value, e.g. ``("level", "senior")``."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a message as the lexicon reads it.

    `key` is the known word it stands for (or its own folded form), `distance` the number of
    slips between the two, `known` whether the knowledge knows it at all; `readings` are all the
    known words it may stand for.
    """

    token: Token
    key: str
    readings: Readings
    distance: int = 0
    known: bool = True
    content: bool = True
    filler: bool = False
    part: bool = False
    """Whether this is one part of a compound."""

    @property
    def tells(self) -> bool:
        """Whether it says something of its own: no function word, filler or number."""
        return self.content or not self.known


@dataclass(frozen=True)
class Lexicon:
    """The vocabulary of one knowledge base; keys are folded words."""

    words: Mapping[str, int]
    function: frozenset[str]
    fillers: frozenset[str]
    negations: frozenset[str]
    question_words: frozenset[str]
    wishes: frozenset[str]
    lead_ins: frozenset[str]
    corrections: frozenset[tuple[str, ...]]
    synonyms: Mapping[str, str]
    aliases: Mapping[tuple[str, ...], Alias]
    alias_lengths: Mapping[str, int]
    """First word of an alias -> words of the longest alias that begins so."""
    name_slips: PairSlips
    speller: Speller
    amount_words: AmountWords
    pairs: WordPairs
    meanings: Meanings | None = None
    """Where there is a table of meanings: words that are words although no phrase holds them."""

    def asks(self, keys: Sequence[str]) -> bool:
        """Tell whether folded words in a row hold a question word; in "i was at home" is none."""
        before = ("", *keys)
        return any(
            key in self.question_words and not (key == _WAS and last in _WHO_WAS)
            for last, key in zip(before, keys, strict=False)
        )

    def read(self, token: Token) -> tuple[Word, ...]:
        """Return the word or, for a compound of known words, its parts."""
        key = self.synonyms.get(token.key, token.key)
        if key not in self.words and token.text.endswith(_OWNS):  # "the ai's", "backend's"
            bare = fold(token.text.removesuffix(_OWNS))
            key = self.synonyms.get(bare, bare)
        if key in self.words or token.key.isdigit():
            return (self._word(token, key),)
        parts = self.parts(key) or self._once(self._unglued, key, self._unglue)
        if parts:
            return tuple(
                self._word(token, self.synonyms.get(part, part), part=True) for part in parts
            )
        heard = self._heard(key)
        if heard is not None:
            return (self._word(token, self.synonyms.get(heard[0][0], heard[0][0]), 1, heard),)
        readings = self.speller.readings(key)
        nearest = few_slips(key, readings) or likely(key, readings, LIKELY)
        if nearest is None or self._another_word(key, nearest[0]):
            return (Word(token, key, readings or ((key, 1.0),), known=False),)
        meant = self.synonyms.get(nearest[0], nearest[0])
        return (self._word(token, meant, nearest[1], readings),)

    def _heard(self, written: str) -> Readings | None:
        """Return the words that sound like one that is no word in any language, or None."""
        if self.meanings is None or self.meanings.holds(written):
            return None
        return self.speller.sounding(written) or None

    def _another_word(self, written: str, near: str) -> bool:
        """Tell whether a word is one of its own and no slip of what is near it: "mager" is not
        "Maler", nor "willkommen" "Einkommen". What is hardly ever said is so only beside names.
        """
        if not self.is_word(written):
            return False
        rare = 0.0 < max(self.said(written)) < ORDINARY
        if rare and near not in self.alias_lengths:
            return False
        stem = min(len(written), len(near)) - _ENDING
        return stem < _SHORTEST_STEM or written[:stem] != near[:stem]

    def guess(self, word: Word) -> Word:
        """Return an unknown word as what it may well stand for among other misspelt ones."""
        nearest = None if word.known else likely(word.token.key, word.readings, LIKELY_SLOPPY)
        if nearest is None:
            return word
        meant = self.synonyms.get(nearest[0], nearest[0])
        return self._word(word.token, meant, nearest[1], word.readings)

    def meant(self, token: Token, key: str, slips: int, readings: Readings) -> Word:
        """Return a written word as the known one it stands for."""
        return self._word(token, key, slips, readings)

    def is_word(self, written: str) -> bool:
        """Tell whether a folded word is one in any language, or two in one, as far as is known."""
        if len(written) > LONGEST_REMEMBERED:
            return self._is_word(written)
        found = self._words_of_any.get(written)
        if found is None:
            if len(self._words_of_any) >= _REMEMBERED:
                self._words_of_any.clear()
            found = self._words_of_any[written] = self._is_word(written)
        return found

    def said(self, word: str) -> tuple[float, ...]:
        """Return how often a folded word is said in each language; see `Meanings.said`."""
        if self.meanings is None or len(word) > LONGEST_REMEMBERED:
            return _NEVER_SAID
        found = self._said.get(word)
        if found is None:
            if len(self._said) >= _REMEMBERED:
                self._said.clear()
            found = self._said[word] = self.meanings.said(word)
        return found

    @cached_property
    def _said(self) -> dict[str, tuple[float, ...]]:
        return {}

    def _is_word(self, written: str) -> bool:
        table = self.meanings
        return table is not None and (
            table.holds(written) or table.cut_in_two(written, SHORTEST_PART)
        )

    @cached_property
    def _words_of_any(self) -> dict[str, bool]:
        return {}

    @cached_property
    def slot_words(self) -> dict[str, str]:
        """Words of names -> the slot they fill; of all that names an occupation, that one."""
        found = {
            word: _OCCUPATION if slot in _OCCUPATIONS else slot
            for said, (slot, _) in self.aliases.items()
            if slot != FILLER
            for word in said
            if word not in self.function
        }
        named = (s for s, (slot, _) in self.aliases.items() if slot == _OCCUPATION)
        return found | {w: _OCCUPATION for s in named for w in s if w not in self.function}

    def longest_alias(self, first: Word) -> int:
        """Return how many words the longest alias has that begins with `first`; 0 if none."""
        known, written = self.alias_lengths, first.token.key
        length = known.get(first.key, 0)
        return length if written == first.key else max(length, known.get(written, 0))

    def slots_inside(self, word: Word) -> tuple[Alias, ...]:
        """Return the slots named by parts of a compound: ``monatsgehalt`` names a month."""
        if not word.content or not word.known:
            return ()
        found = self._inside.get(word.key)
        if found is None:
            if len(self._inside) >= _REMEMBERED:
                self._inside.clear()
            found = self._inside[word.key] = self._slots_of_parts(word.key)
        return found

    def _slots_of_parts(self, key: str) -> tuple[Alias, ...]:
        pieces = (key[start : start + SHORTEST_PART] for start in range(len(key)))
        if self._beginnings.isdisjoint(pieces):  # whatever the compound is made of
            return ()
        return tuple(alias for part in self.parts(key) if (alias := self.aliases.get((part,))))

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """The first letters of what may be part of a compound and fills a slot by itself."""
        return frozenset(said[0][:SHORTEST_PART] for said in self.aliases if len(said) == 1)

    @cached_property
    def has_slots(self) -> bool:
        """Whether anything is to be found in messages but words."""
        return any(slot != FILLER for slot, _ in self.aliases.values())

    @cached_property
    def correction_starts(self) -> frozenset[str]:
        """The words that corrections ("ich meinte") begin with."""
        return frozenset(said[0] for said in self.corrections)

    @cached_property
    def rows(self) -> WordRows:
        """How likely words stand in a row."""
        return WordRows(self.words, self.pairs, self.slot_words)

    @cached_property
    def choices(self) -> dict[tuple[object, ...], tuple[Choice, ...]]:
        """What words may stand for; see `in_context`."""
        return {}

    @cached_property
    def texts_read(self) -> dict[str, tuple[Item, ...]]:
        """The words and slots of the last texts; see `spans.read_items`."""
        return {}

    @cached_property
    def _inside(self) -> dict[str, tuple[Alias, ...]]:
        return {}

    def parts(self, key: str) -> tuple[str, ...]:
        """Return what `compounds.split` does; the same words are asked for again and again."""
        return self._once(self._split, key, self._cut)

    @cached_property
    def _split(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def _unglued(self) -> dict[str, tuple[str, ...]]:
        return {}

    @staticmethod
    def _once(
        known: dict[str, tuple[str, ...]], key: str, find: Callable[[str], tuple[str, ...]]
    ) -> tuple[str, ...]:
        """Return what is found for a key, from a bounded memory of such pure look-ups."""
        found = known.get(key)
        if found is None:
            if len(known) >= _REMEMBERED:
                known.clear()
            found = known[key] = find(key)
        return found

    def _cut(self, key: str) -> tuple[str, ...]:
        return split(key, self.words, self.function)

    def _unglue(self, key: str) -> tuple[str, ...]:
        return unglue(key, self.words)

    def _word(
        self,
        token: Token,
        key: str,
        distance: int = 0,
        readings: Readings = (),
        *,
        part: bool = False,
    ) -> Word:
        content = key not in self.function and key not in self.fillers and not key.isdigit()
        return Word(
            token, key, readings or ((key, 1.0),), distance,
            content=content, filler=key in self.fillers, part=part,
        )  # fmt: skip


@lru_cache(maxsize=_REMEMBERED)
def keys(text: str) -> tuple[str, ...]:
    """Return the folded words of any text of the knowledge."""
    return tuple(token.key for token in tokenize(normalize(text)))


def name_within(said: tuple[str, ...], name: str) -> tuple[str, ...]:
    """Return what of the folded words is the name: "chef" of "as a chef"; all, if none is."""
    own = {form for key in keys(name) for form in (key, f"{key}s")}
    return tuple(key for key in said if key in own) or said
