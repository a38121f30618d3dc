"""The one-line errors in German: every twin fits its English, and the command line uses them."""

from __future__ import annotations

import re

import pytest

from bot.cli.in_german import _TWINS, in_german
from tests.cli.conftest import Run

PLACE = re.compile(r"\{\w\}")


@pytest.fixture(autouse=True)
def no_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KARRIEREBOT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(("english", "german"), _TWINS)
def test_every_twin_says_the_same_things(english: str, german: str) -> None:
    assert set(PLACE.findall(german)) <= set(PLACE.findall(english))
    said = in_german(PLACE.sub("XY", english))
    assert said != PLACE.sub("XY", english) or english == german
    assert ("XY" in said) == bool(PLACE.search(german))


def test_what_has_no_twin_stays_as_it_is() -> None:
    assert in_german("something nobody thought of") == "something nobody thought of"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("check", "--knowledge", "/nowhere"), "den Wissensordner /nowhere gibt es nicht"),
        (("check", "--rule", "E1044"), 'Die Regel "E1044" gibt es nicht; meinst du "E104"?'),
        (("test", "--only", "nowhere at all"), "Kein Gespräch passt"),
        (("schema", "occupations"), 'der Art "occupations" gibt es nicht; meinst du'),
        (("inbox", "accept"), "schreib: inbox"),
    ],
)
def test_an_error_is_said_in_the_language_of_the_machine(
    run: Run, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...], said: str
) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    ended = run(*typed)
    assert ended.code == 2
    assert said in ended.err


def test_an_error_is_said_in_the_language_asked_for(run: Run) -> None:
    assert "gibt es nicht" in run("check", "--lang", "de", "--knowledge", "/nowhere").err
    assert "does not exist" in run("check", "--lang", "en", "--knowledge", "/nowhere").err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("chekc",), 'meinst du "check"?'),
        (("check", "--lang=de", "--format", "yaml"), "gibt es nicht (zur Wahl:"),
        (("check", "--wrong"), "unbekannt: --wrong"),
        (("check", "--rule"), "Dahinter fehlt noch etwas"),
    ],
)
def test_a_command_line_that_cannot_be_read_is_told_in_german(
    run: Run, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...], said: str
) -> None:
    monkeypatch.setenv("KARRIEREBOT_LANG", "de")
    ended = run(*typed)
    assert ended.code == 2
    assert said in ended.err


def test_without_a_german_machine_it_stays_english(run: Run) -> None:
    assert "is a file; name a folder" in run("check", "--knowledge", __file__).err
