"""A core process that some messages end or stop, as a defect in a library might."""

from __future__ import annotations

import os
import signal
import time
from datetime import date

from bot.dialogue.context import Context, Message
from bot.dialogue.terms import DEFAULT_TERMS, Terms
from bot.dialogue.turn import Turn
from bot.operating.core_child import Core, main


class StrangeCore(Core):
    def respond(
        self, message: Message, context: Context, today: date, terms: Terms = DEFAULT_TERMS
    ) -> Turn:
        if message.text == "poison":
            os.kill(os.getpid(), signal.SIGSEGV)
        if message.text == "hang":
            time.sleep(60)
        if message.text == "slow":
            time.sleep(0.3)
        if message.text == "defect":
            raise ValueError(message.text)
        return super().respond(message, context, today, terms)


if __name__ == "__main__":
    main(StrangeCore)
