"""Phrases read many at once are what each of them is when read alone."""

from __future__ import annotations

from bot.matching.exact import signature
from bot.matching.features import features
from bot.matching.index import Index
from bot.matching.learning import phrase_items
from bot.matching.lesson import Lesson
from bot.matching.phrase_reader import PhraseReader
from bot.matching.phrase_texts import PhraseTexts
from bot.matching.shared_items import Shared
from tests.matching.plain_bags import whole

ODD = (
    "", "  ", "{occupation}", "{ occupation } gehalt", "{a{b} c", "was { heißt } das", "a { b",
    "gehalt {occupation} im {period}?", "45k im Jahr", "bekomme ich {amount} oder 3.000 €",
    "G E H A L T", "Entwickler*in (m/w/d)", "zeile\nzeile", "*fett* [x](http://a.example) 👍",
    "gehaaalt", "node.js, c++ und that's it", "nicht der Director", "x" * 3000, "<b>hallo</b>",
)  # fmt: skip


def test_a_phrase_asks_the_same_whether_read_alone_or_with_others(small: Index) -> None:
    lesson = Lesson.of(small.knowledge)
    texts = [*ODD, *(text for text, _ in lesson.said())]
    reader = PhraseReader(small.lexicon, PhraseTexts.of(texts))
    together = [reader.items(text) for text in texts]
    alone = [phrase_items(text, small.lexicon) for text in texts]
    assert list(map(signature, together)) == list(map(signature, alone))
    seen, expected = features(Shared.of(together)), features(Shared.of(alone))
    assert seen.keys.tolist() == expected.keys.tolist()
    one, other = whole(seen), whole(expected)
    assert one.features.tolist() == other.features.tolist()
    assert one.weights.tolist() == other.weights.tolist()


def test_a_word_is_the_same_object_in_all_phrases(small: Index) -> None:
    reader = PhraseReader(small.lexicon, PhraseTexts.of(["sturm jetzt", "sturm später"]))
    assert reader.items("sturm jetzt")[0] is reader.items("sturm später")[0]


def test_the_names_of_slots_count_as_words() -> None:
    texts = PhraseTexts.of(["Gehalt {occupation} im Süden"])
    assert texts.keys("Gehalt {occupation} im Süden") == ["gehalt", "occupation", "im", "suden"]
