"""Make knowledge folders of any size out of the shipped phrases, always the same ones.

Each label gets words of its own: some of the shipped knowledge and some new ones, put together
from halves of two, so that the vocabulary grows with the folder as it does in life. A phrase is
a shipped one in which half of the longer words have become words of the label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import yaml

PER_LABEL = 50
"""Phrases of one label."""
_SHIPPED_WORDS, _NEW_WORDS = 6, 4
_LONG = 5
_SHORTEST, _LONGEST = 3, 14
"""Words of a phrase that may serve as a pattern."""
_SLOT = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Stuff:
    """What phrases are made of: patterns, and the words to choose from."""

    patterns: Sequence[Sequence[str]]
    words: Sequence[str]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> Stuff:
        """Take the phrases apart; their order does not matter."""
        split = sorted({tuple(_SLOT.sub("{}", phrase.lower()).split()) for phrase in phrases})
        patterns = [words for words in split if _may_serve(words)]
        words = {word for pattern in patterns for word in pattern if _replaceable(word)}
        return cls(patterns, sorted(words - {"{}"}))


def write(stuff: Stuff, size: int, root: Path) -> list[str]:
    """Write a folder of so many phrases and return them all."""
    folder = root / "intents"
    folder.mkdir(parents=True)
    taken: set[str] = set()
    for number in range(labels(size)):
        wanted = min(PER_LABEL, size - len(taken))
        phrases = _fresh(said(stuff, number, "phrases"), wanted, taken)
        text = yaml.dump({"phrases": {"de": phrases}}, Dumper=_DUMPER, allow_unicode=True)
        (folder / f"{number:05}.yaml").write_text(text, encoding="utf-8")
    return sorted(taken)


def labels(size: int) -> int:
    """Return how many labels a folder of so many phrases has."""
    return -(-size // PER_LABEL)


def said(stuff: Stuff, label: int, what: str) -> Iterator[str]:
    """Yield without end what people say to ask for a label; another `what`, other sentences."""
    topic = _topic(stuff, Random(f"{label}"))
    chance = Random(f"{label} {what}")
    while True:
        words = list(chance.choice(stuff.patterns))
        places = [place for place, word in enumerate(words) if _replaceable(word)]
        for place in places:
            if words[place] == "{}" or place == places[0] or chance.random() < 1 / 2:
                words[place] = chance.choice(topic)
        yield " ".join(words if places else [*words, chance.choice(topic)])


def _topic(stuff: Stuff, chance: Random) -> list[str]:
    known = chance.sample(stuff.words, _SHIPPED_WORDS)
    new = (chance.sample(stuff.words, 2) for _ in range(_NEW_WORDS))
    return known + [first[: len(first) // 2 + 1] + last[len(last) // 2 :] for first, last in new]


def _fresh(source: Iterator[str], count: int, taken: set[str]) -> list[str]:
    """Return so many phrases that no label has had before, and note them as taken."""
    found: list[str] = []
    while len(found) < count:
        phrase = next(source)
        if phrase not in taken:
            taken.add(phrase)
            found.append(phrase)
    return found


def _may_serve(words: Sequence[str]) -> bool:
    """Tell whether a phrase may be a pattern: other words before a number could make an address
    of it, and such knowledge is refused.
    """
    digits = any(sign.isdigit() for word in words for sign in word)
    return _SHORTEST <= len(words) <= _LONGEST and not digits


def _replaceable(word: str) -> bool:
    return word == "{}" or (len(word) >= _LONG and word.isalpha())


_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
