"""Ids that name nothing, names that two places claim, placeholders nobody can fill."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge import loader
from tests.knowledge.broken import changed, expect, expect_error, rules, small_folder

KEEPER = "occupations/lighthouse_keeper.yaml"
DIRECTOR = "occupations/lighthouse_director.yaml"
FAQ = "faq/lighthouse.yaml"
SALARY = "intents/salary.yaml"
TALK = "conversations/salary.yaml"


def test_an_unknown_source_names_the_near_one(tmp_path: Path) -> None:
    text = changed(FAQ, ("sources: [almanac]", "sources: [¦almanak]"))
    assert 'did you mean "almanac"?' in expect(tmp_path, "E301", FAQ, text)


def test_an_unknown_source_of_a_figure_is_named(tmp_path: Path) -> None:
    text = changed(KEEPER, ("source: almanac", "source: ¦yearbook"))
    assert "the sources are almanac, logbook" in expect(tmp_path, "E301", KEEPER, text)


def test_an_unknown_source_in_a_text_is_named(tmp_path: Path) -> None:
    text = changed(FAQ, ("Über Urlaub steht", "Laut ¦{source:almanack} steht"))
    expect(tmp_path, "E301", FAQ, text)


def test_a_button_to_an_unknown_entry_is_named(tmp_path: Path) -> None:
    text = changed(FAQ, ("next: [tasks, salary]", "next: [tasks, ¦salry]"))
    assert 'did you mean "salary"?' in expect(tmp_path, "E302", FAQ, text)


def test_a_button_of_a_section_to_an_unknown_entry_is_named(tmp_path: Path) -> None:
    text = changed(KEEPER, ("next: [training, salary]", "next: [¦cats, salary]"))
    expect(tmp_path, "E302", KEEPER, text)


def test_an_unknown_intent_in_a_conversation_is_named(tmp_path: Path) -> None:
    text = changed(TALK, ("intent: salary", "intent: [salary, ¦sallary]"))
    expect(tmp_path, "E302", TALK, text)


def test_an_unknown_topic_is_named(tmp_path: Path) -> None:
    text = changed(SALARY, ("after: [salary,", "after: [¦sallary,"))
    assert 'did you mean "salary"?' in expect(tmp_path, "E303", SALARY, text)


def test_a_section_no_occupation_has_is_named(tmp_path: Path) -> None:
    path = "intents/tasks.yaml"
    text = changed(path, ("section: tasks", "section: ¦task"))
    assert 'did you mean "tasks"?' in expect(tmp_path, "E304", path, text)


def test_an_unknown_default_occupation_is_named(tmp_path: Path) -> None:
    text = "languages: [de, en]\ndefault_occupation: ¦lighthouse_keper\n"
    message = expect(tmp_path, "E305", "knowledge.yaml", text)
    assert 'did you mean "lighthouse_keeper"?' in message


def test_an_unknown_occupation_in_a_conversation_is_named(tmp_path: Path) -> None:
    text = changed(TALK, ("{occupation: lighthouse_keeper}", "{occupation: ¦sailor}"))
    expect(tmp_path, "E305", TALK, text)


@pytest.mark.parametrize("name", ["ocupation", "place", "amount", "", "Name: x"])
def test_an_unknown_placeholder_is_named(tmp_path: Path, name: str) -> None:
    text = changed(KEEPER, ("Ausbildung zum {occupation}", f"Ausbildung zum ¦{{{name}}}"))
    text = text.replace("as a {occupation} takes", "as a keeper takes")
    rule = "E307" if name == "amount" else "E306"
    expect(tmp_path, rule, KEEPER, text)


@pytest.fixture
def two_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the packaged wording be two sentences only."""
    home = tmp_path / "packaged"
    home.mkdir()
    text = "source_line: {de: 'Quelle: {sources}', en: 'Source: {sources}'}\n"
    text += "fine: {de: Gut, en: Fine}\n"
    (home / "wording.yaml").write_text(text)
    monkeypatch.setattr(loader, "packaged_folder", lambda: home)


@pytest.mark.usefixtures("two_sentences")
def test_a_placeholder_the_bots_sentence_does_not_have_is_named(tmp_path: Path) -> None:
    text = "source_line: {de: 'Quelle: ¦{source}', en: 'Source: ¦{source}'}\n"
    message = expect(tmp_path, "E306", "wording.yaml", text)
    assert 'did you mean "{sources}"?' in message


@pytest.mark.usefixtures("two_sentences")
def test_a_sentence_the_bot_does_not_have_is_named(tmp_path: Path) -> None:
    text = "¦source_lines: {de: Quelle, en: Source}\n"
    assert 'did you mean "source_line"?' in expect(tmp_path, "E314", "wording.yaml", text)


@pytest.mark.parametrize("name", ["keper_pay.value", "value", "x.y.low.month"])
def test_an_unknown_figure_is_named(tmp_path: Path, name: str) -> None:
    text = changed(FAQ, ("im Jahr {amount:keeper_pay.value}", f"im Jahr ¦{{amount:{name}}}"))
    expect_error(tmp_path, "E307", FAQ, text)


