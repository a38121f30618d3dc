"""What the live matcher makes of the knowledge: phrases, phrases in pairs, names.

The matcher is asked itself, but only where its reading is in doubt: asking it for each of many
thousand phrases would take minutes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from rapidfuzz.distance import Levenshtein

from bot.checking.asking import Asker
from bot.checking.pairs import check_pairs
from bot.checking.phrases import PhraseCheck
from bot.checking.reading import read_as
from bot.knowledge.across.clashes import same
from bot.knowledge.models import Occupation
from bot.knowledge.problems import Problem
from bot.knowledge.rules import problem
from bot.knowledge.source import lines_of
from bot.matching.index import Index
from bot.matching.spans import Item, Span, read_items
from bot.text.normalize import fold, normalize
from bot.text.tokens import tokenize

_LONG_ENOUGH = 10
"""Letters a name has at least for which one letter more or less is taken for a slip."""


def check_recognition(index: Index, today: date) -> Iterator[Problem]:
    """Yield what is wrong with phrases, pairs of phrases and names of occupations."""
    asker = Asker(index, today)
    checking = PhraseCheck(index, asker)
    yield from checking.check()
    yield from check_pairs(index, checking)
    said = _said(index)
    for occupation in index.knowledge.occupations.values():
        yield from _check_names(occupation, index, said)


def _said(index: Index) -> dict[str, str]:
    """Return where each phrase stands first, by what spellings of it share."""
    found: dict[str, str] = {}
    for entry in index.knowledge.entries.values():
        for phrase in entry.phrases:
            key = same(phrase.text)
            if key not in found:
                found[key] = str(phrase.place)
    return found


def _check_names(
    occupation: Occupation, index: Index, phrases: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield names of an occupation that the bot reads as something else, or others use."""
    path = f"{index.knowledge.root}/{occupation.place.path}"
    for alias in dict.fromkeys((*occupation.name.values(), *occupation.aliases)):
        items = read_items(normalize(alias), index.lexicon)
        if not any(_is_ours(item, occupation) for item in items):
            line, column = _find(path, alias)
            yield problem("W607", path, line, column, value=alias, result=read_as(items))
        elif near := _one_slip(alias, occupation, index):
            line, column = _find(path, alias)
            yield problem("W617", path, line, column, value=alias, other=near[0], owner=near[1])
        elif used := phrases.get(same(alias)) or _small_word(alias, index):
            line, column = _find(path, alias)
            yield problem("W609", path, line, column, value=alias, first=used)


def _one_slip(alias: str, occupation: Occupation, index: Index) -> tuple[str, str] | None:
    """Return another occupation's name that one letter turns into an alias, and that one's id.

    Names are not judged, nor what is as near to a name of its own.
    """
    own = {fold(name.lower()) for name in occupation.name.values()}
    said = fold(alias.lower())
    if said in own or len(said) < _LONG_ENOUGH:
        return None
    for other in index.knowledge.occupations.values():
        for name in (*other.name.values(), *other.aliases) if other is not occupation else ():
            if Levenshtein.distance(said, fold(name.lower()), score_cutoff=1) == 1:
                return name, other.id
    return None


def _small_word(alias: str, index: Index) -> str | None:
    """Return where a name stands that is nothing but little words."""
    words = tokenize(normalize(alias))
    small = all(word.key in index.lexicon.function for word in words)
    return "vocabulary.yaml" if words and small else None


def _is_ours(item: Item, occupation: Occupation) -> bool:
    return isinstance(item, Span) and item.slot == "occupation" and item.value == occupation.id


def _find(path: str, alias: str) -> tuple[int, int]:
    """Return where an alias stands in its file; the models keep no place of it."""
    for number, line in enumerate(lines_of(path), 1):
        start = line.find(alias)
        written = line.split(" #")[0].strip(" -\"'")
        if start >= 0 and (written == alias or written.rpartition(": ")[2] == alias):
            return number, start + 1
    return 1, 1
