"""What stands on the picture of a salary answer: the words of the answer, nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from bot.dialogue.context import Context
from bot.dialogue.pictures import picture_comparison
from bot.dialogue.turn import Ask
from bot.matching.index import Index
from tests.dialogue.chat import DIRECTOR, KEEPER, Chat


def values(text: str, index: Index) -> dict[str, str | float | None]:
    (attachment,) = Chat(index).say(text).reply.attachments
    return dict(attachment.values)


def test_the_picture_speaks_the_language_of_the_reply(small: Index) -> None:
    german, english = values("gehalt keeper", small), values("salary of a keeper", small)
    assert (german["title"], english["title"]) == ("Leuchtturmwärter", "Lighthouse keeper")
    assert (german["amount"], english["amount"]) == ("36.000 €", "€36,000")
    assert (german["low_text"], german["high_text"]) == ("30.000 €", "42.000 €")
    assert "Almanach der Küste (2024)" in str(german["notes"])
    assert "Almanac of the Coast (2024)" in str(english["notes"])


@pytest.mark.parametrize(
    ("text", "amount", "divisor"),
    [
        ("gehalt keeper im monat", "3.000 €", "12"),
        ("gehalt keeper 13 gehälter", "2.769,23 €", "13"),
    ],
)
def test_a_computed_amount_says_so_on_the_picture(
    text: str, amount: str, divisor: str, small: Index
) -> None:
    drawn = values(text, small)
    assert drawn["amount"] == amount
    assert "36.000 €" in str(drawn["notes"])
    assert divisor in str(drawn["notes"])


def test_the_warning_of_an_occupation_is_on_its_picture(small: Index) -> None:
    warning = small.knowledge.occupations[DIRECTOR].warning["de"].strip()
    assert values("gehalt turmdirektor", small)["warning"] == warning
    assert values("gehalt keeper", small)["warning"] == ""


def compared(text: str, index: Index) -> list[str]:
    ask = Ask(next(iter(index.knowledge.entries.values())), "de", None, {}, Context(), index,
        date(2026, 11, 21))  # fmt: skip
    return [str(a.values["figure"]) for a in picture_comparison(ask, {"de": text})]


def test_a_text_that_names_the_pay_of_two_occupations_is_a_comparison(small: Index) -> None:
    figures = [small.knowledge.occupations[o].figures[0].id for o in (KEEPER, DIRECTOR)]
    text = "{amount:%s.low} bis {amount:%s.high}, aber {amount:%s.value}"
    assert compared(text % (figures[0], figures[0], figures[1]), small) == figures


@pytest.mark.parametrize("text", ["", "{amount:keeper_pay.low}", "{amount:gone.value}", "{x}"])
def test_other_texts_are_not(text: str, small: Index) -> None:
    assert compared(text, small) == []
