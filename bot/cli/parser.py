"""What can be typed after `karrierebot`, and what `--help` says about it.

Only reads the command line: what a command does is in `commands`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from bot.cli import streams
from bot.cli.authoring_parser import add_commands
from bot.cli.suggesting import SuggestingParser

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  its only name

_DESCRIPTION = """\
Answers questions about a job and how to get it (pay, training, applications …),
in German and English, each answer with its source."""

_EPILOG = """\
examples:
  karrierebot chat
  karrierebot ask "Was verdient man als Backend-Entwickler?"
  karrierebot ask --json --lang en "/salary backend"
  karrierebot check --knowledge my-knowledge

environment:
  TELEGRAM_BOT_TOKEN      `run` becomes the Telegram bot with this token
  TELEGRAM_API_BASE_URL   root of a Bot API server of your own
  KARRIEREBOT_KNOWLEDGE   knowledge folder, where --knowledge is not given
  DATABASE_URL            where chats are kept: sqlite:///FILE, postgresql://… or off
  ADMIN_CHAT_IDS          Telegram chats that are told of refused changes
  KARRIEREBOT_LOG_LEVEL   DEBUG, INFO (default), WARNING or ERROR

exit codes: 0 all well, 1 it did not work, 2 used in a wrong way"""


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line (`sys.argv` when None); prints and exits on --help or misuse."""
    parser = _parser()
    parsed = parser.parse_args(arguments)
    if parsed.command == "ask":
        _check_ask(parser, parsed)
    return parsed


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = SuggestingParser(
        prog="karrierebot",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        add_help=False,
    )
    _add_help(parser)
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    _add_knowledge(parser, default=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    run = _add(commands, "run", "start the bot: Telegram if a token is set, else a chat here")
    way = run.add_mutually_exclusive_group()
    way.add_argument(
        "--webhook", action="store_true",
        help="let Telegram deliver to KARRIEREBOT_WEBHOOK_URL instead of asking it for messages",
    )  # fmt: skip
    way.add_argument(
        "--remove-webhook", action="store_true",
        help="first end the delivery to a webhook that was set before",
    )  # fmt: skip
    chat = _add(commands, "chat", "chat in the terminal")
    _add_language(chat)
    ask = _add(commands, "ask", "ask one question and print the answer")
    ask.add_argument("question", nargs="?", metavar="QUESTION", help="a text or a /command")
    _add_language(ask)
    form = ask.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the answer as one line of JSON")
    form.add_argument(
        "--jsonl",
        action="store_true",
        help='read {"user", "text"} objects line by line from standard input, '
        "print one line of JSON for each",
    )
    _add_check(_add(commands, "check", "check the knowledge folder and print every problem"))
    test = _add(commands, "test", "play the example conversations and sum up how they went")
    _add_findings(test)
    test.add_argument(
        "--only", metavar="TEXT", help="only conversations with this in file, words or intent"
    )
    explain = _add(commands, "explain", "show how a message is understood, step by step")
    explain.add_argument("question", metavar="MESSAGE", help="the message to explain")
    explain.add_argument(
        "--after",
        metavar="MESSAGE",
        action="append",
        default=[],
        help="a message said before, in the same chat; may be given several times",
    )
    explain.add_argument(
        "--why-not",
        metavar="INTENT",
        help="say why this intent does not answer, and try out what would change that",
    )
    _add_language(explain)
    backup = _add(commands, "backup", "save the bot's database in a file")
    backup.add_argument("file", metavar="FILE", help="a new file; never written over")
    restore = _add(commands, "restore", "put a saved database back")
    restore.add_argument("file", metavar="FILE", help="what `backup` wrote")
    restore.add_argument(
        "--replace", action="store_true", help="delete what the database holds now"
    )
    add_commands(lambda name, text: _add(commands, name, text))
    return parser


def _add(commands: _Commands, name: str, text: str) -> argparse.ArgumentParser:
    description = text[0].upper() + text[1:] + "."
    parser = commands.add_parser(
        name, help=text, description=description, allow_abbrev=False, add_help=False
    )
    _add_help(parser)
    _add_knowledge(parser, default=argparse.SUPPRESS)
    return parser


def _add_help(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-h", "--help", action=_Help, nargs=0, help="show this help message and exit"
    )


def _add_knowledge(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--knowledge",
        metavar="DIR",
        type=_folder,
        default=default,
        help="knowledge folder (else KARRIEREBOT_KNOWLEDGE, ./knowledge, the packaged one)",
    )


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--lang",
        metavar="LANGUAGE",
        help="language of the answer where the text does not show it: de or en",
    )


def _add_findings(parser: argparse.ArgumentParser) -> None:
    """Add how findings are printed."""
    _add_message_language(parser)
    parser.add_argument(
        "--format",
        choices=("text", "json", "github", "sarif"),
        default="text",
        help="text (default), or json, github (workflow annotations), sarif (2.1.0)",
    )


def _add_check(parser: argparse.ArgumentParser) -> None:
    _add_findings(parser)
    parser.add_argument("--rule", metavar="ID", help="explain a rule, such as E104, and exit")
    parser.add_argument(
        "--structure", action="store_true", help="check the files only, without asking the bot"
    )
    parser.add_argument(
        "--against",
        metavar="DIR",
        type=_folder,
        help="compare figures with those in DIR (else with the last check without errors)",
    )


def _add_message_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--lang",
        choices=("de", "en"),
        help="language of the messages (else KARRIEREBOT_LANG, else the system's, else English)",
    )


def _folder(value: str) -> Path:
    if not value.strip():
        raise argparse.ArgumentTypeError("is empty; name a folder")
    return Path(value)


def _check_ask(parser: argparse.ArgumentParser, parsed: argparse.Namespace) -> None:
    if parsed.jsonl and parsed.question is not None:
        parser.error("ask: give a question, or --jsonl and the questions on standard input")
    if parsed.jsonl and parsed.lang:
        parser.error('ask: with --jsonl each line has its own "language_code"; leave --lang away')
    if not parsed.jsonl and parsed.question is None:
        parser.error('ask: the question is missing; for example: ask "/gehalt backend"')


class _Help(argparse.Action):
    """Prints the help like any other output: argparse's own fails on a full or closed one."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        streams.output().write(parser.format_help())
        parser.exit()


class _Version(argparse.Action):
    """Looks the version up only when asked: the look-up is slower than the rest of the parser."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

        try:
            found = version("karrierebot")
        except PackageNotFoundError:
            found = "(not installed, running from its source)"
        streams.output().write(f"karrierebot {found}\n")
        parser.exit()
