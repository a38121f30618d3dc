"""How the table of meanings in `bot/meaning/words` is made; needed by nobody else."""
