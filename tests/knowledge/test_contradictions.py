"""What two places say of the same thing and cannot both be true; what cannot be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge.loader import load
from tests.knowledge.broken import changed, expect, rules, small_folder

KEEPER = "occupations/lighthouse_keeper.yaml"
GREETING = "intents/greeting.yaml"
CONVERSATIONS = "conversations/mine.yaml"
WORDING = "wording.yaml"
FORM = "forms/visit.yaml"


def small_print(**keys: str) -> str:
    """Return the keeper's file with other small print below the first figure, and other keys."""
    text = changed(KEEPER)
    lines = text.splitlines()
    start = next(n for n, line in enumerate(lines) if line.strip().startswith("caveats:"))
    texts = [f"      de: {keys.pop('de')}", f"      en: {keys.pop('en')}"]
    lines[start : start + 1] = ["    caveats:", *texts]
    for key, value in keys.items():
        at = next(n for n, line in enumerate(lines) if line.strip().startswith(f"{key}:"))
        lines[at] = f"    {key}: {value}"
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("keys", "piece"),
    [
        ({"sample_size": "120", "de": "Es waren 210 Personen.", "en": "210 people"},
         "sample_size is 120"),
        ({"as_of": "April 2026", "de": '"Stand: Mai 2026"', "en": '"As of May 2026"'},
         "as_of is April 2026"),
        ({"gross": "true", "de": "Der Betrag ist netto.", "en": "The amount is net."},
         "gross is true"),
        ({"gross": "unknown", "de": "Der Betrag ist netto.", "en": "The amount is net."},
         "gross is unknown"),
    ],
)  # fmt: skip
def test_small_print_that_contradicts_the_record_is_named(
    tmp_path: Path, keys: dict[str, str], piece: str
) -> None:
    root = small_folder(tmp_path)
    (root / KEEPER).write_text(small_print(**keys), encoding="utf-8")
    problems = load(root).problems
    assert [problem.rule for problem in problems] == ["W548", "W548"]
    assert piece in problems[0].message


@pytest.mark.parametrize(
    "keys",
    [
        {"sample_size": "1200", "de": "1.200 Personen", "en": "1,200 people"},
        {"as_of": "April 2026", "de": "Stand 2026", "en": "as of 2026"},
        {
            "gross": "unknown",
            "de": "Ob brutto oder netto, sagt sie nicht.",
            "en": "Whether gross or net is not said.",
        },
        {"gross": "true", "de": "Brutto, nicht netto.", "en": "Gross, not net."},
        {"gross": "true", "de": "Ob netto, sagt sie nicht.", "en": "Whether net is not said."},
    ],
)
def test_small_print_that_fits_the_record_is_fine(tmp_path: Path, keys: dict[str, str]) -> None:
    root = small_folder(tmp_path)
    (root / KEEPER).write_text(small_print(**keys), encoding="utf-8")
    assert rules(root) == []


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("you can ask me about the pay and what they do there", "English"),
        ("Мы отвечаем на вопросы о работе", "another alphabet"),
    ],
)
def test_a_german_text_in_other_words_is_named(tmp_path: Path, line: str, language: str) -> None:
    rule = "W540" if language == "English" else "E221"
    path = "faq/lighthouse.yaml"
    text = changed(path, ("      Bei Sturm bleibt man drinnen", f"      ¦{line}\n      Sonst"))
    expect(tmp_path, rule, path, text)


def test_a_phrase_under_the_wrong_language_is_named(tmp_path: Path) -> None:
    path = "faq/lighthouse.yaml"
    piece = "      - wie gefährlich ist ein sturm"
    text = changed(path, (piece, "      - ¦what can you do there when it is at sea"))
    expect(tmp_path, "W540", path, text)


