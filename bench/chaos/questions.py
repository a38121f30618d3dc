"""Questions that can be told from their answers, whatever was said before in the chat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from bot.dialogue.context import Context, Message
from bot.dialogue.respond import respond
from bot.matching.index import Index

_TODAY = date(2026, 11, 21)
_LEAD = 40
"""Characters of an answer that are compared."""


def lead(text: str) -> str:
    """Return the beginning of an answer, without signs and letters' case."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())[:_LEAD]


def distinct(index: Index, texts: Iterable[str], most: int) -> dict[str, str]:
    """Return up to `most` questions by the lead of their answer.

    Only those whose lead is nobody else's and stays the same after the others.
    """
    leads = {text: lead(_answers(index, [text])[-1]) for text in texts}
    shared = Counter(leads.values())
    chosen = [text for text, found in leads.items() if found and shared[found] == 1][: 2 * most]
    others = [chosen[0], chosen[len(chosen) // 2], chosen[-1]]
    steady = [text for text in chosen if _is_steady(index, text, leads[text], others)]
    return {leads[text]: text for text in steady[:most]}


def _is_steady(index: Index, text: str, wanted: str, others: Sequence[str]) -> bool:
    before = [[other] for other in others] + [[text]]
    return all(lead(_answers(index, [*said, text])[-1]) == wanted for said in before)


def _answers(index: Index, texts: Sequence[str]) -> list[str]:
    context, answers = Context(), []
    for text in texts:
        turn = respond(Message(text), context, index, _TODAY)
        context = turn.context
        answers.append(turn.reply.text)
    return answers
