"""How many requests go out at once: few to a quick server, many to a slow one, in their order."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.transports.telegram.window import LEAST, MOST, SLOW_SECONDS, Window


@dataclass
class Server:
    """Takes its time for each request, and notes how many it has at once."""

    seconds: float
    now: int = 0
    most: int = 0
    order: list[int] = field(default_factory=list)

    async def serve(self, number: int, window: Window) -> None:
        async with window.place():
            self.order.append(number)
            self.now += 1
            self.most = max(self.most, self.now)
            await asyncio.sleep(self.seconds)
            self.now -= 1


async def test_a_quick_server_gets_few_at_once() -> None:
    server, window = Server(0.0), Window()
    await asyncio.gather(*(server.serve(number, window) for number in range(300)))
    assert server.most == window.limit == LEAST


async def test_a_slow_server_gets_many_at_once_and_never_too_many() -> None:
    server, window = Server(2 * SLOW_SECONDS), Window()
    await asyncio.gather(*(server.serve(number, window) for number in range(8 * MOST)))
    assert server.most == MOST


async def test_requests_go_out_in_their_order() -> None:
    server, window = Server(0.001), Window()
    await asyncio.gather(*(server.serve(number, window) for number in range(100)))
    assert server.order == list(range(100))


async def test_what_hangs_does_not_hold_up_the_others() -> None:
    window = Window()
    hanging = [asyncio.create_task(Server(60.0).serve(0, window)) for _ in range(2 * LEAST)]
    await asyncio.sleep(0)
    async with asyncio.timeout(10):
        await Server(0.0).serve(1, window)
    for task in hanging:
        task.cancel()
    await asyncio.gather(*hanging, return_exceptions=True)


async def test_a_server_that_is_quick_again_gets_few_again() -> None:
    server, window = Server(2 * SLOW_SECONDS), Window()
    await asyncio.gather(*(server.serve(number, window) for number in range(4 * MOST)))
    assert window.limit > LEAST
    for number in range(MOST):
        await Server(0.0).serve(number, window)
    assert window.limit == LEAST


@pytest.mark.parametrize("given", [False, True], ids=["waiting", "at its turn"])
async def test_who_gives_up_takes_nobodys_place(given: bool) -> None:
    window, leave = Window(least=1, most=1), asyncio.Event()

    async def hold() -> None:
        async with window.place():
            await leave.wait()

    holding = asyncio.create_task(hold())
    await asyncio.sleep(0)
    impatient = asyncio.create_task(hold())
    await asyncio.sleep(0)
    if given:
        leave.set()
        await holding
    impatient.cancel()
    await asyncio.gather(impatient, return_exceptions=True)
    leave.set()
    await holding
    async with asyncio.timeout(5), window.place():
        pass


async def test_a_request_that_fails_gives_its_place_back() -> None:
    window = Window(least=1, most=1)
    for _ in range(3):
        with pytest.raises(OSError, match="lost"):
            async with window.place():
                raise OSError("lost")
    async with asyncio.timeout(5), window.place():
        pass
