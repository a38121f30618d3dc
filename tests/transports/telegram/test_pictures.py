"""Pictures from a process of their own: drawn once, never in the way of an answer."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.rendering.salary_card import Picture
from bot.transports.telegram import drawing_process
from bot.transports.telegram.drawing_process import DrawingProcess, NotDrawnError
from bot.transports.telegram.pictures import KEPT_PICTURES, Pictures
from tests.rendering.test_salary_card import KEEPER, picture

PNG = b"\x89PNG"


def keeper(title: str = "Wärter") -> Picture:
    made = picture({**KEEPER, "title": title})
    assert made is not None
    return made


@asynccontextmanager
async def drawing(*program: str) -> AsyncIterator[DrawingProcess]:
    made = DrawingProcess(program) if program else DrawingProcess()
    try:
        yield made
    finally:
        await made.close()


def process_of(drawn: DrawingProcess) -> int:
    assert drawn._process is not None
    return drawn._process.pid


async def test_pictures_are_drawn_one_after_the_other_by_one_process() -> None:
    async with drawing() as made:
        pngs = await asyncio.gather(*(made.draw(keeper(str(n))) for n in range(5)))
        first = process_of(made)
        await made.draw(keeper("x"))
        assert process_of(made) == first
    assert all(png.startswith(PNG) for png in pngs)
    assert len(set(pngs)) == 5


async def test_the_process_can_be_there_before_the_first_picture() -> None:
    async with drawing() as made:
        await made.start()
        first = process_of(made)
        await made.start()
        await made.draw(keeper())
        assert process_of(made) == first


async def test_a_program_that_cannot_be_started_does_not_keep_the_bot_from_starting() -> None:
    async with drawing("/nowhere/at/all") as made:
        await made.start()
        assert made._process is None


async def test_what_cannot_be_set_is_told_and_the_process_goes_on() -> None:
    async with drawing() as made:
        with pytest.raises(NotDrawnError, match="Error"):
            await made.draw(Picture("no card"))
        assert (await made.draw(keeper())).startswith(PNG)


async def test_a_killed_process_is_started_again() -> None:
    async with drawing() as made:
        await made.draw(keeper())
        os.kill(process_of(made), signal.SIGKILL)
        await asyncio.sleep(0.05)
        try:
            await made.draw(keeper())
        except NotDrawnError:  # it fell before its end was noticed
            await made.draw(keeper())


async def test_a_process_that_hangs_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing_process, "LONGEST_DRAWING", 0.3)
    async with drawing(sys.executable, "-c", "import time; time.sleep(60)") as made:
        with pytest.raises(NotDrawnError, match="TimeoutError"):
            await made.draw(keeper())
        assert made._process is None


@pytest.mark.parametrize("words", ["print('x' * 100)", "raise SystemExit(3)"])
async def test_a_process_that_talks_nonsense_is_given_up(words: str) -> None:
    async with drawing(sys.executable, "-c", words) as made:
        with pytest.raises(NotDrawnError):
            await made.draw(keeper())


async def test_a_program_that_is_not_there_costs_the_picture_only() -> None:
    async with drawing("/nowhere/at/all") as made:
        with pytest.raises(NotDrawnError, match="FileNotFoundError"):
            await made.draw(keeper())


async def test_the_process_ends_with_its_input() -> None:
    async with drawing() as made:
        await made.draw(keeper())
        process = made._process
        assert process is not None
        assert process.stdin is not None
        process.stdin.close()
        async with asyncio.timeout(30):
            assert await process.wait() == 0


async def test_the_process_knows_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "4711:AAnobodyelsemayseethis")
    async with drawing() as made:
        await made.draw(keeper())
        with open(f"/proc/{process_of(made)}/environ", "rb") as file:  # noqa: ASYNC230, PTH123
            assert b"4711:" not in file.read()


class Slow:
    """Counts what is asked, and takes its time."""

    def __init__(self, seconds: float = 0.0, error: Exception | None = None) -> None:
        self.asked = 0
        self._seconds, self._error = seconds, error

    async def start(self) -> None: ...

    async def draw(self, picture: Picture) -> bytes:
        self.asked += 1
        await asyncio.sleep(self._seconds)
        if self._error is not None:
            raise self._error
        return PNG

    async def close(self) -> None: ...


async def test_who_asks_for_the_same_picture_at_once_shares_it() -> None:
    slow = Slow(0.01)
    pictures = Pictures(slow)
    assert await asyncio.gather(*(pictures.photo(keeper()) for _ in range(9))) == [PNG] * 9
    assert slow.asked == 1


async def test_a_picture_that_takes_too_long_is_left_out_and_there_the_next_time(
    caplog: pytest.LogCaptureFixture,
) -> None:
    pictures = Pictures(Slow(0.1), patience=0.01)
    with caplog.at_level(logging.WARNING):
        assert await pictures.photo(keeper()) is None
    await asyncio.sleep(0.2)
    assert await pictures.photo(keeper()) == PNG
    (record,) = caplog.records
    assert "in time" in record.getMessage()


async def test_a_picture_that_failed_is_tried_again() -> None:
    slow = Slow(error=NotDrawnError("x"))
    pictures = Pictures(slow)
    assert [await pictures.photo(keeper()) for _ in range(2)] == [None, None]
    assert slow.asked == 2


async def test_what_is_kept_is_bounded() -> None:
    slow = Slow()
    pictures = Pictures(slow)
    for number in range(KEPT_PICTURES + 1):
        await pictures.photo(keeper(str(number)))
    await pictures.photo(keeper("0"))
    assert slow.asked == KEPT_PICTURES + 2


async def test_what_was_sent_is_sent_by_its_file_id_until_that_is_refused() -> None:
    pictures = Pictures(Slow())
    pictures.sent(keeper(), "f1")
    assert await pictures.photo(keeper()) == "f1"
    pictures.refused(keeper())
    assert await pictures.photo(keeper()) == PNG
