"""How many questions a second the whole bot answers on Telegram, and how long one waits."""
