"""A bounded memory."""

from __future__ import annotations

from bot.transports.telegram.recent import Recent


def test_what_was_used_longest_ago_is_forgotten_first() -> None:
    recent: Recent[str, int] = Recent(2)
    recent.put("a", 1)
    recent.put("b", 2)
    assert recent.get("a") == 1
    recent.put("c", 3)
    assert [recent.get(key) for key in "abc"] == [1, None, 3]
    assert len(recent) == 2


def test_what_is_dropped_is_gone() -> None:
    recent: Recent[str, int] = Recent(2)
    recent.put("a", 1)
    assert recent.drop("a") == 1
    assert recent.drop("a") is None
    assert recent.get("a") is None
