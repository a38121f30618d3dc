"""The whole bot on one event loop: real core, real application, over HTTP to a strict server.

Its knowledge is that of somebody who means no good: names and texts full of markup.
"""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.checking.check import build_index
from bot.dialogue.context import Context, Message
from bot.dialogue.front import front_of
from bot.dialogue.respond import respond
from bot.dialogue.search import Found, search
from bot.dialogue.turn import Turn
from bot.matching.index import Index
from bot.transports.telegram.application import Core, build_application, http_times
from bot.transports.telegram.connection import Connection
from bot.transports.telegram.dispatcher import Dispatcher
from bot.transports.telegram.http_client import HttpClient
from bot.transports.telegram.outbox import Outbox
from bot.transports.telegram.pacing import Pacing
from bot.transports.telegram.patience import Patience
from bot.transports.telegram.poller import Poller
from tests.conftest import HERE, sound
from tests.dialogue.conftest import FILES
from tests.transports.telegram.bot_api_server import TOKEN, BotApiServer
from tests.transports.telegram.telegram_html import plain_text
from tests.transports.telegram.updates import MIA, Json

TODAY = date(2026, 11, 21)
EVIL = "https://evil.example"
MARKUP = f'<a href="{EVIL}">x</a></b><script>y</script>&lt;b&gt;\'"{{occupation}} {{0.__class__}}'
"""What an attacker would like to see as markup; between quotes in YAML."""
_WRITTEN = "<tg-spoiler>x</s><script>y</script> a & b'\""
"""The same in knowledge: of what Telegram knows, what `check` does not refuse as HTML."""
_AS_YAML = "'" + _WRITTEN.replace("'", "''") + "'"
_HOSTILE = f"""\
trap:
  topic: help
  title: {{de: {_AS_YAML}, en: {_AS_YAML}}}
  commands: [trap]
  phrases:
    de: [wo ist die falle, zeig mir die falle]
    en: [where is the trap, show me the trap]
  reply:
    de: {_AS_YAML}
    en: {_AS_YAML}
  sources: [almanac]
  next: [trap_two]
trap_two:
  topic: help
  title: {{de: {_AS_YAML}, en: {_AS_YAML}}}
  phrases:
    de: [und die zweite grube]
    en: [and the second pit]
  reply:
    de: |
      - {_WRITTEN}
      - <s>
    en: "</blockquote>"
"""
_HREF = re.compile(r'<a href="([^"]*)">')


def hostile_index(folder: Path) -> Index:
    """Index the small knowledge with forms, hostile texts and hostile names."""
    root = folder / "kb"
    shutil.copytree(HERE / "knowledge_small", root)
    for name, text in {**FILES, "faq/trap.yaml": _HOSTILE}.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    for name in ("sources.yaml", "occupations/lighthouse_keeper.yaml", "forms/visit.yaml"):
        text = (root / name).read_text(encoding="utf-8")
        for harmless in (
            "Almanach der Küste", "Almanac of the Coast", "Harbour Press", "Ohne Nachtzulagen.",
            "Bist du schwindelfrei?", "Du magst Sturm.", "Drei Fragen.",
        ):  # fmt: skip
            text = text.replace(harmless, _AS_YAML)
        (root / name).write_text(text, encoding="utf-8")
    return build_index(sound(root))


@dataclass
class Running:
    """A bot and its server; `call` by call what it said to Telegram."""

    server: BotApiServer

    async def takes(self, *updates: Json) -> Sequence[str]:
        """Have updates dealt with; return the HTML of everything shown in any chat meanwhile."""
        calls = self.server.calls
        before = len(calls)
        last = max(self.server.put(update) for update in updates)
        await self.server.until(lambda: self.server.confirmed > last, seconds=30)
        return [
            html for name, values in self.server.calls[before:] for html in _shown(name, values)
        ]


@asynccontextmanager
async def running(index: Index, admins: Collection[int] = ()) -> AsyncIterator[Running]:
    """Poll a strict server with the whole bot; at the end nothing it sent was refused."""
    async with BotApiServer() as server:
        fresh, core = HttpClient(4, **http_times(server.root)), _core(index)
        application = build_application(
            TOKEN,
            core,
            api_root=server.root,
            updates_request=fresh,
            admins=admins,
            outbox=lambda bot: Outbox(bot, Patience(pauses=(0.01,)), Pacing(sleep=_not)),
        )
        stopping = asyncio.Event()
        connection = Connection(server.root, stopping)
        async with application:
            poller = Poller(application, connection, Dispatcher(application), fresh=fresh)
            polling = asyncio.create_task(poller.run())
            try:
                yield Running(server)
            finally:
                stopping.set()
                await polling
        for name, values in server.calls:
            for html in _shown(name, values):
                plain_text(html)
                assert not [to for to in _HREF.findall(html) if to.startswith(EVIL)]
        sent = len(server.called("sendMessage")) + len(server.called("sendPhoto"))
        assert sent == len(server.sent)


def inline(query: str, **fields: Any) -> Json:
    """Return the update of an inline query; the server gives it its number."""
    asked = {"id": f"i{abs(hash(query))}", "from": MIA, "query": query, "offset": ""}
    return {"inline_query": {**asked, **fields}}


def _core(index: Index) -> Core:
    async def answer(message: Message, context: Context) -> Turn:
        return respond(message, context, index, TODAY)

    async def find(query: str, code: str | None) -> Sequence[Found]:
        return search(query, code, index, TODAY)

    return Core(answer, lambda: front_of(index.knowledge), find)


def _shown(name: str, values: Json) -> list[str]:
    """Return the HTML a call shows."""
    texts = [(values, values.get("text"))] if name in ("sendMessage", "editMessageText") else []
    texts += [(values, values.get("caption"))] if name == "sendPhoto" else []
    if name == "editMessageMedia":
        texts.append((values["media"], values["media"].get("caption")))
    if name == "answerInlineQuery":
        for each in values["results"] if isinstance(values["results"], list) else []:
            content = each["input_message_content"]
            texts.append((content, content["message_text"]))
    return [str(text) for values, text in texts if text and values.get("parse_mode") == "HTML"]


async def _not(seconds: float) -> None:
    """Wait for nothing."""
