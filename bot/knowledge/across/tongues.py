"""Texts and phrases that stand under one language and are written in another.

Told by the alphabet, and by the small words each language alone has; what somebody means by a
text, nobody knows here. Texts too short to tell are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from bot.knowledge.across.collected import Said
from bot.knowledge.models import Entry, Place
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
_BEYOND = re.compile("[\u0370-\u1dff\u2c00-\u2dff\u3040-\ud7ff]")
"""Letters that are not Latin ones."""
_SIGNS = str.maketrans(dict.fromkeys('.,:;?!()"„“”»«…', " "))
_MANY = 4
"""Phrases of one entry in another language from which on two lists have changed places."""
_FEWEST_ODD = 2
_FEWEST_WORDS = 6
_FEWEST_TELLING = 4
"""Words that only the other language has."""
_WORTH_A_LOOK = 3
"""Such words of a text that may hold such a line."""
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
        for rule, piece, which in _odd_lines(each, telling):
            line, column = each.document.find(each.node, piece)
            named = {"other": which} if which else {}
            each.document.add(rule, line, column, language=each.language, **named)
    _check_phrases(entries, documents, telling)


def _check_phrases(
    entries: Iterable[Entry], documents: Mapping[str, Document], telling: Words
) -> None:
    others = {
        code: frozenset[str]().union(*(words for each, words in telling.items() if each != code))
        for code in telling
    }
    for entry in entries:
        found: dict[tuple[str, str], list[Place]] = {}
        for phrase in entry.phrases:
            language = phrase.language
            if language is None or phrase.text.count(" ") < _FEWEST_WORDS - 1:
                continue
            words = phrase.text.split()
            if language not in others or others[language].isdisjoint(words):
                continue
            if other := _other_language(words, language, telling):
                found.setdefault((language, other), []).append(phrase.place)
        for (language, other), places in found.items():
            _report(places, {"language": language, "other": other}, documents)


def _report(places: list[Place], names: dict[str, str], documents: Mapping[str, Document]) -> None:
    """Report phrases in another language, as one problem where many of an entry are."""
    first = places[0]
    if len(places) >= _MANY:
        document = documents[first.path]
        document.add("W559", first.line, first.column, count=len(places), **names)
        return
    for place in places:
        documents[place.path].add("W540", place.line, place.column, **names)


def _odd_lines(said: Said, telling: Words) -> Iterator[tuple[str, str, str]]:
    """Yield the first line of another alphabet or language: rule, line, and which language."""
    text = said.node.value
    if said.language in LATIN and _BEYOND.search(text):
        for line in text.split("\n"):
            if _is_foreign(_WORD.findall(_PLACEHOLDER.sub(" ", line))):
                yield "E221", line.strip(), ""
                return
    if _other_language(
        text.split(), said.language, telling, least=_WORTH_A_LOOK
    ) is None or _is_copy(said):
        return
    for line in text.split("\n"):
        if other := _other_language(_words(line), said.language, telling):
            yield "W540", line.strip(), other
            return


def _is_copy(said: Said) -> bool:
    """Tell whether the text was reported already, as one that is the same in both languages."""
    found = said.document.problems
    return any(each.rule == "W539" and each.line == said.node.line for each in found)


def _is_foreign(words: list[str]) -> bool:
    """Tell whether most words of a text hold no Latin letter."""
    odd = [word for word in words if not _LATIN_WORD.search(word)]
    return len(odd) >= _FEWEST_ODD and len(odd) * 2 > len(words)


def _words(text: str) -> list[str]:
    return text.casefold().translate(_SIGNS).split()


def _other_language(
    text: list[str], language: str, telling: Words, *, least: int = _FEWEST_TELLING
) -> str | None:
    """Return the language whose words a text is full of, None if its own has some, too.

    With `least` below what tells, its own words do not count: a line may be full of the others.
    """
    own = telling.get(language)
    if own is None:
        return None
    words = set(text)
    if len(words) < _FEWEST_WORDS:
        return None
    for other, theirs in telling.items():
        found = len(words & theirs) if other != language else 0
        full = least < _FEWEST_TELLING or found > _TIMES * len(words & own)
        if found >= least and full:
            return other
    return None
