"""The picture of a salary answer: when there is one, and that anything can be set."""

from __future__ import annotations

import json
import struct
from dataclasses import replace

import pytest

from bot.dialogue.reply import Attachment, Reply
from bot.rendering.salary_card import Picture, picture_of
from bot.rendering.typesetting import set_card
from tests.dialogue.chat import ODD

Values = dict[str, str | float | None]
KEEPER: Values = {
    "figure": "keeper_pay", "low": 30000, "value": 36000, "high": 42000, "period": "year",
    "title": "Leuchtturmwärterin", "subtitle": "Gehalt im Jahr", "amount": "36.000 €",
    "amount_label": "im Schnitt", "low_label": "von", "low_text": "30.000 €", "high_label": "bis",
    "high_text": "42.000 €", "notes": "brutto\nQuelle: Almanach", "warning": "",
}  # fmt: skip
DIRECTOR: Values = {
    **KEEPER, "figure": "director_pay", "low": None, "value": 39000, "high": None, "low_text": "",
    "high_text": "", "title": "Turmdirektor", "warning": "Vorsicht!",
}  # fmt: skip


def picture(*drawn: Values) -> Picture | None:
    attachments = tuple(Attachment("salary_range", values) for values in drawn)
    return picture_of(Reply("answer", "de", "salary", (), attachments=attachments))


def blocks(*drawn: Values) -> list[dict[str, object]]:
    made = picture(*drawn)
    assert made is not None
    found: list[dict[str, object]] = json.loads(made.content)["blocks"]
    return found


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_the_middle_stands_where_it_lies_in_the_range() -> None:
    (block,) = blocks(KEEPER)
    assert (block["from"], block["at"], block["to"]) == (0.0, 0.5, 1.0)


def test_two_occupations_share_one_scale_and_keep_their_own_labels() -> None:
    keeper, director = blocks(KEEPER, DIRECTOR)
    assert (keeper["from"], keeper["to"], director["at"]) == (0.0, 1.0, 0.75)
    assert director["ranged"] is False
    assert director["warning"] == "Vorsicht!"


def test_a_months_pay_is_compared_as_a_years() -> None:
    monthly = {**KEEPER, "low": 2500, "value": 3000, "high": 3500, "period": "month"}
    assert [block["at"] for block in blocks(KEEPER, monthly)] == [0.5, 0.5]


@pytest.mark.parametrize(
    "drawn", [[], [DIRECTOR], [{}], [{"low": 1.0}], [{**KEEPER, "low": None, "high": None}]]
)
def test_without_a_range_there_is_no_picture(drawn: list[Values]) -> None:
    assert picture(*drawn) is None


def test_only_answers_have_a_picture() -> None:
    reply = Reply("answer", "de", "x", (), attachments=(Attachment("salary_range", KEEPER),))
    assert picture_of(reply) is not None
    assert picture_of(replace(reply, kind="fallback")) is None
    assert picture_of(replace(reply, attachments=(Attachment("letter", KEEPER),))) is None


def test_equal_pictures_share_a_key_and_others_do_not() -> None:
    first, same, other = picture(KEEPER), picture({**KEEPER}), picture({**KEEPER, "title": "X"})
    assert first is not None
    assert same is not None
    assert other is not None
    assert first.key == same.key != other.key


def test_the_gist_is_told_in_words() -> None:
    made = picture(KEEPER, DIRECTOR)
    assert made is not None
    assert made.alt.split("\n") == [
        "Leuchtturmwärterin, Gehalt im Jahr: 36.000 €, im Schnitt (von 30.000 € bis 42.000 €)",
        "Turmdirektor, Gehalt im Jahr: 36.000 €, im Schnitt",
    ]


@pytest.mark.parametrize(
    "drawn",
    [
        [KEEPER],
        [{**KEEPER, "value": None}],
        [{**KEEPER, "low": None}],
        [{**KEEPER, "high": None, "value": None}],
        [{**KEEPER, "low": 36000, "high": 36000}],
        [KEEPER, DIRECTOR],
        [KEEPER, {**KEEPER, "low": 35999, "high": 36001}, DIRECTOR, KEEPER],
    ],
)
def test_every_kind_of_range_can_be_drawn(drawn: list[Values]) -> None:
    made = picture(*drawn)
    assert made is not None
    width, height = size(set_card(made.content))
    assert width == 1200
    assert 500 < height < 3000


@pytest.mark.parametrize(
    "text", [*ODD.values(), "#panic()", "*a* _b_ $x$ @y <z> \\u{1F}", "x" * 900]
)
def test_no_text_is_read_as_markup(text: str) -> None:
    whole = text.encode("utf-8", "replace").decode()[:5000]
    made = picture({**KEEPER, "title": whole, "notes": whole, "warning": whole})
    assert made is not None
    assert size(set_card(made.content))[0] == 1200
