"""The Telegram shell: message in, turn of the core, reply out. Only here Telegram is known."""
