"""Questions that can be told from their answers, whatever was said before in the chat."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from html import unescape

from bot.dialogue.context import Context, Message
from bot.dialogue.respond import respond
from bot.matching.index import Index

_TODAY = date(2026, 11, 21)
_TAG = re.compile(r"<[^<>]+>")
_OTHERS = 8
"""Questions after which each one must be answered as if it were the first."""
_LEAD = 40
"""Characters of an answer that are compared."""


def lead(text: str) -> str:
    """Return the beginning of an answer, without markup, signs and letters' case."""
    plain = unescape(_TAG.sub("", text)).casefold()
    return "".join(sign for sign in plain if sign.isalnum())[:_LEAD]


def distinct(index: Index, texts: Iterable[str], most: int) -> dict[str, str]:
    """Return up to `most` questions by the lead of their answer.

    Only those whose lead is nobody else's and stays the same after the others.
    """
    spoken = [text for text in texts if not text.startswith("/")]
    leads = {text: lead(_answers(index, [text])[-1]) for text in spoken}
    shared = Counter(leads.values())
    chosen = [text for text, found in leads.items() if found and shared[found] == 1][: 2 * most]
    others = chosen[:: max(len(chosen) // _OTHERS, 1)]
    steady = [text for text in chosen if _is_steady(index, text, leads[text], others)]
    return {leads[text]: text for text in steady[:most]}


def _is_steady(index: Index, text: str, wanted: str, others: Sequence[str]) -> bool:
    return all(lead(_answers(index, [other, text])[-1]) == wanted for other in others)


def _answers(index: Index, texts: Sequence[str]) -> list[str]:
    context, answers = Context(), []
    for text in texts:
        turn = respond(Message(text), context, index, _TODAY)
        context = turn.context
        answers.append(turn.reply.text)
    return answers
