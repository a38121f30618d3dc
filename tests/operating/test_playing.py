"""Conversations played by copies of the process come out as if they were played one by one."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from bot.checking.check import build_index
from bot.checking.conversations import check_conversations
from bot.knowledge.loader import load
from bot.operating.playing import Game, OutdatedError, on_all_cores, play
from tests.operating.folders import PROMISE, make

TODAY = date(2026, 11, 21)


@pytest.fixture
def game(tmp_path: Path) -> Game:
    make(tmp_path / "kb")
    broken = "- {say: milk, contains: [never]}\n"
    many = (PROMISE * 30 + broken) * 3
    (tmp_path / "kb" / "conversations" / "more.yaml").write_text(many, encoding="utf-8")
    knowledge = load(tmp_path / "kb").knowledge
    assert knowledge is not None
    return Game(build_index(knowledge), TODAY, {})


@pytest.mark.parametrize("at_leisure", [True, False])
def test_every_broken_promise_is_found_in_order(game: Game, at_leisure: bool) -> None:
    broken, readings = play(game, lambda: False, at_leisure=at_leisure)
    assert broken == check_conversations(game.index, TODAY)
    assert len(broken) == 3
    assert {text for text, *_ in readings} == {"make some tea", "milk"}


def test_a_copy_that_dies_costs_no_finding(game: Game, monkeypatch: pytest.MonkeyPatch) -> None:
    parent, once = os.getpid(), Game.play

    def dying(self: Game, *arguments: object) -> object:
        if os.getpid() != parent:
            os._exit(9)
        return once(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Game, "play", dying)
    assert len(play(game, lambda: False, at_leisure=True)[0]) == 3


def test_it_ends_when_nobody_waits_any_more(game: Game, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.operating.playing._GLANCE", 0.0)
    with pytest.raises(OutdatedError):
        play(game, lambda: True, at_leisure=False)


def test_the_check_plays_on_all_cores_and_finds_the_same(game: Game) -> None:
    assert on_all_cores(game.index, TODAY) == check_conversations(game.index, TODAY)
