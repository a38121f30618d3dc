"""Knowledge made for measuring: as large as asked for, and always the same."""

from __future__ import annotations

from pathlib import Path

from bench.matching.stock import knowledge
from bench.speed.generated import Stuff, write
from bench.speed.messages import long, nothing, questions

_STUFF = Stuff.of(
    f"was verdient ein {who} {where} {when}"
    for who in ("gärtner", "bäcker", "schreiner", "{occupation}")
    for where in ("im norden", "in hamburg", "auf dem lande")
    for when in ("monatlich", "jährlich", "brutto", "am anfang")
)


def test_a_folder_holds_as_many_phrases_as_asked_for(tmp_path: Path) -> None:
    made = write(_STUFF, 120, tmp_path / "k")
    entries = knowledge(tmp_path / "k", "made").entries
    assert len(set(made)) == sum(len(entry.phrases) for entry in entries.values()) == 120
    assert [len(entry.phrases) for entry in entries.values()] == [50, 50, 20]


def test_the_same_stuff_gives_the_same_folder(tmp_path: Path) -> None:
    assert write(_STUFF, 60, tmp_path / "a") == write(_STUFF, 60, tmp_path / "b")
    assert questions(_STUFF, 2, 20) == questions(_STUFF, 2, 20)
    assert nothing(20, ["und", "die"]) == nothing(20, ["und", "die"])


def test_messages_are_as_long_as_they_should_be() -> None:
    assert {len(text.split()) for text in long(3)} == {60}
    assert all(3 <= len(text.split()) <= 9 for text in nothing(50, ["und"]))
