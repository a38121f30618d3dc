"""A form is played through by words, numbers and buttons, in one language, and harms nothing."""

from __future__ import annotations

import json

import pytest

from bot.dialogue.choices import LONGEST_DATA
from bot.dialogue.context import Context
from bot.dialogue.wording import say
from bot.matching.index import Index
from tests.dialogue.chat import ODD, Chat, labels, pressed

GO_ON = "form visit go_on"


def begun(index: Index, command: str = "/besuch", code: str = "de", *more: str) -> Chat:
    chat = Chat(index, code)
    chat.say(command, *more)
    return chat


def text(chat: Chat, *said: str) -> str:
    return chat.say(*said).reply.text


def test_a_form_begins_with_its_intro_and_first_question(guided: Index) -> None:
    turn = Chat(guided, "de").say("/besuch")
    assert turn.reply.kind == "clarify"
    assert turn.interpretation.intent == "visit_form"
    assert turn.reply.text == "Drei Fragen.\n\nBist du schwindelfrei?\n\nFrage 1 von 3"
    assert labels(turn) == ["Ja", "Teilweise", "Nein", "Abbrechen"]
    assert pressed(turn)[0] == "form visit heights yes"


@pytest.mark.parametrize(
    "said",
    ["ja", "Ja!", "jo klar", "1", "1.", "ja, ich bin schwindelfrei", "Klar bin ich das", "YES"],
)
def test_an_answer_may_be_said_in_many_ways(said: str, guided: Index) -> None:
    assert "Frage 2 von 3. Zuletzt notiert: Ja" in text(begun(guided), said)


@pytest.mark.parametrize(
    ("said", "label"),
    [("teilweise", "Teilweise"), ("teilwiese", "Teilweise"), ("eher ja", "Teilweise"),
     ("nö", "Nein"), ("gar nicht", "Nein"), ("3", "Nein"), ("neeein", "Nein"), ("jaaa", "Ja"),
     ("tielweise", "Teilweise"), ("tweilwiese", "Teilweise"), ("nien", "Nein"), ("ein", "Nein"),
     ("ehre ja", "Teilweise"), ("gra nicht", "Nein")],
)  # fmt: skip
def test_the_answer_taken_is_named(said: str, label: str, guided: Index) -> None:
    assert f"Zuletzt notiert: {label}" in text(begun(guided), said)


@pytest.mark.parametrize("said", ["ka", "xy", "leuchtturm"])
def test_what_is_like_two_answers_or_none_is_not_guessed(said: str, guided: Index) -> None:
    assert "Zuletzt notiert" not in text(begun(guided), said)


@pytest.mark.parametrize("said", ["ja und nein", "nicht ja", "7", "0", "banane", "🙈", "?", "ja?"])
def test_what_is_no_clear_answer_is_asked_again_once(said: str, guided: Index) -> None:
    chat = begun(guided)
    first = text(chat, said)
    assert "Frage 1 von 3" in first
    assert say(guided.knowledge, "form_again", "de") in first
    second = chat.say(said)
    assert second.reply.text == say(guided.knowledge, "form_lost", "de")
    assert pressed(second) == [GO_ON, "form visit skip", "form visit cancel"]


def test_a_form_stays_in_its_language_whatever_its_answers_look_like(guided: Index) -> None:
    chat = begun(guided, "/visit", "en")
    assert "Question 2 of 3" in text(chat, "nein")
    assert "Question 3 of 3" in text(chat, "gar nicht")
    assert chat.say("not really").reply.language == "en"


def test_the_result_lists_strengths_and_questions_and_ends_the_form(guided: Index) -> None:
    chat = begun(guided)
    turn = chat.say("ja", "teilweise", "ja")
    assert turn.reply.kind == "answer"
    assert "Stärken:\n- Du bist schwindelfrei.\n- Du steigst gern." in turn.reply.text
    assert "Fragen:\n- Welchen Wind magst du?" in turn.reply.text
    assert turn.reply.sources == ("almanac",)
    assert turn.context.forms == ()
    assert pressed(turn) == ["tasks lighthouse_keeper", "form visit restart"] or pressed(turn)[
        -1
    ] == ("form visit restart")


