"""Keys and values that are not what the format says."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge.loader import load
from tests.knowledge.broken import changed, expect, folder, rules, small_folder

KEEPER = "occupations/lighthouse_keeper.yaml"
GREETING = "intents/greeting.yaml"
SALARY = "intents/salary.yaml"
SOURCES = "sources.yaml"


def test_an_unknown_key_names_the_near_one(tmp_path: Path) -> None:
    text = changed(GREETING, ("phrases:", "¦phrasen:"))
    assert 'did you mean "phrases"?' in expect(tmp_path, "E201", GREETING, text)


def test_an_unknown_key_nothing_is_near_to_lists_what_there_is(tmp_path: Path) -> None:
    text = "languages: [de, en]\n¦xyz: 3\n"
    message = expect(tmp_path, "E201", "knowledge.yaml", text)
    assert "the keys here are default_occupation, languages" in message


def test_a_missing_key_is_named_at_its_group(tmp_path: Path) -> None:
    text = changed(SOURCES, ("  publisher: Harbour Press\n", ""), ("  title", "  ¦title"))
    assert '"publisher" is missing' in expect(tmp_path, "E202", SOURCES, text)


@pytest.mark.parametrize("key", ["low", "currency", "period", "gross", "locator", "as_of"])
def test_a_figure_must_say_everything_even_if_null(tmp_path: Path, key: str) -> None:
    lines = changed(KEEPER, ("- id:", "- ¦id:")).splitlines(keepends=True)
    start = next(i for i, line in enumerate(lines) if line.startswith(f"    {key}:"))
    message = expect(tmp_path, "E202", KEEPER, "".join(lines[:start] + lines[start + 1 :]))
    written = "unknown" if key in ("period", "gross") else "null"
    assert f'"{key}" is missing; add it, {written} if the source does not say' in message


def test_a_missing_language_is_named(tmp_path: Path) -> None:
    text = changed(GREETING, ("title: {de: Hallo, en: Hello}", "title: ¦{de: Hallo}"))
    assert 'missing in en; add "en:"' in expect(tmp_path, "E203", GREETING, text)


def test_an_unknown_language_is_named(tmp_path: Path) -> None:
    text = changed(GREETING, ("en: Hello}", "en: Hello, ¦fr: Salut}"))
    assert "the languages are de, en" in expect(tmp_path, "E204", GREETING, text)


def test_an_unknown_language_of_phrases_is_named(tmp_path: Path) -> None:
    text = changed(GREETING, ("  de: [hallo", "  ¦fr: [salut]\n  de: [hallo"))
    expect(tmp_path, "E204", GREETING, text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: {de: Hallo, en: Hello}", "title: ¦Hallo"),
        ("  de: Hallo! Frag mich nach dem Leben auf dem Leuchtturm.", "  de: ¦[Hallo]"),
        ("topic: smalltalk", "topic: ¦[smalltalk]"),
        ("kind: smalltalk", "kind: ¦[smalltalk]"),
        ("title:", "about_occupation: ¦[true]\ntitle:"),
    ],
)
def test_a_value_of_the_wrong_shape_is_named(tmp_path: Path, old: str, new: str) -> None:
    expect(tmp_path, "E205", GREETING, changed(GREETING, (old, new)))


def test_a_file_that_is_a_list_where_keys_are_expected_is_refused(tmp_path: Path) -> None:
    assert "a list" in expect(tmp_path, "E205", "knowledge.yaml", "¦- languages\n")


@pytest.mark.parametrize(
    ("written", "better"),
    [
        ("36.000 €", "36000"),
        ("36,000", "36000"),
        ("€36000", "36000"),
        ("36'000", "36000"),
        ('"36000"', "36000"),
        ("36k", "digits only"),
        (".nan", "digits only"),
        ("3.6e4", "digits only"),
        ("0x8ca0", "digits only"),
        ("36000.", "digits only"),
        ("many", "digits only"),
        ("1" * 16, "1" * 16),
    ],
)
def test_what_is_no_number_is_refused(tmp_path: Path, written: str, better: str) -> None:
    text = changed(KEEPER, ("value: 36000", f"value: ¦{written}"))
    assert f"write {better}" in expect(tmp_path, "E206", KEEPER, text)


def test_half_a_person_is_no_sample(tmp_path: Path) -> None:
    text = changed(KEEPER, ("sample_size: 120", "sample_size: ¦120.5"))
    assert "a whole number" in expect(tmp_path, "E206", KEEPER, text)


@pytest.mark.parametrize(
    ("written", "better"), [("yes", "true"), ("ja", "true"), ("off", "false"), ('"true"', "true")]
)
def test_only_true_and_false_are_switches(tmp_path: Path, written: str, better: str) -> None:
    text = changed(SALARY, ("about_occupation: true", f"about_occupation: ¦{written}"))
    assert f"write {better}" in expect(tmp_path, "E207", SALARY, text)


def test_an_unknown_choice_names_the_near_one(tmp_path: Path) -> None:
    text = changed(GREETING, ("kind: smalltalk", "kind: ¦smaltalk"))
    assert 'did you mean "smalltalk"?' in expect(tmp_path, "E208", GREETING, text)


@pytest.mark.parametrize("written", ["01.11.2026", "2026-11-31", "2026-1-1", "November", "2026"])
def test_a_day_is_written_year_month_day(tmp_path: Path, written: str) -> None:
    text = changed(KEEPER, ("checked_on: 2026-11-01", f"checked_on: ¦{written}"))
    expect(tmp_path, "E209", KEEPER, text)


def test_a_quoted_day_is_fine(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    (root / KEEPER).write_text(changed(KEEPER, ("2026-11-01", '"2026-11-01"')))
    assert rules(root) == []


@pytest.mark.parametrize("name", ["two words", "-x", "a/b", "x" * 121, "_x", "käse!"])
def test_an_id_has_a_form(tmp_path: Path, name: str) -> None:
    expect(tmp_path, "E210", "faq/x.yaml", f"¦{name}:\n  phrases: [cats]\n  answer: help\n")


@pytest.mark.parametrize("name", ["ä", "Käse-Wie.teuer_2", "猫", "x" * 120, "1"])
def test_ids_may_hold_letters_of_any_script(tmp_path: Path, name: str) -> None:
    loaded = load(folder(tmp_path, faq__x=f"{name}: {{phrases: [cats]}}\n"))
    assert loaded.knowledge is not None
    assert list(loaded.knowledge.entries) == [name]


def test_a_file_name_has_the_form_of_an_id(tmp_path: Path) -> None:
    text = "¦phrases: [cats]\nanswer: help\n"
    expect(tmp_path, "E210", "intents/two words.yaml", text)


def test_an_id_that_differs_from_the_file_name_is_named(tmp_path: Path) -> None:
    text = changed(GREETING, ("topic:", "id: ¦greetings\ntopic:"))
    assert "write greeting" in expect(tmp_path, "E211", GREETING, text)


def test_a_figure_of_another_occupation_is_named(tmp_path: Path) -> None:
    text = changed(KEEPER, ("    topic:", "    occupation: ¦sailor\n    topic:"))
    assert "write lighthouse_keeper" in expect(tmp_path, "E211", KEEPER, text)


def test_an_entry_that_exists_already_is_named_with_the_first_place(tmp_path: Path) -> None:
    text = "storm:\n  phrases: [cats]\n  answer: help\n"
    root = small_folder(tmp_path)
    (root / "faq" / "zoo.yaml").write_text(text)
    (problem,) = load(root).problems
    assert (problem.rule, problem.line) == ("E212", 1)
    assert "faq/lighthouse.yaml:1" in problem.message


def test_a_figure_that_exists_already_is_named(tmp_path: Path) -> None:
    text = changed(KEEPER)
    figure = text[text.index("  - id:") : text.index("sections:")]
    again = figure.replace("- id", "- ¦id") + "sections:"
    expect(tmp_path, "E212", KEEPER, text.replace("sections:", again))


def test_two_files_of_one_name_and_two_endings_are_refused(tmp_path: Path) -> None:
    expect(tmp_path, "E212", "knowledge.yml", "¦languages: [de, en]\n")


@pytest.mark.parametrize("empty", ["", '""', '"  "', "null", "~", "|"])
def test_an_empty_text_is_refused(tmp_path: Path, empty: str) -> None:
    text = changed(GREETING, ("title: {de: Hallo, en: Hello}", "title:\n  de: Hallo\n  en: EMPTY"))
    root = small_folder(tmp_path)
    (root / GREETING).write_text(text.replace("EMPTY", empty))
    problems = load(root).problems
    assert [(p.rule, p.line) for p in problems] == [("E213", 5)]


def test_a_figure_without_source_is_refused(tmp_path: Path) -> None:
    text = changed(KEEPER, ("    source: almanac", "    source: ¦null"))
    expect(tmp_path, "E213", KEEPER, text)


def test_only_one_answer_can_be_given(tmp_path: Path) -> None:
    text = changed(SALARY, ("answer: salary", "answer: salary\n¦section: tasks"))
    expect(tmp_path, "E214", SALARY, text)


@pytest.mark.parametrize("name", ["/gehalt2", "Gehalt2", "über", "zwei worte", "a" * 33])
def test_a_command_has_a_form(tmp_path: Path, name: str) -> None:
    text = changed(SALARY, ("commands: [gehalt", f"commands: [¦{name}, gehalt"))
    expect(tmp_path, "E215", SALARY, text)


def test_a_folder_without_entries_is_refused(tmp_path: Path) -> None:
    assert rules(folder(tmp_path)) == ["E216"]
    assert rules(folder(tmp_path / "..", sources="{}")) == ["E216"]


def test_a_language_has_a_form(tmp_path: Path) -> None:
    text = "languages: [de, en, ¦Englisch]\n"
    expect(tmp_path, "E217", "knowledge.yaml", text)


def test_the_language_of_a_source_has_a_form(tmp_path: Path) -> None:
    text = changed(SOURCES, ("language: de", "language: ¦deutsch"))
    expect(tmp_path, "E217", SOURCES, text)


def test_a_web_address_has_a_form(tmp_path: Path) -> None:
    text = changed(SOURCES, ("https://logbook.example", "¦logbook.example"))
    expect(tmp_path, "E218", SOURCES, text)


@pytest.mark.parametrize("phrase", ['"?!"', '"…"', '"👋"'])
def test_a_phrase_of_signs_only_is_refused(tmp_path: Path, phrase: str) -> None:
    text = changed(GREETING, ("de: [hallo", f"de: [¦{phrase}, hallo"))
    expect(tmp_path, "E219", GREETING, text)


@pytest.mark.parametrize("old", ["36000", "average", "almanac", "2027-11-01", "medium"])
def test_what_is_still_to_be_filled_in_is_one_error_a_line(tmp_path: Path, old: str) -> None:
    message = expect(tmp_path, "E220", KEEPER, changed(KEEPER, (f": {old}", ": ¦TODO")))
    assert "in place of TODO" in message


def test_a_text_with_a_line_to_be_filled_in_is_unfinished(tmp_path: Path) -> None:
    text = (
        "topic: smalltalk\nphrases: [hallo]\nreply:\n  en: x\n  de: |\n    Hallo!\n\n    - ¦TODO\n"
    )
    expect(tmp_path, "E220", GREETING, text)


def test_a_to_do_list_may_be_spoken_of(tmp_path: Path) -> None:
    text = changed(GREETING, ("hallo,", "hallo todo-liste, schreib eine TODO liste,"))
    (small_folder(tmp_path) / GREETING).write_text(text, encoding="utf-8")
    assert load(tmp_path / "kb").problems == ()
