"""Replies about an occupation that name figures of another one only, or nobody says of which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from bot.knowledge.models import Entry, Figure, Occupation
from bot.knowledge.parsing.document import Document

_FIGURE = re.compile(r"\{(?:amount|sample):([\w.-]*\w)")


def check_holders(
    entries: Iterable[Entry],
    occupations: Mapping[str, Occupation],
    figures: Mapping[str, Figure],
    default: str | None,
    documents: Mapping[str, Document],
) -> None:
    """Warn where somebody who asks about one occupation is told a figure of another only."""
    for entry in entries:
        found = _named(entry, figures)
        owners = {figure.occupation for figure in found.values()}
        holders = entry.held_by(default)
        strangers = [name for name in holders if name in occupations and _strange(
            occupations[name], owners
        )]  # fmt: skip
        if found and strangers:
            piece, figure = next(iter(found.items()))
            document = documents[entry.place.path]
            line, column = document.find(entry.place, piece)
            owned = ", ".join(sorted(owners))
            document.add("W536", line, column, value=figure.id, owner=owned, other=strangers[0])


def check_default_there(
    entries: Iterable[Entry],
    occupations: Mapping[str, Occupation],
    default: str | None,
    documents: Sequence[Document],
) -> None:
    """Warn of replies about an occupation where nothing says which one."""
    if not occupations or default is not None:
        return
    count = sum(e.about_occupation and bool(e.reply) and not e.occupations for e in entries)
    declaring = [each for each in documents if each.path.startswith("knowledge.")]
    if count and not any(each.problems for each in declaring):
        first = (declaring or documents)[0]
        first.add("W562", 1, 1, count=count, value=next(iter(occupations)))


def _strange(occupation: Occupation, owners: set[str]) -> bool:
    return owners.isdisjoint({occupation.id, occupation.stands_in})


def _named(entry: Entry, figures: Mapping[str, Figure]) -> dict[str, Figure]:
    """Return the figures an entry's reply names, by the piece of text that names each."""
    found: dict[str, Figure] = {}
    for text in entry.reply.values():
        for match in _FIGURE.finditer(text):
            name = match[1]
            while name and name not in figures:
                name = name.rpartition(".")[0]
            if name:
                found.setdefault(match[0], figures[name])
    return found