def test_without_a_strength_something_kind_is_said_instead(guided: Index) -> None:
    assert "Noch keine Stärken." in text(begun(guided), "nein", "nein", "nein")


def test_back_skip_restart_and_cancel(guided: Index) -> None:
    chat = begun(guided)
    assert "erste Frage" in text(chat, "zurück")
    assert "Frage 2 von 3" in text(chat, "ja")
    assert "Frage 1 von 3" in text(chat, "einen schritt zurück")
    assert "Frage 2 von 3. Die davor" in text(chat, "weiß nicht")
    assert "Frage 1 von 3" in text(chat, "von vorn")
    turn = chat.say("stopp")
    assert turn.reply.kind == "command"
    assert turn.context.forms == ()


def test_another_question_is_answered_and_the_form_offered_again(guided: Index) -> None:
    chat = begun(guided)
    chat.say("ja")
    turn = chat.say("gehalt keeper")
    assert turn.reply.kind == "answer"
    assert "36.000 €" in turn.reply.text
    assert "Besuchstest wartet auf dich (Frage 2 von 3)" in turn.reply.text
    assert pressed(turn)[-1] == GO_ON
    for again in ("weiter", "ja"):
        copy = Chat(guided, "de", chat.context)
        assert "Frage 2 von 3" in text(copy, again)


def test_a_form_is_not_offered_for_ever(guided: Index) -> None:
    chat = begun(guided)
    offers = [pressed(chat.say("gehalt keeper"))[-1] == GO_ON for _ in range(6)]
    assert offers == [True, True, True, False, False, False]
    assert "Frage 1 von 3" in text(chat, "weiter")


def test_a_cry_for_help_comes_before_the_form_and_stands_alone(guided: Index) -> None:
    for command in ("/besuch", "/brief"):
        chat = begun(guided, command)
        if command == "/brief":
            chat.say("ja")
        turn = chat.say("nein, ich will nicht mehr leben")
        assert turn.reply.text == "Ruf jetzt bitte die Küstenwache an."
        assert turn.reply.choices == ()


def test_a_form_survives_json_at_every_step(guided: Index) -> None:
    chat, kept = begun(guided), begun(guided)
    for said in ("ja", "was macht ein keeper", "weiter", "teils", "zurück", "nein", "ja"):
        kept.context = Context.from_json(json.loads(json.dumps(kept.context.to_json())))
        assert repr(kept.say(said).reply) == repr(chat.say(said).reply)


def test_an_old_button_changes_its_own_answer_only(guided: Index) -> None:
    chat = begun(guided)
    chat.press("form visit heights yes")
    chat.press("form visit storms yes")
    assert "Frage 3 von 3" in chat.press("form visit storms yes").reply.text
    turn = chat.press("form visit heights no")
    assert "Frage 1 habe ich geändert: Nein" in turn.reply.text
    assert "Frage 3 von 3" in turn.reply.text
    assert "Was hilft dir auf Leitern?" in text(chat, "ja")


def test_a_button_of_a_step_ahead_jumps_nowhere(guided: Index) -> None:
    assert "Frage 1 von 3" in begun(guided).press("form visit stairs yes").reply.text


@pytest.mark.parametrize(
    "data", ["form visit heights yes", "form visit 1 yes", "form visit back", "form visit go_on",
             "form visit cancel", "form visit skip", "form bag lamp done", "form letter agree"],
)  # fmt: skip
def test_a_button_of_a_form_that_is_over_offers_to_begin_again(data: str, guided: Index) -> None:
    turn = Chat(guided, "de").press(data)
    assert "läuft gerade nicht mehr" in turn.reply.text
    assert turn.context.forms == ()
    assert pressed(turn) == [f"form {data.split()[1]} restart"]


