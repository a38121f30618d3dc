"""For which occupations a reply holds: nobody gets another occupation's facts as their own. Pure.

Decides only; what is said instead stands in `answers.text`.
"""

from __future__ import annotations

from bot.knowledge.models import Entry, Knowledge, Occupation


def holds_for(entry: Entry, occupation: Occupation | None, knowledge: Knowledge) -> bool:
    """Tell whether what the entry replies is true of this occupation.

    A reply or form about an occupation holds for those its entry lists, else for the default one,
    and for occupations these stand in for. Built-in answers and sections look for themselves.
    """
    if occupation is None or entry.answer is not None or entry.section is not None:
        return True
    about = entry.held_by(knowledge.default_occupation)
    return not about or occupation.id in about or occupation.stands_in in about


def tells_of(entry: Entry, occupation: Occupation, knowledge: Knowledge) -> bool:
    """Tell whether asking the entry about this occupation leads to more than an honest no."""
    if entry.answer in ("salary", "salary_check"):
        return any(figure.topic == "salary" for figure in occupation.figures)
    if entry.section is not None:
        other = knowledge.occupations.get(occupation.stands_in or "")
        return any(entry.section in each.sections for each in (occupation, other) if each)
    return holds_for(entry, occupation, knowledge)
