"""From a knowledge folder to a bot that answers: the one way all commands take."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

from bot.cli import streams
from bot.cli.languages import message_language
from bot.cli.telling import counted, find_folder
from bot.dialogue.context import Context, Message
from bot.dialogue.respond import respond
from bot.dialogue.terms import DEFAULT_TERMS, Questions, Terms
from bot.dialogue.turn import Turn
from bot.errors import KnowledgeError, SettingsError
from bot.knowledge.models import Knowledge
from bot.knowledge.rules import in_language
from bot.matching.index import Index
from bot.settings import OFF, Settings
from bot.storage import index_cache, knowledge_cache, retention
from bot.transports.conversation import Respond


def open_index(folder: Path | None, *, quiet: bool = False) -> Index:
    """Load the knowledge and index it; `quiet` keeps the start line off standard error.

    Raises KnowledgeError when the folder cannot be used, after one line for each reason.
    """
    root = find_folder(folder, quiet=quiet)
    with kept_for_good():
        return _opened(root)


@contextmanager
def kept_for_good() -> Iterator[None]:
    """Look for no garbage meanwhile, nor ever again among what was made: all of it stays."""
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def _opened(root: Path) -> Index:
    kept_in = index_cache.folder(os.environ)
    kept = knowledge_cache.find(root, kept_in)
    if kept is None:
        kept = knowledge_cache.load(root, kept_in, lambda: _load(root))
    return index_cache.open_index(kept.knowledge, kept_in, kept.lesson)


def open_knowledge(folder: Path | None, *, quiet: bool = False) -> Knowledge:
    """Load the knowledge. Raises KnowledgeError as `open_index` does."""
    return _load(find_folder(folder, quiet=quiet))


def _load(root: Path) -> Knowledge:
    from bot.knowledge import loader  # noqa: PLC0415  most starts find the knowledge kept

    loaded = loader.load(root)
    if loaded.knowledge is None:
        errors = [problem for problem in loaded.problems if problem.severity == "error"]
        language = message_language(None, os.environ)
        for problem in errors:
            streams.note(str(in_language(problem, language)))
        raise KnowledgeError(f"the knowledge in {root} cannot be used: {counted(errors)}.")
    return loaded.knowledge


def build_index(knowledge: Knowledge) -> Index:
    """Return the index of `knowledge`, from the cache where it was learnt before."""
    return index_cache.open_index(knowledge, index_cache.folder(os.environ))


def builder() -> Callable[[Knowledge], Index]:
    """Return what does as `build_index`, one index after the other, and learns the next sooner."""
    return index_cache.builder(index_cache.folder(os.environ))


def answering(index: Index, terms: Terms = DEFAULT_TERMS) -> Respond:
    """Return the bot as a function of message and context; it looks up the date by itself.

    `terms` says who runs it and what is kept.
    """

    def respond_today(message: Message, context: Context) -> Turn:
        today = date.today()  # noqa: DTZ011  the local day is meant
        return respond(message, context, index, today, terms=terms)

    return respond_today


def terms_in_memory(settings: Settings) -> Terms:
    """Return who runs the bot, where nothing outlives the program."""
    return Terms(operator=settings.operator_name, contact=settings.operator_contact)


def terms_with_store(settings: Settings) -> Terms:
    """Return who runs the bot, and what its store keeps for how many days."""
    return replace(
        terms_in_memory(settings),
        stored=settings.database_url != OFF,
        questions=cast("Questions", settings.keep_questions),
        context_days=retention.CONTEXT.days,
        link_days=retention.ANSWER_LINKS.days,
        vote_days=retention.VOTES.days,
        question_days=retention.QUESTIONS.days,
        count_days=retention.COUNTS.days,
    )


def check_language(language: str | None, index: Index) -> None:
    """Refuse a language the knowledge does not speak."""
    languages = index.knowledge.languages
    if language is not None and language not in languages:
        raise SettingsError(f"--lang {language}: this knowledge speaks {', '.join(languages)}.")
