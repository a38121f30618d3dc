"""Ids that name something in another file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.knowledge.across.collected import Reference
from bot.knowledge.across.lost import Lost, is_slip
from bot.knowledge.models import Occupation
from bot.knowledge.parsing.document import Document
from bot.knowledge.suggest import suggestion

NOTHING_LOST = Lost()
RULES_OF_KINDS = {
    "source": ("E301", "the_sources"),
    "entry": ("E302", "entry_id"),
    "topic": ("E303", "the_topics"),
    "section": ("E304", "the_sections"),
    "occupation": ("E305", "the_occupations"),
    "form": ("E341", "the_forms"),
    "default": ("E305", "the_occupations"),
    "command": ("W560", "the_commands"),
}


def check_references(
    references: Iterable[Reference],
    known: Mapping[str, Iterable[str]],
    lost: Lost = NOTHING_LOST,
) -> int:
    """Report every reference to something that does not exist; return how many are left unsaid.

    References of a kind that is not among the known ones are not judged, and those to something
    `lost` only where they are surely a slip.
    """
    names_of = {kind: frozenset(names) for kind, names in known.items()}
    unsaid, empty = 0, set()
    for reference in references:
        value, names = reference.node.value, names_of.get(reference.kind)
        if names is not None and value not in names:
            if lost.may_hold(reference.kind, value) and not is_slip(value, names):
                unsaid += 1
                continue
            if not names and reference.kind in empty:
                continue  # none of them is there: one cause, one problem
            empty.add(reference.kind)
            rule, otherwise = RULES_OF_KINDS[reference.kind]
            hint = suggestion(value, names, otherwise)
            reference.document.at(rule, reference.node, value=value, suggestion=hint)
    return unsaid


def check_default(references: Iterable[Reference], occupations: Mapping[str, Occupation]) -> None:
    """Report a default occupation that is only spoken of on request."""
    for reference in references:
        value = reference.node.value
        occupation = occupations.get(value) if reference.kind == "default" else None
        if occupation is not None and occupation.on_request_only:
            reference.document.at("E315", reference.node, value=value)


def check_stand_ins(occupations: Iterable[Occupation], documents: Mapping[str, Document]) -> None:
    """Report an occupation that is to stand in for itself, or for one that does so for it."""
    known = {occupation.id: occupation for occupation in occupations}
    told: set[str] = set()
    for occupation in known.values():
        other = known.get(occupation.stands_in or "")
        if other is None or other.stands_in != occupation.id or occupation.id in told:
            continue
        told |= {occupation.id, other.id}
        document = documents[occupation.place.path]
        line, column = document.find(occupation.place, f"stands_in: {other.id}")
        if other is occupation:
            document.add("E316", line, column, value=occupation.id)
        else:
            document.add("E347", line, column, value=occupation.id, other=other.id)
