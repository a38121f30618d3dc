"""The commands that look into the store: the inbox of unanswered questions, and statistics."""

from __future__ import annotations

import asyncio
import gc
import os
from argparse import Namespace
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TypeVar

from bot.cli import streams
from bot.cli.authoring import own_folder, today, words_language
from bot.cli.opening import builder, open_index
from bot.errors import OperatorError, SettingsError
from bot.knowledge.loader import load
from bot.operating import inbox_report as report
from bot.operating import stats as statistics
from bot.operating.accept import Folder, Question, accepting
from bot.operating.changes import write, write_files
from bot.operating.inbox import grouped
from bot.settings import Settings
from bot.storage.opening import operating
from bot.storage.store import Operating
from bot.storage.values import InboxItem, State

T = TypeVar("T")
_USAGE = "write: inbox, inbox accept ID --intent NAME, inbox ignore ID or inbox export FILE"


def inbox(arguments: Namespace, settings: Settings) -> int:
    """Show the inbox, or take up, drop or export what is in it."""
    if bool(arguments.what) is (arguments.deed == "list"):
        raise SettingsError(_USAGE)
    return _DEEDS[arguments.deed](arguments, settings)


def stats(arguments: Namespace, settings: Settings) -> int:
    """Show what was asked and what came of it, by day and intent."""
    since = statistics.first_day(today(), arguments.days)
    found = statistics.stats(_ask(settings, lambda store: store.counts(since)), since)
    if arguments.format == "json":
        streams.json_output().write(statistics.as_json(found))
    else:
        streams.output().write(statistics.as_text(found, words_language(arguments)))
    return 0


COMMANDS = {"inbox": inbox, "stats": stats}


def _list(arguments: Namespace, settings: Settings) -> int:
    items = _items(settings)
    if arguments.format == "json":
        streams.json_output().write(report.as_json(items))
        return 0
    index = open_index(arguments.knowledge or settings.knowledge)
    lines = report.as_lines(grouped(items, index), words_language(arguments))
    streams.output().write("\n".join(lines) + "\n")
    return 0


def _accept(arguments: Namespace, settings: Settings) -> int:
    gc.disable()  # as in `check`: nothing here is thrown away before the end
    root = own_folder(arguments, settings)
    folder = Folder(root, load(root), builder(), today())
    items = _items(settings)
    item = _by_id(items, arguments.what)
    if not arguments.intent:
        raise SettingsError("inbox accept: say which intent it shall be, such as --intent salary")
    text = item.text or arguments.phrase
    if not text:
        raise SettingsError(
            f"of {item.id} only a count is kept; say how it was asked: --phrase TEXT"
        )
    question = Question(text, item.language, arguments.intent, arguments.phrase)
    others = [(each.text, each.language) for each in items if each.text and each != item]
    found = accepting(folder, question, others)
    out = streams.output()
    for line in report.preview(question, found, words_language(arguments)):
        out.write(f"{line}\n")
    if arguments.dry_run:
        return 1 if found.refused else 0
    if found.refused and not arguments.force:
        raise OperatorError("nothing was written, see above; --force writes it all the same.")
    write(root, found.changes)
    answered = {each.asked.text for each in found.compared if each.answered_now}
    also = [each for each in items if each.text in answered and each != item]
    for each in (item, *also):
        _settle(settings, each, State.ACCEPTED)
    return 0


def _ignore(arguments: Namespace, settings: Settings) -> int:
    _settle(settings, _by_id(_items(settings), arguments.what), State.IGNORED)
    return 0


def _export(arguments: Namespace, settings: Settings) -> int:
    file = Path(arguments.what)
    if os.path.lexists(file):  # nor is anything written through a link that leads nowhere yet
        raise SettingsError(f"{file} is there already; name another file.")
    items = _ask(settings, lambda store: store.inbox(None))
    as_json = file.suffix.lower() == ".json"
    text = report.as_json(items) if as_json else report.as_csv(items)
    write_files(file.absolute().parent, {file.name: text})
    streams.note(f"Written: {file} ({len(items)}).")
    return 0


_DEEDS = {"list": _list, "accept": _accept, "ignore": _ignore, "export": _export}


def _ask(settings: Settings, question: Callable[[Operating], Awaitable[T]]) -> T:
    """Ask the store one thing."""

    async def ask() -> T:
        async with operating(settings) as store:
            return await question(store)

    return asyncio.run(ask())


def _items(settings: Settings) -> list[InboxItem]:
    return _ask(settings, lambda store: store.inbox())


def _settle(settings: Settings, item: InboxItem, state: State) -> None:
    if not _ask(settings, lambda store: store.settle(item.id, state)):
        raise OperatorError(f"{item.id} is gone from the inbox meanwhile.")


def _by_id(items: Sequence[InboxItem], wanted: str) -> InboxItem:
    found = [item for item in items if item.id.startswith(wanted)]
    if len(found) != 1 or not wanted:
        raise SettingsError(f'the inbox has no single item "{wanted}"; see karrierebot inbox')
    return found[0]
