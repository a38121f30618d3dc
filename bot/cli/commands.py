"""What each command does: opens the knowledge, starts a transport, returns an exit code.

Imports what only one command needs inside that command, so that the first answer comes early.
"""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli import streams
from bot.cli.introducing import introduced
from bot.cli.opening import (
    answering,
    check_language,
    kept_for_good,
    open_index,
    terms_in_memory,
    terms_with_store,
)
from bot.cli.telling import find_folder
from bot.dialogue.context import Message
from bot.settings import Settings
from bot.transports import jsonl, terminal
from bot.transports.conversation import Conversation

if TYPE_CHECKING:
    from bot.operating.launcher import Server


def run(arguments: Namespace, settings: Settings) -> int:
    """Start the main job: Telegram with a token, else the chat."""
    if settings.telegram_bot_token is None:
        streams.note("TELEGRAM_BOT_TOKEN is not set, so this is a chat in the terminal.")
        return chat(arguments, settings)
    root = find_folder(_folder(arguments, settings))
    from bot.operating.launcher import launch  # noqa: PLC0415  as few as it needs, and at once

    server = launch()  # it loads its program while this one does
    try:
        return _run_telegram(arguments, settings, root, server)
    finally:
        server.end()


def _run_telegram(arguments: Namespace, settings: Settings, root: Path, server: Server) -> int:
    with kept_for_good():
        from bot.cli.serving import following  # noqa: PLC0415  half a second
        from bot.transports.telegram.run import Way  # noqa: PLC0415  as above
        from bot.transports.telegram.run import run as run_telegram  # noqa: PLC0415

    for warning in settings.warnings:
        streams.note(f"Warning: {warning}")
    settings = introduced(settings)
    way = Way(webhook=arguments.webhook, remove_webhook=arguments.remove_webhook)
    return run_telegram(settings, following(root, terms_with_store(settings), server), way)


def chat(arguments: Namespace, settings: Settings) -> int:
    """Talk in the terminal, or answer the lines of a pipe."""
    language: str | None = getattr(arguments, "lang", None)
    out = streams.output()
    index = open_index(_folder(arguments, settings))
    check_language(language, index)
    conversation = Conversation(
        answering(index, terms_in_memory(settings)), language_code=language, language=language
    )
    screen = terminal.open_screen(out, no_colour=_no_colour())
    if streams.is_interactive():
        streams.prepare_typing()
        terminal.converse(conversation, screen, input)
    else:
        terminal.answer_lines(conversation, screen, streams.input_bytes())
    return 0


def ask(arguments: Namespace, settings: Settings) -> int:
    """Answer one question, or with --jsonl those on standard input."""
    machine = arguments.json or arguments.jsonl
    out = streams.json_output() if machine else streams.output()
    index = open_index(_folder(arguments, settings), quiet=machine)
    if arguments.jsonl:
        jsonl.serve(answering(index, terms_in_memory(settings)), streams.input_bytes(), out)
        return 0
    check_language(arguments.lang, index)
    conversation = Conversation(
        answering(index, terms_in_memory(settings)),
        language_code=arguments.lang,
        language=arguments.lang,
    )
    turn = conversation.take(Message(_typed(arguments.question), language_code=arguments.lang))
    if arguments.json:
        out.write(jsonl.dumps(jsonl.as_json(turn)) + "\n")
    else:
        terminal.open_screen(out, no_colour=_no_colour()).show(turn.reply)
    return 0


def test(arguments: Namespace, settings: Settings) -> int:
    """Play the golden conversations; 1 when one does not go as promised."""
    from bot.cli.checking import test as run_test  # noqa: PLC0415

    return run_test(arguments, settings)


def explain(arguments: Namespace, settings: Settings) -> int:
    """Print how a message is understood, or why an entry does not answer it."""
    from bot.cli import explaining  # noqa: PLC0415

    out = streams.output()
    index = open_index(_folder(arguments, settings))
    check_language(arguments.lang, index)
    messages = [*map(_typed, arguments.after), _typed(arguments.question)]
    out.write(explaining.explained(messages, index, arguments.lang, arguments.why_not) + "\n")
    return 0


COMMANDS = {"run": run, "chat": chat, "ask": ask, "test": test, "explain": explain}


def find_command(name: str) -> Callable[[Namespace, Settings], int]:
    """Return what a command does; those for the knowledge are loaded only when asked for."""
    if name in COMMANDS:
        return COMMANDS[name]
    if name in ("inbox", "stats"):
        from bot.cli import inbox  # noqa: PLC0415  it loads a database

        return inbox.COMMANDS[name]
    if name in ("backup", "restore"):
        from bot.cli import keeping  # noqa: PLC0415  as above

        return keeping.COMMANDS[name]
    from bot.cli import authoring  # noqa: PLC0415  most runs do without

    return authoring.COMMANDS[name]


def _folder(arguments: Namespace, settings: Settings) -> Path | None:
    given: Path | None = arguments.knowledge
    return given or settings.knowledge


def _typed(text: str) -> str:
    """Return an argument with the bytes that are no valid text replaced."""
    return os.fsencode(text).decode("utf-8", errors="replace")


def _no_colour() -> bool:
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
