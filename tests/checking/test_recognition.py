"""What the live matcher finds: phrases that go astray, twins, names that never win."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.checking.check import check_folder
from bot.knowledge import loader
from bot.knowledge.problems import Problem

TODAY = date(2026, 11, 21)
WORDS = """\
fillers: {de: [bitte, mal, hallo, kurz]}
function_words: {de: [ich, ein, eine, der, die, das, ist, wie, was, und, den]}
question_words: {de: [wie, was, wo, wann]}
lead_ins: {de: [okay, danke]}
"""


@pytest.fixture(autouse=True)
def no_packaged_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "packaged_folder", lambda: tmp_path / "not_packaged")


def check(tmp_path: Path, faq: str, **more: str) -> list[Problem]:
    """Check a German folder with this FAQ file."""
    root = tmp_path / "kb"
    files = {"knowledge": "languages: [de]\n", "vocabulary": WORDS, "faq/x": faq, **more}
    for name, text in files.items():
        file = root / f"{name.replace('__', '/')}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return list(check_folder(root, TODAY).problems)


def entry(name: str, *phrases: str, topic: str = "help", more: str = "") -> str:
    """Return an entry of these phrases."""
    lines = "".join(f"    - {phrase}\n" for phrase in phrases)
    return f"{name}:\n  topic: {topic}\n{more}  phrases:\n{lines}  reply: Antwort.\n"


def only(found: list[Problem]) -> tuple[str, int, int]:
    """Return rule and place of the only problem."""
    assert len(found) == 1, "\n".join(map(str, found))
    return found[0].rule, found[0].line, found[0].column


def test_twins_but_for_fillers_are_found(tmp_path: Path) -> None:
    faq = entry("brot", "wie backe ich brot", "brot backen") + entry(
        "brote", "wie backe ich bitte mal brot", "sauerteig ansetzen"
    )
    found = check(tmp_path, faq)
    assert only(found) == ("W602", 10, 7)
    assert '"wie backe ich brot" of "brot": ' in found[0].message
    assert "faq/x.yaml:4" in found[0].message


def test_phrases_that_differ_in_their_slot_are_no_twins(tmp_path: Path) -> None:
    faq = entry("lohn", '"was verdient ein {occupation}"', "lohn") + entry(
        "vergleich", '"was verdient ein {other_occupation}"', "vergleich"
    )
    assert check(tmp_path, faq) == []


def test_nothing_but_fillers_is_no_question(tmp_path: Path) -> None:
    found = check(tmp_path, entry("brot", "brot backen", "hallo bitte mal"))
    assert only(found) == ("W605", 5, 7)


def test_fillers_may_be_small_talk(tmp_path: Path) -> None:
    faq = entry("hallo", "hallo bitte mal", more="  kind: smalltalk\n")
    assert check(tmp_path, faq) == []


def test_two_questions_in_one_phrase_are_found(tmp_path: Path) -> None:
    faq = entry("brot", "wie backe ich brot", "wie backe ich brot und wann kommt der zug") + entry(
        "zug", "wann kommt der zug", "wann fährt der zug", topic="salary"
    )
    found = check(tmp_path, faq)
    assert only(found) == ("W606", 5, 7)


def test_a_phrase_with_an_and_that_asks_one_thing_is_fine(tmp_path: Path) -> None:
    faq = entry("brot", "wie backe ich brot und kuchen", "was ist brot und was nicht")
    assert check(tmp_path, faq) == []


def test_a_letter_apart_is_told_where_a_slip_goes_astray(tmp_path: Path) -> None:
    faq = entry("kanne", "wo steht die kannen") + entry("kante", "wo steht die kanten")
    rules = {problem.rule for problem in check(tmp_path, faq)}
    assert rules <= {"W602", "W603"}


def test_a_name_that_another_occupation_takes_is_found(tmp_path: Path) -> None:
    first = "name: Bäcker\naliases: [Brotmeister Ofen]\n"
    second = "name: Ofen\naliases: [Brotmeister]\n"
    faq = entry("brot", "brot backen")
    assert check(tmp_path, faq, occupations__a=first, occupations__b=second) == []


def test_a_name_read_as_something_else_is_found(tmp_path: Path) -> None:
    words = WORDS + "slots:\n  level:\n    senior: [senior]\n"
    keeper = "name: Bäcker\naliases:\n  - Konditor\n  - Senior\n"
    faq = entry("brot", "brot backen")
    found = check(tmp_path, faq, vocabulary=words, occupations__baker=keeper)
    assert only(found) == ("W610", 7, 14)  # what occupations are called wins over other slots
    keeper = "name: Bäcker\naliases:\n  - Konditor\n  - 5000 euro\n"
    found = check(tmp_path, faq, vocabulary=words, occupations__baker=keeper)
    assert only(found) == ("W607", 4, 5)


@pytest.mark.parametrize(("name", "line"), [("wie", 4), ("wie der", 4)])
def test_a_name_that_people_use_for_other_things_is_found(
    tmp_path: Path, name: str, line: int
) -> None:
    words = "function_words: {de: [wie, der]}\n"
    keeper = f"name: Bäcker\naliases:\n  - Konditor\n  - {name}\n".replace("  - Konditor\n", "")
    faq = entry("brot", "brot backen") + entry("ofen", "ofen heizen")
    found = check(tmp_path, faq, vocabulary=words, occupations__baker=keeper)
    assert ("W609", line - 1, 5) in {(each.rule, each.line, each.column) for each in found}


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("slots:\n  form:\n    mini_job: [minijob, 520 euro job]\n", ("W610", 3, 25)),
        ("other_occupations:\n  - maurer\n  - baecker\n", ("W612", 3, 5)),
    ],
)
def test_a_spelling_something_else_takes_first_is_found(
    tmp_path: Path, words: str, place: tuple[str, int, int]
) -> None:
    found = check(
        tmp_path, entry("brot", "brot backen"), vocabulary=words,
        occupations__baker="name: Bäcker\n",
    )  # fmt: skip
    assert only(found) == place


def test_the_same_name_twice_is_found(tmp_path: Path) -> None:
    keeper = "name: Bäcker\naliases:\n  - Konditor\n  - KONDITOR\n"
    found = check(tmp_path, entry("brot", "brot backen"), occupations__baker=keeper)
    assert only(found) == ("W608", 4, 5)


def test_an_answer_of_several_messages_is_found(tmp_path: Path) -> None:
    text = "Das ist ein langer Satz über Brot. " * 130
    faq = f"brot:\n  phrases: [brot backen]\n  reply: {text}\n"
    assert {problem.rule for problem in check(tmp_path, faq)} == {"W505", "W530"}


def test_a_button_without_room_for_its_occupation_is_found(tmp_path: Path) -> None:
    long = "ein_sehr_langer_name_fuer_einen_beruf_den_niemand_kennt"
    faq = entry("brot_backen_lernen", "brot backen", more="  about_occupation: true\n")
    found = check(tmp_path, faq, **{f"occupations__{long}": "name: Bäcker\n"})
    assert [problem.rule for problem in found] == ["W562", "W531"]  # W562: it is no default


def test_twins_but_for_an_article_or_the_order_of_many_words_are_found(tmp_path: Path) -> None:
    faq = entry("brot", "was kostet ein laib", "wie backe ich abends gutes brot") + entry(
        "laib", "was kostet der laib", "gutes brot wie backe ich abends", "laibe zählen"
    )
    assert [(p.rule, p.line) for p in check(tmp_path, faq)] == [("W602", 10), ("W602", 11)]


def test_the_order_of_few_words_makes_another_question(tmp_path: Path) -> None:
    faq = entry("lob", "du bist lustig", "brot backen") + entry(
        "witz", "bist du lustig", "kuchen essen", topic="salary"
    )
    assert check(tmp_path, faq) == []


def test_a_phrase_that_writes_the_occupation_out_is_the_one_with_the_mark(tmp_path: Path) -> None:
    faq = entry("teig", '"gehalt {occupation}"', "was verdient man da") + entry(
        "ofen", "gehalt bäcker", "ofen heizen"
    )
    found = check(tmp_path, faq, occupations__baker="name: Bäcker\naliases: [Konditor]\n")
    assert only(found) == ("W602", 10, 7)
    assert '"gehalt {occupation}" of "teig"' in found[0].message


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (WORDS.replace("[bitte,", "[brot, bitte,"), ("W613", 1, 16)),
        (WORDS.replace("[ich,", "[mehl, ich,"), ("W613", 2, 23)),
        (WORDS + "synonyms:\n  brot: mehl\n", ("W614", 6, 3)),
    ],
)
def test_a_word_that_takes_a_question_away_is_named_where_it_stands(
    words: str, place: tuple[str, int, int], tmp_path: Path
) -> None:
    faq = entry("backen", "brot", "wie knetet man teig") + entry(
        "kaufen", "mehl", "was kostet hefe"
    )
    found = check(tmp_path, faq, vocabulary=words)
    assert only(found) == place


def test_a_negation_that_stands_everywhere_is_named(tmp_path: Path) -> None:
    phrases = [f"kann man teig nummer {number} kneten" for number in range(30)]
    words = WORDS + "negations:\n  de: [nicht, man]\n"
    faq = entry("teig", *phrases) + entry("ofen", "ofen heizen")
    found = [each for each in check(tmp_path, faq, vocabulary=words) if each.rule == "W615"]
    assert only(found) == ("W615", 6, 15)


def test_a_trigger_that_is_another_question_is_named_once(tmp_path: Path) -> None:
    trigger = "  triggers: [brot]\n"
    faq = entry("not", "ich brauche hilfe", more=trigger) + entry(
        "backen", "brot", "brot backen", "wie wird brot braun"
    )
    assert only(check(tmp_path, faq)) == ("W616", 3, 14)


def test_a_name_one_letter_away_from_another_occupation_is_named(tmp_path: Path) -> None:
    first = "name: Bäckermeister\n"
    second = "name: Konditor\naliases:\n  - Bäckermeistr\n  - Torte\n"
    faq = entry("brot", "brot backen")
    found = check(tmp_path, faq, occupations__a=first, occupations__b=second)
    assert only(found) == ("W617", 3, 5)
