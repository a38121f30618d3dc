"""What the golden conversations came to: by language and intent, and what was taken for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from bot.checking.conversations import Played

WIDTH = 99
"""Characters of a line at most."""
_STUCK = "\x1f"
"""Stands for a space at which no line is broken."""
_WORDS = {
    "en": {
        "kept": "{kept} of {all} turns went as promised.",
        "languages": "By language",
        "intents": "By intent [or topic], where not all went as promised",
        "good": "By intent [or topic], where all went as promised, with how many",
        "confusions": "Taken for another intent (expected → got)",
        "none": "none",
        "unnamed": "(neither promised)",
    },
    "de": {
        "kept": "{kept} von {all} Äußerungen gingen aus wie versprochen.",
        "languages": "Nach Sprache",
        "intents": "Nach Intent [oder Thema], wo nicht alles ausging wie versprochen",
        "good": "Nach Intent [oder Thema], wo alles ausging wie versprochen, mit Anzahl",
        "confusions": "Für einen anderen Intent gehalten (erwartet → bekommen)",
        "none": "keiner",
        "unnamed": "(keins von beiden versprochen)",
    },
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many turns there are of something, and how many of them went as promised."""

    name: str
    kept: int
    total: int


def by_language(played: Sequence[Played]) -> list[Count]:
    """Count turns by the language of the reply, the commonest first."""
    return _counted((each.turn.reply.language, not each.broken) for each in played)


def by_intent(played: Sequence[Played]) -> list[Count]:
    """Count turns by intent promised, else by the first topic, in brackets; worst first."""
    counts = _counted((_promised(each), not each.broken) for each in played)
    return sorted(counts, key=lambda count: (count.kept - count.total, count.name))


def _promised(played: Played) -> str:
    if played.promise.intent:
        return " / ".join(played.promise.intent)
    topic = next(iter(played.promise.topic), "")
    return f"[{topic}]" if topic else ""


def confusions(played: Iterable[Played]) -> list[tuple[str, str, int]]:
    """Return intents promised, got instead, and how often; the commonest first."""
    found: Counter[tuple[str, str]] = Counter()
    for each in played:
        got = each.turn.interpretation.intent
        if each.promise.intent and got not in each.promise.intent:
            found[" / ".join(each.promise.intent), got or ""] += 1
    return [(*pair, count) for pair, count in sorted(found.items(), key=lambda p: (-p[1], p[0]))]


def summary(played: Sequence[Played], language: str) -> Iterator[str]:
    """Yield the lines of a summary."""
    words = _WORDS[language]
    kept = sum(not each.broken for each in played)
    yield words["kept"].format(kept=kept, all=len(played))
    yield from _table(words["languages"], by_language(played), words["unnamed"])
    failing = [count for count in by_intent(played) if count.kept < count.total]
    if failing:
        yield from _table(words["intents"], failing, words["unnamed"])
    good = [count for count in by_intent(played) if count.kept == count.total]
    if good:
        yield ""
        yield f"{words['good']}:"
        yield from _wrapped(f"{count.name or words['unnamed']} {count.total}" for count in good)
    if pairs := confusions(played):
        yield ""
        yield f"{words['confusions']}:"
        for expected, got, count in pairs:
            yield f"  {count:>4}  {expected} → {got or words['none']}"


def _table(head: str, counts: Sequence[Count], unnamed: str) -> Iterator[str]:
    yield ""
    yield f"{head}:"
    for count in counts:
        yield f"  {count.kept:>4} / {count.total:<4}  {count.name or unnamed}"


def _wrapped(pieces: Iterable[str]) -> list[str]:
    text = ", ".join(piece.replace(" ", _STUCK) for piece in pieces)
    lines = wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    return [line.replace(_STUCK, " ") for line in lines]


def _counted(pairs: Iterable[tuple[str, bool]]) -> list[Count]:
    kept: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for name, good in pairs:
        total[name] += 1
        kept[name] += good
    order = sorted(total, key=lambda name: (-total[name], name))
    return [Count(name, kept[name], total[name]) for name in order]
