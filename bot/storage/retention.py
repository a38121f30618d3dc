"""How long each thing is kept, in one place, so that the privacy text can name it.

Deleting is done by each store's `sweep`; nothing here knows how.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

CONTEXT: Final = timedelta(days=90)
"""A chat in which nobody wrote for so long is forgotten."""
ANSWER_LINKS: Final = timedelta(days=2)
"""Which answer belongs to which question: Telegram lets people edit theirs for two days."""
VOTES: Final = timedelta(days=30)
"""Who voted, as a keyed hash. The counts stay."""
QUESTIONS: Final = timedelta(days=30)
"""Questions that were not understood, scrubbed, with KEEP_QUESTIONS=scrubbed."""
COUNTS: Final = timedelta(days=730)
"""How often what was asked: no persons, no texts."""
DONE_UPDATES: Final = timedelta(days=2)
"""Numbers of updates that were answered; Telegram delivers again for a day at most."""
SECRET: Final = timedelta(days=30)
"""How long one secret makes keyed hashes; it goes with the last hash it made."""

SHOWN_FROM_CHATS: Final = 3
"""A kept question is shown to the operator once so many different chats asked it."""
