"""`karrierebot check` and `karrierebot test`: languages, formats, pages and exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli.languages import message_language
from tests.cli.conftest import Run

BROKEN = "katze:\n  phrases:\n    - no\n    - „katze“\n  reply: {de: Miau, en: Meow}\n"
CONVERSATION = "- say: tee kochen\n  intent: milk\n- say: make some tea\n  intent: tea\n"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KARRIEREBOT_CACHE", str(tmp_path / "cache"))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def broken(knowledge: Path) -> Path:
    file = knowledge / "faq" / "katze.yaml"
    file.write_text(BROKEN, encoding="utf-8")
    return file


def test_a_finding_has_its_hint_its_line_and_a_caret(run: Run, broken: Path) -> None:
    result = run("check")
    assert result.code == 1
    assert result.out.splitlines()[:4] == [
        'knowledge/faq/katze.yaml:3:7 E105 error "no" without quotes means false',
        '    = write "no" in quotes',
        "    3 |     - no",
        "      |       ^",
    ]
    assert "1 error, 1 warning." in result.err


def test_a_finding_is_said_in_german(run: Run, broken: Path) -> None:
    result = run("check", "--lang", "de")
    assert '"no" ohne Anführungszeichen bedeutet false' in result.out
    assert '= schreib "no" in Anführungszeichen' in result.out
    assert "1 Fehler, 1 Warnung." in result.err


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "de_AT"}, "de"),
        ({"LANG": "fr_FR"}, "en"),
        ({"LANG": "de_DE.UTF-8", "KARRIEREBOT_LANG": "en"}, "en"),
        ({"LC_ALL": "C", "KARRIEREBOT_LANG": " DE "}, "de"),
        ({"LANG": "de_DE.UTF-8", "KARRIEREBOT_LANG": " "}, "de"),
    ],
)
def test_the_language_is_the_systems(environment: dict[str, str], language: str) -> None:
    assert message_language(None, environment) == language
    assert message_language("de", environment) == "de"


def test_json_is_one_object(run: Run, broken: Path) -> None:
    result = run("check", "--format", "json", "--lang", "de")
    found = json.loads(result.out)
    assert (found["errors"], found["warnings"], found["language"]) == (1, 1, "de")
    first = found["problems"][0]
    assert (first["path"], first["line"], first["column"]) == ("knowledge/faq/katze.yaml", 3, 7)
    assert first["source"] == "    - no"
    assert result.err == ""


def test_annotations_are_escaped(run: Run, knowledge: Path) -> None:
    (knowledge / "faq" / "a,b%.yaml").write_text("katze:\n  phrases: [no]\n", encoding="utf-8")
    lines = run("check", "--format", "github").out.splitlines()
    assert lines[0].startswith("::error file=knowledge/faq/a%2Cb%25.yaml,line=2,col=13,title=E105")
    assert lines[0].endswith('means false%0Awrite "no" in quotes')


def test_sarif_has_rules_results_and_places(run: Run, broken: Path) -> None:
    log = json.loads(run("check", "--format", "sarif").out)
    assert log["version"] == "2.1.0"
    (one,) = log["runs"]
    rules = one["tool"]["driver"]["rules"]
    for rule in rules:
        assert "{" not in rule["shortDescription"]["text"]
        assert rule["help"]["text"]
    for result in one["results"]:
        assert result["message"]["text"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "knowledge/faq/katze.yaml"
        assert place["region"]["startLine"] >= 1
        assert result["level"] in ("error", "warning")


def test_a_page_on_a_rule(run: Run) -> None:
    result = run("check", "--rule", "e104", "--lang", "de")
    assert result.code == 0
    assert result.out.startswith("E104 error:")
    assert "Warum" in result.out


def test_an_unknown_rule_is_misuse(run: Run) -> None:
    result = run("check", "--rule", "E14")
    assert result.code == 2
    assert 'did you mean "E104"' in result.err


@pytest.mark.parametrize(
    "arguments", [["--lang", "fr"], ["--format", "xml"], ["--knowledge", "x"]]
)
def test_misuse_ends_with_2(run: Run, arguments: list[str]) -> None:
    assert run("check", *arguments).code == 2


def test_figures_are_compared_with_the_last_good_check(run: Run, knowledge: Path) -> None:
    figure = (
        "name: {de: Wirt, en: Host}\nfigures:\n  - {id: pay, low: null, value: 30000, high: null,"
        " currency: EUR, period: year, gross: unknown, statistic: null, sample_size: null,"
        " source: book, locator: null, as_of: null, checked_on: 2020-01-01, confidence: low}\n"
    )
    source = "book: {title: {de: B, en: B}, publisher: P, language: de, as_of: null,"
    (knowledge / "sources.yaml").write_text(source + " confidence: low}\n", encoding="utf-8")
    (knowledge / "occupations").mkdir()
    file = knowledge / "occupations" / "host.yaml"
    file.write_text(figure, encoding="utf-8")
    assert run("check", "--structure").code == 0
    file.write_text(figure.replace("30000", "60000"), encoding="utf-8")
    result = run("check", "--structure")
    assert result.code == 1
    assert "E407 error value rose by 100 %" in result.out
    assert run("check", "--structure").code == 1, "a refused version is not remembered"
    confirmed = figure.replace("30000", "60000").replace("{id", "{confirm: 60000, id")
    file.write_text(confirmed, encoding="utf-8")
    assert run("check", "--structure").code == 0


def test_figures_are_compared_with_a_named_folder(run: Run, knowledge: Path) -> None:
    assert run("check", "--against", str(knowledge)).code == 0
    assert run("check", "--against", "nowhere").code == 2


def test_conversations_alone_with_summary_and_confusions(run: Run, knowledge: Path) -> None:
    (knowledge / "conversations").mkdir()
    (knowledge / "conversations" / "tea.yaml").write_text(CONVERSATION, encoding="utf-8")
    result = run("test")
    assert result.code == 1
    assert 'G601 error "tee kochen": intent should be milk, is tea' in result.out
    assert "nearest phrase" in result.out
    assert "knowledge/faq/tea.yaml:6" in result.out
    assert "1 of 2 turns went as promised." in result.out
    assert "1  milk → tea" in result.out
    assert "where all went as promised, with how many:\n  " in result.out
    german = run("test", "--lang", "de")
    assert '"tee kochen": intent soll milk sein, ist tea' in german.out
    assert "1 von 2 Äußerungen" in german.out


def test_a_filter_plays_only_what_fits(run: Run, knowledge: Path) -> None:
    (knowledge / "conversations").mkdir()
    (knowledge / "conversations" / "tea.yaml").write_text(CONVERSATION, encoding="utf-8")
    result = run("test", "--only", "make some")
    assert result.code == 0
    assert "1 of 1 turns" in result.out
    assert run("test", "--only", "coffee").code == 2
