"""What a folder becomes when nothing is wrong: values, defaults, order, digest, speed."""

from __future__ import annotations

import shutil
from pathlib import Path
from time import perf_counter

import pytest

from bot.knowledge import loader
from bot.knowledge.loader import load
from bot.knowledge.models import Knowledge, Place
from tests.knowledge.broken import SMALL, changed, folder, rules, small_folder

KEEPER = "occupations/lighthouse_keeper.yaml"


def loaded(root: Path) -> Knowledge:
    """Return the knowledge of a folder that has no problem at all."""
    result = load(root)
    assert result.problems == ()
    assert result.knowledge is not None
    return result.knowledge


def test_the_small_folder_has_no_problem() -> None:
    knowledge = loaded(SMALL)
    assert knowledge.languages == ("de", "en")
    assert knowledge.default_occupation == "lighthouse_keeper"
    assert list(knowledge.occupations) == ["lighthouse_director", "lighthouse_keeper"]
    assert {"storm", "holidays", "salary", "help"} < set(knowledge.entries)


def test_a_figure_is_read_as_written() -> None:
    figure = loaded(SMALL).figure("keeper_pay")
    assert figure is not None
    assert (figure.low, figure.value, figure.high) == (30000, 36000, 42000)
    assert (figure.occupation, figure.source, figure.period) == (
        "lighthouse_keeper", "almanac", "year"
    )  # fmt: skip
    assert (figure.gross, figure.sample_size, figure.as_of) == ("unknown", 120, "2024")
    assert figure.checked_on == "2026-11-01"
    assert figure.caveats["en"] == "Without night allowances."
    assert figure.place == Place(KEEPER, 4, 5)


def test_what_a_source_does_not_say_is_none() -> None:
    figure = loaded(SMALL).figure("director_pay")
    assert figure is not None
    assert (figure.low, figure.high, figure.sample_size, figure.as_of) == (None,) * 4
    assert not figure.show_by_default
    assert loaded(SMALL).sources["logbook"].as_of is None


def test_an_entry_is_read_as_written() -> None:
    entry = loaded(SMALL).entries["salary"]
    assert entry.commands == ("gehalt", "salary")
    assert entry.needs == ("occupation",)
    assert entry.about_occupation
    assert entry.answer == "salary"
    assert entry.title == {"de": "Gehalt", "en": "Salary"}
    assert entry.after == ("salary", "training", "tasks")
    assert entry.phrases[0].text == "gehalt {occupation}"
    assert entry.phrases[0].language == "de"
    assert entry.phrases[0].place == Place("intents/salary.yaml", 9, 7)
    assert [phrase.language for phrase in entry.follow_ups] == ["de"] * 3 + ["en"] * 3


def test_a_block_of_text_keeps_its_paragraphs() -> None:
    reply = loaded(SMALL).occupations["lighthouse_keeper"].sections["training"].reply["de"]
    assert reply.endswith("Turm.\n\nDanach kommt eine Prüfung vor dem Hafenamt.")


def test_conversations_are_read_in_both_forms() -> None:
    first, second = loaded(SMALL).conversations
    assert [turn.say for turn in first.turns][1] == "und die ausbildung?"
    assert first.turns[0].slots == {"occupation": "lighthouse_keeper"}
    assert first.turns[0].contains == ("36.000",)
    assert first.turns[0].intent == ("salary",)
    assert second.turns[0].not_intent == ("salary",)
    assert second.turns[0].place == Place("conversations/salary.yaml", 15, 3)


def test_a_turn_may_be_silent(tmp_path: Path) -> None:
    text = '- say: ""\n  kind: [clarify, fallback]\n- press: "salary x"\n'
    root = folder(tmp_path, faq__x="x: {phrases: [a]}\n", conversations__x=text)
    first, second = loaded(root).conversations
    assert first.turns[0].say == ""
    assert first.turns[0].kind == ("clarify", "fallback")
    assert second.turns[0].press == "salary x"


