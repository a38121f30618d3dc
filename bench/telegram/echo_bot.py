"""The peer: a stock python-telegram-bot program that sends each text back, nothing else.

`python -m bench.telegram.echo_bot ROOT TOKEN CONCURRENT`, polling, as its documentation shows it.
"""

from __future__ import annotations

import sys

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters


async def _echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message is not None and update.message.text:
        await update.message.reply_text(update.message.text)


def main(root: str, token: str, concurrent: int) -> None:
    """Poll the server until stopped."""
    builder = ApplicationBuilder().token(token).base_url(f"{root}/bot")
    application = builder.concurrent_updates(concurrent).job_queue(None).build()
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    application.run_polling()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
