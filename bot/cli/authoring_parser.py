"""What can be typed to work on the knowledge: new, schema, coverage, diff, inbox, stats."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

_MOST_DAYS = 10_000
Add = Callable[[str, str], argparse.ArgumentParser]
"""Adds a command of this name with this help text."""


def add_commands(add: Add) -> None:
    """Add every command for people who look after the knowledge."""
    _new(add("new", "write a new file with everything to fill in"))
    _schema(add("schema", "print the JSON Schema of a kind of file, for editors"))
    _coverage(add("coverage", "show what is answered in which language, and how old it is"))
    _diff(add("diff", "show what one knowledge folder says and answers otherwise than another"))
    _inbox(add("inbox", "show what was asked and not answered, and turn it into knowledge"))
    _stats(add("stats", "show how much was asked, on what, and what came of it"))


def _new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "kind",
        choices=("occupation", "source", "faq", "intent"),
        metavar="KIND",
        help="occupation, source, faq or intent",
    )
    parser.add_argument(
        "id", nargs="?", default="", metavar="ID", help="its id, such as lighthouse_keeper"
    )
    parser.add_argument("--name-de", default="", metavar="NAME", help="German name")
    parser.add_argument("--name-en", default="", metavar="NAME", help="English name")
    parser.add_argument("--source", default="", metavar="ID", help="the source it stands on")
    parser.add_argument("--topic", default="", metavar="TOPIC", help="topic of a faq or an intent")
    _add_words(parser)


def _schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", nargs="?", metavar="KIND", help="such as occupation; else all")
    parser.add_argument(
        "--write", metavar="DIR", type=Path, help="write KIND.json, or one for each kind, to DIR"
    )


def _coverage(parser: argparse.ArgumentParser) -> None:
    _add_format(parser, "text", "json", "csv")
    _add_words(parser)


def _diff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", type=Path, help="a knowledge folder")
    parser.add_argument("new", metavar="NEW", type=Path, help="another one")
    parser.add_argument(
        "--facts",
        action="store_true",
        help="compare what is written only; ask no questions, which takes seconds",
    )
    parser.add_argument("--exit-code", action="store_true", help="end with 1 if anything differs")
    _add_format(parser, "text", "json")
    _add_words(parser)


def _inbox(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "deed",
        nargs="?",
        choices=("list", "accept", "ignore", "export"),
        default="list",
        metavar="DEED",
        help="list (usual), accept, ignore or export",
    )
    parser.add_argument(
        "what", nargs="?", metavar="ID|FILE", help="an id, or a .csv or .json file"
    )
    parser.add_argument("--intent", default="", metavar="NAME", help="accept: what it asks for")
    parser.add_argument("--phrase", default="", metavar="TEXT", help="accept: write it like this")
    parser.add_argument("--dry-run", action="store_true", help="accept: show, write nothing")
    parser.add_argument("--force", action="store_true", help="accept: write whatever breaks")
    _add_format(parser, "text", "json")
    _add_words(parser)


def _stats(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--days", type=_days, default=30, metavar="N", help="how many days up to today (30)"
    )
    _add_format(parser, "text", "json")
    _add_words(parser)


def _days(value: str) -> int:
    if not (value.isascii() and value.isdigit() and 0 < int(value) < _MOST_DAYS):
        raise argparse.ArgumentTypeError("write a number of days, such as 30")
    return int(value)


def _add_format(parser: argparse.ArgumentParser, *formats: str) -> None:
    parser.add_argument(
        "--format", choices=formats, default=formats[0], help=f"{formats[0]} unless told otherwise"
    )


def _add_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--lang",
        choices=("de", "en"),
        help="language of the program's words (else that of the system)",
    )