def test_a_folder_of_one_faq_file_loads(tmp_path: Path) -> None:
    root = folder(tmp_path, faq__x="cats: {phrases: {en: [are there cats]}, reply: {en: Yes!}}\n")
    knowledge = loaded(root)
    entry = knowledge.entries["cats"]
    assert knowledge.languages == ("en",)
    assert (entry.topic, entry.kind, entry.title) == ("cats", "answer", {"en": "cats"})
    assert entry.reply == {"en": "Yes!"}
    assert knowledge.sources == {} == knowledge.occupations


def test_a_folder_of_intents_with_plain_lists_loads(tmp_path: Path) -> None:
    root = folder(tmp_path, intents__lost_card="phrases:\n  - i lost my card\n  - 123\n  - 4.50\n")
    entry = loaded(root).entries["lost_card"]
    assert [phrase.text for phrase in entry.phrases] == ["i lost my card", "123", "4.50"]
    assert {phrase.language for phrase in entry.phrases} == {None}
    assert set(entry.title.values()) == {"lost_card"}


def test_languages_not_declared_are_those_seen(tmp_path: Path) -> None:
    one = "phrases: {fr: [salut], en: [hello]}\n"
    two = "phrases: {de: [hallo]}\ntitle: {de: Hallo}\nanswer: help\n"
    knowledge = loaded(folder(tmp_path, intents__one=one, intents__two=two))
    assert knowledge.languages == ("de", "en", "fr")
    assert knowledge.entries["two"].title == {"de": "Hallo", "en": "Hallo", "fr": "Hallo"}


def test_one_language_needs_no_language_keys(tmp_path: Path) -> None:
    files = {
        "knowledge": "languages: [en]\n",
        "faq__x": "cats:\n  title: Cats\n  phrases: [cats]\n  reply: There are cats.\n",
    }
    entry = loaded(folder(tmp_path, **files)).entries["cats"]
    assert entry.reply == {"en": "There are cats."}
    assert entry.title == {"en": "Cats"}


