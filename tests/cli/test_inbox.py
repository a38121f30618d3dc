"""The inbox and the statistics from the command line, on a real database."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from bot.storage.sql.address import Address, read_address
from bot.storage.sql.database import Database
from bot.storage.sql.store import SqlStore
from bot.storage.values import Handled, KeepQuestions, Missed, Tally, UpdateKey
from tests.cli.conftest import Run
from tests.storage.postgres_server import PostgresServer

ASKED = "wie lange muss der beutel in die kanne"
ALIKE = "wie lange muss denn der beutel in die kanne?"


@pytest.fixture(autouse=True, params=["sqlite", "postgres"])
def database(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Address:
    """Name a database nothing is in yet."""
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    if request.param == "postgres":
        server: PostgresServer = request.getfixturevalue("postgres")
        url = server.create()
    monkeypatch.setenv("DATABASE_URL", url)
    found = read_address(url)
    assert found is not None
    return found


def ask(address: Address, *texts: str, keep: KeepQuestions = KeepQuestions.SCRUBBED) -> None:
    """Let three chats ask each of these, all in vain."""

    async def play() -> None:
        store = SqlStore(Database(address), 1, shared=True, keep=keep)
        number = 0
        for text in texts:
            for chat in (1, 2, 3):
                number += 1
                update = UpdateKey(f"mark {text} {chat}", number, chat)
                await store.claim(update)
                missed = Missed("no_intent", "de", text, (("milk", 0.3),))
                tally = Tally(None, "fallback", "de")
                await store.finish(Handled(update, tally=tally, missed=missed))
        await store.close()

    asyncio.run(play())


def only_id(run: Run) -> str:
    (item,) = json.loads(run("inbox", "--format", "json").out)
    return str(item["id"])


def test_without_a_database_it_says_so_in_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'nowhere.db'}")
    for words in (("inbox",), ("stats",), ("inbox", "export", "x.csv")):
        result = run(*words)
        assert result.code == 1
        assert "no database" in result.err


def test_a_server_that_is_away_is_one_line_without_the_password(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:hidden@127.0.0.1:1/bot")
    for words in (("inbox",), ("stats",)):
        result = run(*words)
        assert result.code == 1
        assert "hidden" not in result.err
        assert "Traceback" not in result.err
        assert len(result.err.strip().splitlines()) == 1


def test_the_inbox_shows_what_was_asked_most_first(run: Run, database: Address) -> None:
    ask(database, ASKED, ALIKE, "gibt es hier kekse")
    lines = run("inbox", "--lang", "de").out.splitlines()
    assert lines[0].startswith("6x  ")
    assert lines[0].endswith(f"de  „{ASKED}“") or lines[0].endswith(f"de  „{ALIKE}“")
    assert any(line.startswith("     auch: ") for line in lines)


def test_accept_shows_first_and_writes_then(run: Run, database: Address, knowledge: Path) -> None:
    ask(database, ASKED, ALIKE)
    item = json.loads(run("inbox", "--format", "json").out)[0]["id"]
    before = (knowledge / "faq/tea.yaml").read_text(encoding="utf-8")
    words = ("inbox", "accept", item[:6], "--intent", "tea", "--lang", "en")
    shown = run(*words, "--dry-run")
    assert shown.code == 0
    assert "faq/tea.yaml:" in shown.out
    assert (knowledge / "faq/tea.yaml").read_text(encoding="utf-8") == before
    assert run(*words).out == shown.out
    after = (knowledge / "faq/tea.yaml").read_text(encoding="utf-8")
    assert after.replace(f", {ASKED}", "").replace(f", {ALIKE.rstrip('?')}", "") == before
    assert run("check").code == 0
    assert "Tee zieht" in run("ask", ASKED).out
    assert run("inbox", "--lang", "de").out == "Der Posteingang ist leer.\n"


def test_what_would_break_is_refused_unless_forced(
    run: Run, database: Address, knowledge: Path
) -> None:
    (knowledge / "conversations").mkdir()
    golden = f'- say: "{ASKED}"\n  not_intent: tea\n'
    (knowledge / "conversations/a.yaml").write_text(golden, encoding="utf-8")
    ask(database, ASKED)
    words = ("inbox", "accept", only_id(run), "--intent", "tea")
    refused = run(*words)
    assert refused.code == 1
    assert "conversations/a.yaml:1" in refused.out
    assert "--force" in refused.err
    assert ASKED not in (knowledge / "faq/tea.yaml").read_text(encoding="utf-8")
    assert run(*words, "--dry-run").code == 1
    assert run(*words, "--force").code == 0
    assert ASKED in (knowledge / "faq/tea.yaml").read_text(encoding="utf-8")


def test_of_what_was_only_counted_the_operator_says_the_words(run: Run, database: Address) -> None:
    ask(database, ASKED, keep=KeepQuestions.COUNTS)
    words = ("inbox", "accept", only_id(run), "--intent", "tea")
    assert "--phrase" in run(*words).err
    assert run(*words, "--phrase", ASKED).code == 0
    assert "Tee zieht" in run("ask", ASKED).out


def test_what_is_ignored_is_gone_from_the_list_but_not_from_the_export(
    run: Run, database: Address, tmp_path: Path
) -> None:
    ask(database, ASKED)
    assert run("inbox", "ignore", only_id(run)).code == 0
    assert json.loads(run("inbox", "--format", "json").out) == []
    assert run("inbox", "export", str(tmp_path / "all.csv")).code == 0
    assert ",ignored," in (tmp_path / "all.csv").read_text(encoding="utf-8")
    assert run("inbox", "export", str(tmp_path / "all.csv")).code == 2
    assert run("inbox", "export", str(tmp_path / "all.json")).code == 0
    assert json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))[0]["question"] == ASKED


@pytest.mark.parametrize(
    "words",
    [
        ("accept",), ("ignore",), ("export",), ("list", "x"), ("accept", "nothing"), ("grep", "x"),
        ("accept", "x", "--intent", "tea"), ("ignore", "zz"),
    ],
)  # fmt: skip
def test_misuse_is_one_clear_line(run: Run, database: Address, words: tuple[str, ...]) -> None:
    ask(database, ASKED)
    result = run("inbox", *words)
    assert result.code == 2
    assert "Traceback" not in result.err


def test_stats_sum_up_what_was_asked(run: Run, database: Address) -> None:
    ask(database, ASKED)
    assert "messages: 3, answered: 0 %" in run("stats", "--lang", "en", "--days", "7").out
    values = json.loads(run("stats", "--format", "json").out)
    assert values["outcomes"] == {"fallback": 3}
    assert run("stats", "--days", "-1").code == 2
