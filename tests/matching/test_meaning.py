"""What a message means comes from its words, never from its slots."""

from __future__ import annotations

import numpy as np
import pytest

from bot.matching.index import Index
from bot.matching.meaning import meaning, meanings
from bot.matching.shared_items import Shared
from bot.matching.spans import Item
from bot.matching.training import train
from bot.meaning.packaged import packaged
from bot.meaning.table import NOTHING
from tests.matching.reading import items_of

TEXTS = (
    "gehalt",
    "was verdient ein keeper",
    "remuneration",
    "xqzvw",
    "",
    "keeper",
    "sturm und gehalt",
)


def read(small: Index) -> list[tuple[Item, ...]]:
    return [tuple(items_of(text, small)) for text in TEXTS]


def test_many_messages_mean_what_each_means_by_itself(small: Index) -> None:
    found = meanings(Shared.of(read(small)), packaged())
    each = np.array([meaning(items, packaged()) for items in read(small)])
    assert found == pytest.approx(each, abs=1e-6)


def test_a_meaning_has_length_one_or_there_is_none(small: Index) -> None:
    lengths = np.linalg.norm(meanings(Shared.of(read(small)), packaged()), axis=1)
    known = np.array([1, 1, 1, 0, 0, 0, 1])
    assert lengths == pytest.approx(known, abs=1e-6)


def test_a_real_word_is_taken_at_its_word(small: Index) -> None:
    (word,) = items_of("gestalt", small)
    assert "gehalt" in dict(getattr(word, "readings", ()))  # one slip away
    found, vector = meaning([word], packaged()), packaged().vector("gestalt")
    assert vector is not None
    assert found == pytest.approx(vector / np.linalg.norm(vector), abs=1e-6)


def test_a_misspelt_word_means_what_it_is_a_slip_of(small: Index) -> None:
    meant, slipped = (meaning(items_of(text, small), packaged()) for text in ("gehalt", "gehallt"))
    assert float(meant @ slipped) > 0.9


def test_without_a_table_nothing_means_anything(small: Index) -> None:
    assert meanings(Shared.of(read(small)), NOTHING).shape == (len(TEXTS), 0)
    assert meaning(read(small)[0], NOTHING).shape == (0,)


def test_an_unknown_word_is_understood_by_what_it_means(small: Index) -> None:
    taught = {
        "pay": ["how much is the salary", "which salary do you pay"],
        "wares": ["how much is the banana", "which fruit do you sell"],
    }
    phrases = {label: [items_of(text, small) for text in many] for label, many in taught.items()}
    asked = items_of("how much is the remuneration", small)
    shares = []
    for table in (NOTHING, packaged()):
        model = train(phrases, table=table)[0]
        look = model.look(model.vector(asked), meaning(asked, table))
        shares.append(look.probabilities[0])
    assert shares[1] > shares[0] + 0.1
