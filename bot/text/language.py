"""Tell which of the known languages a message is written in, from words given as arguments.

Short German and English texts defeat statistical detection, so this counts words and says how
sure it is; what to do with a tie is the dialogue's decision.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

_FUNCTION_WORD = 2.0
_CONTENT_WORD = 1.0


@dataclass(frozen=True)
class LanguageWords:
    """Folded words that tell a language; loanwords and words of several languages left out."""

    function: Mapping[str, AbstractSet[str]]
    content: Mapping[str, AbstractSet[str]]
    foreign: Mapping[str, AbstractSet[str]]
    """Telling words of languages the bot does not speak."""

    @cached_property
    def telling(self) -> Mapping[str, tuple[str, ...]]:
        """For each word of `foreign` the languages it tells."""
        found: dict[str, tuple[str, ...]] = {}
        for language, words in self.foreign.items():
            for word in words:
                found[word] = (*found.get(word, ()), language)
        return found


@dataclass(frozen=True, slots=True)
class LanguageEvidence:
    """How much speaks for each language; `foreign` names one that is not spoken here."""

    weights: Mapping[str, float]
    foreign: str | None = None

    @property
    def best(self) -> str | None:
        """Return the language most words speak for, or None on a tie."""
        ranked = sorted(self.weights.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] <= 0:
            return None
        if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
            return None
        return ranked[0][0]


def weigh(
    keys: Iterable[str],
    words: LanguageWords,
    text: str = "",
    meant: Sequence[str] | None = None,
) -> LanguageEvidence:
    """Count the evidence in the folded `keys` of a message.

    `text` is the message before folding, in lower case: its letters may tell a language. `meant`
    are the keys that speak for our own languages, where not all of `keys` do.
    """
    keys = tuple(keys)
    weights = _weights(keys, words)
    foreign = _foreign(keys, words, max(weights.values(), default=0.0), text)
    return LanguageEvidence(weights if meant is None else _weights(meant, words), foreign)


def _weights(keys: Sequence[str], words: LanguageWords) -> dict[str, float]:
    return {
        language: _FUNCTION_WORD * sum(key in function for key in keys)
        + _CONTENT_WORD * sum(key in words.content.get(language, ()) for key in keys)
        for language, function in words.function.items()
    }


def _foreign(keys: Sequence[str], words: LanguageWords, ours: float, text: str) -> str | None:
    letters = "".join(keys)
    if not letters.isascii():
        scripts = Counter(_script(letter) for letter in letters)
        scripts["CJK"] += scripts["HIRAGANA"] + scripts["KATAKANA"]  # Japanese mixes all three
        for script, language in _SCRIPTS.items():
            if scripts[script] * 2 > len(letters):
                return _of_script(language, letters, scripts)
    counted: dict[str, float] = {}
    for key in keys:
        for language in words.telling.get(key, ()):
            counted[language] = counted.get(language, 0.0) + _FUNCTION_WORD
    best = max(counted, key=lambda language: (counted[language], language), default=None)
    if best is None or counted[best] <= ours:
        return None
    strange = ours == 0.0 and not _STRANGE.isdisjoint(text)
    return best if counted[best] >= (1 if strange else 2) * _FUNCTION_WORD else None


def _of_script(language: str, letters: str, scripts: Counter[str]) -> str:
    """Return which of the languages of a script a text is in, by letters only one of them has."""
    if language == "zh" and scripts["HIRAGANA"] + scripts["KATAKANA"]:
        return "ja"
    others = (
        other for other, own in _OWN_LETTERS.get(language, ()) if not own.isdisjoint(letters)
    )
    return next(others, language)


_STRANGE = frozenset("ğşıłąęśźżćńñ¿¡çœřěůțșăőűãõđčž")
"""Letters that neither German nor English words have, but for a few loanwords."""
_OWN_LETTERS = {
    "ru": (("uk", frozenset("ієґ")),),
    "ar": (("fa", frozenset("پچژگ")),),
}


_SCRIPTS = {
    "ARABIC": "ar", "CJK": "zh", "CYRILLIC": "ru", "GREEK": "el", "HEBREW": "he", "HIRAGANA": "ja",
    "KATAKANA": "ja", "HANGUL": "ko", "DEVANAGARI": "hi", "THAI": "th",
}  # fmt: skip


def _script(letter: str) -> str:
    if letter.isascii():
        return "LATIN"
    return unicodedata.name(letter, "").replace("-", " ").split(" ")[0]