def test_other_files_are_ignored(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    ignored = [
        "README.md", "FORMAT.md", ".hidden.yaml", "intents/salary.yaml~", "intents/.#salary.yaml",
        "intents/#salary.yaml#", "intents/salary.yaml.bak", "intents/.salary.yaml.swp",
        "intents/notes.txt", ".git/x.yaml",
    ]  # fmt: skip
    (root / ".git").mkdir()
    for name in ignored:
        (root / name).write_text("{ broken")
    assert rules(root) == []


def test_both_endings_and_sub_folders_are_read(tmp_path: Path) -> None:
    root = folder(tmp_path, intents__a="phrases: [a]\n")
    (root / "intents" / "more").mkdir()
    (root / "intents" / "more" / "b.yml").write_text("phrases: [b]\n")
    (root / "intents" / "C.YAML").write_text("phrases: [c]\n")
    assert set(loaded(root).entries) == {"a", "b", "C"}


def test_windows_line_ends_change_nothing_but_the_digest(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    (root / KEEPER).write_bytes(changed(KEEPER).replace("\n", "\r\n").encode())
    assert loaded(root).occupations == loaded(SMALL).occupations
    assert loaded(root).digest != loaded(SMALL).digest


def test_equal_folders_give_equal_values(tmp_path: Path) -> None:
    copy = small_folder(tmp_path)
    one, two = loaded(SMALL), loaded(copy)
    assert one.digest == two.digest
    assert (one.entries, one.occupations, one.sources) == (
        two.entries, two.occupations, two.sources
    )  # fmt: skip
    assert one.conversations == two.conversations


def test_the_order_files_were_written_in_does_not_matter(tmp_path: Path) -> None:
    files = {f"intents__{name}": f"phrases: [{name}]\n" for name in "abc"}
    one = loaded(folder(tmp_path / ".", **files))
    shutil.rmtree(tmp_path / "kb")
    two = loaded(folder(tmp_path, **dict(reversed(files.items()))))
    assert list(one.entries) == list(two.entries) == ["a", "b", "c"]
    assert one.digest == two.digest


def test_the_digest_knows_names_and_contents(tmp_path: Path) -> None:
    root = folder(tmp_path, intents__a="phrases: [a]\n")
    first = loaded(root).digest
    (root / "intents" / "a.yaml").rename(root / "intents" / "b.yaml")
    second = loaded(root).digest
    (root / "intents" / "b.yaml").write_text("phrases: [b]\n")
    assert len({first, second, loaded(root).digest}) == 3
    assert len(first) == 64


def test_problems_come_in_the_order_of_their_places(tmp_path: Path) -> None:
    root = folder(
        tmp_path,
        sources="a: {titel: x}\n",
        intents__b="phrases: [no, on]\nkind: x\n",
        faq__c="x y: {}\n",
    )
    problems = load(root).problems
    assert len(problems) > 6
    assert list(problems) == sorted(problems)


def test_problems_name_files_as_the_folder_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(tmp_path, intents__b="kind: x\n")
    monkeypatch.chdir(tmp_path)
    assert load(Path("kb")).problems[0].path == "kb/intents/b.yaml"


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let there be packaged words."""
    home = tmp_path / "packaged"
    home.mkdir()
    (home / "wording.yaml").write_text("a: {de: Ah, en: Oh}\nb: {de: Be, en: Bee}\n")
    words = "loanwords: [job]\nfillers: {de: [ähm]}\nsynonyms: {lohn: gehalt}\n"
    (home / "vocabulary.yaml").write_text(words)
    monkeypatch.setattr(loader, "packaged_folder", lambda: home)
    return home


@pytest.mark.usefixtures("packaged")
def test_words_a_folder_lacks_are_the_packaged_ones(tmp_path: Path) -> None:
    knowledge = loaded(folder(tmp_path, faq__x="x: {phrases: [a]}\n"))
    assert knowledge.wording["b"] == {"de": "Be", "en": "Bee"}
    assert knowledge.vocabulary.loanwords == ("job",)


@pytest.mark.usefixtures("packaged")
def test_a_folder_replaces_single_sentences_and_lists(tmp_path: Path) -> None:
    files = {
        "faq__x": "x: {phrases: {de: [a], en: [b]}}\n",
        "wording": "a: {de: Aha, en: Aha}\n",
        "vocabulary": 'loanwords: [team]\nfillers: {"*": [hm]}\nnegations: [nope]\n',
    }
    knowledge = loaded(folder(tmp_path, **files))
    assert knowledge.wording == {"a": {"de": "Aha", "en": "Aha"}, "b": {"de": "Be", "en": "Bee"}}
    assert knowledge.vocabulary.loanwords == ("team",)
    assert knowledge.vocabulary.fillers == {"*": ("hm",)}
    assert knowledge.vocabulary.negations == {"*": ("nope",)}
    assert knowledge.vocabulary.synonyms == {"lohn": "gehalt"}


def test_the_digest_knows_the_packaged_words(tmp_path: Path, packaged: Path) -> None:
    root = folder(tmp_path, faq__x="x: {phrases: [a]}\n")
    before = loaded(root).digest
    (packaged / "vocabulary.yaml").write_text("loanwords: [jobs]\n")
    assert loaded(root).digest != before


def test_ten_thousand_phrases_load_within_a_second(tmp_path: Path) -> None:
    text = "phrases:\n" + "".join(f"  - where is my parcel number {i} now\n" for i in range(100))
    files = {f"intents__n{i}": text.replace("parcel", f"parcel {i}") for i in range(100)}
    root = folder(tmp_path, **files)
    start = perf_counter()
    knowledge = loaded(root)
    assert sum(len(entry.phrases) for entry in knowledge.entries.values()) == 10_000
    assert perf_counter() - start < 3  # a busy machine; 0.15 s on an idle one


@pytest.mark.parametrize(
    "text", ["[]", "x", "3", "null", "{}", "- {}", "{a: {}}", "a: {b: {c: 1}}"]
)
@pytest.mark.parametrize(
    "path",
    ["knowledge", "sources", "vocabulary", "wording", "occupations/x", "intents/x", "faq/x",
     "conversations/x"],
)  # fmt: skip
def test_no_shape_of_a_file_breaks_the_loader(tmp_path: Path, path: str, text: str) -> None:
    files = {path.replace("/", "__"): text, "intents__ok": "phrases: [fine]\n"}
    load(folder(tmp_path, **files))
