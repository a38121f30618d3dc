"""Find names of two words of which one is misspelt into another known word: "backen developer".

A word nobody knows is corrected by itself; a word that means something else only beside the
other half of a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

_SHORTEST = 5
"""Letters from which on one slip leaves a word recognisable."""
_PAIR = 2

Pair = tuple[str, str]


@dataclass(frozen=True)
class PairSlips:
    """Names of two words by each of their halves."""

    firsts: Mapping[str, Sequence[str]]
    """Second word -> the words that stand before it in a name."""
    seconds: Mapping[str, Sequence[str]]
    """First word -> the words that stand behind it in a name."""

    @classmethod
    def of(cls, names: Iterable[tuple[str, ...]]) -> PairSlips:
        """Note all names of two words."""
        firsts: dict[str, list[str]] = {}
        seconds: dict[str, list[str]] = {}
        for name in names:
            if len(name) == _PAIR:
                firsts.setdefault(name[1], []).append(name[0])
                seconds.setdefault(name[0], []).append(name[1])
        return cls(firsts, seconds)

    def meant(self, first: str, second: str) -> Pair | None:
        """Return the name that two words are one slip away from, or None."""
        if (before := self.firsts.get(second)) and (near := _near(first, before)):
            return near, second
        if (behind := self.seconds.get(first)) and (near := _near(second, behind)):
            return first, near
        return None


def _near(written: str, meant: Iterable[str]) -> str | None:
    if len(written) < _SHORTEST:
        return None
    return next(
        (
            w
            for w in meant
            if len(w) >= _SHORTEST and OSA.distance(written, w, score_cutoff=1) == 1
        ),
        None,
    )
