"""DATABASE_URL: what is understood, and what is refused without repeating a password."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.storage.sql.address import read_address


@pytest.mark.parametrize(
    ("given", "file"),
    [
        ("sqlite:////var/lib/bot.db", "/var/lib/bot.db"),
        ("sqlite:///data/bot.db", str(Path("data/bot.db").absolute())),
        ("sqlite:bot.db", str(Path("bot.db").absolute())),
        ("sqlite+aiosqlite:////a%20b/%C3%A4.db", "/a b/ä.db"),
    ],
)
def test_sqlite_is_a_file(given: str, file: str) -> None:
    address = read_address(given)
    assert address is not None
    assert str(address.file) == address.shown == file


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("postgresql://bot:ge%40heim@db.example:5433/karriere", "karriere on db.example:5433"),
        ("postgres://db/karriere?sslmode=require", "karriere on db"),
        ("postgresql+asyncpg://bot@[::1]:5432/karriere", "karriere on ::1:5432"),
        (
            "postgresql:///karriere?host=/run/postgresql&port=5433",
            "karriere on /run/postgresql:5433",
        ),
        ("postgresql:///karriere", "karriere on this machine"),
    ],
)
def test_postgresql_is_named_without_its_password(given: str, shown: str) -> None:
    address = read_address(given)
    assert address is not None
    assert address.file is None
    assert address.shown == f"PostgreSQL {shown}"
    assert "heim" not in repr(address)


def test_the_parts_of_a_postgresql_address_arrive_whole() -> None:
    address = read_address(
        "postgresql://b%C3%B6t:ge%40h%2Feim%23@db:5433/karriere?sslmode=require"
    )
    assert address is not None
    assert (address.url.username, address.url.password) == ("böt", "ge@h/eim#")
    assert (address.url.host, address.url.port, address.url.database) == ("db", 5433, "karriere")
    assert address.options == {"ssl": "require"}


def test_off_is_no_database() -> None:
    assert read_address("off") is None


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("karrierebot.db", "no address of a database"),
        ("mysql://bot:geheim@db/x", "must be SQLite or PostgreSQL"),
        ("geheim:x", "must be SQLite or PostgreSQL"),
        ("sqlite://", "names no SQLite file"),
        ("sqlite:///", "names no SQLite file"),
        ("sqlite://host/file", "names no SQLite file"),
        ("sqlite:///:memory:", '"off" keeps nothing'),
        ("sqlite:////x.db?mode=ro", "plain SQLite file"),
        ("postgresql://bot:geheim@db", "names no database"),
        ("postgresql://bot:geheim@db/a/b", "names no database"),
        ("postgresql://bot:geheim@db:geheim/x", "cannot be read"),
        ("postgresql://bot:ge/heim@db/x", "cannot be read"),
        ("postgresql://bot:geheim@[db/x", "cannot be read"),
        ("postgresql:///x?port=geheim", "a port that cannot be"),
        ("postgresql://db/x?sslmode=geheim", "sslmode must be one of"),
        ("postgresql://db/x?target=1", "'target' is unknown"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line(given: str, reason: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read_address(given)
    assert str(refused.value).startswith("DATABASE_URL")
    assert reason in str(refused.value)
    assert "geheim" not in str(refused.value)
