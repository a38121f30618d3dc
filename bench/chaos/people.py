"""Hundreds of people who ask, and the book that says what became of each question."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from bench.chaos.questions import lead
from bench.loopback.api import LoopbackApi, Reply


@dataclass
class Asked:
    """One question of one chat."""

    text: str
    at: float
    answers: list[float] = field(default_factory=list)
    unacknowledged: int = 0
    """Answers that arrived without the bot's being told, so that it had to send them again."""


class Book:
    """Who asked what, and when it was answered. Times are of the monotonic clock."""

    def __init__(self, api: LoopbackApi, questions: Mapping[str, str], seed: int) -> None:
        self._api = api
        self._questions = questions
        self._random = random.Random(seed)
        self._asked: dict[int, list[Asked]] = {}
        self.unexpected = 0
        """Messages of the bot that answer nothing in the book, such as an apology."""
        self.out_of_order = 0
        api.on_reply = self._note

    def ask(self, chat: int) -> None:
        """Let the person of `chat` ask something this chat has not asked yet, if there is any."""
        book = self._asked.setdefault(chat, [])
        known = {asked.text for asked in book}
        left = [text for text in self._questions.values() if text not in known]
        if left:
            text = self._random.choice(left)
            book.append(Asked(text, time.monotonic()))
            self._api.say(chat, text)

    @property
    def everything(self) -> list[Asked]:
        return [asked for book in self._asked.values() for asked in book]

    @property
    def open(self) -> int:
        return sum(not asked.answers for asked in self.everything)

    def _note(self, reply: Reply) -> None:
        text = self._questions.get(lead(reply.text))
        book = self._asked.get(reply.chat, [])
        place = next((number for number, asked in enumerate(book) if asked.text == text), None)
        if place is None:
            self.unexpected += 1
            return
        if not book[place].answers and any(asked.answers for asked in book[place + 1 :]):
            self.out_of_order += 1
        book[place].answers.append(reply.at)
        book[place].unacknowledged += not reply.acknowledged


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the questions of one run; `worst` in seconds."""

    asked: int
    answered: int
    lost: int
    twice: int
    unacknowledged: int
    """Answered twice as well, but only because the server never said that it had the first."""
    out_of_order: int
    unexpected: int
    worst: float

    @classmethod
    def of(cls, book: Book) -> Result:
        """Count."""
        everything = book.everything
        answered = [asked for asked in everything if asked.answers]
        return cls(
            asked=len(everything),
            answered=len(answered),
            lost=len(everything) - len(answered),
            twice=sum(len(asked.answers) - asked.unacknowledged > 1 for asked in answered),
            unacknowledged=sum(
                len(asked.answers) > 1 >= len(asked.answers) - asked.unacknowledged
                for asked in answered
            ),
            out_of_order=book.out_of_order,
            unexpected=book.unexpected,
            worst=max((asked.answers[0] - asked.at for asked in answered), default=0.0),
        )