def test_words_of_both_languages_are_no_other_language(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    path = "faq/lighthouse.yaml"
    piece = "      - wie gefährlich ist ein sturm"
    text = changed(path, (piece, "      - was ist ein keeper in the job am meer"))
    (root / path).write_text(text, encoding="utf-8")
    assert rules(root) == []


def test_a_value_no_slot_has_is_named(tmp_path: Path) -> None:
    text = '- say: "gehalt als junior"\n  slots: {level: ¦juniorr}\n'
    assert 'did you mean "junior"?' in expect(tmp_path, "E317", CONVERSATIONS, text)


def test_a_value_the_program_does_not_know_is_named(tmp_path: Path) -> None:
    path = "vocabulary.yaml"
    text = changed(path, ("    hour: [", "    ¦quarter: [im quartal]\n    hour: ["))
    assert "there are" in expect(tmp_path, "E317", path, text)


def test_a_spelling_of_an_occupation_that_is_none_is_named(tmp_path: Path) -> None:
    path = "vocabulary.yaml"
    text = changed(path, ("    lighthouse_keeper: [wächter", "    ¦lighthouse_kepper: [wächter"))
    assert 'did you mean "lighthouse_keeper"?' in expect(tmp_path, "E305", path, text)


def test_a_slot_in_what_somebody_says_is_named(tmp_path: Path) -> None:
    text = '- say: "gehalt ¦{occupation}"\n  kind: answer\n'
    expect(tmp_path, "W546", CONVERSATIONS, text)


def test_a_sentence_that_lost_its_mark_in_one_language_is_named(tmp_path: Path) -> None:
    text = 'greeting:\n  de: "Hallo {name}"\n  en: ¦Hello\n'
    expect(tmp_path, "E318", WORDING, text)


def test_a_bracket_that_would_stop_a_sentence_is_named(tmp_path: Path) -> None:
    text = 'greeting:\n  de: "Hallo {name}"\n  en: "Hello ¦{ {name}"\n'
    expect(tmp_path, "E313", WORDING, text)


def test_many_buttons_are_named(tmp_path: Path) -> None:
    path = "faq/lighthouse.yaml"
    many = "next: ¦[tasks, salary, training, greeting, help]"
    text = changed(path, ("next: [tasks, salary]", many))
    assert "5 buttons" in expect(tmp_path, "W544", path, text)


def test_a_point_without_label_is_named(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    (root / "forms").mkdir()
    long = "Alles noch einmal gründlich von vorn bis hinten gelesen"
    text = (
        "title: {de: Liste, en: List}\nkind: checklist\nsteps:\n  read:\n"
        f"    ask: {{de: {long}, en: All read}}\n"
    )
    (root / FORM).write_text(text, encoding="utf-8")
    faq = "visit:\n  phrases: {de: [besuchsliste], en: [visit list]}\n  form: visit\n"
    (root / "faq/visit.yaml").write_text(faq)
    (problem,) = load(root).problems
    assert (problem.rule, problem.line, problem.column) == ("W547", 4, 3)


@pytest.mark.parametrize(
    "said",
    ["50 Tausend Euro", "50k €", "50 Tsd. EUR", "2 Mio. Euro", "50.000,- Euro",
     "fünfzigtausend Euro"],
)  # fmt: skip
def test_amounts_in_words_are_typed_amounts(tmp_path: Path, said: str) -> None:
    path = "faq/lighthouse.yaml"
    text = changed(path, ("      Bei Sturm bleibt man drinnen", f"      Es gibt ¦{said}, Sturm"))
    expect(tmp_path, "E405", path, text)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("E706", "schreib an ¦@anna_92 bitte"),
        ("E706", "mein profil ¦t.me/anna_92"),
        ("E707", "ich bin ¦geboren am 3. März 1998"),
        ("W705", "¦ich heiße Anna Schmidt und suche"),
    ],
)
def test_traces_of_a_person_are_named(tmp_path: Path, rule: str, said: str) -> None:
    expect(tmp_path, rule, CONVERSATIONS, f'- say: "{said}"\n  kind: answer\n')


@pytest.mark.parametrize(
    "said", ["ich heiße Anna", "ich heiße gern anders", "c@t", "geboren 1990"]
)
def test_what_names_nobody_is_fine(tmp_path: Path, said: str) -> None:
    root = small_folder(tmp_path)
    (root / CONVERSATIONS).write_text(f'- say: "{said}"\n  kind: answer\n', encoding="utf-8")
    assert rules(root) == []


def test_a_text_without_its_bar_is_named_where_it_starts(tmp_path: Path) -> None:
    text = (
        "cats:\n  phrases: {de: [katzen], en: [cats]}\n  reply:\n    de:\n"
        "      ¦Katzen schlafen sehr viel.\n\n      - Immer\n      - Wichtig ist: Ruhe\n"
    )
    expect(tmp_path, "E118", "faq/cats.yaml", text)
