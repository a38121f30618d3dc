"""The language of a reply: the message's words first, then what the chat and the app say."""

from __future__ import annotations

import pytest

from bot.dialogue import language as weighing
from bot.dialogue.context import Context
from bot.matching.index import Index
from tests.dialogue.chat import ODD, Chat


@pytest.mark.parametrize(
    ("text", "chosen_last_app", "language"),
    [
        # function words of the message come before everything else
        ("was verdient ein keeper", "en en en", "de"),
        ("what does a keeper earn", "de de de", "en"),
        ("wie ist die salary", "en - en", "de"),
        ("how is the gehalt", "de - de", "en"),
        ("what is the ausbildung for a keeper", "- de de", "en"),
        # then its content words
        ("gehalt keeper", "en en en", "de"),
        ("salary keeper", "de de de", "en"),
        ("monatsgehalt keeper", "- en en", "de"),
        ("training?", "- de -", "en"),
        # names and loanwords say nothing: the language set by command
        ("keeper", "en de de", "en"),
        ("director", "de en en", "de"),
        ("leuchtturmwärter", "en - -", "en"),
        ("kiel", "en - -", "en"),
        ("job?", "en de de", "en"),
        ("2031?", "en de de", "en"),
        # then the language the chat last had
        ("keeper", "- en de", "en"),
        ("2031?", "- en de", "en"),
        ("40.000", "- de en", "de"),
        ("", "- en de", "en"),
        ("🙈", "- de en", "de"),
        # then the language of the app
        ("keeper", "- - en", "en"),
        ("keeper", "- - en-GB", "en"),
        ("keeper", "- - EN", "en"),
        ("keeper", "- - de-AT", "de"),
        # then German
        ("keeper", "- - -", "de"),
        ("keeper", "- - fr", "de"),
        ("keeper", "- - x", "de"),
        ("", "- - -", "de"),
        # no command's name ever counts
        ("/gehalt keeper", "- en de", "en"),
        ("/salary keeper", "- de en", "de"),
        ("/salary", "- - -", "de"),
        ("/gehalt", "- - en", "en"),
        ("/salary@KarriereBot", "de en en", "de"),
        # a choice that is no language of ours is passed over
        ("keeper", "xx - -", "de"),
        ("keeper", "- xx en", "en"),
    ],
)
def test_the_language_of_a_reply(
    text: str, chosen_last_app: str, language: str, small: Index
) -> None:
    chosen, last, app = (None if each == "-" else each for each in chosen_last_app.split())
    context = Context(chosen_language=chosen, language=last)
    turn = Chat(small, app, context).say(text)
    assert turn.reply.language == language
    assert turn.context.language == language


def test_every_word_of_a_reply_is_in_its_language(small: Index) -> None:
    german = Chat(small).say("was verdient ein keeper").reply
    english = Chat(small).say("what does a keeper earn").reply
    assert "Almanach der Küste" in german.text
    assert "Almanac of the Coast" in english.text
    assert {choice.label for choice in german.choices}.isdisjoint(
        choice.label for choice in english.choices
    )


def test_a_follow_up_without_words_of_either_language_keeps_the_chats(small: Index) -> None:
    for first, language in (("was verdient ein keeper", "de"), ("what does a keeper earn", "en")):
        chat = Chat(small, "en" if language == "de" else "de")
        chat.say(first)
        for text in ("director?", "2031?", "keeper?", "kiel?", "🙈", ""):
            assert chat.say(text).reply.language == language, text


def test_clear_words_of_the_other_language_switch_the_chat(small: Index) -> None:
    chat = Chat(small)
    for text, language in (
        ("was verdient ein keeper", "de"),
        ("and how do i become one?", "en"),
        ("keeper?", "en"),
        ("und was macht man da so?", "de"),
        ("keeper?", "de"),
    ):
        assert chat.say(text).reply.language == language


def test_a_language_wished_for_in_words_is_kept(small: Index) -> None:
    chat = Chat(small)
    assert chat.say("please speak english").reply.language == "en"
    assert chat.say("keeper").reply.language == "en"
    assert chat.say("sprich deutsch").reply.language == "de"
    assert chat.say("keeper").reply.language == "de"


@pytest.mark.parametrize("code", ["de", "en"])
@pytest.mark.parametrize("name", ODD)
def test_odd_messages_are_answered_in_a_language_of_ours(
    name: str, code: str, small: Index
) -> None:
    turn = Chat(small, code).say(ODD[name])
    assert turn.reply.language in ("de", "en")
    if not any(letter.isalpha() for letter in ODD[name]):
        assert turn.reply.language == code


@pytest.mark.parametrize("said", ["nö", "Nö!", "nö danke"])
def test_a_word_with_an_umlaut_is_no_english_one(said: str, small: Index) -> None:
    assert Chat(small, "de").say("gehalt keeper", said).reply.language == "de"


def test_a_word_that_is_only_guessed_speaks_for_no_language(shipped: Index) -> None:
    assert Chat(shipped, "en").say("blorp fizz").reply.language == "en"


def test_what_texts_say_of_their_language_is_remembered_within_bounds(
    small: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weighing, "_REMEMBERED", 3)
    monkeypatch.setitem(small.__dict__, "weighed", {})
    texts = ["was verdient ein keeper", "what does a keeper earn", "keeper", "", "gehalt", "pay"]
    first = [weighing.evidence(text, small) for text in texts]
    assert len(small.weighed) == 3
    assert [weighing.evidence(text, small) for text in texts] == first
    assert weighing.evidence(texts[-1], small) is weighing.evidence(texts[-1], small)
    weighing.evidence("a" * 5_000, small)
    assert all(len(text) < 5_000 for text, _ in small.weighed)
