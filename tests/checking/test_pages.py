"""The pages on rules: complete, and their examples break and keep the rule as they say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.checking.check import check_folder
from bot.checking.report.page import page
from bot.knowledge import loader
from bot.knowledge.problems import Problem
from bot.knowledge.rule_pages import MARK, PageText, pages
from bot.knowledge.rules import RULES

TODAY = date(2026, 11, 21)
EXAMPLES = {rule: found for rule, found in pages().items() if found.wrong}
ANIMALS = "katzen:\n  phrases: [katzen]\n  reply: K.\nhunde:\n  phrases: [hunde]\n  reply: H.\n"
FIGURE = {
    "id": "keeper_pay", "low": "30000", "value": "36000", "high": "42000", "unit": "EUR",
    "currency": "EUR", "period": "year", "gross": "unknown", "statistic": "average",
    "sample_size": "null", "source": "almanach", "locator": "null", "as_of": "null",
    "checked_on": "2026-11-21", "review_after": "2027-05-21", "confidence": "medium",
}  # fmt: skip
SOURCES = """\
almanach:
  title: Almanach
  publisher: Leuchtturmverein
  language: de
  as_of: null
  confidence: medium
"""
KEEPER = "occupations/keeper.yaml"


@pytest.fixture(autouse=True)
def no_packaged_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the packaged folder be one that does not exist, so that nothing moves with it."""
    monkeypatch.setattr(loader, "packaged_folder", lambda: tmp_path / "not_packaged")


def files(found: PageText, example: str) -> dict[str, str]:
    """Return the files of a folder that holds the example."""
    named = {"knowledge.yaml": f"languages: [{found.languages}]\n"}
    if not found.file.startswith(("faq/", "intents/")):
        named["faq/tiere.yaml"] = ANIMALS
    if found.file == "forms/katzen.yaml":
        named["faq/tiere.yaml"] += "wahl:\n  phrases: [katze wählen]\n  form: katzen\n"
    if not found.base:
        return named | {found.file: example}
    changed = dict(FIGURE)
    for line in example.splitlines():
        key, _, value = line.partition(": ")
        changed[key] = value
    lines = "".join(f"    {key}: {value}\n" for key, value in changed.items())
    keeper = f"name: Leuchtturmwärter\nfigures:\n  -{lines[3:]}"
    return named | {"sources.yaml": SOURCES, KEEPER: keeper}


def problems(root: Path, named: dict[str, str]) -> tuple[Problem, ...]:
    """Write the files without marks and check the folder."""
    for name, text in named.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace(MARK, ""), encoding="utf-8")
    return check_folder(root, TODAY).problems


def places(name: str, text: str, root: Path) -> list[tuple[str, int, int]]:
    """Return where the marks of a file are."""
    return [
        (f"{root.as_posix()}/{name}", number, column + 1 - before)
        for number, line in enumerate(text.split("\n"), 1)
        for before, column in enumerate(at for at, sign in enumerate(line) if sign == MARK)
    ]


def test_every_rule_has_a_page() -> None:
    assert set(pages()) == set(RULES)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("rule", RULES)
def test_a_page_says_what_and_why(rule: str, language: str) -> None:
    text = page(rule, language)
    assert text.startswith(f"{rule} ")
    assert pages()[rule].why[language].rstrip().endswith((".", "!"))
    assert MARK not in text
    assert all(len(line) < 130 for line in text.splitlines())


@pytest.mark.parametrize("rule", EXAMPLES)
def test_the_wrong_example_breaks_its_rule_at_the_mark(rule: str, tmp_path: Path) -> None:
    found = EXAMPLES[rule]
    named = files(found, found.wrong)
    marked = [place for name, text in named.items() for place in places(name, text, tmp_path)]
    broken = problems(tmp_path, named)
    assert [(p.path, p.line, p.column) for p in broken if p.rule == rule] == sorted(marked)
    assert {p.rule for p in broken} == {rule}, "\n".join(map(str, broken))


@pytest.mark.parametrize("rule", [rule for rule in EXAMPLES if EXAMPLES[rule].right])
def test_the_right_example_has_no_problem(rule: str, tmp_path: Path) -> None:
    found = EXAMPLES[rule]
    assert problems(tmp_path, files(found, found.right)) == ()
