"""Slips of people who copy, paste, mail and save: each named where it stands, once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.across.jumps import accepted
from bot.knowledge.loader import load
from tests.knowledge.broken import changed, expect, expect_error, small_folder

KEEPER = "occupations/lighthouse_keeper.yaml"
DIRECTOR = "occupations/lighthouse_director.yaml"
SOURCES = "sources.yaml"
SALARY = "intents/salary.yaml"
FAQ = "faq/new.yaml"
TODAY = date(2026, 11, 21)
ENTRY = """\
fog:
  title: {de: Nebel, en: Fog}
  phrases: {de: [was tun bei nebel], en: [what to do in fog]}
  reply:
    de: %s
    en: %s
"""


def found(root: Path, today: date = TODAY) -> list[tuple[str, str, int]]:
    """Return rule, file and line of every problem."""
    problems = load(root, today=today).problems
    return [(each.rule, each.path.rpartition("/kb/")[2], each.line) for each in problems]


def broken(tmp_path: Path, path: str, *changes: tuple[str, str]) -> list[tuple[str, str, int]]:
    root = small_folder(tmp_path)
    (root / path).write_text(changed(path, *changes), encoding="utf-8")
    return found(root)


def test_letters_of_another_encoding_are_named_as_they_were_meant(tmp_path: Path) -> None:
    text = ENTRY % ("Das Horn hilft ¦fÃ¼r alle.", "The horn helps all.")
    assert "write für, and" in expect(tmp_path, "E139", FAQ, text)


def test_a_lost_letter_cannot_be_guessed(tmp_path: Path) -> None:
    text = ENTRY % ("Das Horn hilft ¦f\ufffdr alle.", "The horn helps all.")
    assert "write the word again" in expect(tmp_path, "E139", FAQ, text)


def test_foreign_words_with_such_letters_are_fine(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    text = ENTRY % ("Im Château, in São Paulo und bei R&D.", "In a château, São Paulo and R&D.")
    (root / FAQ).write_text(text, encoding="utf-8")
    assert found(root) == []


@pytest.mark.parametrize("mark", ["TBD", "xxx", "(TODO Anna)", "Lorem ipsum dolor sit amet"])
def test_what_is_still_to_be_filled_in_is_found_wherever_it_stands(
    tmp_path: Path, mark: str
) -> None:
    root = small_folder(tmp_path)
    path = root / KEEPER
    path.write_text(changed(KEEPER, ("- die Lampe putzen", f"- {mark}")), encoding="utf-8")
    assert [each for each in found(root) if each[0] == "E220"] == [("E220", KEEPER, 29)]


@pytest.mark.parametrize("sign", ["&uuml;", "&nbsp;"])
def test_names_of_letters_from_web_pages_are_found(tmp_path: Path, sign: str) -> None:
    text = ENTRY % (f"Das Horn ¦{sign} hilft.", "The horn helps.")
    assert sign in expect(tmp_path, "E224", FAQ, text)


def test_a_line_break_written_out_is_found(tmp_path: Path) -> None:
    text = ENTRY % ("Erst das Horn.¦\\n Dann die Lampe.", "First the horn, then the lamp.")
    expect(tmp_path, "E224", FAQ, text)


@pytest.mark.parametrize(
    "url",
    [
        "https://cape", "https://https://cape.org", "https://cape,org", "https://cape..org",
        "https://cape.org).", "http://localhost:80/x", "https://cape.org,",
    ],
)  # fmt: skip
def test_an_address_that_leads_nowhere_is_named(tmp_path: Path, url: str) -> None:
    text = changed(SOURCES, ("https://logbook.example", f'¦"{url}"'))
    expect(tmp_path, "E218", SOURCES, text)


@pytest.mark.parametrize(
    "url",
    [
        "https://de.wikipedia.org/wiki/Koch_(Beruf)", "https://jobs-für-alle.de/a?b=c&d#e",
        "https://web.archive.org/web/2026/https://cape.org/", "https://cape.co.uk:8443/x",
    ],
)  # fmt: skip
def test_an_address_from_the_browser_is_fine(tmp_path: Path, url: str) -> None:
    assert broken(tmp_path, SOURCES, ("https://logbook.example", f'"{url}"')) == []


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("Dezember 2026", "E413"), ("12/2026", "E413"), ("2026-12", "E413"), ("2031", "E413"),
        ("13/2026", "W549"), ("unbekannt", "W552"), ("November 2026", None), ("01.10.2026", None),
        ("Winter 2025/2026", None), ("3. Quartal 2026", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", [SOURCES, KEEPER])
def test_the_date_of_a_source_is_a_past_one(
    tmp_path: Path, path: str, said: str, rule: str | None
) -> None:
    found = broken(tmp_path, path, ('as_of: "2024"', f'as_of: "{said}"'))
    assert [each[:2] for each in found] == ([(rule, path)] if rule else [])


def test_a_figure_nobody_ever_checked_is_told_although_it_will_be(tmp_path: Path) -> None:
    found = broken(tmp_path, KEEPER, ("checked_on: 2026-11-01", "checked_on: null"))
    assert found == [("W522", KEEPER, 18)]


def test_a_negative_sample_is_none(tmp_path: Path) -> None:
    found = broken(tmp_path, KEEPER, ("sample_size: 120", "sample_size: -120"))
    assert found == [("E403", KEEPER, 14)]


def test_another_word_of_the_source_is_no_slip(tmp_path: Path) -> None:
    assert broken(tmp_path, KEEPER, ("statistic: average", "statistic: median")) == []


def test_a_misspelt_key_of_an_amount_is_one_problem(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    text = changed(
        KEEPER, ("low: 30000", "Low: 30000"), ("Schiffe melden", "ab {amount:keeper_pay.low}")
    )
    text = text.replace("report ships", "from {amount:keeper_pay.low}")
    (root / KEEPER).write_text(text, encoding="utf-8")
    assert found(root) == [("E201", KEEPER, 6)]


def test_swapped_amounts_are_told_as_swapped_and_not_as_jumps(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    old = accepted(load(root).figures)
    text = changed(KEEPER, ("low: 30000", "low: 42000"), ("high: 42000", "high: 30000"))
    (root / KEEPER).write_text(text, encoding="utf-8")
    problems = load(root, today=TODAY, before=old).problems
    assert {each.rule for each in problems} == {"E401"}


def test_what_was_checked_today_needs_no_later_day(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    old = accepted(load(root).figures)
    text = changed(KEEPER, ("low: 30000", "low: 31000"))
    (root / KEEPER).write_text(text, encoding="utf-8")
    then = date(2026, 11, 1)
    assert load(root, today=then, before=old).problems == ()
    assert [each.rule for each in load(root, today=TODAY, before=old).problems] == ["W529"]


def test_two_occupations_that_stand_in_for_each_other_are_named_once(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    for path, other in ((KEEPER, "lighthouse_director"), (DIRECTOR, "lighthouse_keeper")):
        text = changed(path)
        if "stands_in:" not in text:
            text = text.replace("figures:", f"stands_in: {other}\nfigures:", 1)
        (root / path).write_text(text, encoding="utf-8")
    assert [each[0] for each in found(root)] == ["E347"]


def test_without_any_source_the_first_that_is_named_stands_for_all(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    (root / SOURCES).unlink()
    assert [each[0] for each in found(root)] == ["E301"]


def test_an_occupation_below_faq_hides_its_name_and_nothing_else_is_said(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    for path in (KEEPER, DIRECTOR):
        (root / path).rename(root / "faq" / path.rpartition("/")[2])
    assert {each[0] for each in found(root)} == {"E138"}


@pytest.mark.parametrize("written", ["%occupation%", "${occupation}"])
def test_a_slot_as_other_programs_write_it_is_named(tmp_path: Path, written: str) -> None:
    text = changed(SALARY).replace("    de:\n", f"    de:\n      - ¦gehalt {written} so\n", 1)
    if "¦" not in text:
        text = changed(SALARY).replace("  de:\n", f"  de:\n    - ¦gehalt {written} so\n", 1)
    assert "{occupation}" in expect(tmp_path, "W533", SALARY, text)


@pytest.mark.parametrize("start", ["+", "17", ">"])
def test_a_line_pasted_with_what_stood_beside_it_is_the_one_named(
    tmp_path: Path, start: str
) -> None:
    text = changed(KEEPER, ("    low: 30000", f"¦{start}    low: 30000"))
    expect_error(tmp_path, "E116" if start == ">" else "E119", KEEPER, text)


def test_an_arrow_in_place_of_a_dash_is_the_line_named(tmp_path: Path) -> None:
    text = (
        "fog:\n  phrases:\n    - nebel\n    ¦-> was tun bei nebel\n    - nebel ahoi\n  reply: x\n"
    )
    expect_error(tmp_path, "E134", FAQ, text)


def test_the_months_are_twelve_words(tmp_path: Path) -> None:
    months = "January February March April May June July August September October November"
    text = f"months:\n  de: ¦Januar, Februar\n  en: {months} December\n"
    assert "12" in expect(tmp_path, "E348", "wording.yaml", text)


def test_a_synonym_is_a_single_word(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    path = root / "vocabulary.yaml"
    text = path.read_text(encoding="utf-8")
    new = "synonyms:\n  leuchtendes feuer: lampe\n"
    text = text.replace("synonyms:\n", new, 1) if "synonyms:\n" in text else text + new
    path.write_text(text, encoding="utf-8")
    assert [each[0] for each in found(root)] == ["W557"]


def test_words_of_an_unknown_language_are_named(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    (root / "vocabulary.yaml").write_text("fillers:\n  ger: [ahoi]\n", encoding="utf-8")
    assert [each[:2] for each in found(root) if each[0] == "E204"] == [("E204", "vocabulary.yaml")]


def test_lists_of_two_languages_that_changed_places_are_one_problem_each(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    english = [f"what is it that you do with the {each} here" for each in ("a", "b", "c", "d")]
    german = [f"was ist es das du mit der {each} hier machst" for each in ("a", "b", "c", "d")]
    lines = ["fog:", "  title: {de: Nebel, en: Fog}", "  phrases:", "    de:"]
    lines += [f"      - {each}" for each in english] + ["    en:"]
    lines += [f"      - {each}" for each in german] + ["  reply: {de: Ja., en: Yes.}"]
    (root / FAQ).write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert found(root) == [("W559", FAQ, 5), ("W559", FAQ, 10)]


def test_a_number_in_words_that_differs_is_told(tmp_path: Path) -> None:
    text = ENTRY % ("Nimm ¦acht Lampen mit.", "Take seven lamps along.")
    expect(tmp_path, "W524", FAQ, text)


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Beide Lampen, oder zwei.", "Both lamps."),
        ("Nimm acht Lampen mit.", "Take 8 lamps along."),
        ("Zwei, besser drei Lampen.", "Two or better three lamps."),
        ("Etwa 1.200 Lampen.", "About 1,200 lamps."),
    ],
)
def test_the_same_number_said_otherwise_is_fine(tmp_path: Path, german: str, english: str) -> None:
    root = small_folder(tmp_path)
    (root / FAQ).write_text(ENTRY % (german, english), encoding="utf-8")
    assert found(root) == []


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("schreib an wickie (at) feuer.de", "E701"), ("steuernummer: 12/345/67890", "E708"),
        ("ich wohne Am Markt 5 in 04109 Leipzig", "E704"), ("hier ist Ayşe Yılmaz", "W705"),
        ("hier ist die frage", None), ("ich verdiene in 10115 Berlin 50000 Euro", None),
    ],
)  # fmt: skip
def test_what_tells_who_somebody_is_stands_in_no_example(
    tmp_path: Path, said: str, rule: str | None
) -> None:
    root = small_folder(tmp_path)
    path = root / "conversations/new.yaml"
    path.write_text(f'- say: "{said}"\n  kind: answer\n', encoding="utf-8")
    assert [each[0] for each in found(root)] == ([rule] if rule else [])


def test_a_turn_says_something_or_presses_a_button(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    text = "- say: gehalt\n  press: salary\n  kind: answer\n"
    (root / "conversations/new.yaml").write_text(text, encoding="utf-8")
    assert found(root) == [("E214", "conversations/new.yaml", 2)]


@pytest.mark.parametrize(
    ("key", "written", "meant"),
    [
        ("gross: unknown", "brutto", "true"), ("gross: unknown", "Netto", "false"),
        ("period: year", "Monat", "month"), ("confidence: medium", "hoch", "high"),
    ],
)  # fmt: skip
def test_a_german_word_for_a_fixed_one_is_understood_in_the_hint(
    tmp_path: Path, key: str, written: str, meant: str
) -> None:
    name = key.partition(":")[0]
    text = changed(KEEPER, (key, f"{name}: ¦{written}"))
    assert f'did you mean "{meant}"?' in expect(tmp_path, "E208", KEEPER, text)


def test_cents_of_nothing_are_left_away_in_the_hint(tmp_path: Path) -> None:
    text = changed(KEEPER, ("low: 30000", "low: ¦30.000,00"))
    assert "write 30000" in expect(tmp_path, "E104", KEEPER, text)
