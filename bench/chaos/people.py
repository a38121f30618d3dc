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

    chat: int
    text: str
    at: float
    answers: list[Reply] = field(default_factory=list)
    otherwise: Reply | None = None
    """A message that came after it, where none was recognised as its answer."""


class Book:
    """Who asked what, and when it was answered. Times are of the monotonic clock."""

    def __init__(self, api: LoopbackApi, questions: Mapping[str, str], seed: int) -> None:
        self._api = api
        self._questions = questions
        self._random = random.Random(seed)
        self._asked: dict[int, list[Asked]] = {}
        self.unexpected: list[Reply] = []
        """Messages of the bot that are not recognised as an answer, such as an apology."""
        self.out_of_order = 0
        api.on_reply = self._note

    def ask(self, chat: int) -> None:
        """Let the person of `chat` ask something this chat has not asked yet, if there is any."""
        book = self._asked.setdefault(chat, [])
        known = {asked.text for asked in book}
        left = [text for text in self._questions.values() if text not in known]
        if left:
            text = self._random.choice(left)
            book.append(Asked(chat, text, time.monotonic()))
            self._api.say(chat, text)

    @property
    def everything(self) -> list[Asked]:
        return [asked for book in self._asked.values() for asked in book]

    @property
    def open(self) -> int:
        return sum(not asked.answers for asked in self.everything)

    def settle(self) -> None:
        """Give questions whose answer was not recognised a message of their chat, if one is left.

        Each message answers one question at the most, one asked before the message came.
        """
        for reply in self.unexpected:
            asked = next(
                (
                    asked
                    for asked in self._asked.get(reply.chat, [])
                    if not asked.answers and asked.otherwise is None and asked.at < reply.at
                ),
                None,
            )
            if asked is not None:
                asked.otherwise = reply

    def _note(self, reply: Reply) -> None:
        text = self._questions.get(lead(reply.text))
        book = self._asked.get(reply.chat, [])
        place = next((number for number, asked in enumerate(book) if asked.text == text), None)
        if place is None:
            self.unexpected.append(reply)
            return
        if not book[place].answers and any(asked.answers for asked in book[place + 1 :]):
            self.out_of_order += 1
        book[place].answers.append(reply)
