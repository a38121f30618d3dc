"""Kill the bot, break its server and its database, and count what became of every question."""
