"""Questions that name occupations of ours, read as if they were about others. Pure.

An operator may add any occupation, also one that the phrases so far speak of as a stranger, or one
to compare with another of ours. Decides which entry is meant; answers nothing itself.
"""

from __future__ import annotations

from bot.dialogue.answers.salary import salary_entry, shown_figures
from bot.dialogue.holds import holds_for
from bot.dialogue.target import phrase_holds
from bot.dialogue.understand import Question
from bot.knowledge.models import Entry, Knowledge, Occupation
from bot.matching.index import Index

_STRANGER = "other_occupation"
_PAIR = 2
_ELSEWHERE = "out_of_scope"


def meant_of_ours(question: Question, entry: Entry, index: Index) -> Entry | None:
    """Return the entry meant where the message names occupations of ours and no other.

    "Apprenticeship as an electrician" is not about strangers once we know electricians, and which
    of two of ours earns more is told by what both earn. Else the entry is the one meant; None: it
    is not, and nothing tells which one is.
    """
    named = _named(question, index.knowledge)
    if not named or question.reading.span(_STRANGER) is not None:
        return entry
    salary = salary_entry(index.knowledge)
    if salary is not None and len(named) >= _PAIR and all(map(shown_figures, named)):
        if entry.topic == salary.topic:
            return entry if _compares(entry, named, index.knowledge) else salary
        if _beaten(question, entry, salary, index):
            return salary
    if entry.topic == _ELSEWHERE and _came_later(named[0], index.knowledge):
        like = ("occupation", _STRANGER)
        said = question.reading
        if any(phrase_holds(entry, said, slot, index, marked=True) for slot in like):
            return _next_about_ours(question, index.knowledge)
    return entry


def _named(question: Question, knowledge: Knowledge) -> list[Occupation]:
    """Return our occupations that the question names, each once."""
    spans = [span.value for span in question.reading.spans if span.slot == "occupation"]
    return [knowledge.occupations[name] for name in dict.fromkeys(spans)]


def _came_later(occupation: Occupation, knowledge: Knowledge) -> bool:
    """Tell whether the phrases may speak of an occupation as a stranger: not of the default one,
    nor of those it stands in for.
    """
    return knowledge.default_occupation not in (occupation.id, occupation.stands_in)


def _compares(entry: Entry, named: list[Occupation], knowledge: Knowledge) -> bool:
    """Tell whether what the entry says on pay is true of each of the occupations."""
    if entry.answer is not None:
        return True
    return entry.kind != "fallback" and all(holds_for(entry, each, knowledge) for each in named)


def _beaten(question: Question, entry: Entry, salary: Entry, index: Index) -> bool:
    """Tell whether an entry is like the question only for a stranger's name in a phrase of its
    own, while the words rather ask for the pay: "nurse vs baker salary", "frontend vs backend".
    """
    likely = {each.entry: each.probability for each in question.reading.candidates}
    if likely.get(salary.id, 0.0) <= likely.get(entry.id, 0.0):
        return False
    return phrase_holds(entry, question.reading, _STRANGER, index, marked=True)


def _next_about_ours(question: Question, knowledge: Knowledge) -> Entry | None:
    """Return the next best entry that is about an occupation, else that of its whole topic."""
    known = [knowledge.entries[each.entry] for each in question.reading.candidates]
    topics = [entry.topic for entry in known if entry.topic != _ELSEWHERE]
    whole = (e for topic in topics for e in knowledge.entries.values() if e.section == topic)
    return next((entry for entry in known if entry.about_occupation), next(whole, None))
