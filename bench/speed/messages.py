"""What is asked while the time is taken: questions, and messages that match nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

from bench.matching.slips import with_slips
from bench.speed.generated import Stuff, said

_BEGINNINGS = ("b", "br", "d", "f", "gl", "k", "kl", "m", "n", "p", "r", "s", "st", "t", "v", "z")
_MIDDLES = ("a", "e", "i", "o", "u", "ei", "ou", "ä")
_ENDS = ("", "", "n", "r", "l", "s", "mp", "ck", "rd")
_KEYS = "qwertzuiopasdfghjklyxcvbnm"
_LONG = 60
"""Words of a long message."""


def with_some_slips(texts: Iterable[str]) -> list[str]:
    """Return the texts, every other one with a slip."""
    return [with_slips(text, 1, "de") if number % 2 else text for number, text in enumerate(texts)]


def questions(stuff: Stuff, labels: int, count: int) -> list[str]:
    """Return questions on labels all over a generated folder that are no phrases of it."""
    chance = Random("questions")
    asked = (chance.randrange(labels) for _ in range(count))
    return with_some_slips(
        next(said(stuff, label, f"question {number}")) for number, label in enumerate(asked)
    )


def nothing(count: int, function_words: Sequence[str]) -> list[str]:
    """Return messages whose telling words nobody knows: made-up ones and mashed keys.

    Every other one holds ordinary small words, too.
    """
    chance = Random("nothing")
    found = []
    for number in range(count):
        words = [_unknown(chance) for _ in range(chance.randint(3, 9))]
        if number % 2:
            words = [chance.choice((word, word, chance.choice(function_words))) for word in words]
        found.append(" ".join(words))
    return found


def long(count: int) -> list[str]:
    """Return messages of sixty unknown words."""
    chance = Random("long")
    return [" ".join(_unknown(chance) for _ in range(_LONG)) for _ in range(count)]


def _unknown(chance: Random) -> str:
    return _mashed(chance) if chance.random() < 1 / 6 else _made_up(chance)


def _made_up(chance: Random) -> str:
    return "".join(
        chance.choice(_BEGINNINGS) + chance.choice(_MIDDLES) + chance.choice(_ENDS)
        for _ in range(chance.randint(2, 4))
    )


def _mashed(chance: Random) -> str:
    return "".join(chance.choice(_KEYS) for _ in range(chance.randint(4, 11)))
