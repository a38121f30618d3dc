"""Files that cannot be read as meant: every slip of YAML is named in an operator's words."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from bot.knowledge.loader import load
from bot.knowledge.parsing import parse
from tests.knowledge.broken import changed, expect, folder, rules, small_folder, words

FIGURE = "occupations/lighthouse_keeper.yaml"
FAQ = "faq/cats.yaml"


@pytest.fixture(params=["fast", "pure"], autouse=True)
def either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test with the C parser and without it."""
    if request.param == "pure":
        monkeypatch.setattr(parse, "_Loader", yaml.BaseLoader)


def cat(phrase: str, more: str = "") -> str:
    """Return a FAQ file with one phrase that is broken and one below that is not."""
    return f"cats:\n  phrases:\n    - {phrase}\n    - are there cats\n  answer: help\n{more}"


def test_a_missing_folder_is_one_problem(tmp_path: Path) -> None:
    loaded = load(tmp_path / "nowhere")
    assert loaded.knowledge is None
    assert [p.rule for p in loaded.problems] == ["E100"]


def test_a_file_instead_of_a_folder_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    assert rules(file) == ["E100"]


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    (root / "faq" / "gone.yaml").symlink_to(root / "nowhere.yaml")
    problems = load(root).problems
    assert [(p.rule, p.path) for p in problems] == [("E101", f"{root}/faq/gone.yaml")]


