"""`karrierebot explain`: which of the two explanations is wanted, and an entry nobody has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.dialogue.context import Message
from bot.dialogue.explain import explain
from bot.dialogue.why_not import Doubt, why_not
from bot.errors import SettingsError
from bot.knowledge.suggest import suggestion
from bot.matching.index import Index


def explained(
    messages: Sequence[str], index: Index, language: str | None, entry: str | None
) -> str:
    """Return the explanation of the last message, said after the others.

    With an `entry`, say why that one does not answer; raises SettingsError if there is none.
    """
    *before, text = messages
    today = date.today()  # noqa: DTZ011  the local day is meant
    if entry is None:
        return explain(text, index, today, before=before, language_code=language)
    if entry not in index.knowledge.entries:
        hint = suggestion(entry, index.knowledge.entries, "there_are")
        raise SettingsError(f"--why-not {entry}: this knowledge has no such intent; {hint}")
    message = Message(text, language_code=language)
    return why_not(Doubt.after(before, message, entry, index, today))
