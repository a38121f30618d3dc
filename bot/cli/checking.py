"""`karrierebot check` and `karrierebot test`: what they print, in which language and format."""

from __future__ import annotations

import gc
import os
from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.checking.report.data import as_github, as_json
from bot.checking.report.page import page
from bot.checking.report.sarif import as_sarif
from bot.checking.report.text import as_text
from bot.cli import streams
from bot.cli.languages import message_language
from bot.cli.telling import counted, find_folder
from bot.errors import SettingsError
from bot.knowledge.loader import Loaded, load
from bot.knowledge.problems import Problem
from bot.knowledge.rules import RULES, in_language
from bot.knowledge.source import lines_of
from bot.knowledge.suggest import nearest
from bot.settings import Settings
from bot.storage import accepted

if TYPE_CHECKING:
    from bot.checking.check import Checked

_NOTHING_TO_PLAY = "test: no conversation fits; see the files in the folder conversations."


def check(arguments: Namespace, settings: Settings) -> int:
    """Print every problem of the knowledge; 1 when one of them is an error."""
    language = message_language(arguments.lang, os.environ)
    if arguments.rule is not None:
        streams.output().write(page(_known_rule(arguments.rule), language) + "\n")
        return 0
    gc.disable()  # nothing here is thrown away before the end; looking for it costs a fifth
    root = find_folder(arguments.knowledge or settings.knowledge, quiet=arguments.format != "text")
    kept = accepted.file(os.environ, root)
    before = _before(arguments.against) or accepted.read(kept)
    result = _checked(root, before, structure=arguments.structure)
    problems = [in_language(each, language) for each in result.problems]
    _print(problems, arguments.format, language)
    if any(problem.severity == "error" for problem in problems):
        return 1
    accepted.write(kept, result.figures)
    return 0


def _checked(root: Path, before: accepted.Figures | None, *, structure: bool) -> Loaded | Checked:
    if structure:
        return load(root, today=_today(), before=before)
    from bot.checking.check import check_folder  # noqa: PLC0415  the bot: half a second
    from bot.cli.opening import build_index  # noqa: PLC0415  as above
    from bot.operating.beside import beside  # noqa: PLC0415  as above
    from bot.operating.playing import on_all_cores  # noqa: PLC0415  as above

    return check_folder(root, _today(), build_index, before, play=on_all_cores, beside=beside)


def test(arguments: Namespace, settings: Settings) -> int:
    """Play the golden conversations, print what broke and a summary; 1 when a promise broke."""
    from bot.checking.conversations import failure, play_all, those_of  # noqa: PLC0415
    from bot.checking.report.summary import summary  # noqa: PLC0415
    from bot.cli.opening import open_index  # noqa: PLC0415  the bot, as above

    language = message_language(arguments.lang, os.environ)
    form = arguments.format
    index = open_index(arguments.knowledge or settings.knowledge, quiet=form != "text")
    chosen = those_of(index.knowledge.conversations, arguments.only or "")
    if not chosen:
        raise SettingsError(_NOTHING_TO_PLAY)
    played = list(play_all(chosen, index, _today()))
    problems = [failure(each, index) for each in played if each.broken]
    _print([in_language(each, language) for each in problems], form, language)
    if form == "text":
        streams.output().writelines(f"{line}\n" for line in summary(played, language))
    return 1 if any(each.severity == "error" for each in problems) else 0


def _today() -> date:
    return date.today()  # noqa: DTZ011  the local day is meant


def _print(problems: Sequence[Problem], form: str, language: str) -> None:
    lines = cache(lines_of)
    if form == "json":
        streams.json_output().write(as_json(problems, lines, language) + "\n")
    elif form == "sarif":
        streams.json_output().write(as_sarif(problems, lines, language) + "\n")
    elif form == "github":
        out = streams.json_output()
        out.writelines(f"{line}\n" for line in as_github(problems))
    else:
        out = streams.output()
        out.writelines(f"{text}\n" for text in as_text(problems, lines))
        streams.note(f"{counted(problems, language)}.")


def _before(folder: Path | None) -> accepted.Figures | None:
    """Return the figures of the folder given as the version before, None if none is given."""
    if folder is None:
        return None
    loaded = load(find_folder(folder, quiet=True))
    if loaded.knowledge is None:
        raise SettingsError(f"--against {folder}: that folder has errors of its own.")
    return accepted.of(loaded.figures)


def _known_rule(name: str) -> str:
    rule = name.strip().upper()
    if rule in RULES:
        return rule
    near = nearest(rule, RULES)
    hint = f'did you mean "{near}"?' if near else f"they run from {min(RULES)} to {max(RULES)}."
    raise SettingsError(f'--rule: there is no rule "{name}"; {hint}')