def test_a_pipe_in_the_folder_does_not_hang(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    os.mkfifo(root / "faq" / "pipe.yaml")
    assert rules(root) == ["E101"]


def test_a_giant_file_is_not_read(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    (root / "faq" / "giant.yaml").write_text("# " + "x" * 5_000_001)
    assert rules(root) == ["E102"]


def test_another_encoding_is_recognised_with_its_place(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    (root / FAQ).write_bytes(cat("gibt es Kätzchen").encode("cp1252"))
    (problem,) = load(root).problems
    assert (problem.rule, problem.line, problem.column) == ("E103", 3, 16)
    assert "Windows-1252" in problem.message


def test_utf_16_is_recognised(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    (root / FAQ).write_bytes(cat("katzen").encode("utf-16"))
    (root / "faq" / "more.yaml").write_bytes(cat("hunde").encode("utf-16-le"))
    assert rules(root) == ["E103", "E103"]


@pytest.mark.parametrize(
    ("written", "read_as", "better"),
    [("36.000", "36", "36000"), ("36.482", "36.482", "36482"), ("1.036.000", "a text", "1036000")],
)
def test_a_number_with_a_grouping_point_is_refused(
    tmp_path: Path, written: str, read_as: str, better: str
) -> None:
    text = changed(FIGURE, ("value: 36000", f"value: ¦{written}"))
    message = expect(tmp_path, "E104", FIGURE, text)
    assert message == f'"{written}" is read as {read_as}; write {better}'


def test_the_message_of_a_grouped_number_is_the_one_of_the_design(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    (root / FIGURE).write_text(changed(FIGURE, ("36000", "52.000"), ("42000", "60000")))
    (problem,) = load(root).problems
    assert str(problem).endswith(':7:12 E104 error "52.000" is read as 52; write 52000')


@pytest.mark.parametrize("word", ["no", "No", "on", "off", "yes", "true"])
def test_a_yes_or_no_in_a_list_of_texts_needs_quotes(tmp_path: Path, word: str) -> None:
    message = expect(tmp_path, "E105", FAQ, cat(f"¦{word}"))
    assert f'write "{word}" in quotes' in message


def test_null_in_a_list_of_texts_needs_quotes(tmp_path: Path) -> None:
    assert "nothing" in expect(tmp_path, "E105", FAQ, cat("¦Null"))


def test_a_language_called_no_needs_quotes(tmp_path: Path) -> None:
    path = "intents/greeting.yaml"
    expect(tmp_path, "E105", path, changed(path, ("  en: Hello!", "  ¦no: Hei!\n  en: Hello!")))


def test_a_clock_time_needs_quotes(tmp_path: Path) -> None:
    assert "750" in expect(tmp_path, "E106", FAQ, cat("¦12:30"))


def test_a_leading_zero_needs_quotes(tmp_path: Path) -> None:
    assert "read as 83" in expect(tmp_path, "E107", FAQ, cat("¦0123"))


def test_a_leading_zero_in_a_number_is_refused(tmp_path: Path) -> None:
    text = changed(FIGURE, ("sample_size: 120", "sample_size: ¦0120"))
    assert "read as 80; write 120" in expect(tmp_path, "E107", FIGURE, text)


def test_underscores_in_a_number_are_refused(tmp_path: Path) -> None:
    text = changed(FIGURE, ("value: 36000", "value: ¦36_000"))
    assert "write 36000" in expect(tmp_path, "E108", FIGURE, text)


def test_underscores_between_digits_need_quotes_in_a_text(tmp_path: Path) -> None:
    expect(tmp_path, "E108", FAQ, cat("¦1_000"))


def test_a_date_in_a_list_of_texts_needs_quotes(tmp_path: Path) -> None:
    expect(tmp_path, "E109", FAQ, cat("¦2026-05-31"))


def test_a_tab_in_the_indentation_is_named_in_every_line(tmp_path: Path) -> None:
    text = "cats:\n¦\tphrases:\n  ¦\t- cats\n  answer: help\n"
    assert "tab" in expect(tmp_path, "E110", FAQ, text)


def test_lines_all_indented_with_tabs_are_one_problem(tmp_path: Path) -> None:
    text = "cats:\n¦\tphrases:\n\n\t  - cats\n\tanswer: help\n"
    assert "3 lines, from here to line 5" in expect(tmp_path, "E140", FAQ, text)


def test_a_tab_hides_nothing_else_in_the_file(tmp_path: Path) -> None:
    text = "cats:\n\tphrases: [cats]\n  answer: help\n  titel: Cats\n"
    found = load(folder(tmp_path, faq__cats=text)).problems
    assert [(each.rule, each.line) for each in found] == [("E110", 2), ("E201", 4)]


def test_a_tab_read_otherwise_than_meant_is_all_that_is_said(tmp_path: Path) -> None:
    text = "cats:\n  phrases:\n    - cats\n\tanswer: help\n      - dogs\n"
    assert rules(folder(tmp_path, faq__cats=text)) == ["E110"]


def test_what_was_pasted_twice_is_one_problem(tmp_path: Path) -> None:
    pasted = "  phrases: [cats]\n  title: {de: K, en: C}\n  answer: help\n"
    text = f"cats:\n{pasted}¦{pasted}".replace("¦  ", "  ¦")
    message = expect(tmp_path, "E141", FAQ, text)
    assert "to line 7, 3 keys" in message
    assert '"phrases" is in line 2' in message


def test_a_no_break_space_in_the_indentation_is_named(tmp_path: Path) -> None:
    text = "cats:\n¦\u00a0 phrases: [cats]\n"
    assert "no-break space" in expect(tmp_path, "E110", FAQ, text)


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b"])
def test_a_control_character_is_named(tmp_path: Path, sign: str) -> None:
    expect(tmp_path, "E111", FAQ, cat(f"cats¦{sign} and dogs"))


def test_a_quote_that_is_never_closed_is_found_where_it_opens(tmp_path: Path) -> None:
    expect(tmp_path, "E112", FAQ, cat('¦"cats'))


def test_an_open_quote_is_found_although_another_text_closes_it(tmp_path: Path) -> None:
    expect(tmp_path, "E112", FAQ, cat('¦"cats\n    - "dogs"'))


def test_an_apostrophe_inside_single_quotes_is_named(tmp_path: Path) -> None:
    expect(tmp_path, "E113", FAQ, cat("'don¦'t cats'"))


def test_text_behind_the_closing_quote_is_named(tmp_path: Path) -> None:
    expect(tmp_path, "E113", FAQ, cat('"cats¦" and dogs'))


def test_an_unquoted_slot_at_the_start_needs_quotes(tmp_path: Path) -> None:
    message = expect(tmp_path, "E114", FAQ, cat("¦{occupation} with cats"))
    assert 'write "{occupation} with cats" in quotes' in message


def test_a_lone_unquoted_slot_needs_quotes(tmp_path: Path) -> None:
    expect(tmp_path, "E114", FAQ, cat("¦{occupation}"))


def test_an_unquoted_slot_as_a_key_needs_quotes(tmp_path: Path) -> None:
    expect(tmp_path, "E114", "vocabulary.yaml", "synonyms:\n  ¦{place}: city\n")


def test_an_unquoted_colon_in_a_text_needs_quotes(tmp_path: Path) -> None:
    path = "intents/greeting.yaml"
    expect(tmp_path, "E115", path, changed(path, ("de: Hallo!", "de: Hallo¦: du!")))


def test_an_unquoted_colon_in_a_list_item_needs_quotes(tmp_path: Path) -> None:
    expect(tmp_path, "E115", FAQ, cat("cats¦: how many"))


def test_two_unquoted_colons_in_a_list_item_need_quotes(tmp_path: Path) -> None:
    expect(tmp_path, "E115", FAQ, cat("cats: and¦: dogs"))


@pytest.mark.parametrize("sign", ["@", "%", "`", "|", ">"])
def test_a_sign_no_text_can_start_with_is_named(tmp_path: Path, sign: str) -> None:
    assert sign in expect(tmp_path, "E116", FAQ, cat(f"¦{sign}cats"))


def test_a_missing_space_behind_a_colon_is_named(tmp_path: Path) -> None:
    text = "cats:\n  topic¦:help\n  phrases: [cats]\n  answer: help\n"
    expect(tmp_path, "E117", FAQ, text)


def test_a_key_without_a_colon_is_named(tmp_path: Path) -> None:
    expect(tmp_path, "E118", FAQ, "cats:\n  answer: help\n  ¦phrases\n    - cats\n")


def test_a_list_item_without_a_dash_is_named(tmp_path: Path) -> None:
    expect(tmp_path, "E118", FAQ, "cats:\n  answer: help\n  phrases:\n    - cats\n  ¦dogs\n")


def test_a_wrong_indentation_is_named(tmp_path: Path) -> None:
    text = "cats:\n  answer: help\n   ¦phrases: [cats]\n"
    expect(tmp_path, "E119", FAQ, text)


def test_a_list_item_that_moved_left_is_named(tmp_path: Path) -> None:
    expect(tmp_path, "E119", FAQ, "cats:\n  phrases:\n    - cats\n   ¦- dogs\n  answer: help\n")


def test_a_bracket_that_is_never_closed_is_named(tmp_path: Path) -> None:
    expect(tmp_path, "E120", FAQ, "cats:\n  phrases: ¦[cats, dogs\n  answer: help\n")


def test_a_backslash_in_double_quotes_is_named(tmp_path: Path) -> None:
    expect(tmp_path, "E121", FAQ, cat(r'"cats ¦\cats"'))


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    text = cat("cats", more="  ¦answer: start\n")
    assert "first in line 5" in expect(tmp_path, "E122", FAQ, text)


def test_a_bar_glued_to_its_key_is_named_where_it_stands(tmp_path: Path) -> None:
    reply = "  reply:\n    de¦:|\n      Ja: gut.\n\n      - a: b\n    en: Yes.\n"
    expect(tmp_path, "E117", FAQ, f"cats:\n  phrases: [cats]\n{reply}")


def test_a_key_that_slipped_to_the_left_is_named_itself(tmp_path: Path) -> None:
    text = "cats:\n  phrases: [cats]\n¦reply:\n    de: Ja.\n    en: Yes.\n  topic: help\n"
    expect(tmp_path, "E119", FAQ, text)


def test_the_first_item_that_lost_its_dash_is_named(tmp_path: Path) -> None:
    text = "- turns:\n    ¦say: cats\n    kind: answer\n  - say: dogs\n    kind: answer\n"
    expect(tmp_path, "E131", "conversations/x.yaml", text)


def test_a_line_below_a_long_text_is_named_and_not_the_text(tmp_path: Path) -> None:
    text = "cats:\n  reply:\n    de: |\n      Ja.\n\n      Gern.\n   ¦phrases: [cats]\n"
    expect(tmp_path, "E119", FAQ, text)


@pytest.mark.parametrize("sign", ["&", "*", "!"])
def test_anchors_aliases_and_tags_are_refused(tmp_path: Path, sign: str) -> None:
    assert f"starts with {sign}" in expect(tmp_path, "E123", FAQ, cat(f"¦{sign}cats all"))


def test_an_alias_bomb_is_refused_at_once(tmp_path: Path) -> None:
    lines = ["a: ¦&a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: ¦&{b} [{', '.join(f'¦*{a}' for _ in range(9))}]" for a, b in ["ab", "bc"]]
    root = folder(tmp_path, faq__bomb="\n".join(lines).replace("¦", ""))
    assert set(rules(root)) > {"E123"}


def test_a_second_document_in_a_file_is_refused(tmp_path: Path) -> None:
    expect(tmp_path, "E124", FAQ, cat("cats", more="¦---\ndogs: {answer: help}\n"))


@pytest.mark.parametrize("opening", ["[", "- ", "{a: "])
def test_deep_nesting_is_refused_without_harm(tmp_path: Path, opening: str) -> None:
    root = folder(tmp_path, faq__deep=opening * 100_000)
    assert rules(root) == ["E125"]


def test_a_list_item_that_swallows_the_next_one_is_named(tmp_path: Path) -> None:
    expect(tmp_path, "E126", FAQ, cat("¦cats\n      - dogs"))


KINDS_OF_FILES = (
    "sources.yaml", "knowledge.yaml", "vocabulary.yaml", "wording.yaml", FIGURE,
    "faq/lighthouse.yaml", "intents/salary.yaml", "conversations/salary.yaml",
)  # fmt: skip


@pytest.mark.parametrize("path", KINDS_OF_FILES)
@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "~\n", "null", "---\n"])
def test_an_empty_file_is_one_problem_whatever_should_stand_in_it(
    tmp_path: Path, path: str, text: str
) -> None:
    root = small_folder(tmp_path)
    (root / path).write_text(text)
    (found,) = load(root).problems
    assert (found.path, found.line, found.rule) == ((root / path).as_posix(), 1, "E127")


@pytest.mark.parametrize("path", KINDS_OF_FILES)
@pytest.mark.parametrize("text", ["almanac\n", "5\n", '""\n', "yes\n"])
def test_a_file_of_one_text_is_one_problem_whatever_should_stand_in_it(
    tmp_path: Path, path: str, text: str
) -> None:
    root = small_folder(tmp_path)
    (root / path).write_text(text)
    (found,) = load(root).problems
    assert (found.path, found.line, found.rule) == ((root / path).as_posix(), 1, "E205")


@pytest.mark.parametrize("path", KINDS_OF_FILES)
def test_a_list_in_place_of_keys_or_keys_in_place_of_a_list_is_one_problem(
    tmp_path: Path, path: str
) -> None:
    root = small_folder(tmp_path)
    text = "almanac: {title: x}\n" if path.startswith("conversations/") else "- almanac\n"
    (root / path).write_text(text)
    (found,) = load(root).problems
    assert (found.path, found.line, found.rule) == ((root / path).as_posix(), 1, "E205")
    assert found.message.endswith(" cannot stand here")


def test_a_list_item_behind_its_key_is_named(tmp_path: Path) -> None:
    expect(tmp_path, "E128", FAQ, "cats:\n  phrases: ¦- cats\n  answer: help\n")


def test_what_nobody_can_guess_still_has_a_place(tmp_path: Path) -> None:
    expect(tmp_path, "E129", FAQ, 'cats:\n  answer: help\n  title: "cats"¦: dogs\n')


def test_an_unquoted_slot_inside_brackets_needs_quotes(tmp_path: Path) -> None:
    text = "cats:\n  answer: help\n  phrases: [cats, cats in ¦{place}, dogs]\n"
    expect(tmp_path, "E130", FAQ, text)


def test_keys_and_list_items_side_by_side_are_named(tmp_path: Path) -> None:
    expect(tmp_path, "E131", FAQ, "cats:\n  answer: help\n  ¦- cats\n")


def test_a_text_that_is_not_indented_below_its_bar_is_named(tmp_path: Path) -> None:
    text = "cats:\n  phrases: [cats]\n  reply:\n    de: |\n    ¦Katzen.\n"
    expect(tmp_path, "E132", FAQ, text)


def test_a_text_that_leaves_its_indentation_is_named(tmp_path: Path) -> None:
    text = "cats:\n  phrases: [cats]\n  reply:\n    de: |\n      Katzen.\n     ¦Viele.\n"
    expect(tmp_path, "E132", FAQ, text)


def test_all_broken_lines_of_a_file_are_reported_at_once(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    text = cat('{place} cats\n    - birds: and: dogs\n    - @fish\n    - "mice\n    - no')
    (root / FAQ).write_text(text + "  topik: help\n")
    found = [(p.line, p.rule) for p in load(root).problems]
    assert found == [
        (3, "E114"), (4, "E115"), (5, "E116"), (6, "E112"), (7, "E105"), (10, "E201")
    ]  # fmt: skip


def test_one_broken_file_does_not_make_the_others_look_broken(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    (root / "intents" / "salary.yaml").write_text("topic: [salary\n")
    (root / "sources.yaml").write_text("almanac: {\n")
    (root / FIGURE).write_text(changed(FIGURE, ("sections:", "sections")))
    problems = load(root).problems
    assert len(problems) == len({problem.path for problem in problems}) == 3


def test_no_wording_of_the_yaml_library_reaches_an_operator(tmp_path: Path) -> None:
    root = folder(tmp_path, faq__x="a: b: c\nd\n", faq__y="{", faq__z="[a, b}: c")
    text = "\n".join(words(problem) for problem in load(root).problems)
    for piece in ("expected", "while", "mapping values", "token", "scalar", "block"):
        assert piece not in text


@pytest.mark.parametrize("line", ["   ¦- They purr.", "¦- They purr."])
def test_a_line_that_fell_out_of_a_long_text_is_named_itself(tmp_path: Path, line: str) -> None:
    text = f"cats:\n  phrases: [cats]\n  reply:\n    en: |\n      Cats sleep.\n\n{line}\n"
    expect(tmp_path, "E132", FAQ, text)


def test_the_one_key_out_of_step_is_named_and_not_those_below_it(tmp_path: Path) -> None:
    expect(tmp_path, "E119", FAQ, "cats:\n¦topic: tasks\n  phrases: [cats]\n  answer: help\n")
