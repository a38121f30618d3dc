"""Change a knowledge folder again and again, well and badly, while many people ask.

Each good change writes one number into two files; each question is answered from both, so a
reply shows two different numbers if half of a change ever is live. Numbers of bad changes must
not be seen at all.
"""

from __future__ import annotations

import asyncio
import random
import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.dialogue.context import Context, Message
from bot.operating.serving import Serving

QUESTION = "How do I call the bench drill tea? How do I call the bench drill milk?"
ENTRY = """\
bench_drill_{name}:
  topic: bench_drill_{name}
  title: {{de: Übung {name}, en: Drill {name}}}
  phrases:
    de: [wie ruft man {name} der bankübung, bankübung {name}]
    en: [how do i call the bench drill {name}, bench drill {name}{more}]
  reply:
    de: Der Ruf {name} ist Nummer {number}.
    en: The {name} call is number {number}.
"""
NAMES = ("tea", "milk")
_NUMBER = re.compile(r"number (\d+)")
_BAD = 1_000_000
"""Numbers from here on belong to changes that must not go live."""
_LATEST = 60.0


@dataclass(frozen=True)
class Saving:
    """How entries are written: with `phrases`, each change brings a phrase and a word nobody
    knew, so that everything has to be learnt again.
    """

    phrases: bool = False

    def entry(self, name: str, number: int) -> str:
        """Return the file of one entry."""
        word = "".join(chr(ord("a") + int(digit)) for digit in str(number))
        more = f", a drill of {name} called zwirbel{word}" if self.phrases else ""
        return ENTRY.format(name=name, number=number, more=more)


@dataclass
class Findings:
    """What was seen; `seconds` from the end of a save to the first reply that knows it."""

    asked: int = 0
    good: int = 0
    bad: int = 0
    wrong: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)


def prepare(root: Path, saving: Saving) -> None:
    """Put the entries of the drill into a folder."""
    (root / "faq").mkdir(exist_ok=True)
    for name in NAMES:
        _file(root, name).write_text(saving.entry(name, 0), encoding="utf-8")


async def drill(  # noqa: PLR0913 - the size of the drill
    root: Path,
    serving: Serving,
    *,
    seconds: float,
    seed: int = 1,
    people: int = 4,
    pause: float = 0.01,
    saving: Saving = Saving(),
    enough: Callable[[], bool] = lambda: False,
) -> Findings:
    """Run for a time, or until it is enough; what is not as it must be stands in the findings."""
    findings, seen = Findings(), [0]
    latest = time.monotonic() + seconds

    def over() -> bool:
        return time.monotonic() > latest or enough()

    asking = [
        asyncio.create_task(_ask(serving, findings, seen, pause, over)) for _ in range(people)
    ]
    await _change(root, saving, serving, findings, seen, random.Random(seed), over)
    await asyncio.gather(*asking)
    return findings


async def _ask(
    serving: Serving, findings: Findings, seen: list[int], pause: float, over: Callable[[], bool]
) -> None:
    message = Message(QUESTION, language_code="en")
    while not over():
        began = time.monotonic()
        try:
            turn = await serving.live.answer(message, Context())
        except Exception as error:  # noqa: BLE001 - a missing answer is what is looked for
            findings.wrong.append(f"no answer: {error!r}")
            continue
        findings.asked += 1
        findings.waits.append(time.monotonic() - began)
        numbers = [int(each) for each in _NUMBER.findall(turn.reply.text)]
        if len(numbers) != len(NAMES) or len(set(numbers)) != 1 or numbers[0] >= _BAD:
            findings.wrong.append(turn.reply.text)
        else:
            seen[0] = max(seen[0], numbers[0])
        await asyncio.sleep(pause)


async def _change(  # noqa: PLR0913, PLR0917 - one loop that holds all strings
    root: Path,
    saving: Saving,
    serving: Serving,
    findings: Findings,
    seen: list[int],
    chance: random.Random,
    over: Callable[[], bool],
) -> None:
    number = 0
    while not over():
        if chance.random() < 0.5:
            number += 1
            await asyncio.to_thread(_save_well, root, saving, number, chance)
            findings.good += 1
            saved = time.monotonic()
            if chance.random() < 0.8:
                await _until(lambda n=number: seen[0] >= n, findings, over)  # type: ignore[misc]
                if seen[0] >= number:
                    findings.seconds.append(time.monotonic() - saved)
        else:
            refusals = serving.reload.status.refusals
            await asyncio.to_thread(chance.choice(_BREAKING), root, saving, findings.bad + _BAD)
            findings.bad += 1
            if chance.random() < 0.5:
                await asyncio.sleep(0.5 * chance.random())
                continue
            await _until(
                lambda n=refusals: serving.reload.status.refusals > n,  # type: ignore[misc]
                findings,
                over,
            )


async def _until(
    condition: Callable[[], bool], findings: Findings, over: Callable[[], bool]
) -> None:
    latest = time.monotonic() + _LATEST
    while not condition() and not over():
        if time.monotonic() > latest:
            findings.wrong.append("a change had no effect")
            return
        await asyncio.sleep(0.01)


def _save_well(root: Path, saving: Saving, number: int, chance: random.Random) -> None:
    """Repair whatever is broken and save all files, in one of the ways people do."""
    root.mkdir(exist_ok=True)
    (root / "faq").mkdir(exist_ok=True)
    for other in root.glob("*/broken.yaml"):
        other.unlink()
    way = chance.choice((_write, _rename, _pieces))
    for name in NAMES:
        way(_file(root, name), saving.entry(name, number))


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def _rename(file: Path, text: str) -> None:
    beside = file.with_name(f".{file.name}.swp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


def _pieces(file: Path, text: str) -> None:
    with file.open("w", encoding="utf-8") as opened:
        for start in range(0, len(text), 100):
            opened.write(text[start : start + 100])
            opened.flush()
            time.sleep(0.002)


def _misspell(root: Path, saving: Saving, number: int) -> None:
    text = saving.entry("tea", number)
    _write(_file(root, "tea"), text.replace("topic", "topik", 1))


def _cut_off(root: Path, saving: Saving, number: int) -> None:
    text = saving.entry("milk", number)
    _write(_file(root, "milk"), text[: text.index("en: The")])


def _break_promise(root: Path, saving: Saving, number: int) -> None:
    for name in NAMES:
        _write(_file(root, name), saving.entry(name, number))
    (root / "conversations").mkdir(exist_ok=True)
    say = "- {say: bench drill tea, contains: [no such number]}\n"
    _write(root / "conversations" / "broken.yaml", say)


def _delete(root: Path, _: Saving, number: int) -> None:
    _write(root / "faq" / "broken.yaml", f"x{number}: [")
    _file(root, "milk").unlink(missing_ok=True)


def _not_text(root: Path, _: Saving, number: int) -> None:
    _file(root, "tea").write_bytes(f"\xe4 {number}".encode("latin-1"))


def _lose_the_folder(root: Path, _: Saving, number: int) -> None:
    _write(root / "faq" / "broken.yaml", f"x{number}: [")
    away = root.with_name(f"{root.name}.away")
    root.rename(away)
    time.sleep(0.3)
    if root.exists():
        shutil.rmtree(root)
    away.rename(root)


_BREAKING: tuple[Callable[[Path, Saving, int], None], ...] = (
    _misspell, _cut_off, _break_promise, _delete, _not_text, _lose_the_folder,
)  # fmt: skip


def _file(root: Path, name: str) -> Path:
    return root / "faq" / f"bench_drill_{name}.yaml"
