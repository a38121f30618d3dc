"""The topics questions are counted under: those every folder has, and its own."""

from __future__ import annotations

from collections.abc import Iterable

from bot.knowledge.models import Entry
from bot.knowledge.parsing.document import Document
from bot.knowledge.suggest import did_you_mean, nearest

TOPICS = (
    "adversarial", "ai_impact", "application", "career_levels", "certification",
    "cost_of_living", "crisis", "definition", "freelance", "help", "industries", "negotiation",
    "out_of_scope", "outlook", "referral", "refusal", "salary", "self_check", "skills",
    "smalltalk", "sources", "tasks", "temp_work", "training",
)  # fmt: skip


def known_topics(entries: Iterable[Entry]) -> set[str]:
    """Return the usual topics and those of the entries."""
    return set(TOPICS) | {entry.topic for entry in entries}


def check_topics(entries: Iterable[Entry], documents: dict[str, Document]) -> None:
    """Warn of a topic that looks like a slip of the pen for a usual one."""
    for entry in entries:
        if entry.topic in TOPICS or entry.topic == entry.id:
            continue
        near = nearest(entry.topic, TOPICS)
        if near is not None:
            document = documents[entry.place.path]
            line, column = document.find(entry.place, entry.topic)
            hint = did_you_mean(near)
            document.add("W515", line, column, value=entry.topic, suggestion=hint)
