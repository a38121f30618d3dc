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


Told = Mapping[str, AbstractSet[str]]
"""Language -> its telling words in a message."""


def weigh(
    keys: Iterable[str],
    words: LanguageWords,
    text: str = "",
    meant: Sequence[str] | None = None,
    app: str = "",
) -> LanguageEvidence:
    """Count the evidence in the folded `keys` of a message.

    `text` is the message before folding, in lower case: its letters may tell a language. `meant`
    are the keys that speak for our own languages, where not all of `keys` do. `app` is the
    language of the person's app, which decides between languages that are alike.
    """
    keys = tuple(keys)
    weights = _weights(keys, words)
    foreign = _foreign(keys, words, max(weights.values(), default=0.0), text, app)
    return LanguageEvidence(weights if meant is None else _weights(meant, words), foreign)


def _weights(keys: Sequence[str], words: LanguageWords) -> dict[str, float]:
    return {
        language: _FUNCTION_WORD * sum(key in function for key in keys)
        + _CONTENT_WORD * sum(key in words.content.get(language, ()) for key in keys)
        for language, function in words.function.items()
    }


def _foreign(
    keys: Sequence[str], words: LanguageWords, ours: float, text: str, app: str
) -> str | None:
    told = _told(keys, words)
    letters = "".join(keys)
    if not letters.isascii():
        scripts = Counter(_script(letter) for letter in letters)
        scripts["CJK"] += scripts["HIRAGANA"] + scripts["KATAKANA"]  # Japanese mixes all three
        for script, language in _SCRIPTS.items():
            if scripts[script] * 2 > len(letters):
                if language == "zh" and scripts["HIRAGANA"] + scripts["KATAKANA"]:
                    return "ja"
                return _of_script(_ALIKE.get(language, (language,)), text or letters, told, app)
    best = _most(told, app)
    if best is None:
        return None
    count = len(told[best]) + (best == app)
    if count * _FUNCTION_WORD <= ours:
        return None
    alone = not _STRANGE.isdisjoint(text) or _tells_alone(keys, told, best)
    return best if count > 1 or (ours == 0.0 and alone) else None


def _told(keys: Iterable[str], words: LanguageWords) -> Told:
    found: dict[str, set[str]] = {}
    for key in keys:
        for language in words.telling.get(key, ()):
            found.setdefault(language, set()).add(key)
    return found


def _most(told: Told, app: str, among: Iterable[str] | None = None) -> str | None:
    """Return the language most words tell, that of the app among equals; None for no word."""
    candidates = [
        language for language in (told if among is None else among) if told.get(language)
    ]
    return max(
        candidates,
        key=lambda language: (len(told[language]), language == app, language),
        default=None,
    )


def _tells_alone(keys: Sequence[str], told: Told, language: str) -> bool:
    """Tell whether a word or two, one of them of no other language, are a whole message."""
    others = set().union(*(words for other, words in told.items() if other != language))
    own = told[language] - others
    return len(keys) <= _SHORT and any(len(word) >= _TELLING_LETTERS for word in own)


def _of_script(alike: tuple[str, ...], text: str, told: Told, app: str) -> str:
    """Return which of the languages of a script a text is in: by letters only one of them has,
    by words, by the app.
    """
    for language in alike:
        if not _OWN_LETTERS.get(language, frozenset()).isdisjoint(text):
            return language
    most = _most(told, app, alike)
    if most is not None and (most == app or _leads(told, most, alike)):
        return most
    return app if app in alike else alike[0] if most is None else most


def _leads(told: Told, language: str, alike: tuple[str, ...]) -> bool:
    second = max((len(told.get(other, ())) for other in alike if other != language), default=0)
    return len(told[language]) > second


_SHORT = 2
_TELLING_LETTERS = 4
_STRANGE = frozenset("ğşıłąęśźżćńñ¿¡çœřěůțșăőűãõđčžë")
"""Letters that neither German nor English words have, but for a few loanwords."""
_ALIKE = {
    "ru": ("ru", "uk", "mk", "sr", "bg"),
    "ar": ("ar", "ur", "ps", "fa"),
    "am": ("am", "ti"),
}
"""Languages of one script, in which their own letters are looked for; the first for all others."""
_OWN_LETTERS = {
    "ru": frozenset("ыэё"),
    "uk": frozenset("іїєґ"),
    "mk": frozenset("ѓќѕ"),
    "sr": frozenset("јљњђћџ"),
    "bg": frozenset("ъ"),
    "ur": frozenset("ٹڈڑےںہ"),
    "ps": frozenset("ښځڅډړېۍټڼ"),
    "fa": frozenset("پچژگ"),
    "ti": frozenset("ኹኽኸኻኺኼኾቐቕቓ"),
}


_SCRIPTS = {
    "ARABIC": "ar", "CJK": "zh", "CYRILLIC": "ru", "GREEK": "el", "HEBREW": "he", "HIRAGANA": "ja",
    "KATAKANA": "ja", "HANGUL": "ko", "DEVANAGARI": "hi", "THAI": "th", "ETHIOPIC": "am",
    "GEORGIAN": "ka", "ARMENIAN": "hy", "BENGALI": "bn", "TAMIL": "ta",
}  # fmt: skip


def _script(letter: str) -> str:
    if letter.isascii():
        return "LATIN"
    return unicodedata.name(letter, "").replace("-", " ").split(" ")[0]
