"""What changes nothing about a question is taken away before it is read."""

from __future__ import annotations

import pytest

from bot.dialogue.plainer import (
    in_thousands,
    without_courtesy,
    without_hearsay,
    without_tag,
)
from bot.matching.index import Index
from tests.dialogue.chat import Chat


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("sehr geehrte damen und herren, was verdient man da?", "was verdient man da?"),
        ("sehr geehrte frau muster,\nwie lange dauert es", "wie lange dauert es"),
        ("dear sir or madam, how long does it take?", "how long does it take?"),
        ("wie lange dauert das?\nmit freundlichen grüßen\nmax", "wie lange dauert das?"),
        ("how long is it? kind regards, max", "how long is it?"),
        ("sehr geehrte damen und herren", "sehr geehrte damen und herren"),
        ("wann schreibt man sehr geehrte damen und herren", None),
        ("sehr geehrte damen und herren, ja", None),
        ("wie lange dauert das? kurze antwort bitte", "wie lange dauert das"),
        ("what do they do all day, in one sentence", "what do they do all day"),
        ("wie lange dauert die kurze ausbildung", None),
        ("kurze antwort bitte", None),
        ("", None),
    ],
)
def test_a_letter_around_a_question_is_taken_away(text: str, left: str | None) -> None:
    assert without_courtesy(text) == (text if left is None else left)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("meine freundin sagt, da muss ein bild rein", "da muss ein bild rein"),
        ("mein alter lehrer hat gesagt dass man abi braucht", "man abi braucht"),
        ("my uncle says germans want a photo", "germans want a photo"),
        ("everyone keeps telling me that it is hard", "it is hard"),
        ("mein chef sagt nein", None),
        ("was sagt die quelle dazu", None),
        ("my boss shouts at me", None),
    ],
)
def test_who_said_so_is_taken_away(text: str, left: str | None) -> None:
    assert without_hearsay(text).split() == (text if left is None else left).split()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("man braucht ein studium, stimmt das?", "man braucht ein studium"),
        ("you need a degree, true?", "you need a degree"),
        ("das ist viel geld, oder?", "das ist viel geld"),
        ("stimmt das?", None),
        ("ja, oder?", None),
        ("ist das true, was er sagt", None),
    ],
)
def test_a_tag_is_taken_away(text: str, left: str | None) -> None:
    assert without_tag(text) == (text if left is None else left)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("70?", "70k?"),
        ("und 45", "und 45k"),
        ("70 stürme", "70 stürme"),
        ("7", "7"),
        ("999", "999"),
        ("40 oder 50", "40 oder 50"),
        ("70%", "70%"),
        ("70k", "70k"),
        ("", ""),
    ],
)
def test_a_bare_number_in_talk_about_pay_counts_thousands(
    text: str, read: str, small: Index
) -> None:
    assert in_thousands(text, small, "salary") == read
    assert in_thousands(text, small, "training") == text
    assert in_thousands(text, small, None) == text


def test_a_bare_number_after_the_salary_is_placed_in_the_range(small: Index) -> None:
    turn = Chat(small).say("gehalt keeper", "70?")
    assert turn.interpretation.intent == "salary_check"
    assert turn.interpretation.slots["amount"] == "70000"


def test_the_amount_of_the_message_before_is_meant_where_none_is_named(small: Index) -> None:
    turn = Chat(small).say("ich verdiene 31000 euro als keeper", "ist das fair als keeper?")
    assert turn.interpretation.intent == "salary_check"
    assert "31.000" in turn.reply.text


def test_two_occupations_in_one_question_are_both_answered(small: Index) -> None:
    text = Chat(small).say("gehalt leuchtturmwärter und leuchtturmdirektor").reply.text
    for occupation in small.knowledge.occupations.values():
        assert occupation.name["de"] in text


def test_caveats_just_read_are_not_repeated_but_the_source_is(small: Index) -> None:
    chat = Chat(small)
    first, second = chat.say("gehalt keeper").reply, chat.say("und im Monat?").reply
    shown = [p.text for p in first.paragraphs if p.style == "small"]
    again = [p.text for p in second.paragraphs if p.style == "small"]
    assert len(again) < len(shown)
    assert shown[0] in again


@pytest.mark.parametrize(
    ("text", "language"), [("sorry i was rude", "en"), ("was bringt das", "de")]
)
def test_a_word_of_both_languages_follows_the_word_before(
    text: str, language: str, small: Index
) -> None:
    assert Chat(small).say(text).reply.language == language
