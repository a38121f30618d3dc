"""Commands, in both languages, with and without argument, right and wrong."""

from __future__ import annotations

import pytest

from bot.dialogue.command_syntax import Command, read_command
from bot.dialogue.wording import say
from bot.matching.index import Index
from tests.dialogue.chat import DIRECTOR, KEEPER, ODD, Chat, labels, pressed


@pytest.mark.parametrize(
    ("text", "name", "argument"),
    [
        ("/gehalt", "gehalt", ""),
        ("/Gehalt  keeper ", "gehalt", "keeper"),
        ("  /gehalt\nkeeper\nkiel\n", "gehalt", "keeper\nkiel"),
        ("/gehalt@KarriereBot keeper", "gehalt", "keeper"),
        ("/gehalt@x", "gehalt", ""),
        ("/gehälter", "gehalter", ""),
        ("/a_b2", "a_b2", ""),
    ],
)
def test_a_command_is_read(text: str, name: str, argument: str) -> None:
    assert read_command(text) == Command(name, argument)


@pytest.mark.parametrize(
    "text",
    ["", "/", "//", "/ gehalt", "gehalt /x", "/2024", "/-x", "/etc/passwd", "/@x", "/" + "x" * 40],
)
def test_what_is_no_command_is_a_message(text: str) -> None:
    assert read_command(text) is None


@pytest.mark.parametrize(
    ("german", "english", "intent"),
    [
        ("/start", "/start", "start"),
        ("/hilfe", "/help", "help"),
        ("/gehalt", "/salary", "salary"),
        ("/ausbildung", "/training", "training"),
        ("/berufe", "/jobs", "occupations"),
        ("/quellen", "/sources", "sources_overview"),
        ("/sprache", "/language", "language"),
        ("/datenschutz", "/privacy", "privacy"),
        ("/abbrechen", "/cancel", "cancel"),
    ],
)
@pytest.mark.parametrize("code", ["de", "en"])
def test_a_command_and_its_twin_do_the_same_in_the_language_of_the_chat(
    german: str, english: str, intent: str, code: str, small: Index
) -> None:
    one, other = Chat(small, code).say(german), Chat(small, code).say(english)
    assert one == other
    assert one.interpretation.intent == intent
    assert one.reply.language == code


@pytest.mark.parametrize("text", ["/start", "/help", "/sprache", "/privacy", "/abbrechen", "/nix"])
def test_commands_about_the_bot_are_replies_of_kind_command(text: str, small: Index) -> None:
    assert Chat(small).say(text).reply.kind == "command"


def test_a_command_that_needs_an_occupation_asks_which_with_a_button_for_each(
    small: Index,
) -> None:
    turn = Chat(small).say("/gehalt")
    assert turn.reply.kind == "clarify"
    assert pressed(turn) == [f"salary {KEEPER}", f"salary {DIRECTOR}"]
    assert "Vorsicht" in labels(turn)[1]
    assert "€" not in turn.reply.text


@pytest.mark.parametrize("answer", ["leuchtturmwärter", "keeper!", "den leuchtturmwärter bitte"])
def test_the_occupation_asked_for_may_be_typed(answer: str, small: Index) -> None:
    turn = Chat(small).say("/gehalt", answer)
    assert (turn.reply.kind, turn.interpretation.intent) == ("answer", "salary")
    assert "36.000" in turn.reply.text


def test_the_occupation_asked_for_may_be_pressed(small: Index) -> None:
    chat = Chat(small)
    turn = chat.press(pressed(chat.say("/gehalt"))[1])
    assert "50.000" in turn.reply.text


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("/gehalt keeper", "36.000"),
        ("/gehalt@KarriereBot leuchtturmwärter", "36.000"),
        ("/gehalt Leuchtturmdirektor", "50.000"),
        ("/salary turmdirektor", "50.000"),
        ("/GEHALT keeper im monat", "3.000"),
        ("/gehalt leuchtturmwärtr", "36.000"),
        ("/gehalt was verdient ein keeper", "36.000"),
    ],
)
def test_a_command_with_an_occupation_is_a_question(text: str, amount: str, small: Index) -> None:
    turn = Chat(small, "de").say(text)
    assert (turn.reply.kind, turn.interpretation.intent) == ("answer", "salary")
    assert amount in turn.reply.text


@pytest.mark.parametrize("argument", ["zwirbel", "drachenzähmer", "bäcker", "qwertz 123"])
@pytest.mark.parametrize("command", ["/gehalt", "/salary", "/ausbildung", "/training"])
def test_a_command_with_nonsense_says_so_and_offers_what_there_is(
    command: str, argument: str, small: Index
) -> None:
    turn = Chat(small).say(f"{command} {argument}")
    assert turn.reply.kind == "fallback"
    assert "Leuchtturmwärter" in turn.reply.text
    assert "€" not in turn.reply.text
    assert turn.reply.choices


@pytest.mark.parametrize("text", ["/gibtsnicht", "/foo bar", "/gehaltt2", "/x@KarriereBot", "/ä"])
def test_an_unknown_command_is_answered(text: str, small: Index) -> None:
    turn = Chat(small).say(text)
    assert (turn.reply.kind, turn.reply.topic) == ("command", "help")
    own, other = "/gehalt", "/salary"
    if turn.reply.language == "en":
        own, other = other, own
    assert own in turn.reply.text
    assert other not in turn.reply.text
    assert turn.reply.choices


