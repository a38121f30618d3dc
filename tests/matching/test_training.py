"""What is trained after an edit is, to the byte, what is trained on everything afresh; here where
phrases share rows, as they do in large knowledge.
"""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from bot.matching import gram, merge
from bot.matching.index import Index
from bot.matching.studied import Studied
from bot.matching.training import Trained
from bot.meaning.packaged import packaged
from tests.matching.test_studied import CHANGES, changed, same

BUDGETS = [9e4, 4e5]
"""Budgets with which the small knowledge has a row for a few phrases, and for nearly each."""


def shared(budget: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let phrases share rows, and any part of what is known be worth taking over."""
    monkeypatch.setattr(merge, "BUDGET", budget)
    for module in (merge, gram):
        monkeypatch.setattr(module, "_MOSTLY_NEW", 1.0)


def trained(studied: Studied) -> Trained:
    assert studied.trained is not None
    return studied.trained


@pytest.mark.parametrize("budget", BUDGETS)
def test_an_edit_teaches_what_the_whole_would(
    budget: float, small: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared(budget, monkeypatch)
    studied = Index.study(small.knowledge, packaged())[1]
    assert len(trained(studied).rows.vectors) < trained(studied).first[-1]
    knowledge = small.knowledge
    for change in CHANGES.values():
        knowledge = changed(knowledge, change)
        studied = same(knowledge, studied)
    same(small.knowledge, studied)


@pytest.mark.parametrize("budget", BUDGETS)
def test_every_step_after_an_edit_is_that_of_the_whole(
    budget: float, small: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared(budget, monkeypatch)
    before = Index.study(small.knowledge, packaged())[1]
    knowledge = changed(small.knowledge, CHANGES["a word nobody knew"])
    again = trained(Index.study(knowledge, packaged(), before)[1])
    afresh = trained(Index.study(knowledge, packaged())[1])
    for part in ("idf", "meant", "scales", "beside", "similar"):
        assert getattr(again, part).tobytes() == getattr(afresh, part).tobytes(), part
    for each in fields(again.vectors):
        one, other = getattr(again.vectors, each.name), getattr(afresh.vectors, each.name)
        assert one.tolist() == other.tolist()
    assert again.rows.members.tolist() == afresh.rows.members.tolist()
    assert all(map(np.array_equal, again.rows.alike, afresh.rows.alike))


def test_rows_of_labels_that_did_not_change_are_taken_over(
    small: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared(BUDGETS[0], monkeypatch)
    before = Index.study(small.knowledge, packaged())[1]
    known = {id(each) for each in trained(before).rows.alike}
    after = Index.study(small.knowledge, packaged(), before)[1]
    assert {id(each) for each in trained(after).rows.alike} == known