@pytest.mark.parametrize(
    "data",
    ["form", "form nope", "form visit nope", "form visit heights", "form visit heights maybe",
     "form visit 4 yes", "form visit 0 yes", "form visit heights yes no", "form bag lamp yes",
     "form letter name any", "form visit " + "x" * 300, "form\x00visit"],
)  # fmt: skip
def test_forged_buttons_harm_nothing(data: str, guided: Index) -> None:
    chat = begun(guided)
    before = chat.context.forms
    turn = chat.press(data)
    assert turn.reply.kind in ("fallback", "clarify")
    assert [state.answers for state in turn.context.forms] == [state.answers for state in before]


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("command", ["/besuch", "/packliste", "/brief"])
def test_odd_messages_harm_no_form(command: str, name: str, guided: Index) -> None:
    chat = begun(guided, command)
    chat.say("ja")
    turn = chat.say(ODD[name])
    assert turn.reply.paragraphs
    assert len(json.dumps(turn.context.to_json())) < 5_000


def test_no_button_is_longer_than_telegram_allows(shipped: Index) -> None:
    for form in shipped.knowledge.forms.values():
        chat = Chat(shipped, "de")
        turn = chat.press(f"form {form.id}")
        for _ in range(len(form.steps) + 2):
            assert all(len(data.encode()) <= LONGEST_DATA for data in pressed(turn))
            turn = chat.press(pressed(turn)[0])


def test_a_list_is_ticked_by_button_number_and_name(guided: Index) -> None:
    chat = begun(guided, "/packliste")
    assert "1 von 3" in chat.press("form bag rope done").reply.text
    assert "1 von 3" in chat.press("form bag rope done").reply.text
    assert "2 von 3" in text(chat, "erledigt 3")
    assert "✅ 1. Lampe mit Docht" in text(chat, "lampe hab ich")
    assert "2 von 3" in text(chat, "seil fehlt noch")
    assert "0 von 3" in text(chat, "1 und 3 doch nicht")
    assert "3 von 3" in text(chat, "alles erledigt")
    turn = chat.say("fertig")
    assert say(guided.knowledge, "form_nothing_open", "de") in turn.reply.text
    assert turn.context.forms == ()


def test_a_list_closed_too_early_keeps_its_ticks(guided: Index) -> None:
    chat = begun(guided, "/packliste", "de", "erledigt 1", "fertig")
    assert "1 von 3" in text(chat, "weiter")


@pytest.mark.parametrize("said", ["erledigt 4", "erledigt 0", "erledigt 1 und 9", "12"])
def test_a_number_the_list_does_not_have_ticks_nothing(said: str, guided: Index) -> None:
    chat = begun(guided, "/packliste")
    chat.say(said)
    assert chat.context.forms[0].answers == {}


def test_nothing_is_asked_without_consent(guided: Index) -> None:
    turn = Chat(guided, "de").say("/brief")
    assert pressed(turn) == ["form letter agree", "form letter cancel"]
    chat = begun(guided, "/brief")
    assert chat.say("nein danke").context.forms == ()
    chat = begun(guided, "/brief")
    assert chat.press("form letter name x").context.forms[0].answers == {}


def test_own_words_are_kept_until_the_end_and_never_looked_into(guided: Index) -> None:
    chat = begun(guided, "/brief", "de", "einverstanden")
    chat.say("<b>Möwe</b> {wish} {amount:keeper_pay.low}")
    assert "Möwe" in json.dumps(chat.context.to_json(), ensure_ascii=False)
    chat.say("in Kiel")
    turn = chat.say("Ruhe & Tee")
    assert turn.reply.text.startswith("Boot <b>Möwe</b> {wish} {amount:keeper_pay.low}, 36.000 €.")
    assert "Wunsch: Ruhe & Tee" in turn.reply.text
    assert "Möwe" not in json.dumps(turn.context.to_json(), ensure_ascii=False)


