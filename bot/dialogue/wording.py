"""Say the bot's own sentences: look them up by key and fill in values."""

from __future__ import annotations

from bot.knowledge.models import Knowledge, Text


def in_language(text: Text, language: str) -> str:
    """Return the text in that language, or in the first one there is, or an empty text."""
    return text.get(language) or next((value for value in text.values() if value), "")


def say(knowledge: Knowledge, key: str, language: str, /, **values: str) -> str:
    """Return the sentence `key` of wording.yaml with ``{name}`` replaced by `values`.

    Raises KeyError for a key that wording.yaml does not have: a mistake of ours, not of users.
    """
    sentence = in_language(knowledge.wording[key], language)
    for name, value in values.items():
        sentence = sentence.replace("{" + name + "}", value)
    return sentence.strip()
