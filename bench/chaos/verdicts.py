"""What became of the questions of a run, and why some were answered twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bench.chaos.people import Asked, Book
from bench.loopback.api import Reply

NOTING_SECONDS = 0.5
"""How long after the server has a reply a kill counts as falling before the bot noted it."""
READING_SECONDS = 0.05
"""How long a request may have been on its way when the server read it."""
HOLDING_SECONDS = 0.5
"""From when on a server that keeps a request counts as holding it: as a fault, not as its way."""
MOST_TWICE = 0.005

KILLED = "killed between sending and noting"
"""A kill fell when the server had the first answer, and before the bot can have noted that."""
HELD = "carried out after the kill"
"""A kill fell while the server held the request with the first answer, which it carried out when
the bot was dead: as long as it held it, no bot could know."""
UNTOLD = "never told"
"""The server took an answer and never said so: it hung up, or answered when nobody waited."""
UNEXPLAINED = "unexplained"
_WORST_FIRST = (UNEXPLAINED, KILLED, HELD, UNTOLD)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the questions of one run; `worst` in seconds."""

    asked: int
    answered: int
    otherwise: int
    """No answer recognised, but a message came after it; `remarks` quotes them."""
    lost: int
    twice: Counter[str]
    """Questions answered twice, by reason."""
    out_of_order: int
    unexpected: int
    worst: float
    kills: int
    faults: int
    remarks: tuple[str, ...]

    @property
    def is_kept(self) -> bool:
        """Tell whether none was lost, and none twice that the bot could have helped: by a kill
        between sending and noting at most one in two hundred.
        """
        few = self.twice[KILLED] <= MOST_TWICE * self.asked
        return not self.lost and not self.twice[UNEXPLAINED] and few


def judge(book: Book, kills: Sequence[float], faults: int) -> Result:
    """Count; `kills` are times of the monotonic clock."""
    book.settle()
    everything = book.everything
    answered = [asked for asked in everything if asked.answers]
    otherwise = [asked for asked in everything if asked.otherwise is not None]
    return Result(
        asked=len(everything),
        answered=len(answered),
        otherwise=len(otherwise),
        lost=len(everything) - len(answered) - len(otherwise),
        twice=Counter(reason_of(one, kills) for one in answered if len(one.answers) > 1),
        out_of_order=book.out_of_order,
        unexpected=len(book.unexpected),
        worst=max((asked.answers[0].at - asked.at for asked in answered), default=0.0),
        kills=len(kills),
        faults=faults,
        remarks=tuple(_remarks(everything, kills)),
    )


def reason_of(asked: Asked, kills: Iterable[float]) -> str:
    """Return why a question has several answers: the worst reason of any two that follow."""
    kills = list(kills)
    reasons = {_reason(*both, kills) for both in pairwise(asked.answers)}
    return next(each for each in _WORST_FIRST if each in reasons)


def _reason(first: Reply, second: Reply, kills: Iterable[float]) -> str:
    end = min(first.at + NOTING_SECONDS, second.at)
    if any(first.at <= kill <= end for kill in kills):
        return KILLED
    if any(first.began - READING_SECONDS <= kill < first.at for kill in kills):
        return HELD if first.at - first.began > HOLDING_SECONDS else KILLED
    return UNEXPLAINED if first.acknowledged and second.acknowledged else UNTOLD


def _remarks(everything: Iterable[Asked], kills: Sequence[float]) -> Iterator[str]:
    """Yield a line for each question somebody should look at."""
    for asked in everything:
        where = f"chat {asked.chat}, {asked.text!r}"
        if asked.otherwise is not None:
            yield f"{where}: answered otherwise: {asked.otherwise.text[:60]!r}"
        elif not asked.answers:
            yield f"{where}: lost"
        elif len(asked.answers) > 1:
            after = ", ".join(f"{each.at - asked.at:.2f}" for each in asked.answers)
            past = [asked.answers[0].at - kill for kill in kills]
            nearest = min(past, key=abs, default=float("nan"))
            yield (
                f"{where}: {reason_of(asked, kills)}, answered after {after} s, "
                f"the first {nearest:+.3f} s from a kill"
            )