def test_a_skipped_answer_leaves_its_part_away(guided: Index) -> None:
    turn = begun(guided, "/brief", "de", "ja", "Möwe", "egal").say("überspringen")
    assert "Wunsch" not in turn.reply.text


def test_a_question_amid_own_words_is_a_question(guided: Index) -> None:
    chat = begun(guided, "/brief", "de", "ja")
    assert "36.000 €" in text(chat, "was verdient ein keeper?")
    assert "36.000 €" in text(begun(guided, "/brief", "de", "ja"), "was verdient ein keeper")
    assert chat.context.forms[0].answers == {}


def test_a_text_too_long_is_asked_for_again(guided: Index) -> None:
    chat = begun(guided, "/brief", "de", "ja")
    chat.say("x" * 301)
    assert chat.context.forms[0].answers == {}


def test_what_the_chat_knows_is_not_asked(guided: Index) -> None:
    chat = Chat(guided, "de")
    chat.say("gehalt keeper in kiel", "/brief", "ja")
    assert chat.context.forms[0].answers == {"harbour": "Kiel"}


def test_links_hold_what_was_typed_as_a_value_only(guided: Index) -> None:
    chat = begun(guided, "/brief", "de", "ja", "Möwe", "Bad Ö&x", "skip")
    paragraph = next(p for p in chat.say("/brief").reply.paragraphs)  # the form is over
    assert paragraph.links == ()
    turn = begun(guided, "/brief", "de", "ja", "Möwe", "Söby am Æ").say("überspringen")
    links = [link for each in turn.reply.paragraphs for link in each.links]
    assert [link.label for link in links] == ["Boot & Tau", "Turm"]
    assert links[0].url.startswith("https://pier.example/boot-tau/soeby-am")
    assert "q=Boot%20%26%20Tau&l=S%C3%B6by%20am%20%C3%86" in links[0].url


def test_the_form_begun_last_is_the_one_that_goes_on(guided: Index) -> None:
    chat = begun(guided, "/besuch", "de", "ja", "/packliste", "erledigt 1")
    assert "1 von 3 erledigt" in text(chat, "weiter")
    chat.say("abbrechen")
    assert "Frage 2 von 3" in text(chat, "weiter")


def test_an_answer_after_small_talk_is_still_one_to_the_question(guided: Index) -> None:
    chat = begun(guided)
    thanked = chat.say("hallo")
    assert thanked.reply.kind == "smalltalk"
    assert GO_ON in pressed(thanked)
    assert "Zuletzt notiert: Nein" in text(chat, "nö")


def test_a_story_too_long_for_an_answer_is_asked_for_again_whatever_it_is_about(
    shipped: Index,
) -> None:
    chat = begun(shipped, "/verhandeln", "de", "ja")
    story = "Ich habe die Datenbank schneller gemacht und das Gehalt der anderen berechnet. " * 6
    turn = chat.say(story)
    assert "Frage 1 von 4" in turn.reply.text
    assert "300 Zeichen" in turn.reply.text
    assert "Frage 2 von 4" in text(chat, "schnelle Datenbanken")


def test_what_a_form_came_to_is_not_begun_anew_by_a_wish_for_less(shipped: Index) -> None:
    chat = begun(shipped, "/stufe", "de", "Junior")
    turn = chat.say("kürzer")
    assert turn.reply.text == say(shipped.knowledge, "no_shorter", "de")
    assert turn.reply.choices
    assert not turn.context.forms


@pytest.mark.parametrize(
    ("command", "answer", "wish", "code"),
    [("/stufe", "Junior", "neu beginnen", "de"), ("/level", "junior", "start again", "en")],
)
def test_the_button_to_begin_again_may_be_typed(
    command: str, answer: str, wish: str, code: str, shipped: Index
) -> None:
    turn = begun(shipped, command, code, answer).say(wish)
    assert [state.form for state in turn.context.forms] == ["career_step"]
