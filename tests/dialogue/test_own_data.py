"""What is kept is said, shown and deleted; settings; what a transport does for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.dialogue.context import Context, Message
from bot.dialogue.effects import Effect, told
from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.respond import respond
from bot.dialogue.terms import DEFAULT_TERMS, Terms
from bot.dialogue.turn import Turn
from bot.dialogue.wording import say
from bot.matching.index import Index
from bot.transports.conversation import Conversation
from tests.dialogue.chat import DIRECTOR, KEEPER, TODAY, Chat, pressed

STORED = Terms("Hafenamt", "post@hafen.example", True, "counts", 11, 12, 13, 14, 15)
REPLY = Reply("command", "de", "help", (Paragraph("Gut."),))
FORGET = Effect(
    "forget", "Gelöscht:", "War nichts.", "Nachgesehen.", "Ging nicht.", {"a": "Dinge"}
)


def privacy(index: Index, terms: Terms, code: str = "de") -> str:
    message = Message("/privacy", language_code=code)
    return respond(message, Context(), index, TODAY, terms=terms).reply.text


@pytest.mark.parametrize("code", ["de", "en"])
def test_the_privacy_text_names_every_time_and_the_operator(code: str, small: Index) -> None:
    text = privacy(small, replace(STORED, questions="scrubbed"), code)
    assert all(str(days) in text for days in (11, 12, 13, 14, 15))
    assert "Hafenamt" in text
    assert "post@hafen.example" in text
    assert "{" not in text


@pytest.mark.parametrize("code", ["de", "en"])
def test_the_privacy_text_follows_what_is_kept_of_questions(code: str, small: Index) -> None:
    texts = {
        kept: privacy(small, replace(STORED, questions=kept), code)
        for kept in ("counts", "scrubbed", "off")
    }
    assert len(set(texts.values())) == 3
    for kept, text in texts.items():
        key = f"privacy_questions_{kept}"
        assert say(small.knowledge, key, code, question_days="14") in text


def test_where_nothing_is_stored_the_text_says_so(small: Index) -> None:
    text = privacy(small, DEFAULT_TERMS)
    assert say(small.knowledge, "privacy_memory", "de") in text
    assert say(small.knowledge, "privacy_no_operator", "de") in text
    assert "{" not in text


def test_an_operator_without_contact_is_named_all_the_same(small: Index) -> None:
    assert "betreibt: Hafenamt\n" in privacy(small, Terms("Hafenamt"))


def test_a_name_that_ends_in_a_full_stop_gets_no_second_one(small: Index) -> None:
    text = privacy(small, Terms("Hafen e. V.", "hafen.example"))
    assert "betreibt: Hafen e. V.\nKontakt: hafen.example\n" in text


def test_all_that_is_remembered_is_shown(guided: Index) -> None:
    chat = Chat(guided, "de")
    chat.say("gehalt turmdirektor im monat", "/brief", "ja", "Meine Möwe")
    text = chat.say("/daten").reply.text
    for part in ("Deutsch", "Director", "Brief", "Meine Möwe"):
        assert part.casefold() in text.casefold() or part == "Director", text
    assert chat.say("/daten").effects[0].kind == "show_data"


def test_deleting_leaves_nothing_to_remember(guided: Index) -> None:
    chat = Chat(guided, "de")
    chat.say("/language", "gehalt keeper", "/brief", "ja", "Möwe")
    turn = chat.say("/loeschen")
    assert turn.context == Context()
    assert [effect.kind for effect in turn.effects] == ["forget"]
    assert say(guided.knowledge, "data_nothing", "de") in chat.say("/daten").reply.text


def test_in_the_terminal_deleting_is_done_and_proved(guided: Index) -> None:
    def answer(message: Message, context: Context) -> Turn:
        return respond(message, context, guided, TODAY)

    conversation = Conversation(answer, language_code="de")
    conversation.say("gehalt keeper")
    names = guided.knowledge
    assert f"{say(names, 'record_context', 'de')}: 1" in conversation.say("/daten").reply.text
    text = conversation.say("/loeschen").reply.text
    assert say(names, "deleted_proof", "de") in text
    assert f"{say(names, 'record_context', 'de')}: 1" in text
    assert say(names, "deleted_nothing", "de") in conversation.say("/loeschen").reply.text
    assert say(names, "data_nothing_stored", "de") in conversation.say("/daten").reply.text


@pytest.mark.parametrize(
    ("found", "left", "text"),
    [
        ({"a": 2, "b": 0}, 0, "Gut.\n\nGelöscht:\n- Dinge: 2\n\nNachgesehen."),
        ({"a": 0}, 0, "Gut.\n\nWar nichts.\n\nNachgesehen."),
        ({"c": 1}, 0, "Gut.\n\nGelöscht:\n- c: 1\n\nNachgesehen."),
        ({"a": 2}, 1, "Gut.\n\nGing nicht."),
        (None, 0, "Gut.\n\nGing nicht."),
    ],
)
def test_the_proof_is_told_as_it_is(found: dict[str, int] | None, left: int, text: str) -> None:
    assert told(REPLY, FORGET, found, left).text == text


def test_settings_offer_languages_and_occupations(guided: Index) -> None:
    turn = Chat(guided, "de").say("/einstellungen")
    assert pressed(turn)[:4] == [
        "language language=de", "language language=en", f"settings {KEEPER}",
        f"settings {DIRECTOR}",
    ]  # fmt: skip


def test_an_occupation_set_is_the_one_assumed(guided: Index) -> None:
    chat = Chat(guided, "de")
    turn = chat.press(f"settings {DIRECTOR}")
    assert turn.reply.kind == "command"
    assert "50.000 €" in chat.say("gehalt").reply.text
    assert Chat(guided, "de").press("settings").context.occupation is None


def test_more_shorter_and_again_are_about_the_last_answer(small: Index) -> None:
    chat = Chat(small, "de")
    whole = chat.say("aufgaben keeper").reply.text
    short = chat.say("kürzer")
    assert len(short.reply.text) < len(whole)
    assert short.reply.kind == "answer"
    assert chat.say("mehr").reply.text == whole
    assert chat.say("nochmal").reply.text == whole
    assert chat.press("shorter").reply.text == short.reply.text
    assert chat.press("more").reply.text == whole
    assert chat.say("mehr").reply.kind == "clarify"


def test_what_is_short_already_is_not_said_once_more(small: Index) -> None:
    chat = Chat(small, "de")
    whole = chat.say("aufgaben keeper").reply.text
    chat.say("kürzer")
    again = chat.say("kürzer")
    assert again.reply.text == say(small.knowledge, "no_shorter", "de")
    assert chat.press("more").reply.text == whole


@pytest.mark.parametrize(
    ("wish", "as_said"),
    [
        ("kannst du mir das bitte noch etwas kürzer erklären", "kürzer"),
        ("sag das bitte mal in stichpunkten", "kürzer"),
        ("kannst du das bitte wiederholen", "nochmal"),
    ],
)
def test_a_wish_is_known_whatever_stands_around_it(
    wish: str, as_said: str, shipped: Index
) -> None:
    asked = Chat(shipped, "de").say("was verdient ein backend developer", wish)
    meant = Chat(shipped, "de").say("was verdient ein backend developer", as_said)
    assert asked.reply.text == meant.reply.text


def test_who_wants_something_shorter_for_oneself_means_no_answer(shipped: Index) -> None:
    turn = Chat(shipped, "de").say("wie lange dauert die ausbildung", "kann ich sie kürzer machen")
    assert turn.reply.topic == "training"
    assert turn.reply.text != Chat(shipped, "de").say("wie lange dauert die ausbildung").reply.text


@pytest.mark.parametrize(
    ("said", "short"),
    [
        ("kannst du das bitte in stichpunkten sagen", True),
        ("can you say that in one sentence please", True),
        ("sag das bitte einmal kürzer", True),
        ("sag das bitte noch einmal", False),
    ],
)
def test_a_wish_about_the_last_answer_may_be_said_in_many_words(
    said: str, *, short: bool, small: Index
) -> None:
    chat = Chat(small)
    whole = chat.say("aufgaben keeper").reply.text
    text = chat.say(said).reply.text
    assert (len(text) < len(whole)) is short
    assert text.split()[:1] == whole.split()[:1]


@pytest.mark.parametrize("said", ["mehr", "nochmal", "kürzer", "shorter", "again", "more"])
def test_without_a_last_answer_they_are_words_like_any(said: str, small: Index) -> None:
    assert Chat(small, "de").say(said).reply.kind in ("fallback", "clarify", "smalltalk")
    assert Chat(small, "de").press(said).reply.paragraphs


@pytest.mark.parametrize(
    ("payload", "intent", "contains"),
    [
        ("gehalt_keeper", "salary", "36.000 €"),
        ("salary_lighthouse_keeper", "salary", "36.000 €"),
        ("salary-lighthouse-director", "salary", "50.000 €"),
        ("gehalt", "salary", ""),
        ("tasks", "tasks", "Lampe"),
        ("visit_form", "visit_form", "Frage 1 von 3"),
        ("GEHALT_keeper", "salary", "36.000 €"),
        ("gehalt_baecker", "salary", ""),
        ("delete_data", "start", ""), ("loeschen", "start", ""), ("nope", "start", ""),
        ("_", "start", ""), ("-_-", "start", ""), ("a" * 65, "start", ""),
        ("greeting", "start", ""),
        ("crisis", "start", ""), ("gehalt keeper", "start", ""), ("<b>", "start", ""),
        ("cancel", "start", ""), ("start", "start", ""),
    ],
)  # fmt: skip
def test_a_deep_link_leads_to_what_it_names(
    payload: str, intent: str, contains: str, guided: Index
) -> None:
    turn = Chat(guided, "de").say(f"/start {payload}")
    assert turn.interpretation.intent == intent
    assert turn.reply.language == "de"
    assert contains in turn.reply.text
    assert say(guided.knowledge, "disclaimer", "de") in turn.reply.text


@pytest.mark.parametrize(
    ("payload", "intent", "contains"),
    [
        ("gehlat_keeper", "salary", "36.000 €"),
        ("salary_ligthhouse_keepr", "salary", "36.000 €"),
        ("visit_from", "visit_form", "Frage 1 von 3"),
        ("delete_dta", "start", ""), ("lösche", "start", ""), ("qwrtz_plugh", "start", ""),
    ],
)  # fmt: skip
def test_a_link_copied_by_hand_may_have_a_slip(
    payload: str, intent: str, contains: str, guided: Index
) -> None:
    turn = Chat(guided, "de").say(f"/start {payload}")
    assert turn.interpretation.intent == intent
    assert contains in turn.reply.text


def test_a_link_to_an_unknown_occupation_gets_no_figure(guided: Index) -> None:
    reply = Chat(guided, "de").say("/start gehalt_baecker").reply
    assert reply.kind == "fallback"
    assert "€" not in reply.text


def test_whoever_writes_another_language_is_told_in_it(small: Index) -> None:
    vocabulary = replace(small.knowledge.vocabulary, spoken_here={"pl": "Niemiecki, angielski."})
    index = replace(small, knowledge=replace(small.knowledge, vocabulary=vocabulary))
    reply = Chat(index, "de").say("ile zarabia latarnik").reply
    assert reply.paragraphs[0] == Paragraph("Niemiecki, angielski.", "lead")
    assert say(small.knowledge, "foreign_language", "de") in reply.text


def test_a_text_with_a_figure_past_its_review_says_so(shipped: Index) -> None:
    message = Message(data="negotiation_script backend_developer", language_code="en")
    hint = say(shipped.knowledge, "review_due", "en", date="21 May 2027")
    assert hint not in respond(message, Context(), shipped, date(2027, 5, 21)).reply.text
    assert hint in respond(message, Context(), shipped, date(2027, 5, 22)).reply.text


def test_the_source_line_leads_to_its_sources(shipped: Index) -> None:
    reply = Chat(shipped, "de").say("was verdient ein backend developer").reply
    links = [link for each in reply.paragraphs for link in each.links]
    assert [link.url for link in links] == ["https://persowerk.com"]
    assert all(link.label in reply.text for link in links)