@pytest.mark.parametrize("name", ["keeper_pay.median", "keeper_pay", "director_pay.low"])
def test_an_amount_a_figure_does_not_have_is_named(tmp_path: Path, name: str) -> None:
    text = changed(FAQ, ("im Jahr {amount:keeper_pay.value}", f"im Jahr ¦{{amount:{name}}}"))
    expect_error(tmp_path, "E308", FAQ, text)


def test_the_sample_of_a_figure_without_one_is_named(tmp_path: Path) -> None:
    text = changed(FAQ, ("Über Urlaub", "Laut ¦{sample:director_pay} Leuten – über Urlaub"))
    expect_error(tmp_path, "E308", FAQ, text)


def test_an_unknown_slot_in_a_phrase_is_named(tmp_path: Path) -> None:
    text = changed(SALARY, ("- gehalt {occupation}\n", "- gehalt ¦{ocupation}\n"))
    assert 'did you mean "occupation"?' in expect(tmp_path, "E309", SALARY, text)


def test_an_unknown_slot_in_a_quoted_phrase_is_named_at_its_bracket(tmp_path: Path) -> None:
    text = changed(SALARY, ("- gehalt {occupation}\n", '- "gehalt ¦{ocupation}"\n'))
    expect(tmp_path, "E309", SALARY, text)


def test_an_unknown_slot_that_is_needed_is_named(tmp_path: Path) -> None:
    expect(tmp_path, "E309", SALARY, changed(SALARY, ("needs: [", "needs: [¦job, ")))


def test_an_unknown_slot_in_a_conversation_is_named(tmp_path: Path) -> None:
    text = changed(TALK, ("{occupation: light", "{¦job: x, occupation: light"))
    expect(tmp_path, "E309", TALK, text)


def test_an_unknown_built_in_answer_names_the_near_one(tmp_path: Path) -> None:
    text = changed(SALARY, ("answer: salary", "answer: ¦salery"))
    assert 'did you mean "salary"?' in expect(tmp_path, "E310", SALARY, text)


def test_a_command_of_two_entries_is_named_with_its_first_place(tmp_path: Path) -> None:
    path = "intents/training.yaml"
    text = changed(path, ("commands: [ausbildung", "commands: [¦gehalt, ausbildung"))
    message = expect(tmp_path, "E311", path, text)
    assert 'belongs to "salary" already: intents/salary.yaml:3' in message


def test_a_command_that_stands_twice_in_one_entry_is_named(tmp_path: Path) -> None:
    text = changed(SALARY, ("salary]", "salary, ¦gehalt]"))
    expect(tmp_path, "E311", SALARY, text)


def test_an_alias_of_two_occupations_is_named(tmp_path: Path) -> None:
    text = changed(KEEPER, ("aliases: [", "aliases: [¦Direktor, "))
    message = expect(tmp_path, "E312", KEEPER, text)
    assert "lighthouse_director" in message


def test_a_bracket_that_stands_alone_is_named(tmp_path: Path) -> None:
    text = changed(KEEPER, ("Danach kommt eine", "Danach ¦{ kommt eine"))
    expect(tmp_path, "E313", KEEPER, text)


def test_a_bracket_that_stands_alone_in_a_phrase_is_named(tmp_path: Path) -> None:
    text = changed(SALARY, ("- gehalt {occupation}\n", "- gehalt occupation¦}\n"))
    expect(tmp_path, "E313", SALARY, text)


def test_an_occupation_on_request_cannot_be_the_default(tmp_path: Path) -> None:
    text = "languages: [de, en]\ndefault_occupation: ¦lighthouse_director\n"
    expect(tmp_path, "E315", "knowledge.yaml", text)


def test_an_occupation_cannot_stand_in_for_itself(tmp_path: Path) -> None:
    path = "occupations/lighthouse_director.yaml"
    text = changed(path, ("stands_in: lighthouse_keeper", "¦stands_in: lighthouse_director"))
    expect(tmp_path, "E316", path, text)


def test_an_occupation_that_stands_in_must_exist(tmp_path: Path) -> None:
    path = "occupations/lighthouse_director.yaml"
    text = changed(path, ("stands_in: lighthouse_keeper", "stands_in: ¦lighthouse_keper"))
    assert "lighthouse_keeper" in expect(tmp_path, "E305", path, text)


def test_the_occupations_a_reply_holds_for_must_exist(tmp_path: Path) -> None:
    path = "intents/greeting.yaml"
    text = changed(
        path,
        ("topic: smalltalk", "topic: smalltalk\nabout_occupation: true\noccupations: [¦baker]"),
    )
    expect(tmp_path, "E305", path, text)


def test_a_language_code_that_no_app_reports_is_named(tmp_path: Path) -> None:
    text = '- say: "hallo"\n  kind: smalltalk\n  language_code: ¦english\n'
    expect(tmp_path, "E217", "conversations/mine.yaml", text)


@pytest.mark.parametrize("code", ["de", "pt-br", "zh-hans", "de_AT"])
def test_codes_that_apps_report_are_fine(tmp_path: Path, code: str) -> None:
    root = small_folder(tmp_path)
    (root / "conversations/mine.yaml").write_text(
        f'- say: "hallo"\n  kind: smalltalk\n  language_code: {code}\n'
    )
    assert rules(root) == []