def test_an_unknown_command_that_is_a_clear_word_is_taken_at_it(small: Index) -> None:
    turn = Chat(small).say("/urlaub")
    assert turn.interpretation.intent == "holidays"


@pytest.mark.parametrize("chosen", ["de", "en"])
def test_the_name_of_a_command_sets_no_language(chosen: str, small: Index) -> None:
    for text in ("/gehalt keeper", "/salary keeper", "/hilfe", "/help", "/nix", "/nothing"):
        chat = Chat(small)
        chat.say("/language", "deutsch" if chosen == "de" else "english")
        assert chat.say(text).reply.language == chosen, text


def test_the_argument_of_a_command_may_set_the_language(small: Index) -> None:
    assert Chat(small, "de").say("/gehalt what does a keeper earn").reply.language == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [("/sprache deutsch", "de"), ("/language english", "en"), ("/sprache auf englisch", "en")],
)
def test_the_language_can_be_set_by_command(text: str, language: str, small: Index) -> None:
    chat = Chat(small, "de")
    turn = chat.say(text)
    assert turn.reply.language == language
    assert turn.reply.text == say(small.knowledge, "language_set", language)
    assert chat.say("keeper").reply.language == language


def test_the_language_command_alone_asks_with_buttons_that_set_it(small: Index) -> None:
    chat = Chat(small, "de")
    asked = chat.say("/sprache")
    assert labels(asked) == ["Deutsch", "Englisch"] or labels(asked) == ["Deutsch", "English"]
    assert chat.press(pressed(asked)[1]).reply.language == "en"
    assert chat.context.chosen_language == "en"


def test_cancel_says_whether_there_was_anything_to_cancel(small: Index) -> None:
    knowledge = small.knowledge
    assert Chat(small).say("/abbrechen").reply.text == say(knowledge, "nothing_to_cancel", "de")
    assert Chat(small).say("/gehalt", "/abbrechen").reply.text == say(knowledge, "cancelled", "de")


def test_start_greets_in_the_language_of_the_app_and_names_the_other(small: Index) -> None:
    for code, other in (("de", "en"), ("en", "de"), ("fr", "en")):
        turn = Chat(small, code).say("/start")
        assert say(small.knowledge, "start_other_language", other) in turn.reply.text
        assert turn.reply.choices


def test_the_list_of_occupations_names_each_and_warns_of_some(small: Index) -> None:
    turn = Chat(small).say("/berufe")
    assert "- Leuchtturmwärter\n- Leuchtturmdirektor (Vorsicht)" in turn.reply.text
    assert pressed(turn) == [f"salary {KEEPER}", f"salary {DIRECTOR}"]


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("command", ["/gehalt", "/help", "/gibtsnicht"])
def test_whatever_stands_behind_a_command_it_is_answered(
    command: str, name: str, small: Index
) -> None:
    turn = Chat(small).say(f"{command} {ODD[name]}")
    assert turn.reply.kind in ("clarify", "fallback", "command")
    assert turn.reply.text
    assert "€" not in turn.reply.text


@pytest.mark.parametrize(
    "command", ["/gehalt@Bot@Bot", "/gehalt@", "/ gehalt", "／gehalt", "/gehalt:", "//gehalt"]
)
def test_a_mistyped_command_is_read_for_its_words(command: str, small: Index) -> None:
    turn = Chat(small, "de").say(f"{command} leuchtturmwärter")
    assert (turn.interpretation.intent, turn.reply.kind) == ("salary", "answer")
    assert "36.000 €" in turn.reply.text


@pytest.mark.parametrize("text", ["/@bot", "@bot", "/", "／", "@a@b"])
def test_a_name_of_a_chat_alone_is_no_question(text: str, small: Index) -> None:
    assert Chat(small, "de").say(text).reply.text == say(small.knowledge, "empty", "de")


@pytest.mark.parametrize(
    "text",
    [
        "Gehalt &quot;Leuchtturmwärter&quot;", "gehalt&nbsp;leuchtturmwärter",
        "was verdient ein leuchtturmwärter &lt;3", "GEHALT LİGHTHOUSE KEEPER",
        "ge\u00adhalt leucht\u00adturm\u00adwärter", "ge\u0301halt leuchtturmwa\u0308rter",
    ],
)  # fmt: skip
def test_entities_other_capitals_and_marks_change_nothing(text: str, small: Index) -> None:
    turn = Chat(small, "de").say(text)
    assert (turn.interpretation.intent, turn.reply.kind) == ("salary", "answer")


@pytest.mark.parametrize("words", ["/admin", "/ADMIN", "/admin gehalt keeper", "/admin 1"])
def test_what_only_operators_have_is_an_unknown_command_like_any_other(
    words: str, small: Index
) -> None:
    assert Chat(small).say(words).reply == Chat(small).say("/qqqqq").reply


def test_an_unknown_command_that_is_only_a_little_like_a_phrase_is_named_unknown(
    shipped: Index,
) -> None:
    assert Chat(shipped, "de").say("/unbekannt").reply.kind == "command"
    assert Chat(shipped, "de").say("/karriere").reply.topic == "career_levels"
