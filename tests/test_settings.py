"""Settings from a mapping of environment variables."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings
from bot.settings.secrets import redacted, without_secrets
from bot.storage.sql.address import read_address


def settings(**environment: str) -> Settings:
    return Settings.from_environment({"KARRIEREBOT_DATA": "off", **environment})


def test_an_empty_environment_gives_the_defaults() -> None:
    assert settings() == Settings()


def test_blank_variables_count_as_unset() -> None:
    blank = dict.fromkeys(
        (
            "TELEGRAM_BOT_TOKEN",
            "TELEGRAM_API_BASE_URL",
            "KARRIEREBOT_KNOWLEDGE",
            "KARRIEREBOT_LOG_LEVEL",
            "ADMIN_CHAT_IDS",
            "DATABASE_URL",
            "KEEP_QUESTIONS",
        ),
        " ",
    )
    assert settings(**blank) == settings()


@pytest.mark.parametrize(
    ("environment", "url"),
    [
        ({"HOME": "/h"}, "sqlite:////h/.local/share/karrierebot/karrierebot.db"),
        ({"HOME": "/h", "XDG_DATA_HOME": "/d"}, "sqlite:////d/karrierebot/karrierebot.db"),
        ({"HOME": "/h", "KARRIEREBOT_DATA": "/a b?%"}, "sqlite:////a%20b%3F%25/karrierebot.db"),
        ({"HOME": "/h", "KARRIEREBOT_DATA": "off"}, "off"),
        ({"HOME": "/h", "KARRIEREBOT_DATA": "/d", "DATABASE_URL": "x:y"}, "x:y"),
        ({}, "off"),
    ],
)
def test_chats_are_kept_in_the_home_folder_or_where_the_operator_says(
    environment: dict[str, str], url: str
) -> None:
    read = Settings.from_environment(environment)
    assert read.database_url == url
    assert bool(read.warnings) == (not environment)


def test_the_default_file_is_the_one_that_is_opened() -> None:
    read = Settings.from_environment({"KARRIEREBOT_DATA": "/ä b%/c"})
    address = read_address(read.database_url)
    assert address is not None
    assert address.file == Path("/ä b%/c/karrierebot.db")


def test_the_password_of_the_database_is_not_shown() -> None:
    assert "geheim" not in repr(settings(DATABASE_URL="postgresql://bot:geheim@db/x"))


def test_what_is_kept_of_questions_is_one_of_three() -> None:
    assert settings(KEEP_QUESTIONS="Scrubbed").keep_questions == "scrubbed"
    with pytest.raises(SettingsError, match="KEEP_QUESTIONS must be one of counts, scrubbed, off"):
        settings(KEEP_QUESTIONS="all")


def test_every_variable_is_read() -> None:
    read = settings(
        TELEGRAM_BOT_TOKEN=" 1:abc\n",
        TELEGRAM_API_BASE_URL="http://127.0.0.1:8081",
        KARRIEREBOT_KNOWLEDGE="/k",
        KARRIEREBOT_LOG_LEVEL="debug",
    )
    assert read.telegram_bot_token == "1:abc"
    assert read.telegram_api_base_url == "http://127.0.0.1:8081"
    assert read.knowledge == Path("/k")
    assert read.log_level == "DEBUG"


def test_the_token_is_not_in_the_representation() -> None:
    assert "1:abc" not in repr(settings(TELEGRAM_BOT_TOKEN="1:abc"))


@pytest.mark.parametrize("ending", ["", "/", "/bot", "/bot/", "//"])
def test_the_server_may_be_given_with_slash_or_bot(ending: str) -> None:
    given = settings(TELEGRAM_API_BASE_URL="http://127.0.0.1:8081" + ending)
    assert given.telegram_api_base_url == "http://127.0.0.1:8081"


def test_a_server_below_a_path_keeps_the_path() -> None:
    given = settings(TELEGRAM_API_BASE_URL="https://example.org/telegram/bot")
    assert given.telegram_api_base_url == "https://example.org/telegram"


@pytest.mark.parametrize(
    "url",
    ["https://example.org", "http://127.0.0.1:8081", "http://localhost", "http://[::1]:8081"],
)
def test_encrypted_and_local_servers_are_fine(url: str) -> None:
    assert settings(TELEGRAM_API_BASE_URL=url).warnings == ()


@pytest.mark.parametrize("url", ["http://example.org", "http://10.0.0.5:8081", "http://localhos"])
def test_plain_http_to_another_machine_gets_a_warning(url: str) -> None:
    (warning,) = settings(TELEGRAM_API_BASE_URL=url).warnings
    assert "unencrypted" in warning


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("example.org", "no http"),
        ("example.org:8081", "no http"),
        ("ftp://example.org", "no http"),
        ("file:///etc/passwd", "no http"),
        ("http://", "no host"),
        ("http://:8081", "no host"),
        ("http:///bot", "no host"),
        ("http://..", "cannot be"),
        ("http://a..b", "cannot be"),
        ("http://-a", "cannot be"),
        ("http://%41", "cannot be"),
        ("http://" + "a" * 300, "cannot be"),
        ("http://a:x", "cannot be"),
        ("http://a:0", "cannot be"),
        ("http://a:99999", "cannot be"),
        ("http://[::1", "cannot be"),
        ("http://[zz]:1", "cannot be"),
        ("http://[::1]x:8", "cannot be"),
        ("https://a/?b=c", '"?"'),
        ("https://a?", '"?"'),
        ("https://a/#", '"#"'),
        ("https://exa mple.org", "space"),
        ("https://a\tb.org", "space"),
        ("https://a\\b", "character"),
        ("https://api.telegram.org/bot123456789:AAaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bot token"),
    ],
)
def test_an_address_that_is_none_is_refused_with_the_reason(url: str, reason: str) -> None:
    with pytest.raises(SettingsError, match=f"TELEGRAM_API_BASE_URL.*{reason}") as caught:
        settings(TELEGRAM_API_BASE_URL=url)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["https://anna:s3cret@example.org", "https://s3cret@a", "ftp://anna:s3cret@ex ample"]
)
def test_a_password_in_an_address_is_refused_and_never_repeated(url: str) -> None:
    with pytest.raises(SettingsError, match="TELEGRAM_API_BASE_URL") as caught:
        settings(TELEGRAM_API_BASE_URL=url)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    ["http://bot_api:8081", "http://bot-api.local.", "https://a.example/b/c", "http://[::1]"],
)
def test_names_and_addresses_of_machines_are_taken_as_they_are(url: str) -> None:
    assert settings(TELEGRAM_API_BASE_URL=url).telegram_api_base_url == url


@pytest.mark.parametrize("token", ["1:a b", "1:a/b", "1:ä", "1:a\x00b"])
def test_a_token_with_foreign_characters_is_refused_without_being_repeated(token: str) -> None:
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN") as caught:
        settings(TELEGRAM_BOT_TOKEN=token)
    assert token not in str(caught.value)


@pytest.mark.parametrize("token", [":", "1:", ":abc", "secret", "bot1:abc", "1:abc:d"])
def test_a_token_of_another_shape_is_refused_without_being_repeated(token: str) -> None:
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN is no token") as caught:
        settings(TELEGRAM_BOT_TOKEN=token)
    assert token == ":" or token not in str(caught.value)
    assert "@BotFather" in str(caught.value)


@pytest.mark.parametrize("token", [" 1:abc", "1:abc\r\n", "\t1:abc "])
def test_blanks_around_a_token_are_dropped(token: str) -> None:
    assert settings(TELEGRAM_BOT_TOKEN=token).telegram_bot_token == "1:abc"


def test_an_unknown_log_level_is_refused() -> None:
    with pytest.raises(SettingsError, match="KARRIEREBOT_LOG_LEVEL"):
        settings(KARRIEREBOT_LOG_LEVEL="loud")


def test_admin_chats_are_numbers_with_commas() -> None:
    assert settings(ADMIN_CHAT_IDS=" 7, -1001234 ,7,, ").admin_chat_ids == (7, -1001234)
    assert settings(ADMIN_CHAT_IDS=",").admin_chat_ids == ()


@pytest.mark.parametrize("ids", ["@mia", "7;8", "7 8", "1.5", "0x7", "٧", "7" * 16, "--7"])
def test_admin_chats_of_another_shape_are_refused(ids: str) -> None:
    with pytest.raises(SettingsError, match="ADMIN_CHAT_IDS must be numbers"):
        settings(ADMIN_CHAT_IDS=ids)


def test_the_operator_is_named_by_two_variables() -> None:
    read = settings(OPERATOR_NAME=" Hafenamt ", OPERATOR_CONTACT="post@hafen.example")
    assert (read.operator_name, read.operator_contact) == ("Hafenamt", "post@hafen.example")


@pytest.mark.parametrize("value", ["Hafen\namt", "x" * 201, "Hafen\x1b[0m"])
def test_an_operator_that_is_no_line_is_refused(value: str) -> None:
    with pytest.raises(SettingsError, match="OPERATOR_NAME must be one line"):
        settings(OPERATOR_NAME=value)


SECRETS = {
    "TELEGRAM_BOT_TOKEN": "4711:AAnobodymayseethisnobodymayseethis",
    "DATABASE_URL": "postgresql://bot:geheim@db/karriere",
    "KARRIEREBOT_WEBHOOK_SECRET": "nobody_may_see_this",
}


def kept(name: str, read: Settings) -> object:
    return {
        "TELEGRAM_BOT_TOKEN": read.telegram_bot_token,
        "DATABASE_URL": read.database_url,
        "KARRIEREBOT_WEBHOOK_SECRET": read.webhook.secret if read.webhook else None,
    }[name]


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_may_be_kept_in_a_file(name: str, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(f"\ufeff {SECRETS[name]}\r\n", encoding="utf-8")
    webhook = {"KARRIEREBOT_WEBHOOK_URL": "https://bot.example.org/telegram"}
    read = settings(**{f"{name}_FILE": str(file)}, **webhook)
    assert kept(name, read) == SECRETS[name]
    assert SECRETS[name] not in repr(read)


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "No such file or directory"),
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        (b"\xff\xfe4\x007\x00", "it is no short text"),
        (b"x" * 5000, "it is no short text"),
    ],
)
def test_a_file_without_a_secret_is_named(
    name: str, content: bytes | None, reason: str, tmp_path: Path
) -> None:
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SettingsError, match=f"{name}_FILE") as caught:
        settings(**{f"{name}_FILE": str(file)})
    assert f"{file} cannot be used ({reason})" in str(caught.value)


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("path", ["/dev/zero", "/", "/proc/self/mem", "a\0b", "x" * 5000])
def test_whatever_a_secrets_file_is_the_start_neither_hangs_nor_breaks(
    name: str, path: str
) -> None:
    with pytest.raises(SettingsError, match=f"{name}_FILE"):
        settings(**{f"{name}_FILE": path})


@pytest.mark.parametrize("name", ["TELEGRAM_BOT_TOKEN", "DATABASE_URL"])
def test_a_secret_in_the_place_of_its_file_is_not_repeated(name: str) -> None:
    with pytest.raises(SettingsError, match="holds the secret itself") as caught:
        settings(**{f"{name}_FILE": SECRETS[name]})
    assert "4711" not in str(caught.value)
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_that_is_set_twice_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="both set") as caught:
        settings(**{name: SECRETS[name], f"{name}_FILE": str(tmp_path / "secret")})
    assert SECRETS[name] not in str(caught.value)


@pytest.mark.parametrize(
    "name",
    [*SECRETS, *(f"{name}_FILE" for name in SECRETS), "PGPASSWORD", "https_proxy", "ALL_PROXY"],
)
def test_a_process_beside_the_bot_gets_no_secret(name: str) -> None:
    assert without_secrets({name: "x", "PATH": "/bin", "KARRIEREBOT_CACHE": "/c"}) == {
        "PATH": "/bin",
        "KARRIEREBOT_CACHE": "/c",
    }


def test_tokens_and_passwords_are_taken_out_of_a_text() -> None:
    text = "bot4711:AAnobodymayseethisnobodymayseethis/ at postgresql://bot:ge:heim@db/x, at 12:30"
    assert redacted(text) == "bot<token>/ at postgresql://<secret>@db/x, at 12:30"
