"""The operator guide followed word for word, in German and in English, in a folder of its own.

Commands and files are taken from the guide as they stand there; nothing is added but asking.
"""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli.entry import main
from bot.knowledge.loader import load
from tests.conftest import HERE

SHIPPED = HERE.parent / "knowledge"
GUIDE = (SHIPPED / "README.md").read_text(encoding="utf-8")
CHAPTERS = {"de": "In zehn Minuten: ein neuer Beruf", "en": "In ten minutes: a new occupation"}
WHOLE_FILE = ("die ganze Datei", "the whole file")
AT_THE_END = ("am Ende", "at the end")
ASKED = [
    ("de", "Was verdient ein Leuchtturmwärter?", "salary", "36.000"),
    ("de", "und im Monat?", "salary", "3.000"),
    ("de", "wie werde ich das denn?", "training", "sechs Monate"),
    ("de", "Bewerbungstipps für Leuchtturmwächterinnen", "application", "allein arbeiten"),
    ("de", "was kriegt ein leuchturmwärter", "salary", "36.000"),
    ("en", "How much does a lighthouse keeper make?", "salary", "€36,000"),
    ("en", "and per month?", "salary", "€3,000"),
    ("en", "how do you become a lighthouse attendant", "training", "six months"),
    ("en", "application tips for a lighthouse keeper", "application", "on your own"),
]

NOTHING = [
    ("de", "Wie lange dauert die Ausbildung zum Leuchtturmwärter?", "Genau dazu steht zu"),
    (
        "de",
        "Welche Programmiersprachen braucht ein Leuchtturmwärter?",
        "Zu Leuchtturmwärter steht",
    ),
    ("de", "Hat der Beruf Leuchtturmwärter Zukunft?", "Zu Leuchtturmwärter steht"),
    ("de", "und kann ich da freiberuflich arbeiten?", "Zu Leuchtturmwärter steht"),
    ("en", "How long is the training to be a lighthouse keeper?", "nothing about exactly this"),
    (
        "en",
        "Which tools does a lighthouse keeper use?",
        "nothing about that for Lighthouse Keeper",
    ),
    (
        "en",
        "What are the tasks of a lighthouse keeper?",
        "nothing about that for Lighthouse Keeper",
    ),
]
"""What the guide's example says nothing about: an honest no, and never a developer's facts."""
DEVELOPERS = re.compile(
    r"back-?end|developer|program|software|informatik|\b47[.,]700|3 (?:bis|to) 5", re.IGNORECASE
)


@dataclass(frozen=True)
class Block:
    """One block of the guide: what kind of text it is, and the text."""

    kind: str
    text: str


def blocks(language: str) -> Iterator[Block]:
    """Yield the blocks of the chapter in the order in which people come to them."""
    chapter = GUIDE.split(f"\n## {CHAPTERS[language]}\n")[1].split("\n## ")[0]
    for kind, text in re.findall(r"```(\w+)\n(.*?)```", chapter, re.DOTALL):
        yield Block(kind, text)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder with a copy of the shipped knowledge.

    The shipped conversations are played elsewhere; without them each check costs seconds less.
    """
    shutil.copytree(SHIPPED, tmp_path / "knowledge")
    shutil.rmtree(tmp_path / "knowledge/conversations")
    (tmp_path / "knowledge/conversations").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith(("TELEGRAM_", "KARRIEREBOT_")) and name != "KARRIEREBOT_CACHE":
            monkeypatch.delenv(name)
    return tmp_path


def save(home: Path, text: str) -> None:
    """Do with a file what the guide says in the block's first line."""
    said, _, content = text.partition("\n")
    path, _, how = said.removeprefix("# ").partition(", ")
    file = home / path
    assert how in WHOLE_FILE + AT_THE_END, said
    if how in AT_THE_END:
        old = file.read_text(encoding="utf-8")
        first = content.partition("\n")[0]
        before, found, unfinished = old.rpartition(f"\n{first}\n")
        assert found, f"{first} is not in {path}"
        assert "TODO" in unfinished
        content = f"{before}\n{content}"
    file.write_text(content, encoding="utf-8")


