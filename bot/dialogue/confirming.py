"""Read what only wants to have confirmed what was said: "so that's per year, right?" names a
period. For messages that go on with an answer; how the answer confirms it is not decided here.
"""

from __future__ import annotations

import re

from bot.dialogue.readings import Readings
from bot.dialogue.verdicts import SUBSTANTIAL, answers
from bot.matching.interpretation import Interpretation

_CONFIRMED = re.compile(
    r"(?:^|[,;]?\s+)(?:right|correct|yes|yeah|no|isn'?t it|innit"
    r"|i (?:guess|assume|think|suppose|take it)"
    r"|ja|oder(?: nicht)?|ne|gell|nicht wahr|richtig|stimmt(?:'?s| das)?|gemeint|nicht"
    r"|(?:nehm|denk|glaub|schätz|vermut|mein)e? ich(?: mal)?)\s*[.?!]*$"
)
"""What ends such a question."""
_TAKEN_UP = re.compile(
    r"^(?:(?:und|and|also|so|ah|aha|ok(?:ay)?)[,]?\s+)*"
    r"(?:(?:das|des|dat|dies) (?:ist|is|sind|war|wäre?)(?: (?:dann|also|ja|doch|jetzt))*"
    r"|(?:das )?hei(?:ß|ss)t(?: das)?|ist das(?: (?:dann|jetzt))?"
    r"|thats?|that is|that's|is that|it's|its|is it|so)[,]?\s+"
)
"""What takes up the answer before."""
_SURELY = ("exact", "follow_up")


def confirmed(sentence: str, whole: Interpretation, trace: Readings, topic: str) -> Interpretation:
    """Return the reading of what is to be confirmed in a sentence, or of the `whole` sentence
    where that says more.
    """
    plain = without_confirming(sentence)
    if plain == sentence or (whole.reason in _SURELY and answers(whole, trace.index, SUBSTANTIAL)):
        return whole
    rest = trace.read(plain, topic, "confirmed")
    surer = whole.outcome != "answer" or rest.reason in _SURELY
    wins = rest.reason == "only_slots" or (surer and answers(rest, trace.index, SUBSTANTIAL))
    return rest if wins else whole


def without_confirming(sentence: str) -> str:
    """Return "per year" of "so that's per year, right?", and any other sentence as it is."""
    said = sentence.rstrip(" .!?")
    plain = _TAKEN_UP.sub("", _CONFIRMED.sub("", said, count=1), count=1).strip(" ,")
    return plain if plain and plain != said else sentence
