"""Texts and phrases that stand under one language and are written in another.

Told by the alphabet, and by the small words each language alone has; what somebody means by a
text, nobody knows here. Texts too short to tell are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bot.knowledge.across.collected import Said
from bot.knowledge.models import Entry
from bot.knowledge.parsing.document import Document

LATIN = frozenset(
    [
        "af",
        "ca",
        "cs",
        "cy",
        "da",
        "de",
        "en",
        "es",
        "et",
        "eu",
        "fi",
        "fr",
        "ga",
        "gl",
        "hr",
        "hu",
        "id",
        "is",
        "it",
        "lb",
        "lt",
        "lv",
        "ms",
        "mt",
        "nl",
        "no",
        "pl",
        "pt",
        "ro",
        "sk",
        "sl",
        "sq",
        "sv",
        "sw",
        "tl",
        "tr",
        "vi",
    ]
)
"""Languages written in Latin letters."""
_PLACEHOLDER = re.compile(r"\{[^{}\n]*\}")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_WORD = re.compile("[A-Za-zÀ-ɏẞ]+")
_BEYOND = "\u0370"
"""The first letter that is not a Latin one; signs are beyond it, too."""
_FEWEST_ODD = 2
_FEWEST_WORDS = 6
_FEWEST_TELLING = 4
"""Words that only the other language has."""
_TIMES = 4
"""How many times as many as of the own language."""
Words = Mapping[str, frozenset[str]]


def telling_words(function_words: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Return for each language the words no other language of the list has."""
    lists = {code: frozenset(words) for code, words in function_words.items()}
    return {
        code: words.difference(*(other for each, other in lists.items() if each != code))
        for code, words in lists.items()
    }


def check_tongues(
    said: Iterable[Said],
    entries: Iterable[Entry],
    documents: Mapping[str, Document],
    telling: Words,
) -> None:
    """Report texts in another alphabet; warn of texts and phrases in another language."""
    for each in said:
        for line in each.node.value.split("\n") if " " in each.node.value else ():
            words = _WORD.findall(_PLACEHOLDER.sub(" ", line))
            if each.language in LATIN and _is_foreign(words):
                at = each.document.find(each.node, line.strip())
                each.document.add("E221", *at, language=each.language)
                break
            if (other := _other_language(words, each.language, telling)) and not _is_copy(each):
                at = each.document.find(each.node, line.strip())
                each.document.add("W540", *at, language=each.language, other=other)
                break
    for entry in entries:
        for phrase in entry.phrases:
            if phrase.language is None or phrase.text.count(" ") < _FEWEST_WORDS - 1:
                continue
            words = _WORD.findall(_PLACEHOLDER.sub(" ", phrase.text))
            if other := _other_language(words, phrase.language, telling):
                place = phrase.place
                values = {"language": phrase.language, "other": other}
                documents[place.path].add("W540", place.line, place.column, **values)


def _is_copy(said: Said) -> bool:
    """Tell whether the text was reported already, as one that is the same in both languages."""
    found = said.document.problems
    return any(each.rule == "W539" and each.line == said.node.line for each in found)


def _is_foreign(words: list[str]) -> bool:
    """Tell whether most words of a text hold no Latin letter."""
    odd = [word for word in words if max(word) >= _BEYOND and not _LATIN_WORD.search(word)]
    return len(odd) >= _FEWEST_ODD and len(odd) * 2 > len(words)


def _other_language(words: list[str], language: str, telling: Words) -> str | None:
    """Return the language whose words a text is full of, None if its own has some, too."""
    own = telling.get(language)
    if own is None or len(words) < _FEWEST_WORDS:
        return None
    folded = [word.casefold() for word in words]
    mine = sum(word in own for word in folded)
    for other, theirs in telling.items():
        found = sum(word in theirs for word in folded) if other != language else 0
        if found >= _FEWEST_TELLING and found > _TIMES * mine:
            return other
    return None