def unfinished_lines(file: Path) -> list[str]:
    """Return the keys a new file asks to fill in."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.split(":")[0].strip() for line in lines if re.search(r": TODO\b", line)]


@pytest.mark.parametrize("language", CHAPTERS)
def test_an_occupation_added_by_the_guide_alone_is_answered_in_both_languages(
    language: str, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said, followed = "", 0
    for block in blocks(language):
        if block.kind == "sh":
            for line in block.text.splitlines():
                program, *words = shlex.split(line)
                assert program == "karrierebot"
                assert main(words) == 0, (line, capsys.readouterr())
                said = capsys.readouterr().out
                followed += 1
        elif block.kind == "yaml":
            save(home, block.text)
        else:
            for line in block.text.splitlines():
                assert line == "[…]" or line in said.splitlines(), said
    assert followed >= 7
    assert load(home / "knowledge").problems == ()
    for asked, answer in ask(ASKED, capsys, monkeypatch):
        spoken, text, topic, part = asked
        assert (answer["kind"], answer["topic"]) == ("answer", topic), (text, answer)
        assert answer["language"] == spoken
        assert part in answer["text"], (text, answer)
        assert answer["slots"].get("occupation", "lighthouse_keeper") == "lighthouse_keeper"
    for (_, text, said), answer in ask(NOTHING, capsys, monkeypatch):
        assert said in str(answer["text"]), (text, answer)
        assert not DEVELOPERS.search(str(answer["text"])), (text, answer)


def ask(
    asked: list[tuple[str, ...]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[tuple[tuple[str, ...], dict[str, object]]]:
    """Ask the bot in one chat for each language, as another program would."""
    lines = "".join(json.dumps({"user": each[0], "text": each[1]}) + "\n" for each in asked)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode()), "utf-8"))
    assert main(["ask", "--jsonl"]) == 0
    yield from zip(asked, map(json.loads, capsys.readouterr().out.splitlines()), strict=True)


def test_the_new_files_ask_for_what_the_guide_fills_in(home: Path) -> None:
    written = [block.text for block in blocks("de") if block.kind == "yaml"]
    commands = [block.text for block in blocks("de") if block.kind == "sh"]
    assert main(shlex.split(commands[0])[1:]) == 0
    assert main(shlex.split(commands[1])[1:]) == 0
    for file, text in (
        (home / "knowledge/sources.yaml", written[0]),
        (home / "knowledge/occupations/lighthouse_keeper.yaml", written[1]),
    ):
        keys = unfinished_lines(file)
        assert keys
        assert [key for key in keys if f"{key}:" not in text] == []


def test_both_languages_show_the_same_files_and_make_the_same_things() -> None:
    german, english = (list(blocks(code)) for code in CHAPTERS)
    assert [block.kind for block in german] == [block.kind for block in english]
    for ours, theirs in zip(german, english, strict=True):
        if ours.kind == "yaml":
            assert ours.text.partition("\n")[2] == theirs.text.partition("\n")[2]
        if ours.kind == "sh" and " new " in ours.text:
            assert ours.text == theirs.text


def test_every_link_inside_the_guide_leads_somewhere() -> None:
    heads = re.findall(
        r"^#+ (.+)$", re.sub(r"```.*?```", "", GUIDE, flags=re.DOTALL), re.MULTILINE
    )
    anchors = {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
    assert set(re.findall(r"\]\(#([^)]+)\)", GUIDE)) <= anchors


def test_every_command_of_the_guide_exists() -> None:
    from bot.cli.parser import parse  # noqa: PLC0415

    for text in re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL):
        for line in text.splitlines():
            if line.startswith("karrierebot "):
                parse(shlex.split(line, comments=True)[1:])
