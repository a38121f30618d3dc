"""Menus and profile of the bot on the tests' Bot API server, by language."""

from __future__ import annotations

import re
from typing import Any

from tests.transports.telegram.http_server import Parameters
from tests.transports.telegram.refusal import Refusal

_NAME = re.compile(r"[a-z0-9_]{1,32}")
_LIMITS = {"description": 512, "short_description": 120}


class Profile:
    """What `setMy…` and `setChatMenuButton` set and `get…` gives back."""

    def __init__(self) -> None:
        self.commands: dict[str, list[dict[str, str]]] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self.button: dict[str, Any] = {"type": "default"}

    def carry_out(self, method: str, parameters: Parameters) -> Any:
        """Return the result of a method, or None where it is none of these."""
        language = str(parameters.get("language_code") or "")
        if language and len(language) != 2:
            raise Refusal(400, "Bad Request: LANGUAGE_CODE_INVALID")
        known = {
            "getMyCommands": lambda: self.commands.get(language, []),
            "setMyCommands": lambda: self._set_commands(language, parameters["commands"]),
            "getChatMenuButton": lambda: self.button,
            "setChatMenuButton": lambda: self._set_button(parameters["menu_button"]),
        }
        for name in _LIMITS:
            title = "".join(word.title() for word in name.split("_"))
            known[f"getMy{title}"] = lambda n=name: {n: self.texts.get((n, language), "")}
            known[f"setMy{title}"] = lambda n=name: self._set_text(n, language, parameters)
        return known[method]() if method in known else None

    def _set_commands(self, language: str, commands: list[dict[str, str]]) -> bool:
        if len(commands) > 100:
            raise Refusal(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not _NAME.fullmatch(command["command"]):
                raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise Refusal(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands[language] = commands
        return True

    def _set_text(self, name: str, language: str, parameters: Parameters) -> bool:
        text = str(parameters.get(name, ""))
        if len(text.encode("utf-16-le")) // 2 > _LIMITS[name]:
            raise Refusal(400, f"Bad Request: {name} is too long")
        self.texts[name, language] = text
        return True

    def _set_button(self, button: dict[str, Any]) -> bool:
        self.button = button
        return True
