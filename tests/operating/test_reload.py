"""What becomes of a folder that people save, break, delete and repair while the bot answers."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.operating.serving import RefusedAtStartError, serving
from tests.operating.conftest import children, served
from tests.operating.folders import PROMISE, faq, make, replace_by_rename, write_in_pieces

BROKEN = faq(4).replace("topic: help", "topik: help", 1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "kb"


def save(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("way", [save, replace_by_rename, write_in_pieces])
async def test_a_saved_file_is_live(root: Path, way: Callable[[Path, str], None]) -> None:
    async with served(root) as bot:
        assert await bot.says() == "Tea takes 3 minutes."
        way(bot.file, faq(4))
        await bot.reloads(1)
        assert await bot.says() == "Tea takes 4 minutes."
        assert bot.told == []
        assert bot.serving.reload.status.refusals == 0


async def test_an_error_is_told_once_with_file_and_line_and_its_repair_as_well(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    async with served(root) as bot:
        save(bot.file, BROKEN)
        await bot.refusals(1)
        assert await bot.says() == "Tea takes 3 minutes."
        save(bot.file, BROKEN)  # the same content again
        await bot.looked_again()
        (told,) = bot.told
        assert told.splitlines()[0].startswith("The change of the knowledge is refused")
        assert f"{bot.file.as_posix()}:2:3 E201" in told
        status = bot.serving.reload.status
        assert status.refused is not None
        assert {problem.line for problem in status.refused.problems} >= {2}

        save(bot.file, faq(5))
        await bot.reloads(1)
        assert await bot.says() == "Tea takes 5 minutes."
        await bot.until(lambda: len(bot.told) == 2)
        assert bot.told[1].startswith("New knowledge is live: 2 entries")
        assert bot.serving.reload.status.refused is None
    assert caplog.text.count("E201") == 1


async def test_operators_are_told_in_their_language(root: Path) -> None:
    file = make(root)
    told: list[str] = []

    async def tell(text: str) -> None:
        told.append(text)

    async def told_times(count: int) -> str:
        async with asyncio.timeout(30):
            while len(told) < count:  # noqa: ASYNC110 - nothing else tells
                await asyncio.sleep(0.02)
        return told[-1]

    async with serving(root, tell, language="de"):
        save(file, BROKEN)
        refused = await told_times(1)
        assert refused.startswith("Die Änderung am Wissen ist abgelehnt")
        assert f"{file.as_posix()}:2:3 E201 error" in refused
        assert "unbekannter Schlüssel" in refused
        save(file, faq(4))
        assert (await told_times(2)).startswith("Neues Wissen ist live: 2 Einträge, 0 Berufe")


async def test_a_save_amid_the_check_of_another_is_what_goes_live(root: Path) -> None:
    async with served(root) as bot:
        (root / "conversations" / "many.yaml").write_text(PROMISE * 3_000, encoding="utf-8")
        for minutes in range(4, 30):
            save(bot.file, faq(minutes))
            await asyncio.sleep(0.1)
        await bot.until(lambda: bot.serving.reload.status.reloads >= 1)
        async with asyncio.timeout(30):
            while await bot.says() != "Tea takes 29 minutes.":  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.05)
        assert bot.told == []


async def test_a_folder_put_back_as_it_was_is_told(root: Path) -> None:
    async with served(root) as bot:
        save(bot.file, BROKEN)
        await bot.refusals(1)
        save(bot.file, faq())
        await bot.until(lambda: len(bot.told) == 2)
        assert bot.told[1] == "The knowledge folder says what is live."
        assert bot.serving.reload.status.reloads == 0
        save(bot.file, BROKEN)
        await bot.refusals(2)


async def test_a_broken_promise_is_refused_with_its_place(root: Path) -> None:
    async with served(root) as bot:
        save(bot.file, faq(4).replace("make some tea", "serve biscuits"))
        conversation = root / "conversations" / "more.yaml"
        save(conversation, f"# ours\n{PROMISE}- {{say: milk, contains: [never]}}\n")
        await bot.refusals(1)
        assert await bot.says() == "Tea takes 3 minutes."
        assert f"{conversation.as_posix()}:3:3 G601" in bot.told[0]


async def test_many_files_saved_at_once_go_live_together(root: Path) -> None:
    async with served(root) as bot:
        for number in range(30):
            text = faq(10 + number).replace("tea:\n", f"tea{number}:\n")
            text = text.split("milk:")[0].replace("make some tea", f"brew number {number}")
            text = text.replace("[tee, tea]", "[]")
            save(root / "faq" / f"more{number}.yaml", text)
        save(bot.file, faq(4))
        await bot.reloads(1)
        assert bot.serving.live.facts.entries == 32
        assert bot.serving.reload.status.reloads == 1


async def test_a_deleted_folder_is_refused_and_comes_back(root: Path, tmp_path: Path) -> None:
    async with served(root) as bot:
        shutil.move(root, tmp_path / "away")
        await bot.refusals(1)
        assert "E100" in bot.told[0]
        assert await bot.says() == "Tea takes 3 minutes."
        save(tmp_path / "away" / "faq" / "tea.yaml", faq(6))
        shutil.move(tmp_path / "away", root)
        await bot.reloads(1)
        assert await bot.says() == "Tea takes 6 minutes."
        shutil.rmtree(root / "faq")
        await bot.refusals(2)
        assert await bot.says() == "Tea takes 6 minutes."


async def test_a_folder_behind_a_link_that_moves_is_followed(root: Path, tmp_path: Path) -> None:
    make(tmp_path / "one")
    make(tmp_path / "two", faq(7))
    link = tmp_path / "current"
    link.symlink_to(tmp_path / "one")

    async def tell(_text: str) -> None:
        pass

    async with serving(link, tell) as running:
        (tmp_path / "next").symlink_to(tmp_path / "two")
        (tmp_path / "next").replace(link)
        async with asyncio.timeout(30):
            while running.reload.status.reloads == 0:  # noqa: ASYNC110 - nothing tells
                await asyncio.sleep(0.02)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
async def test_a_permission_taken_away_is_refused(root: Path) -> None:
    async with served(root) as bot:
        bot.file.chmod(0)
        await bot.refusals(1)
        assert "E101" in bot.told[0]
        bot.file.chmod(0o600)
        await bot.until(lambda: bot.serving.reload.status.refused is None)


@pytest.mark.parametrize("strange", ["a folder", "a pipe", "a dangling link", "a link to itself"])
async def test_what_is_no_file_is_refused_and_never_waited_for(root: Path, strange: str) -> None:
    async with served(root) as bot:
        there = root / "faq" / "more.yaml"
        if strange == "a folder":
            there.mkdir()
        elif strange == "a pipe":
            os.mkfifo(there)
        else:
            there.symlink_to(there if strange == "a link to itself" else root / "nowhere.yaml")
        save(bot.file, faq(4))
        if strange == "a folder":  # is looked into like any other
            await bot.reloads(1)
        else:
            await bot.refusals(1)
            assert "more.yaml:1:1 E101" in bot.told[0]
            there.unlink()
            await bot.reloads(1)
        assert await bot.says() == "Tea takes 4 minutes."


async def test_a_file_of_five_megabytes_is_read_and_a_larger_one_refused(root: Path) -> None:
    async with served(root) as bot:
        comment = "# " + "x" * 997 + "\n"
        save(bot.file, comment * 4_900 + faq(4))
        await bot.reloads(1)
        save(bot.file, comment * 5_100 + faq(5))
        await bot.refusals(1)
        assert "E102" in bot.told[0]
        assert await bot.says() == "Tea takes 4 minutes."


async def test_touching_a_file_changes_nothing(root: Path) -> None:
    async with served(root) as bot:
        process = bot.serving.live.process
        bot.file.touch()
        await bot.looked_again()
        assert bot.serving.reload.status.reloads == 0
        assert bot.serving.live.process is process


async def test_what_is_not_read_is_not_followed(root: Path) -> None:
    async with served(root) as bot:
        await bot.looked_again()
        for name in ("notes.txt", "faq/.tea.yaml.swp", "faq/~tea.yaml", "old/tea.yaml"):
            (root / name).parent.mkdir(exist_ok=True)
            save(root / name, "broken: [")
        await bot.looked_again()
        assert bot.serving.reload.status.refusals == 0


async def test_sighup_checks_at_once_and_says_what_came_of_it(root: Path) -> None:
    async with served(root) as bot:
        await bot.looked_again()
        os.kill(os.getpid(), signal.SIGHUP)
        await bot.until(lambda: bot.told == ["The knowledge folder says what is live."])
        save(bot.file, BROKEN)
        await bot.refusals(1)
        os.kill(os.getpid(), signal.SIGHUP)
        await bot.refusals(2)
        await bot.until(lambda: len(bot.told) == 3)
        assert bot.told[1] == bot.told[2]


async def test_a_folder_broken_at_the_start_is_refused_with_its_problems(root: Path) -> None:
    make(root, BROKEN)

    async def tell(_text: str) -> None:
        pass

    with pytest.raises(RefusedAtStartError) as raised:
        async with serving(root, tell):
            pass
    assert any(problem.rule == "E201" for problem in raised.value.problems)
    assert children() == []


async def test_a_promise_broken_at_the_start_is_told_and_the_bot_answers(root: Path) -> None:
    make(root)
    save(root / "conversations" / "tea.yaml", "- {say: make some tea, contains: [coffee]}\n")
    told: list[str] = []

    async def tell(text: str) -> None:
        told.append(text)

    async with serving(root, tell) as running:
        async with asyncio.timeout(30):
            while not told:  # noqa: ASYNC110 - nothing else tells
                await asyncio.sleep(0.02)
        assert "that is live since the start" in told[0]
        assert running.reload.status.refused is not None


async def test_a_process_that_dies_while_it_checks_is_replaced_and_the_change_goes_live(
    root: Path,
) -> None:
    async with served(root) as bot:
        await bot.looked_again()
        save(bot.file, faq(4))
        live = bot.serving.live.process
        assert live is not None
        for _ in range(60):
            for pid in children():
                if pid != live.pid and bot.serving.reload.status.reloads == 0:
                    os.kill(pid, signal.SIGKILL)
                    break
            await asyncio.sleep(0.01)
        await bot.reloads(1)
        assert await bot.says() == "Tea takes 4 minutes."


async def test_telling_that_fails_hinders_nothing(root: Path) -> None:
    make(root)

    async def tell(_text: str) -> None:
        raise OSError

    async with serving(root, tell) as running:
        save(root / "faq" / "tea.yaml", BROKEN)
        async with asyncio.timeout(30):
            while running.reload.status.refusals == 0:  # noqa: ASYNC110 - nothing tells
                await asyncio.sleep(0.02)
        save(root / "faq" / "tea.yaml", faq(4))
        async with asyncio.timeout(30):
            while running.reload.status.reloads == 0:  # noqa: ASYNC110 - nothing tells
                await asyncio.sleep(0.02)
