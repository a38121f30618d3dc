"""The image and compose.yaml say what the program understands, and give nothing away."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli.parser import parse
from bot.settings import Settings
from bot.settings.secrets import NAMES
from bot.transports.telegram.endpoints import endpoints
from bot.transports.telegram.monitoring import Monitor

ROOT = Path(__file__).parents[1]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
CADDYFILE = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
_CHOICE = re.compile(r"\$\{(\w+)(?::[-?][^}]*)?\}")


def orders(name: str) -> list[str]:
    return [
        line.split(" ", 1)[1] for line in DOCKERFILE.splitlines() if line.startswith(f"{name} ")
    ]


def bot_environment() -> dict[str, str]:
    """Return what the bot gets, with what an operator chooses filled in."""
    chosen = {"KARRIEREBOT_DOMAIN": "bot.example.org", "OPERATOR_NAME": "Mia"}
    given: dict[str, str] = SERVICES["bot"]["environment"]
    return {k: _CHOICE.sub(lambda m: chosen.get(m[1], ""), str(v)) for k, v in given.items()}


def test_the_bot_understands_what_compose_gives_it() -> None:
    secrets = {"/run/secrets/telegram_bot_token": "1:abc", "/run/secrets/database_url": "off"}
    read = Settings.from_environment(bot_environment(), lambda path: secrets[str(path)])
    assert read.webhook is not None
    assert read.webhook.url == "https://bot.example.org/telegram"
    assert (read.telegram_bot_token, read.database_url) == ("1:abc", "off")
    assert read.listen == ("0.0.0.0", 8080)
    assert parse(SERVICES["bot"]["command"]).webhook


def test_every_variable_is_one_the_readme_explains() -> None:
    explained = (ROOT / "README.md").read_text(encoding="utf-8")
    set_in_image = [each.split("=")[0] for line in orders("ENV") for each in shlex.split(line)]
    ours = [name for name in set_in_image if name.startswith("KARRIEREBOT")]
    for name in (*bot_environment(), *ours):
        assert f"`{name}`" in explained, name


@pytest.mark.parametrize("name", SERVICES)
def test_every_container_is_confined(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["healthcheck"]["test"][0] == "CMD"
    assert set(service.get("cap_add", ())) <= {"NET_BIND_SERVICE"}
    assert not service.get("privileged")


@pytest.mark.parametrize("name", SERVICES)
def test_no_secret_stands_in_an_environment(name: str) -> None:
    given = SERVICES[name]["environment"]
    assert not set(given) & {*NAMES, "POSTGRES_PASSWORD"}
    named = {Path(value).name for key, value in given.items() if key.endswith("_FILE")}
    assert named == set(SERVICES[name].get("secrets", ())) <= set(COMPOSE["secrets"])
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "secrets/" in ignored


def test_only_the_proxy_can_be_reached_from_outside_and_only_the_webhook_through_it() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert SERVICES["database"]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert re.findall(r"^\s*handle (/\S+)", CADDYFILE, re.MULTILINE) == ["/telegram"]
    assert "respond 404" in CADDYFILE
    assert "dynamic a bot 8080" in CADDYFILE


def test_health_is_asked_where_the_bot_answers() -> None:
    known = {getattr(route, "path", "") for route in endpoints(Monitor()).routes}
    (image,) = re.findall(r"HEALTHCHECK.*CMD (\[.*\])", DOCKERFILE)
    for command in (yaml.safe_load(image), SERVICES["bot"]["healthcheck"]["test"][1:]):
        *program, path = command
        assert program == ["python", "-m", "bot.cli.probe"]
        assert path in known


def test_the_image_runs_as_nobody_in_particular_and_copies_what_there_is() -> None:
    user = orders("USER")[-1]
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", user)
    assert f"--uid {user.partition(':')[0]} " in DOCKERFILE
    sources = [line.split()[:-1] for line in orders("COPY") if not line.startswith("--from")]
    included = (ROOT / ".dockerignore").read_text(encoding="utf-8")
    for source in (each for line in sources for each in line):
        assert (ROOT / source).exists()
        assert f"!{source}" in included
    assert not re.search(r"(?i)token=|password=|secret=", DOCKERFILE)
