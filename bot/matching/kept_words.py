"""Lexicon and language words as plain lists and mappings, to be kept between two starts.

What is read is looked at closely, because nothing later does: words are texts, counts are whole
numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.matching.amount_words import AmountWords
from bot.matching.lexicon import Lexicon
from bot.matching.names import alias_lengths, name_slips
from bot.matching.spelling import Speller
from bot.matching.word_pairs import WordPairs
from bot.text.language import LanguageWords

_GROUPS = (
    "function", "fillers", "negations", "question_words", "wishes", "lead_ins",
)  # fmt: skip
_AROUND = ("before", "after", "anywhere")
_OF_LANGUAGES = ("function", "content", "foreign")


def plain(lexicon: Lexicon, language_words: LanguageWords) -> dict[str, Any]:
    """Return what `lexicon_of` and `language_words_of` read; equal values give equal ones."""
    return {
        "words": dict(sorted(lexicon.words.items())),
        "groups": [sorted(getattr(lexicon, name)) for name in _GROUPS],
        "corrections": sorted(lexicon.corrections),
        "synonyms": lexicon.synonyms,
        "aliases": [[words, *alias] for words, alias in lexicon.aliases.items()],
        "amounts": [sorted(getattr(lexicon.amount_words, name)) for name in _AROUND],
        "languages": [
            {language: sorted(words) for language, words in getattr(language_words, name).items()}
            for name in _OF_LANGUAGES
        ],
    }


def lexicon_of(held: Mapping[str, Any], pairs: WordPairs) -> Lexicon:
    """Return the lexicon. Raises ValueError, LookupError, TypeError or AttributeError for what
    is none.
    """
    words = held["words"]
    if not all(type(count) is int and count > 0 for count in words.values()):
        raise ValueError("counts are whole numbers")
    aliases = {
        _texts(said): (slot, value)
        for said, slot, value in held["aliases"]
        if _texts((slot, value)) and said
    }
    synonyms = held["synonyms"]
    return Lexicon(
        words=words,
        **dict(zip(_GROUPS, map(_set, held["groups"]), strict=True)),
        corrections=frozenset(map(_texts, held["corrections"])),
        synonyms=dict(zip(_texts(synonyms), _texts(synonyms.values()), strict=True)),
        aliases=aliases,
        alias_lengths=alias_lengths(aliases),
        name_slips=name_slips(aliases),
        speller=Speller(words),
        amount_words=AmountWords(*map(_set, held["amounts"])),
        pairs=pairs,
        meanings=None,
    )


def language_words_of(held: Mapping[str, Any]) -> LanguageWords:
    """Return the words of languages. Raises what `lexicon_of` raises."""
    function, content, foreign = (
        {language: _set(words) for language, words in each.items()} for each in held["languages"]
    )
    return LanguageWords(function, content, foreign)


def _set(words: Iterable[str]) -> frozenset[str]:
    return frozenset(_texts(words))


def _texts(words: Iterable[str]) -> tuple[str, ...]:
    found = tuple(words)
    if not all(type(word) is str for word in found) or isinstance(words, str):
        raise ValueError("words are texts in a list")
    return found
