"""A chat with the bot, as a transport would hold it, and the odd messages every chat gets."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.dialogue.context import Context, Message
from bot.dialogue.respond import respond
from bot.dialogue.turn import Turn
from bot.matching.index import Index

TODAY = date(2026, 11, 21)
DIRECTOR, KEEPER = "lighthouse_director", "lighthouse_keeper"

ODD = {
    "empty": "",
    "blank": " \n\t ",
    "only signs": "?!... --- ///",
    "emoji": "🙈🙉🙊 👩‍👩‍👧‍👦 💶",
    "html": "<b>Zwirbel</b> <script>alert('x')</script> &amp; <img src=x onerror=y>",
    "unclosed html": "<a href='" + "<" * 50,
    "control characters": "\x00\x07\x1b[31mZwirbel\x1b[0m\x08\r\x7f",
    "right to left": "\u202ezwirbel\u202c \u2066x\u2069 \u200f",
    "zero width": "\u200bz\u200bw\u200di\ufeffr\u2060bel",
    "combining marks": "t" + "\u0301" * 200,
    "surrogate": "zwirbel \ud83d \udfff",
    "arabic": "كم راتب حارس المنارة",
    "hebrew": "מה השכר של שומר המגדלור",
    "cyrillic": "сколько зарабатывает смотритель маяка",
    "greek": "πόσα βγάζει ο φαροφύλακας",
    "chinese": "灯塔看守人的工资是多少",
    "japanese": "灯台守の給料はいくらですか",
    "thai": "ผู้ดูแลประภาคารได้เงินเดือนเท่าไหร่",
    "code": "SELECT * FROM towers WHERE id='1'; DROP TABLE towers;--",
    "braces": "{occupation} {amount:zwirbel.value} {{x}} %s %(x)s",
    "path": "../../etc/passwd",
    "numbers": "1 2 3 4 5 6 7 8 9 0",
    "5,000 characters": ("Ich erzähle dir von meinem langen Leben am Meer. " * 200)[:5000],
    "100,000 characters": ("Und dann kam der nächste Winter und wieder nichts. " * 2000)[:100_000],
    "100,000 letters": "a" * 100_000,
    "one word of 100,000": "zwirbel" * 14_285,
    "100,000 emoji": "🙈" * 100_000,
    "100,000 question marks": "?" * 100_000,
    "100,000 words": "bel " * 25_000,
    "50,000 lines": "a\n" * 50_000,
}


class Chat:
    """Says and presses things one after the other and remembers as a transport does."""

    def __init__(
        self, index: Index, code: str | None = None, context: Context | None = None
    ) -> None:
        self.index, self.code = index, code
        self.context = context or Context()

    def say(self, *texts: str) -> Turn:
        """Say these texts; return the turn for the last one."""
        for text in texts:
            turn = self._take(Message(text, language_code=self.code))
        return turn

    def press(self, data: str) -> Turn:
        """Press a choice."""
        return self._take(Message(data=data, language_code=self.code))

    def _take(self, message: Message) -> Turn:
        turn = respond(message, self.context, self.index, TODAY)
        self.context = turn.context
        return turn


def table(name: str) -> list[dict[str, Any]]:
    """Return the rows of a table beside this file."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = yaml.safe_load(text)
    return rows


def labels(turn: Turn) -> list[str]:
    """Return what stands on the buttons."""
    return [choice.label for choice in turn.reply.choices]


def pressed(turn: Turn) -> list[str]:
    """Return the data of the buttons."""
    return [choice.data for choice in turn.reply.choices]
