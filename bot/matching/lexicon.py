"""Every word the knowledge knows: what it is (filler, function word, slot) and how it is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from bot.matching.amount_words import AmountWords, amount_words
from bot.matching.lesson import Lesson
from bot.matching.pair_slips import PairSlips
from bot.matching.phrase_texts import PhraseTexts
from bot.matching.spelling import Readings, Speller, slip_distance
from bot.matching.word_pairs import WordPairs
from bot.matching.word_rows import Choice, WordRows
from bot.meaning.table import Meanings
from bot.text.normalize import fold, normalize
from bot.text.tokens import Token, tokenize

if TYPE_CHECKING:
    from bot.matching.spans import Item

_SHORTEST_CORRECTED = 4
_SHORTEST_PART = 4
_LONGEST_COMPOUND = 60
_GLUED = 16
_SHORTEST_GLUED = 3
_LONGEST_WORD = 24
_ENDING, _SHORTEST_STEM = 2, 3
"""Letters in which forms of one word may differ at the end, and what they share at the least."""
_OWNS = "'s"
_WAS = "was"
_WHO_WAS = frozenset({"i", "it", "he", "she", "there", "that", "this", "which", "who"})
"""Before a "was" that is English and asks nothing; in German it is "what"."""
_NO_S_AFTER = ("s", "x", "z", "ß")
_LINKS = ("", "s", "es", "n", "en")
_LONG = 8
_NEVER_SAID = (0.0, 0.0)
ORDINARY = 3.5
"""From which power of ten in a thousand million words on a word is one that people say."""
_REMEMBERED = 1 << 14
"""Words whose parts are kept; then all are forgotten."""
LONGEST_REMEMBERED = 60
"""Letters of words of which anything is kept; endless ones nobody says twice."""
_SHORTEST_GUESSED = 3
_LIKELY, _LIKELY_SLOPPY = 0.45, 0.25
"""From which weight on a word is read as the likeliest known one although it has a slip more than
is allowed: by itself, and beside another misspelt word. Who slips once slips again, but a word of
its own (Hamlet is two slips from "halte") stands among well-spelt ones.
"""
_USUAL_SLIP = 0.9
"""What such slips cost on average at the most: letters are swapped, doubled, left out or beside
the right key; no letter is replaced by any other.
"""

_NAMES_OURS = frozenset({"generic", "short_name"})
"""Slots whose values are occupations of the knowledge."""
_OCCUPATION = "occupation"
_OCCUPATIONS = _NAMES_OURS | {"other_occupation"}
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
        parts = self.parts(key) or self._once(self._unglued, key, self.unglue)
        if parts:
            return tuple(
                self._word(token, self.synonyms.get(part, part), part=True) for part in parts
            )
        heard = self._heard(key)
        if heard is not None:
            return (self._word(token, self.synonyms.get(heard[0][0], heard[0][0]), 1, heard),)
        readings = self.speller.readings(key)
        nearest = _few_slips(key, readings) or _likely(key, readings, _LIKELY)
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
        nearest = None if word.known else _likely(word.token.key, word.readings, _LIKELY_SLOPPY)
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
            table.holds(written) or table.cut_in_two(written, _SHORTEST_PART)
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
        pieces = (key[start : start + _SHORTEST_PART] for start in range(len(key)))
        if self._beginnings.isdisjoint(pieces):  # whatever the compound is made of
            return ()
        return tuple(alias for part in self.parts(key) if (alias := self.aliases.get((part,))))

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """The first letters of what may be part of a compound and fills a slot by itself."""
        return frozenset(said[0][:_SHORTEST_PART] for said in self.aliases if len(said) == 1)

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
        """Return what `split` does; the words of one message are asked for again and again."""
        return self._once(self._split, key, self.split)

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

    def split(self, key: str) -> tuple[str, ...]:
        """Return the known words a compound is made of, or an empty tuple.

        ``backendentwicklergehalt`` gives ``backend``, ``entwickler``, ``gehalt``; linking
        letters (``s``, ``en`` …) between the parts are dropped.
        """
        if not 2 * _SHORTEST_PART <= len(key) <= _LONGEST_COMPOUND:
            return ()
        best: list[tuple[str, ...] | None] = [None] * (len(key) + 1)
        best[0] = ()
        for end in range(_SHORTEST_PART, len(key) + 1):
            for start in range(end - _SHORTEST_PART + 1):
                before = best[start]
                if before is None or end - start == len(key):
                    continue
                part = self._part(key[start:end], last=end == len(key))
                if part and (best[end] is None or len(before) + 1 < len(best[end] or ())):
                    best[end] = (*before, part)
        return best[len(key)] or ()

    def unglue(self, key: str) -> tuple[str, ...]:
        """Return the words of a message typed without spaces, or an empty tuple."""
        if not _GLUED <= len(key) <= _LONGEST_COMPOUND:
            return ()
        best: list[tuple[str, ...] | None] = [None] * (len(key) + 1)
        best[0] = ()
        for end in range(_SHORTEST_GLUED, len(key) + 1):
            for start in range(max(end - _LONGEST_WORD, 0), end - _SHORTEST_GLUED + 1):
                before, part = best[start], key[start:end]
                if before is None or part not in self.words:
                    continue
                if best[end] is None or len(before) + 1 < len(best[end] or ()):
                    best[end] = (*before, part)
        return best[len(key)] or ()

    def _part(self, piece: str, *, last: bool) -> str | None:
        for link in _LINKS:
            if link and (last or not piece.endswith(link)):
                continue
            word = piece.removesuffix(link) if link else piece
            if len(word) >= _SHORTEST_PART and word in self.words and word not in self.function:
                return word
        return None

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


def allowed_slips(written: str, meant: str) -> int:
    """Return how many slips a word may have and still be taken for the one meant."""
    length = min(len(written), len(meant))
    if length < _SHORTEST_CORRECTED:
        return 0
    return 1 if length < _LONG else 2


def _few_slips(key: str, readings: Readings) -> tuple[str, int] | None:
    """Return the likeliest known word few slips away, and how many."""
    near = ((word, OSA.distance(key, word)) for word, _ in readings)
    return next((pair for pair in near if pair[1] <= allowed_slips(key, pair[0])), None)


def _likely(key: str, readings: Readings, least: float) -> tuple[str, int] | None:
    """Return the likeliest known word one slip further away, where nothing else is as likely."""
    if not readings or len(key) < _SHORTEST_GUESSED or readings[0][1] < least:
        return None
    word = readings[0][0]
    slips = OSA.distance(key, word)
    usual = slip_distance(key, word) <= _USUAL_SLIP * slips
    return (word, slips) if usual and 0 < slips <= allowed_slips(key, word) + 1 else None


@lru_cache(maxsize=_REMEMBERED)
def keys(text: str) -> tuple[str, ...]:
    """Return the folded words of any text of the knowledge."""
    return tuple(token.key for token in tokenize(normalize(text)))


def name_within(said: tuple[str, ...], name: str) -> tuple[str, ...]:
    """Return what of the folded words is the name: "chef" of "as a chef"; all, if none is."""
    own = {form for key in keys(name) for form in (key, f"{key}s")}
    return tuple(key for key in said if key in own) or said


def updated(before: Lexicon, lesson: Lesson, counts: Counter[str], pairs: WordPairs) -> Lexicon:
    """Return the lexicon of a lesson that has the names and word lists of the one `before`."""
    words = _counted(counts, before)
    empty = before.function | before.fillers
    return replace(
        before,
        words=words,
        speller=Speller(words),
        amount_words=amount_words(lesson, before.synonyms, empty),
        pairs=pairs,
    )


def _counted(counts: Counter[str], given: Lexicon) -> dict[str, int]:
    """Return how often each word is said, in phrases (`counts`) and in what is given."""
    counted = Counter(counts)
    counted.update(key for alias in given.aliases for key in alias)
    groups = (given.function, given.fillers, given.negations, given.synonyms)
    counted.update(chain(*groups, given.synonyms.values()))
    return dict(counted)


def build_lexicon(lesson: Lesson, counts: Counter[str], texts: PhraseTexts) -> Lexicon:
    """Gather the words of all phrases (`counts`), names, aliases and word lists."""
    vocabulary = lesson.vocabulary
    function = _fold_all(word for words in vocabulary.function_words.values() for word in words)
    said = [
        words for many in vocabulary.fillers.values() for text in many if (words := keys(text))
    ]
    fillers = frozenset(words[0] for words in said if len(words) == 1)
    negations = _fold_all(word for words in vocabulary.negations.values() for word in words)
    asking = _fold_all(word for words in vocabulary.question_words.values() for word in words)
    synonyms = {
        fold(normalize(word)): fold(normalize(standard))
        for word, standard in sorted(vocabulary.synonyms.items())
    }
    aliases = _aliases(lesson, [words for words in said if len(words) > 1], function)
    given = Lexicon(
        words={},
        function=function,
        fillers=fillers,
        negations=negations,
        question_words=asking,
        wishes=_fold_all(word for words in vocabulary.wishes.values() for word in words),
        lead_ins=_fold_all(word for words in vocabulary.lead_ins.values() for word in words),
        corrections=frozenset(
            words
            for many in vocabulary.corrections.values()
            for said in many
            if (words := keys(said))
        ),
        synonyms=synonyms,
        aliases=aliases,
        alias_lengths=alias_lengths(aliases),
        name_slips=name_slips(aliases),
        speller=Speller({}),
        amount_words=AmountWords(),
        pairs=WordPairs.of([], {}),
    )
    phrases = (texts.keys(text) for text, _ in lesson.said())
    return updated(given, lesson, counts, WordPairs.of(chain(phrases, aliases), synonyms))


def name_slips(aliases: Mapping[tuple[str, ...], Alias]) -> PairSlips:
    """Return how names of occupations may be misspelt into other words."""
    return PairSlips.of(said for said, (slot, _) in aliases.items() if slot == "occupation")


def alias_lengths(aliases: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """Return how many words the longest alias has that begins with a word."""
    found: dict[str, int] = {}
    for alias in aliases:
        found[alias[0]] = max(found.get(alias[0], 0), len(alias))
    return found


def _fold_all(words: Iterable[str]) -> frozenset[str]:
    """Return the keys of single words; a list entry of several words proves nothing by one."""
    return frozenset(said[0] for word in words if len(said := keys(word)) == 1)


def _aliases(
    lesson: Lesson, fillers: Iterable[tuple[str, ...]], function: AbstractSet[str]
) -> dict[tuple[str, ...], Alias]:
    """Map each spelling of each slot value to it; what stands first wins."""
    found: dict[tuple[str, ...], Alias] = dict.fromkeys(fillers, (FILLER, ""))
    for spelling, slot, value in _spellings(lesson):
        words = keys(spelling)
        if words:
            found.setdefault(words, (slot, value))
            if len(words) > 1 and "".join(words) not in function:  # "u.s.", but not "us"
                found.setdefault(("".join(words),), (slot, value))
    return _with_parts_apart(found)


def _with_parts_apart(aliases: dict[tuple[str, ...], Alias]) -> dict[tuple[str, ...], Alias]:
    """Return the aliases with what is written apart by itself ("back end") also apart in longer
    names ("back end director").
    """
    apart = {
        "".join(said): said
        for said, alias in aliases.items()
        if len(said) == 2 and aliases.get(("".join(said),)) == alias  # noqa: PLR2004  a pair
    }
    longer = {
        (*said[:place], *apart[word], *said[place + 1 :]): alias
        for said, alias in aliases.items()
        for place, word in enumerate(said)
        if len(said) > 1 and word in apart
    }
    return {**longer, **aliases}


def _spellings(lesson: Lesson) -> Iterable[tuple[str, str, str]]:
    """Return spelling, slot and value of everything that fills a slot in this knowledge."""
    for occupation, names in lesson.names.items():
        for spelling in names:
            yield spelling, "occupation", occupation
    for slot, values in lesson.vocabulary.slots.items():
        for value, spellings in values.items():
            if slot not in _NAMES_OURS or value in lesson.names:
                yield from ((spelling, slot, value) for spelling in spellings)
    yield from _plurals(
        (name, "occupation", o) for o, names in lesson.names.items() for name in names
    )
    if lesson.names:  # where there are none, "baker" is a word like any other
        ours = {keys(name) for names in lesson.names.values() for name in names}
        others = [
            (name, "other_occupation", name)
            for name in lesson.vocabulary.other_occupations
            if ours.isdisjoint((keys(name), keys(name.removesuffix("s"))))
        ]
        yield from others
        yield from _plurals(others)


def _plurals(names: Iterable[tuple[str, str, str]]) -> Iterable[tuple[str, str, str]]:
    """Yield what many of them are called where an s makes it: many bakers, also "des Bäckers"."""
    for name, slot, value in names:
        if name[-1:].isalpha() and not name.endswith(_NO_S_AFTER):
            yield f"{name}s", slot, value
