"""What is learnt after an edit is, to the byte, what is learnt from everything afresh."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.knowledge.models import Entry, Knowledge, Phrase
from bot.matching.index import Index
from bot.matching.learnt import pack
from bot.matching.studied import Studied
from bot.meaning.packaged import packaged

Change = Callable[[Entry], Entry]


def said(*texts: str) -> Change:
    """Return what adds German phrases to an entry."""
    return lambda entry: replace(
        entry, phrases=(*entry.phrases, *(Phrase(text, "de", entry.place) for text in texts))
    )


CHANGES: dict[str, Change] = {
    "a phrase of known words": said("gehalt im sturm"),
    "a word nobody knew": said("zwirbelt es im turm"),
    "a word that others are made of": said("monats"),
    "a compound of known words": said("gehaltsturm und sturmgehalt"),
    "one that is there already": lambda entry: replace(entry, phrases=entry.phrases * 2),
    "a number and a slot": said("sind 45k im jahr viel", "gehalt {occupation} in 2030"),
    "one phrase less": lambda entry: replace(entry, phrases=entry.phrases[1:]),
    "a title with a slip": lambda entry: replace(entry, title={"de": "Gehlat und Strum"}),
    "a follow-up": lambda entry: replace(
        entry, follow_ups=(Phrase("und im zwirbel", "de", entry.place),)
    ),
    "a trigger": lambda entry: replace(
        entry, triggers=(Phrase("zwirbelsturm", None, entry.place),)
    ),
    "an entry without phrases": lambda entry: replace(entry, phrases=()),
}


def changed(knowledge: Knowledge, change: Change) -> Knowledge:
    """Change the second entry that has phrases."""
    entry = [entry for entry in knowledge.entries.values() if entry.phrases][1]
    return replace(knowledge, entries={**knowledge.entries, entry.id: change(entry)})


def same(knowledge: Knowledge, before: Studied) -> Studied:
    """Learn with and without what was studied before, compare, return what was studied."""
    again, studied = Index.study(knowledge, packaged(), before)
    afresh, _ = Index.study(knowledge, packaged())
    assert pack(again.learnt) == pack(afresh.learnt)
    return studied


@pytest.fixture(scope="module")
def studied(small: Index) -> Studied:
    return Index.study(small.knowledge, packaged())[1]


@pytest.mark.parametrize("name", CHANGES)
def test_an_edit_teaches_what_the_whole_would(name: str, small: Index, studied: Studied) -> None:
    after = same(changed(small.knowledge, CHANGES[name]), studied)
    same(small.knowledge, after)


def test_one_edit_after_the_other_teaches_what_the_whole_would(
    small: Index, studied: Studied
) -> None:
    knowledge = small.knowledge
    for change in CHANGES.values():
        knowledge = changed(knowledge, change)
        studied = same(knowledge, studied)


def test_other_names_and_word_lists_teach_what_the_whole_would(
    small: Index, studied: Studied
) -> None:
    knowledge = small.knowledge
    vocabulary = replace(knowledge.vocabulary, fillers={"de": ("zwirbel", "im sturm")})
    same(replace(knowledge, vocabulary=vocabulary), studied)
    same(replace(knowledge, occupations={}), studied)
    same(replace(knowledge, languages=("de",)), studied)


def test_an_entry_taken_away_leaves_nothing_behind(small: Index, studied: Studied) -> None:
    entries = dict(small.knowledge.entries)
    entries.popitem()
    same(replace(small.knowledge, entries=entries), studied)


def test_what_has_not_changed_is_not_read_again(small: Index, studied: Studied) -> None:
    again, after = Index.study(changed(small.knowledge, said("sturm bel")), packaged(), studied)
    text = next(text for text, _ in after.lesson.said() if text.isalpha())
    assert after.reader.read(text) is studied.reader.read(text)
    assert again.model.labels


def test_learning_can_be_ended(small: Index) -> None:
    calls: list[None] = []

    def third() -> None:
        calls.append(None)
        if len(calls) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Index.study(small.knowledge, packaged(), pause=third)
