"""Each command, its output and its exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_ask_prints_the_reply_with_numbered_choices(run: Run) -> None:
    result = run("ask", "wie koche ich tee")
    assert result.code == 0
    assert result.out == "Tee zieht drei Minuten.\n\n  1  Milch\n"


def test_the_start_line_names_the_knowledge_folder(run: Run, knowledge: Path) -> None:
    assert run("ask", "/tee").err == f"Knowledge: {knowledge}\n"


def test_ask_json_prints_one_line_and_no_start_line(run: Run) -> None:
    result = run("ask", "--json", "how do i make tea")
    assert result.err == ""
    assert result.out.count("\n") == 1
    reply = json.loads(result.out)
    assert (reply["intent"], reply["language"]) == ("tea", "en")
    assert reply["choices"] == [{"label": "Milk", "data": "milk"}]


def test_lang_decides_where_the_text_does_not(run: Run) -> None:
    assert "three minutes" in run("ask", "--lang", "en", "/tee").out
    assert "drei Minuten" in run("ask", "--lang", "de", "/tea").out


def test_a_language_the_knowledge_does_not_speak_is_misuse(run: Run) -> None:
    result = run("ask", "--lang", "fr", "/tee")
    assert result.code == 2
    assert "de, en" in result.err


def test_ask_jsonl_answers_line_by_line_and_prints_nothing_else(run: Run) -> None:
    lines = b'{"user": 1, "text": "/tee"}\nbroken\n{"user": 1, "data": "milk"}\n'
    result = run("ask", "--jsonl", stdin=lines)
    assert (result.code, result.err) == (0, "")
    first, broken, last = [json.loads(line) for line in result.out.splitlines()]
    assert (first["intent"], last["intent"]) == ("tea", "milk")
    assert "error" in broken


@pytest.mark.parametrize("command", ["chat", "run"])
def test_a_pipe_is_answered_without_greeting_or_prompt(run: Run, command: str) -> None:
    result = run(command, stdin=b"/tee\n1\n")
    assert result.code == 0
    assert result.out == "Tee zieht drei Minuten.\n\n  1  Milch\n\nMilch kommt zuletzt.\n"


def test_run_with_a_token_starts_telegram(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []

    def telegram(settings: object, following: object, way: object) -> int:
        started.append("telegram" if callable(following) else "nothing to follow")
        return 2

    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:abc")
    monkeypatch.setenv("TELEGRAM_API_BASE_URL", "http://example.org")
    monkeypatch.setattr("bot.transports.telegram.run.run", telegram)
    result = run("run")
    assert (started, result.code) == (["telegram"], 2)
    assert "unencrypted" in result.err
    assert "1:abc" not in result.err


def test_check_of_sound_knowledge_prints_nothing_and_exits_0(run: Run) -> None:
    result = run("check")
    assert (result.code, result.out) == (0, "")
    assert "0 errors" in result.err


def test_check_prints_each_problem_with_its_place_and_exits_1(run: Run, knowledge: Path) -> None:
    (knowledge / "faq" / "more.yaml").write_text("coffee:\n  topic: help\n  next: [nowhere]\n")
    result = run("check")
    assert result.code == 1
    assert "knowledge/faq/more.yaml:3:10 E" in result.out
    assert " error " in result.out


def test_broken_knowledge_is_said_line_by_line_and_exits_1(run: Run, knowledge: Path) -> None:
    (knowledge / "faq" / "more.yaml").write_text("coffee: [")
    result = run("ask", "/tee")
    assert (result.code, result.out) == (1, "")
    assert "faq/more.yaml:1:" in result.err
    assert "cannot be used: 1 error" in result.err


def test_explain_prints_how_a_message_is_understood(run: Run) -> None:
    result = run("explain", "wie koche ich tee")
    assert result.code == 0
    assert "tea" in result.out


def test_explain_plays_what_was_said_before(run: Run) -> None:
    result = run("explain", "--after", "tee", "--after", "hallo", "wie koche ich tee")
    assert result.code == 0
    assert [line.split()[:2] for line in result.out.splitlines()][:2] == [
        ["after", "tee"], ["after", "hallo"],
    ]  # fmt: skip


def test_explain_says_why_an_intent_does_not_answer(run: Run) -> None:
    result = run("explain", "--why-not", "tea", "zwirbel quirl")
    assert result.code == 0
    assert "why not     tea for: zwirbel quirl" in result.out
    assert "tea then answers this message" in result.out


def test_an_intent_nobody_has_is_misuse_with_a_suggestion(run: Run) -> None:
    result = run("explain", "--why-not", "teaa", "hallo")
    assert (result.code, result.out) == (2, "")
    assert 'did you mean "tea"?' in result.err


@pytest.mark.parametrize("arguments", ["--knowledge {} ask /tee", "ask /tee --knowledge {}"])
def test_knowledge_may_stand_before_or_after_the_command(
    run: Run, knowledge: Path, tmp_path: Path, arguments: str
) -> None:
    elsewhere = knowledge.rename(tmp_path / "elsewhere")
    result = run(*arguments.format(elsewhere).split())
    assert result.code == 0
    assert str(elsewhere) in result.err


def test_the_environment_names_the_knowledge_where_the_option_does_not(
    run: Run, knowledge: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = knowledge.rename(tmp_path / "elsewhere")
    monkeypatch.setenv("KARRIEREBOT_KNOWLEDGE", str(elsewhere))
    assert str(elsewhere) in run("ask", "/tee").err


@pytest.mark.parametrize("folder", ["nowhere", "knowledge/faq/tea.yaml", "nul\0here", "x" * 9000])
@pytest.mark.parametrize("command", [["ask", "/tee"], ["check"], ["explain", "tea"], ["chat"]])
def test_a_folder_that_cannot_be_opened_is_misuse_said_in_one_line(
    run: Run, command: list[str], folder: str
) -> None:
    result = run(*command, "--knowledge", folder)
    assert (result.code, result.out) == (2, "")
    (line,) = result.err.splitlines()
    assert line.startswith("karrierebot: the knowledge folder ")
    assert folder.replace("\0", "?")[:50] in line
