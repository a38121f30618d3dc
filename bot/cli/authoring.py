"""The commands for people who look after the knowledge: they open a folder and say what came out.

What they do to it is in `bot.operating`; what can be typed, in `authoring_parser`.
"""

from __future__ import annotations

import os
from argparse import Namespace
from datetime import date
from pathlib import Path

import bot
from bot.cli import streams
from bot.cli.languages import message_language
from bot.cli.opening import builder, open_knowledge
from bot.cli.telling import find_folder
from bot.errors import OperatorError, SettingsError
from bot.knowledge.loader import load
from bot.knowledge.suggest import suggestion
from bot.operating import new as making
from bot.operating.changes import write, write_files
from bot.operating.skeleton import TODO
from bot.settings import Settings


def new(arguments: Namespace, settings: Settings) -> int:
    """Write a new file and say what to do next."""
    root = own_folder(arguments, settings)
    remarks = words_language(arguments)
    names = {"de": arguments.name_de.strip(), "en": arguments.name_en.strip()}
    wanted = making.Wanted(
        arguments.kind,
        arguments.id.strip(),
        {code: name for code, name in names.items() if name},
        arguments.source.strip() or TODO,
        arguments.topic.strip() or TODO,
        remarks,
    )
    made = making.make(root, wanted, today())
    write(root, [made.change])
    out = streams.output()
    for line in making.next_steps(root, made, wanted):
        out.write(f"{line}\n")
    return 0


def schema(arguments: Namespace, settings: Settings) -> int:
    """Print or write the schemas of the knowledge files."""
    from bot.operating import schema as schemas  # noqa: PLC0415  no other command needs it

    root = find_folder(arguments.knowledge or settings.knowledge, quiet=True)
    knowledge = load(root).knowledge
    speech = schemas.Speech() if knowledge is None else schemas.Speech(knowledge.languages)
    if arguments.kind not in (None, *schemas.KINDS):
        hint = suggestion(arguments.kind, schemas.KINDS, "there_are")
        raise SettingsError(f'there is no kind of file "{arguments.kind}"; {hint}')
    kinds = [arguments.kind] if arguments.kind else schemas.KINDS
    made = {kind: schemas.schema(kind, speech) for kind in kinds}
    if arguments.write is not None:
        texts = {f"{kind}.json": schemas.dumps(values) for kind, values in made.items()}
        write_files(arguments.write, texts)
        streams.note(f"Written to {arguments.write}: {', '.join(texts)}.")
        return 0
    streams.output().write(schemas.dumps(made[arguments.kind] if arguments.kind else made))
    return 0


def coverage(arguments: Namespace, settings: Settings) -> int:
    """Show what is answered for which occupation in which language, and which figures are old."""
    from bot.operating import coverage_report as report  # noqa: PLC0415  no other needs it
    from bot.operating.coverage import coverage as find_coverage  # noqa: PLC0415  as above

    machine = arguments.format != "text"
    root = arguments.knowledge or settings.knowledge
    found = find_coverage(open_knowledge(root, quiet=machine), today())
    written = {
        "text": lambda: report.as_text(found, words_language(arguments)),
        "json": lambda: report.as_json(found),
        "csv": lambda: report.as_csv(found),
    }
    out = streams.json_output() if machine else streams.output()
    out.write(written[arguments.format]())
    return 0


def diff(arguments: Namespace, _: Settings) -> int:
    """Show what differs between two folders, and for which questions that matters."""
    from bot.operating import compare, diff_report  # noqa: PLC0415  no other command needs it
    from bot.operating.differences import differences  # noqa: PLC0415  as above

    old, new_ = (open_knowledge(each, quiet=True) for each in (arguments.old, arguments.new))
    found = differences(old, new_)
    compared = None
    if not arguments.facts:
        asked = compare.conversations_of(old, new_)
        asked += compare.as_conversations(found.phrases, new_, "phrase")
        build = builder()
        sides = [compare.Side(build(each)) for each in (old, new_)] if found.all else []
        compared = compare.compare(sides[0], sides[1], asked, today()) if sides else ()
    out = streams.output()
    if arguments.format == "json":
        out = streams.json_output()
        out.write(diff_report.as_json(found, compared))
    else:
        out.write(diff_report.as_text(found, compared, words_language(arguments)))
    return 1 if found.all and arguments.exit_code else 0


COMMANDS = {"new": new, "schema": schema, "coverage": coverage, "diff": diff}


def words_language(arguments: Namespace) -> str:
    """Return the language of the program's own words: --lang, else the system's, else English."""
    return message_language(getattr(arguments, "lang", None), os.environ)


def own_folder(arguments: Namespace, settings: Settings) -> Path:
    """Return the folder to write to. Raises SettingsError for the one inside the program."""
    root = find_folder(arguments.knowledge or settings.knowledge)
    if root.resolve().is_relative_to(Path(bot.__file__).resolve().parent):
        raise SettingsError(
            f"{root} belongs to the program and is replaced with it; copy it and name your copy "
            "with --knowledge."
        )
    if not os.access(root, os.W_OK):
        raise OperatorError(f"{root} may not be written to; ask for the permission.")
    return root


def today() -> date:
    return date.today()  # noqa: DTZ011  the local day is meant
