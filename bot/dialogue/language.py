"""Choose the language of a reply: the message's own words first, then what the chat says."""

from __future__ import annotations

from bot.dialogue.context import Context, Message
from bot.knowledge.models import Knowledge
from bot.matching.index import Index
from bot.text.language import LanguageEvidence, weigh
from bot.text.tokens import tokenize

FALLBACK = "de"


def evidence(text: str, index: Index) -> LanguageEvidence:
    """Weigh the words of a normalised text."""
    return weigh((token.key for token in tokenize(text)), index.language_words)


def reply_language(found: LanguageEvidence, message: Message, context: Context, index: Index) -> str:
    """Return the language to answer in.

    Order: words of the message, the language set by ``/sprache``, the chat's last language,
    the app's language, German.
    """
    spoken = index.knowledge.languages
    app = (message.language_code or "").split("-")[0].lower()
    wishes = (found.best, context.chosen_language, context.language, app, FALLBACK)
    return next((wish for wish in wishes if wish in spoken), _first(index.knowledge))


def _first(knowledge: Knowledge) -> str:
    return knowledge.languages[0] if knowledge.languages else FALLBACK
