"""An occupation added later is ours, whatever the phrases so far take it for."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.checking.check import build_index
from bot.checking.conversations import OUTDATED, RULE, check_conversations
from bot.dialogue.wording import say
from bot.knowledge.models import Conversation, Turn
from bot.matching.index import Index
from tests.conftest import HERE, sound
from tests.dialogue.chat import Chat

BLOWER = "glassblower"
FILES = {
    "occupations/glassblower.yaml": """
name: {de: Glasbläser, en: Glassblower}
aliases: [glass artist]
figures:
  - id: glass_pay
    topic: salary
    low: null
    value: 2800
    high: null
    unit: EUR
    currency: EUR
    period: month
    gross: true
    statistic: average
    sample_size: null
    source: almanac
    locator: page 9
    as_of: "2024"
    checked_on: "2026-11-01"
    review_after: "2027-11-01"
    confidence: medium
    show_by_default: true
sections:
  training:
    reply: {de: Drei Jahre am Ofen., en: Three years at the furnace.}
    sources: [almanac]
""",
    "faq/elsewhere.yaml": """
elsewhere:
  topic: out_of_scope
  kind: fallback
  title: {de: Andere Berufe, en: Other occupations}
  phrases:
    de: ["lehre als {other_occupation}", umschulung zum glasbläser]
    en: ["journeyman as a {other_occupation}"]
  reply: {de: Zu anderen Berufen weiß ich nichts., en: I know nothing of other occupations.}
who_earns_more:
  topic: salary
  kind: fallback
  title: {de: Vergleich, en: Comparison}
  phrases:
    de: [wer verdient mehr als der andere]
    en: ["do you earn more as a {other_occupation}"]
  reply: {de: Vergleichen kann ich nicht., en: I cannot compare.}
night_pay:
  topic: salary
  kind: fallback
  about_occupation: true
  title: {de: Nachtzulage, en: Night allowance}
  phrases:
    de: ["nachtzulage {occupation}", wie hoch ist die nachtzulage]
    en: ["night allowance {occupation}", how high is the night allowance]
  reply: {de: Nachts gibt es mehr Tee., en: At night there is more tea.}
""",
}


@pytest.fixture(scope="module")
def with_blower(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Return the small knowledge with one more occupation, and phrases older than it."""
    root = tmp_path_factory.mktemp("ours") / "knowledge"
    shutil.copytree(HERE / "knowledge_small", root)
    for name, text in FILES.items():
        (root / name).write_text(text, encoding="utf-8")
    return build_index(sound(root))


def test_a_phrase_about_strangers_does_not_answer_for_one_of_ours(with_blower: Index) -> None:
    reply = Chat(with_blower).say("lehre als glasbläser").reply
    assert reply.text.startswith("Drei Jahre am Ofen")


def test_where_nothing_tells_what_is_asked_the_bot_asks(with_blower: Index) -> None:
    turn = Chat(with_blower).say("umschulung zum glasbläser")
    asking = say(with_blower.knowledge, "about_occupation", "de", name="Glasbläser")
    assert (turn.reply.kind, turn.reply.text) == ("clarify", asking)
    assert turn.interpretation.slots == {"occupation": BLOWER}


def test_a_stranger_stays_one(with_blower: Index) -> None:
    known = with_blower.knowledge.vocabulary.other_occupations[0]
    reply = Chat(with_blower).say(f"lehre als {known}").reply
    assert reply.kind == "fallback"
    assert "Ofen" not in reply.text


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("wer verdient mehr als der andere, glasbläser oder turmwärter", "2.800", "36.000"),
        ("do you earn more as a keeper or as a glassblower", "€36,000", "€2,800"),
    ],
)
def test_who_of_two_of_ours_earns_more_is_told_by_what_both_earn(
    text: str, first: str, second: str, with_blower: Index
) -> None:
    reply = Chat(with_blower).say(text).reply
    assert reply.kind == "answer"
    assert -1 < reply.text.find(first) < reply.text.find(second)


def test_what_pay_holds_for_another_one_only_is_answered_by_its_own_pay(
    with_blower: Index,
) -> None:
    reply = Chat(with_blower).say("nachtzulage glasbläser").reply
    near = say(with_blower.knowledge, "section_near", "de", occupation="Glasbläser")
    assert reply.text.startswith(near)
    assert "2.800" in reply.text
    assert "Tee" not in reply.text


@pytest.mark.parametrize(("language", "text"), [("de", "gehalt senior glasbläser"),
                                                ("en", "senior glassblower salary")])  # fmt: skip
def test_what_the_sources_of_one_say_is_not_said_of_another(
    language: str, text: str, with_blower: Index
) -> None:
    reply = Chat(with_blower).say(text).reply
    known = with_blower.knowledge
    assert say(known, "no_figure_level_else", language, name="Senior") in reply.text
    assert say(known, "what_there_is", language) not in reply.text


def test_who_says_what_they_are_asks_about_the_other_one(with_blower: Index) -> None:
    turn = Chat(with_blower).say("ich bin glasbläser, was verdient ein turmwärter")
    assert turn.reply.text.startswith("Im Schnitt 36.000")


def test_a_promise_to_know_nothing_of_what_is_ours_now_is_advice(with_blower: Index) -> None:
    promise = Turn("gehalt glasbläser", kind=("fallback",), topic=("out_of_scope",),
                   contains=("Entgeltatlas",), lacks=("36.000",))  # fmt: skip
    others = (
        replace(promise, lacks=("2.800",)),
        replace(promise, lacks=()),
        replace(promise, say="gehalt turmwärter"),
        replace(promise, kind=("clarify",)),
    )
    knowledge = replace(
        with_blower.knowledge,
        conversations=tuple(Conversation((each,)) for each in (promise, *others)),
    )
    found = check_conversations(replace(with_blower, knowledge=knowledge), date(2026, 11, 21))
    assert [each.rule for each in found] == [OUTDATED, *[RULE] * len(others)]
    assert found[0].rule == "W611"
    assert found[0].severity == "warning"
    assert BLOWER in found[0].message


def test_many_of_ours_are_ours_too(tmp_path: Path) -> None:
    root = tmp_path / "knowledge"
    shutil.copytree(HERE / "knowledge_small", root)
    words = root / "vocabulary.yaml"
    text = words.read_text(encoding="utf-8")
    text = text.replace("other_occupations:\n", "other_occupations:\n  - smiths\n", 1)
    words.write_text(text, encoding="utf-8")
    (root / "occupations/smith.yaml").write_text(
        "name: {de: Schmied, en: Smith}\n", encoding="utf-8"
    )
    turn = Chat(build_index(sound(root))).say("what do smiths earn")
    assert turn.interpretation.slots == {"occupation": "smith"}
