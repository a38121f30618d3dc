"""Words tell the language; a tie stays undecided."""

import pytest

from bot.text.language import LanguageWords, weigh

WORDS = LanguageWords(
    function={"de": frozenset({"was", "ist", "und"}), "en": frozenset({"what", "is", "the"})},
    content={"de": frozenset({"gehalt"}), "en": frozenset({"salary"})},
    foreign={"pl": frozenset({"ile", "jest", "zarabia"})},
)


@pytest.mark.parametrize(
    ("keys", "language"),
    [
        (["was", "ist", "backend"], "de"),
        (["what", "is", "gehalt"], "en"),
        (["gehalt"], "de"),
        (["backend"], None),
        (["was", "the"], None),
        ([], None),
    ],
)
def test_the_best_language(keys: list[str], language: str | None) -> None:
    assert weigh(keys, WORDS).best == language


@pytest.mark.parametrize(
    ("keys", "foreign"),
    [
        (["ile", "zarabia", "developer"], "pl"),
        (["ile"], None),
        (["راتب", "مطور"], "ar"),
        (["后端开发工资多少"], "zh"),
        (["зарплата"], "ru"),
        (["was", "ist", "das"], None),
    ],
)
def test_other_languages_are_noticed(keys: list[str], foreign: str | None) -> None:
    assert weigh(keys, WORDS).foreign == foreign


def test_what_is_meant_speaks_for_our_languages_and_what_is_typed_for_others() -> None:
    found = weigh(["ile", "jest", "wsa"], WORDS, meant=["was"])
    assert (found.best, found.foreign) == ("de", "pl")
    assert weigh(["ile", "jest", "was", "und"], WORDS).foreign is None
