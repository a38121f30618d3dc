"""Find what one sentence asks: all of it, the clearest of its clauses, or two questions."""

from __future__ import annotations

from bot.dialogue.plainer import without_tag
from bot.dialogue.readings import Readings
from bot.dialogue.verdicts import (
    SUBSTANTIAL,
    answers,
    asks,
    asks_in_words,
    in_our_field,
    leaves_open,
    likeness,
    only_tells,
    surely_asks,
    tells,
    topic_of,
)
from bot.matching.index import Index
from bot.matching.interpretation import Interpretation
from bot.matching.ranking import has_content
from bot.text.tokens import clauses, halves, pieces, tokenize

MOST_CLAUSES = 4
_SURE_WHOLE = 0.8
"""From here on a whole sentence is not left for a clause that points back into it."""
_MOST_HALVES = 3
_KNOWN_WHOLE = 0.75
"""From here on a sentence is so like one phrase that its "and" joins no second question."""
_MUCH_CLEARER = 0.05
_LONG_SENTENCE = 11
"""Words from which on a sentence tells a story and its clauses are read by themselves."""
_ENDLESS = 20
"""Words from which on a sentence is cut at every "and" as well."""
_POINTS = frozenset({"das", "es", "dies", "dazu", "dafur", "damit", "dabei", "it", "that", "this",
    "them", "they", "those", "these"})  # fmt: skip
_REFERS = frozenset({"it", "that", "this", "those", "them", "es", "dafur", "damit", "davon"})


def one_sentence(
    sentence: str, whole: Interpretation, trace: Readings, topic: str | None
) -> list[Interpretation]:
    """Return the one or two questions of a sentence that was read as a `whole`."""
    if whole.reason in ("exact", "trigger"):
        return [whole]
    pair = _two_questions(whole.text, trace, topic)
    if pair and not _likelier_one(whole, pair):
        return pair
    if whole.reason == "follow_up" or whole.text != sentence:
        return [whole]
    return [_telling_clause(sentence, whole, trace, topic) or whole]


def _likelier_one(whole: Interpretation, pair: list[Interpretation]) -> bool:
    """Tell whether the sentence asks one thing with an "and" in it: "strengths and weaknesses"."""
    if whole.outcome != "answer":
        return False
    if whole.reason == "recognized" and likeness(whole) >= _KNOWN_WHOLE:
        return True
    return whole.candidates[0].similarity >= max(half.candidates[0].similarity for half in pair)


def _two_questions(sentence: str, trace: Readings, topic: str | None) -> list[Interpretation]:
    """Return the two halves around an "and" if each surely asks something of its own."""
    found, index = [], trace.index
    for one, other in halves(sentence)[:_MOST_HALVES]:
        if not trace.thorough and only_tells(one, index):
            continue
        first = trace.read(one, topic, "half")
        if not surely_asks(first, index) or tells(first, index):
            continue
        second = trace.read(other, topic_of(first, index), "half")
        if topic_of(first, index) != topic_of(second, index) and surely_asks(second, index):
            found.append([first, second])
    return max(found, key=lambda pair: min(r.confidence for r in pair), default=[])


def _telling_clause(
    sentence: str, whole: Interpretation, trace: Readings, topic: str | None
) -> Interpretation | None:
    """Return the clause that asks more clearly than the whole sentence does, or None.

    In a long story any clear clause will do, in a short sentence only a much clearer one.
    """
    parts, index = clauses(without_tag(sentence)), trace.index
    words = len(tokenize(sentence))
    if words >= _ENDLESS:
        parts = tuple(half for part in parts for half in pieces(part))
        parts = (*parts[:1], *parts[1:][-MOST_CLAUSES:])
    if len(parts) == 1:
        return None
    bar = 0.0
    if answers(whole, index, SUBSTANTIAL):
        bar = whole.confidence + (0.0 if words >= _LONG_SENTENCE else _MUCH_CLEARER)
    if bar >= 1.0:  # nothing is clearer
        return None
    if surely_asks(whole, index) and whole.confidence >= _SURE_WHOLE:
        parts = tuple(part for part in parts if not _points_back(part, index))
    likely = () if trace.thorough else _likely(parts, index)
    if 0 < len(likely) < len(parts):
        read = [trace.read(part, topic, "clause") for part in likely]
        best = _clearest(read, whole, bar, index)
        near = [r for r in (whole, best) if r is not None and in_our_field(r, index)]
        clear = _asks_something(read[-1]) and not tells(read[-1], index)
        if clear and any(not leaves_open(r) for r in near):
            return best
    return _clearest([trace.read(part, topic, "clause") for part in parts], whole, bar, index)


def _likely(parts: tuple[str, ...], index: Index) -> tuple[str, ...]:
    """Return the clauses of which one is taken wherever it answers: those that ask, and the last.

    What they leave open is decided by all clauses.
    """
    return tuple(part for part in parts if part == parts[-1] or asks_in_words(part, index))


def _clearest(
    read: list[Interpretation], whole: Interpretation, bar: float, index: Index
) -> Interpretation | None:
    """Return which of the clauses, in their order, asks most clearly, and above the bar."""
    read = [r for r in read if _asks_something(r)] or read
    found = [r for r in read if answers(r, index, SUBSTANTIAL) and r.confidence > bar]
    if bar:  # "and the salary, do i mention it": a clause that refers asks nothing by itself
        found = [r for r in found if _REFERS.isdisjoint(r.keys)]
    near = [r for r in (whole, *found) if in_our_field(r, index)]
    found = [r for r in found if not near or in_our_field(r, index)]
    if any(not leaves_open(r) for r in near):  # "…, any tips?" asks about what was told before
        found = [r for r in found if not leaves_open(r)]
    found = [r for r in found if not tells(r, index)] or found
    asking = [r for r in found if r is read[-1] or asks(r, index)]
    # where the whole is understood, what only tells something is no better question
    return max(asking or (() if bar else found), key=lambda r: r.confidence, default=None)


def _asks_something(reading: Interpretation) -> bool:
    return has_content(reading.asked) or reading.reason == "follow_up"


def _points_back(part: str, index: Index) -> bool:
    """Tell whether a clause asks about what another one says: "wie pack ich das an"."""
    said = [token.key for token in tokenize(part)]
    function = index.lexicon.function
    return any(
        word in _POINTS and (after is None or after in function)
        for word, after in zip(said, (*said[1:], None), strict=True)
    )
