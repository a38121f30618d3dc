"""One person's conversation on a transport that lives in one process: terminal and JSON lines.

Holds the context between two messages and nothing else. Telegram keeps its chats by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.dialogue.context import Context, Message
from bot.dialogue.effects import Effect, told
from bot.dialogue.reply import Choice, Reply
from bot.dialogue.turn import Turn

Respond = Callable[[Message, Context], Turn]
"""`dialogue.respond.respond` with the knowledge and today's date already filled in."""


class Conversation:
    """Passes messages to `respond` and remembers the context each turn leaves behind."""

    def __init__(
        self, respond: Respond, *, language_code: str | None = None, language: str | None = None
    ) -> None:
        """`language_code` goes with each text; `language` counts as chosen by the user."""
        self._respond = respond
        self._language_code = language_code
        self._context = Context(chosen_language=language)
        self._choices: tuple[Choice, ...] = ()

    def say(self, text: str) -> Turn:
        """Answer a text; the bare number of a choice shown last presses that choice."""
        choice = self._numbered(text)
        if choice is not None:
            return self.take(Message(data=choice.data, language_code=self._language_code))
        return self.take(Message(text=text, language_code=self._language_code))

    def take(self, message: Message) -> Turn:
        """Answer a message as it is, and do what its turn asks for."""
        turn = self._respond(message, self._context)
        for effect in turn.effects:
            turn = replace(turn, reply=self._carried_out(effect, turn.reply))
        self._context = turn.context
        self._choices = turn.reply.choices
        return turn

    def _carried_out(self, effect: Effect, reply: Reply) -> Reply:
        """Show or forget all that is held here: the context, in memory."""
        found = {"context": int(self._context != Context())}
        if effect.kind == "forget":
            self._context = Context()
        return told(reply, effect, found, left=int(self._context != Context()))

    def _numbered(self, text: str) -> Choice | None:
        digits = text.strip().rstrip(".)")
        if not digits.isascii() or not digits.isdigit() or len(digits) > len("99"):
            return None
        number = int(digits)
        return self._choices[number - 1] if 1 <= number <= len(self._choices) else None
