"""Do what many chats want of the database in few transactions: whatever came while one ran goes
into the next, and everybody waits until their own part is durable.

Nothing is delayed on purpose: alone, a request is a transaction of its own.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from bot.storage.sql.faults import is_trouble_of_all

Q = TypeVar("Q")
A = TypeVar("A")

MOST_AT_ONCE = 32
"""More would keep the interpreter too long from everything else."""


class Group(Generic[Q, A]):
    """Passes requests on in groups, in the order they came; answers stand in the same order."""

    def __init__(
        self,
        together: Callable[[Sequence[Q]], Awaitable[Sequence[A]]],
        unheard: Callable[[Q, A], None] = lambda _, __: None,
    ) -> None:
        """`unheard` gets requests with answers that nobody waits for any more."""
        self._together = together
        self._unheard = unheard
        self._waiting: deque[tuple[Q, asyncio.Future[A]]] = deque()
        self._work: asyncio.Task[None] | None = None

    async def ask(self, request: Q) -> A:
        """Return the answer to one request; raises what the database raised."""
        answer: asyncio.Future[A] = asyncio.get_running_loop().create_future()
        self._waiting.append((request, answer))
        if self._work is None:
            self._work = asyncio.create_task(self._run())
        return await answer

    async def finish(self) -> None:
        """Wait until everything asked so far has been answered."""
        while self._work is not None:
            await asyncio.wait((self._work,))

    async def _run(self) -> None:
        try:
            while self._waiting:
                many = min(len(self._waiting), MOST_AT_ONCE)
                await self._answer([self._waiting.popleft() for _ in range(many)])
        finally:
            self._work = None

    async def _answer(self, asked: Sequence[tuple[Q, asyncio.Future[A]]]) -> None:
        try:
            answers = await self._together([request for request, _ in asked])
        except asyncio.CancelledError as error:
            _refuse(asked, error)
            raise
        except Exception as error:  # noqa: BLE001 - what an odd value makes of a driver, too
            if len(asked) == 1 or is_trouble_of_all(error):
                _refuse(asked, error)
                return
            for one in asked:  # one bad request must not cost the others their answer
                await self._answer([one])
        else:
            for (request, future), answer in zip(asked, answers, strict=True):
                if future.done():
                    self._unheard(request, answer)
                else:
                    future.set_result(answer)


def _refuse(asked: Sequence[tuple[Q, asyncio.Future[A]]], error: BaseException) -> None:
    for _, future in asked:
        if not future.done():
            future.set_exception(error)
