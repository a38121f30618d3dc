"""What goes over the socket comes out equal, whatever it is made of."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.dialogue.context import Context, Message
from bot.operating.frames import pack, receive
from bot.operating.prepared import Task, Unsettled


@dataclass(frozen=True, slots=True)
class _One:
    value: object


@dataclass(frozen=True, slots=True)
class _Checked:
    low: int
    high: int

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError


@dataclass(frozen=True, slots=True)
class _Counted:
    text: str
    size: int = field(init=False, default=3)


@dataclass(frozen=True, slots=True)
class _Later(_One):
    more: tuple[int, ...] = ()


@dataclass
class _Loose:
    value: int


@pytest.mark.parametrize(
    "value",
    [
        (7, "respond", (Message("hallo"), Context(slots={"a": "b"}), date(2026, 11, 21))),
        Task("knowledge", known="d"),
        Unsettled(),
        _One(_One((1, 2))),
        _Checked(1, 2),
        _Counted("abc"),
        _Later("x", (1,)),
        _Loose(4),
        [None, {"a": {1, 2}}, Path("a"), b"\x00", 2**70, float("inf")],
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_comes_out_equal(value: object) -> None:
    assert _sent(value) == value


def test_the_same_value_within_another_stays_one() -> None:
    shared = _One("x")
    first, second = _sent((shared, shared))
    assert first is second


def _sent(value: object) -> Any:
    one, other = socket.socketpair()
    with one, other:
        one.sendall(pack(value))
        return receive(other)
