"""Questions that can be told from their answers, whatever was said before in the chat."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from html import unescape

from bot.dialogue.context import Context, Message
from bot.dialogue.read_before import ReadBefore
from bot.dialogue.respond import respond
from bot.dialogue.terms import DEFAULT_TERMS
from bot.matching.index import Index

_TODAY = date(2026, 11, 21)
_TAG = re.compile(r"<[^<>]+>")
_TERMS = replace(DEFAULT_TERMS, stored=True)
"""The bot in the chaos has a database, and says so when asked what it keeps."""
_OTHERS = 8
"""Questions after which each one must be answered as if it were the first, at first sight."""
_LEAD = 40
"""Characters of an answer that are compared."""


def lead(text: str) -> str:
    """Return the beginning of an answer, without markup, signs and letters' case."""
    plain = unescape(_TAG.sub("", text)).casefold()
    return "".join(sign for sign in plain if sign.isalnum())[:_LEAD]


def distinct(index: Index, texts: Iterable[str], most: int) -> dict[str, str]:
    """Return up to `most` questions by the lead of their answer.

    Only those whose lead is nobody else's and stays the same after each of the others.
    """
    asking = _Asking(index)
    spoken = [text for text in texts if not text.startswith("/")]
    leads = {text: asking.lead(text) for text in spoken}
    shared = Counter(leads.values())
    chosen = [text for text, found in leads.items() if found and shared[found] == 1][: 2 * most]
    others = chosen[:: max(len(chosen) // _OTHERS, 1)]
    kept: list[str] = []
    for text in chosen:
        if len(kept) == most:
            break
        is_steady = asking.is_steady(text, leads[text], (*others, *kept))
        if is_steady and all(asking.is_steady(each, leads[each], (text,)) for each in kept):
            kept.append(text)
    return {leads[text]: text for text in kept}


class _Asking:
    """Asks the core as a person does, remembering how texts are read."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._readings = ReadBefore(index)

    def lead(self, *texts: str) -> str:
        """Return the lead of the answer to the last of these, asked one after the other.

        Nothing where the transport adds to the answer what came of it.
        """
        context, answer = Context(), ""
        for text in texts:
            turn = respond(
                Message(text, language_code="de"), context, self._index, _TODAY,
                self._readings.read, terms=_TERMS,
            )  # fmt: skip
            context, answer = turn.context, "" if turn.effects else turn.reply.text
        return lead(answer)

    def is_steady(self, text: str, wanted: str, others: Iterable[str]) -> bool:
        """Tell whether a question is answered in the same way after each of the others."""
        return all(self.lead(other, text) == wanted for other in others)
