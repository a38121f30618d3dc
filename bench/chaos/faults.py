"""What a bad day of a Bot API server looks like, drawn by chance."""

from __future__ import annotations

import random
from collections import Counter

from bench.loopback.api import Fault

_FLOODED = {
    "ok": False,
    "error_code": 429,
    "description": "Too Many Requests: retry after 1",
    "parameters": {"retry_after": 1},
}
_BAD = {"ok": False, "error_code": 502, "description": "Bad Gateway"}
_KINDS: dict[str, Fault] = {
    "429": Fault(status=429, body=_FLOODED),
    "502": Fault(status=502, body=_BAD),
    "slow": Fault(delay=2.0),
    "timeout": Fault(delay=60.0),
    "hang-up": Fault(hang_up=True),
    "half an answer": Fault(half=True),
    "lost answer": Fault(hang_up=True, carried_out=True),
}
_WEIGHTS = {"429": 6, "502": 6, "slow": 4, "timeout": 1, "hang-up": 4, "half an answer": 2,
            "lost answer": 1}  # fmt: skip


class BadDay:
    """Gives about `share` of all calls a fault, while it is switched on."""

    def __init__(self, share: float, seed: int) -> None:
        self._share = share
        self._random = random.Random(seed)
        self.on = True
        self.seen: Counter[str] = Counter()

    def __call__(self, _method: str) -> Fault | None:
        """Return what happens to the next call."""
        if not self.on or self._random.random() > self._share:
            return None
        (kind,) = self._random.choices(list(_WEIGHTS), list(_WEIGHTS.values()))
        self.seen[kind] += 1
        return _KINDS[kind]
