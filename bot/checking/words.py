"""Words of the vocabulary that take away what people ask with: one such word spoils hundreds of
phrases, so it is told where it stands and not where it shows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from bot.checking.places import find_spelling
from bot.knowledge.across.clashes import same
from bot.knowledge.models import Phrase
from bot.knowledge.pieces import Piece, Value
from bot.knowledge.problems import Problem
from bot.knowledge.rules import problem
from bot.knowledge.source import lines_of
from bot.matching.index import Index

_DROPPED = ("fillers", "function_words", "lead_ins", "corrections", "wishes", "negations")
"""Lists whose words do not count as content."""
_MOST_NEGATED = 0.05
"""Share of all phrases in which a word that negates may stand."""
_FEWEST = 200
"""Phrases from which on a share says anything."""

_Asked = Mapping[str, Mapping[str, Phrase]]
"""What people ask in a single piece: the entries that hold it as a whole phrase."""


def check_words(index: Index) -> Iterator[Problem]:
    """Yield words of the folder's own vocabulary, and triggers, that are whole questions."""
    asked = _asked(index)
    yield from _check_triggers(index, asked)
    path = f"{index.knowledge.root}/vocabulary.yaml"
    lines = lines_of(path)
    if not lines:
        return
    for keys, word, rule, values in (*_dropped(index, asked), *_replaced(index, asked)):
        place = find_spelling(lines, keys, word)
        if place is not None:
            line, column = place
            yield problem(rule, path, line, column, value=word, **values)


def _asked(index: Index) -> _Asked:
    found: dict[str, dict[str, Phrase]] = defaultdict(dict)
    for entry in index.knowledge.entries.values():
        for phrase in entry.phrases if entry.kind == "answer" else ():
            found[same(phrase.text)].setdefault(entry.id, phrase)
    return found


_Found = tuple[tuple[str, ...], str, str, dict[str, object]]
"""The keys above a word, the word, the rule it breaks, what there is to say."""


def _dropped(index: Index, asked: _Asked) -> Iterator[_Found]:
    """Yield words that are dropped, but are what somebody asks."""
    often = _often(index)
    for key in _DROPPED:
        for language, words in getattr(index.knowledge.vocabulary, key).items():
            for word in words:
                if entries := asked.get(same(word)):
                    first = next(iter(entries.values())).place
                    yield (key, language), word, "W613", {"first": first}
                elif key == "negations" and same(word) in often:
                    count = often[same(word)]
                    yield (key, language), word, "W615", {"count": count}


def _often(index: Index) -> dict[str, int]:
    """Return words that stand in more phrases than a negation would, and in how many."""
    phrases = [same(p.text) for e in index.knowledge.entries.values() for p in e.phrases]
    words = Counter(word for text in phrases for word in set(text.split()))
    least = max(len(phrases) * _MOST_NEGATED, _FEWEST * _MOST_NEGATED)
    return {word: count for word, count in words.items() if count > least}


def _replaced(index: Index, asked: _Asked) -> Iterator[_Found]:
    """Yield synonyms that turn one question into another."""
    for word, stands_for in index.knowledge.vocabulary.synonyms.items():
        own, other = asked.get(same(word), {}), asked.get(same(stands_for), {})
        if own and other and own.keys().isdisjoint(other):
            (one, first), (two, _) = next(iter(own.items())), next(iter(other.items()))
            values = {"other": two, "own": one, "first": first.place}
            yield ("synonyms",), word, "W614", values


def _check_triggers(index: Index, asked: _Asked) -> Iterator[Problem]:
    """Yield triggers that are another entry's whole question."""
    for entry in index.knowledge.entries.values():
        for trigger in entry.triggers:
            others: Sequence[str] = [
                name for name in asked.get(same(trigger.text), {}) if name != entry.id
            ]
            if others:
                path = f"{index.knowledge.root}/{trigger.place.path}"
                line, column = trigger.place.line, trigger.place.column
                values = {"value": trigger.text, "other": others[0], "own": entry.id}
                yield problem("W616", path, line, column, **values)


def without_what_follows(found: Iterable[Problem], words: Sequence[Problem]) -> list[Problem]:
    """Return problems of phrases without those that such a word or trigger explains."""
    told = [dict(each.values) for each in words]
    dropped = {same(str(each["value"])) for each in told}
    takers = {each["own"] for each in told if "own" in each}
    return [each for each in found if not _follows(each, dropped, takers)]


def _follows(found: Problem, dropped: AbstractSet[str], takers: AbstractSet[Value]) -> bool:
    if found.rule not in ("W601", "W605"):
        return False
    values = dict(found.values)
    result = values.get("result")
    if isinstance(result, Piece) and dict(result.values).get("other") in takers:
        return True
    return not dropped.isdisjoint(same(str(values["value"])).split())
