"""What loads all the same, but is probably not meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge import loader
from bot.knowledge.loader import load
from tests.knowledge.broken import SMALL, changed, expect, folder, rules, small_folder

KEEPER = "occupations/lighthouse_keeper.yaml"
GREETING = "intents/greeting.yaml"
SALARY = "intents/salary.yaml"
FAQ = "faq/lighthouse.yaml"


def test_warnings_do_not_keep_the_knowledge_back(tmp_path: Path) -> None:
    root = folder(tmp_path, faq__x="x: {phrases: [cats, CATS!]}\n")
    loaded = load(root)
    assert [problem.severity for problem in loaded.problems] == ["warning"]
    assert loaded.knowledge is not None


def test_an_invisible_mark_at_the_start_is_named_and_skipped(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    (root / GREETING).write_bytes(b"\xef\xbb\xbf" + changed(GREETING).encode())
    loaded = load(root)
    assert [(p.rule, p.line, p.column) for p in loaded.problems] == [("W501", 1, 1)]
    assert loaded.knowledge is not None
    assert loaded.knowledge.entries["greeting"].topic == "smalltalk"


def test_a_file_nobody_reads_is_named(tmp_path: Path) -> None:
    message = expect(tmp_path, "W502", "vocabularry.yaml", "¦fillers: {}\n")
    assert 'did you mean "vocabulary.yaml"?' in message


def test_a_file_with_another_ending_is_named(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    for name in ("cats.yaml.txt", "cats.docx", "cats"):
        (root / "faq" / name).write_text("cats")
    for name in ("cats.yaml~", ".cats.yaml.swp", "README.md"):
        (root / "faq" / name).write_text("cats")
    problems = load(root).problems
    assert [problem.rule for problem in problems] == ["W502"] * 3
    assert problems[0].hint == "only names that end in .yaml are read here"


def test_a_copy_of_a_file_is_one_problem(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    (root / "intents" / "salary - Kopie.yaml").write_bytes((root / SALARY).read_bytes())
    (problem,) = load(root).problems
    assert (problem.rule, problem.line) == ("E135", 1)
    assert problem.path.endswith("salary - Kopie.yaml")


def test_a_phrase_nobody_would_type_is_named(tmp_path: Path) -> None:
    faq = f"cats:\n  phrases:\n    - {'cats and dogs ' * 30}\n  reply: x\n"
    (problem,) = load(folder(tmp_path, faq__x=faq, knowledge="languages: [en]\n")).problems
    assert (problem.rule, problem.line, problem.column) == ("W535", 3, 7)


def test_a_folder_nobody_reads_is_named(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    (root / "intent").mkdir()
    (root / "intent" / "cats.yaml").write_text("phrases: [cats]\n")
    (problem,) = load(root).problems
    assert (problem.rule, problem.path) == ("W503", f"{root}/intent")
    assert problem.hint == 'did you mean "intents"?'


def test_a_title_too_long_for_a_button_is_named(tmp_path: Path) -> None:
    text = changed(GREETING, ("de: Hallo,", f"de: ¦{'Hallo ' * 7},"))
    assert "has 41 characters" in expect(tmp_path, "W504", GREETING, text)


def test_a_title_no_button_shows_is_an_error(tmp_path: Path) -> None:
    text = changed(GREETING, ("de: Hallo,", f"de: ¦{'x' * 65},"))
    assert "has 65 characters" in expect(tmp_path, "E225", GREETING, text)


def test_a_title_of_forty_characters_is_fine(tmp_path: Path) -> None:
    text = changed(GREETING, ("de: Hallo,", f"de: {'x' * 40},"))
    root = small_folder(tmp_path)
    (root / GREETING).write_text(text)
    assert rules(root) == []


def test_a_text_too_long_for_a_message_is_named(tmp_path: Path) -> None:
    text = changed(GREETING, ("  de: Hallo! ", f"  de: ¦{'Hallo! ' * 501}"))
    expect(tmp_path, "W505", GREETING, text)


def test_a_phrase_of_another_entry_is_named_with_its_first_place(tmp_path: Path) -> None:
    text = changed(SALARY, ("- verdienst", "- ¦Hallo, zusammen!"))
    message = expect(tmp_path, "W506", SALARY, text)
    assert 'belongs to "greeting", too: intents/greeting.yaml:5' in message


def test_a_phrase_that_stands_twice_is_named(tmp_path: Path) -> None:
    text = changed(SALARY, ("- verdienst", "- ¦Gehalt?"))
    expect(tmp_path, "W507", SALARY, text)


def test_the_same_word_in_two_languages_of_one_entry_is_fine(tmp_path: Path) -> None:
    root = folder(tmp_path, intents__x="phrases: {de: [job], en: [job]}\n")
    assert rules(root) == []


def test_phrases_with_different_slots_are_not_the_same(tmp_path: Path) -> None:
    root = folder(tmp_path, intents__x="phrases:\n  - pay in {place}\n  - pay in {country}\n")
    assert rules(root) == []


def test_phrases_in_one_language_only_are_named(tmp_path: Path) -> None:
    lines = changed(GREETING, ("  de: [", "  ¦de: [")).splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith("  en: ["))
    assert "no phrases in en" in expect(tmp_path, "W508", GREETING, text)


def test_an_empty_list_of_phrases_is_named(tmp_path: Path) -> None:
    text = changed(SALARY, ("follow_ups:\n  de: [", "follow_ups:\n  de: ¦[] #")).replace("#", "# ")
    expect(tmp_path, "W509", SALARY, text)


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u202e", "\ufeff"])
def test_an_invisible_character_is_named(tmp_path: Path, sign: str) -> None:
    expect(tmp_path, "W510", SALARY, changed(SALARY, ("- verdienst", f"- ver¦{sign}dienst")))


def test_golden_conversations_may_hold_invisible_characters(tmp_path: Path) -> None:
    path = "conversations/salary.yaml"
    root = small_folder(tmp_path)
    (root / path).write_text(changed(path, ("hi there", "hi\u200b there")))
    assert rules(root) == []


def test_a_word_of_two_alphabets_is_named(tmp_path: Path) -> None:
    message = expect(
        tmp_path, "W511", SALARY, changed(SALARY, ("- verdienst", "- ¦verdi\u0435nst"))
    )
    assert "two alphabets" in message


def test_a_word_of_another_alphabet_is_fine(tmp_path: Path) -> None:
    root = folder(tmp_path, intents__x="phrases: [привет, γεια, 'π = 3']\n")
    assert rules(root) == []


@pytest.mark.parametrize("text", ["„verdienst“", "“verdienst”"])
def test_curly_quotes_around_a_text_are_named(tmp_path: Path, text: str) -> None:
    expect(tmp_path, "W512", SALARY, changed(SALARY, ("- verdienst", f"- ¦{text}")))


def test_a_text_that_ends_before_a_hash_is_named(tmp_path: Path) -> None:
    expect(tmp_path, "W513", SALARY, changed(SALARY, ("- verdienst", "- verdienst mit c ¦#1")))


def test_a_remark_is_no_lost_text(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    (root / SALARY).write_text(changed(SALARY, ("- verdienst", "- verdienst # a remark")))
    assert rules(root) == []


def test_thousands_written_as_units_are_named(tmp_path: Path) -> None:
    text = changed(KEEPER, ("low: 30000", "low: ¦30"))
    expect(tmp_path, "W514", KEEPER, text)


def test_a_topic_that_looks_like_a_slip_is_named(tmp_path: Path) -> None:
    text = changed(GREETING, ("topic: smalltalk", "topic: ¦smaltalk"))
    assert 'did you mean "smalltalk"?' in expect(tmp_path, "W515", GREETING, text)


def test_a_title_without_an_answer_is_named(tmp_path: Path) -> None:
    text = "¦title: {de: Katzen, en: Cats}\nphrases: {de: [katzen], en: [cats]}\n"
    expect(tmp_path, "W516", "intents/cats.yaml", text)


def test_an_entry_nobody_can_ask_for_is_named(tmp_path: Path) -> None:
    expect(tmp_path, "W517", "faq/cats.yaml", "¦cats:\n  answer: help\n")


def test_an_entry_behind_a_button_can_be_asked_for(tmp_path: Path) -> None:
    text = "cats: {answer: help}\ndogs: {phrases: [dogs], next: [cats]}\n"
    assert rules(folder(tmp_path, faq__x=text)) == []


def test_a_language_the_bot_has_no_sentences_in_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "packaged"
    home.mkdir()
    (home / "wording.yaml").write_text("hello: {de: Hallo, en: Hello}\nbye: {de: Ade, en: Bye}\n")
    monkeypatch.setattr(loader, "packaged_folder", lambda: home)
    root = folder(tmp_path, knowledge="languages: [fr]\n", faq__x="x: {phrases: [chats]}\n")
    loaded = load(root)
    assert [problem.rule for problem in loaded.problems] == ["W518"]
    assert "2 of the bot's own sentences" in loaded.problems[0].message
    assert loaded.knowledge is not None
    assert loaded.knowledge.wording["bye"]["fr"] == "Bye"


def test_a_figure_told_in_one_language_only_is_named(tmp_path: Path) -> None:
    text = changed(FAQ, ("    en: |\n      In a storm", "    en: ¦|\n      In a storm"))
    text = text.replace("{amount:keeper_pay.value.month} a month", "quite some a month")
    message = expect(tmp_path, "W519", FAQ, text)
    assert '"{amount:keeper_pay.value.month}" stands in de, but not in en' in message


def test_a_figure_of_another_occupation_in_a_reply_is_named(tmp_path: Path) -> None:
    listed = "about_occupation: true\n  occupations: [lighthouse_keeper, lighthouse_director]"
    text = changed(FAQ, ("about_occupation: true", listed))
    root = small_folder(tmp_path)
    (root / FAQ).write_text(text)
    assert rules(root) == []
    director = root / "occupations/lighthouse_director.yaml"
    director.write_text(director.read_text().replace("stands_in: lighthouse_keeper\n", ""))
    (problem,) = load(root).problems
    before = text.partition("{amount:")[0].splitlines()
    place = (len(before), len(before[-1]) + 1)
    assert (problem.rule, problem.line, problem.column) == ("W536", *place)
    assert "occupations: [lighthouse_keeper]" in problem.hint


@pytest.mark.parametrize(
    ("path", "old"),
    [(GREETING, "topic: smalltalk\n"), (SALARY, "topic: salary\n")],
)
def test_occupations_where_nobody_looks_at_them_are_named(
    tmp_path: Path, path: str, old: str
) -> None:
    text = changed(path, (old, f"{old}¦occupations: [lighthouse_keeper]\n"))
    expect(tmp_path, "W537", path, text)


def test_a_section_nobody_asks_for_is_named(tmp_path: Path) -> None:
    text = changed(KEEPER, ("  tasks:", "  ¦taskss:"))
    assert 'did you mean "tasks"?' in expect(tmp_path, "W538", KEEPER, text)


def test_a_text_that_was_copied_and_not_translated_is_named(tmp_path: Path) -> None:
    said = "Hallo! Frag mich nach dem Leben auf dem Leuchtturm."
    old = "en: Hello! Ask me about life at the lighthouse."
    expect(tmp_path, "W539", GREETING, changed(GREETING, (old, f"en: ¦{said}")))


def test_two_names_in_one_alias_are_named(tmp_path: Path) -> None:
    path = "occupations/lighthouse_director.yaml"
    text = changed(path, ("[leuchtturmdirektorin, ", '[leuchtturmdirektorin, ¦"chef, boss", '))
    expect(tmp_path, "W542", path, text)


def test_an_empty_list_of_conversations_is_named(tmp_path: Path) -> None:
    expect(tmp_path, "W509", "conversations/empty.yaml", "¦[]\n")


def test_replies_about_no_particular_occupation_are_named(tmp_path: Path) -> None:
    text = (SMALL / "knowledge.yaml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("default_occupation")]
    entry = "oil:\n  about_occupation: true\n  phrases: {de: [welches öl], en: [which oil]}\n"
    root = small_folder(tmp_path)
    reply = "  reply: {de: Rapsöl., en: Rapeseed oil.}\n"
    (root / "faq/oil.yaml").write_text(entry + reply, encoding="utf-8")
    assert "W562" not in rules(root)
    (root / "knowledge.yaml").write_text("\n".join(lines), encoding="utf-8")
    found = [each for each in load(root).problems if each.rule == "W562"]
    assert [(each.path[-14:], each.line) for each in found] == [("knowledge.yaml", 1)]
