"""Everything `karrierebot check` looks at: the files, what the bot makes of them, promises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.checking.beside import Beside, afterwards
from bot.checking.conversations import check_conversations
from bot.checking.recognition import check_recognition
from bot.checking.sending import check_sending
from bot.checking.vocabulary import check_vocabulary
from bot.checking.words import check_words, without_what_follows
from bot.knowledge.across.jumps import Accepted
from bot.knowledge.loader import load
from bot.knowledge.models import Figure, Knowledge
from bot.knowledge.problems import Problem
from bot.matching.index import Index
from bot.meaning.packaged import packaged

Build = Callable[[Knowledge], Index]
Play = Callable[[Index, date], tuple[Problem, ...]]
"""Plays the golden conversations and returns the broken promises."""


@dataclass(frozen=True, slots=True)
class Checked:
    """All problems of a knowledge folder, sorted by place, and its figures.

    `index` is the one that was asked, None where the files hold errors or nobody asked.
    """

    problems: tuple[Problem, ...]
    figures: tuple[Figure, ...] = ()
    index: Index | None = None


def build_index(knowledge: Knowledge) -> Index:
    """Return the index of `knowledge`, learnt afresh with the table of meanings the bot has."""
    return Index.build(knowledge, packaged())


def check_folder(  # noqa: PLR0913 - each is a wish of its own
    root: Path,
    today: date,
    build: Build | None = build_index,
    before: Mapping[str, Accepted] | None = None,
    *,
    play: Play = check_conversations,
    beside: Beside = afterwards,
) -> Checked:
    """Check a folder; `build` makes the index, for instance from a cache.

    Without `build` only the files are checked. The bot is asked, and conversations are played,
    only when the files themselves hold no error. `before` is what was last accepted of each
    figure; none: nothing is compared. `play` may play the conversations on several cores, and
    `beside` ask the bot meanwhile.
    """
    loaded = load(root, today=today, before=before)
    if loaded.knowledge is None or build is None:
        return Checked(loaded.problems, loaded.figures)
    index = build(loaded.knowledge)
    asked = beside(lambda: _asked(index, today))
    found = (*loaded.problems, *play(index, today), *asked())
    return Checked(tuple(sorted(set(found))), loaded.figures, index)


def _asked(index: Index, today: date) -> list[Problem]:
    """Return what is wrong with phrases, words and answers, as the bot takes them."""
    words = tuple(check_words(index))
    return [
        *without_what_follows(check_recognition(index, today), words),
        *check_vocabulary(index),
        *words,
        *check_sending(index, today),
    ]


def check(root: Path, today: date, build: Build = build_index) -> tuple[Problem, ...]:
    """Return all problems of a knowledge folder, sorted by place."""
    return check_folder(root, today, build).problems
