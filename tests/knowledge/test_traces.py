"""One cause is one problem: what follows from it elsewhere is left unsaid."""

from __future__ import annotations

from pathlib import Path

from bot.knowledge.loader import load
from tests.knowledge.broken import changed, folder, rules, small_folder

KEEPER = "occupations/lighthouse_keeper.yaml"
DIRECTOR = "occupations/lighthouse_director.yaml"
GREETING = "intents/greeting.yaml"
FAQ = "faq/lighthouse.yaml"


def places(root: Path) -> list[str]:
    """Return rule, file and line of each problem."""
    home = root.as_posix()
    return [f"{p.rule} {p.path.removeprefix(home + '/')}:{p.line}" for p in load(root).problems]


def test_a_misspelt_folder_is_one_error_and_not_all_that_names_what_it_holds(
    tmp_path: Path,
) -> None:
    root = small_folder(tmp_path)
    (root / "occupations").rename(root / "occupation")
    assert places(root) == ["E136 occupation:1"]
    assert "E136" in load(root).problems[0].rule
    assert 'did you mean "occupations"?' in load(root).problems[0].hint


def test_a_file_beside_its_folder_is_an_error_if_others_need_it(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    (root / GREETING).write_text(changed(GREETING, ("next: [salary", "next: [holidays")))
    (root / FAQ).rename(root / "lighthouse.yaml")
    assert places(root) == ["E136 lighthouse.yaml:1"]


def test_a_folder_nobody_needs_is_a_warning(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    (root / "drafts").mkdir()
    (root / "drafts" / "cats.yaml").write_text("cats: {}\n")
    assert places(root) == ["W503 drafts:1"]


def test_a_link_to_a_folder_is_named(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    (root / "faq" / "more").symlink_to("..")
    assert places(root) == ["W503 faq/more:1"]


def test_an_id_that_is_none_is_one_problem(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    text = changed(FAQ, ("holidays:", "holi days:"))
    (root / FAQ).write_text(text, encoding="utf-8")
    line = text.splitlines().index("holi days:") + 1
    assert places(root) == [f"E210 {FAQ}:{line}"]


def test_a_slip_beside_a_broken_id_is_still_told(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    text = changed(FAQ, ("holidays:", "holi days:"), ("next: [tasks, salary]", "next: [taskss]"))
    (root / FAQ).write_text(text, encoding="utf-8")
    assert sorted(rules(root)) == ["E210", "E302"]


def test_a_figure_without_amounts_is_one_problem(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    text = changed(
        KEEPER, ("low: 30000", "low: null"), ("value: 36000", "value: null"),
        ("high: 42000", "high: null"),
    )  # fmt: skip
    (root / KEEPER).write_text(text, encoding="utf-8")
    assert rules(root) == ["E402"]


def test_a_misspelt_key_is_not_missing_as_well(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    text = changed(KEEPER, ("period: year", "perriod: year"))
    (root / KEEPER).write_text(text, encoding="utf-8")
    assert rules(root) == ["E201"]


def test_a_misspelt_figure_in_one_language_is_one_problem(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    text = changed(FAQ, ("{amount:keeper_pay.value}", "{amount:keper_pay.value}"))
    (root / FAQ).write_text(text, encoding="utf-8")
    assert rules(root) == ["E307"]


def test_a_copied_occupation_is_one_problem(tmp_path: Path) -> None:
    names = "".join(f"  - Turmwart {each}\n" for each in "abcdef")
    text = f"name: {{de: Turmwart}}\naliases:\n{names}"
    root = folder(tmp_path, faq__x="x: {phrases: {de: [a]}}\n", occupations__a=text)
    (root / "occupations/b.yaml").write_text(f"# a copy\n{text}")
    (problem,) = load(root).problems
    assert (problem.rule, problem.line) == ("E319", 2)
    assert problem.message.startswith('7 names are those of "a"')


def test_a_file_of_another_kind_is_one_problem(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    for kind, path in (("faq", FAQ), ("intents", GREETING), ("occupations", DIRECTOR)):
        for other in {"faq", "intents", "occupations", "forms"} - {kind}:
            home = root / other
            home.mkdir(exist_ok=True)
            lost = home / "lost.yaml"
            lost.write_text((root / path).read_text(encoding="utf-8") + "\n")
            (problem,) = load(root).problems
            assert problem.rule == "E138"
            assert problem.path == lost.as_posix()
            assert problem.hint == f"move it to the folder {kind}"
            lost.unlink()


def test_a_language_in_which_nothing_is_written_is_one_problem(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    (root / "knowledge.yaml").write_text(
        changed("knowledge.yaml", ("languages: [de, en]", "languages: [de, en, xx]"))
    )
    assert [each.partition(" ")[0] for each in places(root)] == ["E222"]


def test_a_language_nobody_declared_is_one_problem(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    (root / "knowledge.yaml").write_text(
        changed("knowledge.yaml", ("languages: [de, en]", "languages: [de]"))
    )
    found = [p for p in load(root).problems if p.rule in {"E204", "E223"}]
    assert [problem.rule for problem in found] == ["E223"]
    assert found[0].path.endswith("knowledge.yaml")


def test_anchors_all_over_are_told_so_often_and_no_more(tmp_path: Path) -> None:
    lines = "".join(f"k{n}: &a{n} [*b{n}, *c{n}]\n" for n in range(200))
    root = folder(tmp_path, faq__x=lines)
    assert 2 < len(rules(root)) < 60
    assert set(rules(root)) == {"E123"}
