"""Answers as cards: pictures, edits in place, thumbs, and what happens when those fail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from telegram.error import TimedOut

from bot.dialogue.context import Context, Message
from bot.dialogue.forms.state import FormState
from bot.dialogue.reply import Attachment, Choice, Paragraph, Reply
from bot.dialogue.turn import Turn, Understood
from bot.storage.marks import update_key
from bot.storage.memory import MemoryStore
from bot.storage.values import Handled, KeepQuestions
from tests.rendering.test_salary_card import KEEPER
from tests.transports.telegram.cores import parrot, shell, simple
from tests.transports.telegram.updates import BOT, MIA, edited, message, pressed, said

BUTTONS = {"inline_keyboard": [[{"text": "Pro Monat", "callback_data": "salary x period=month"}]]}
CARD = message(
    None, **{"from": BOT, "message_id": 4242, "caption": "alt", "reply_markup": BUTTONS}
)

YEAR = {"inline_keyboard": [[{"text": "Pro Jahr", "callback_data": "plain x period=year"}]]}
PLAIN = {**CARD, "reply_markup": YEAR}


def salary(message: Message, context: Context) -> Turn:
    """Answer with a picture; the word "long" makes the text too long to stand below it."""
    asked = message.text or message.data or ""
    text = "36.000 € im Jahr" + (" und mehr" * 200 if "long" in asked else "")
    values = {**KEEPER, "subtitle": asked}
    reply = Reply(
        "answer", "de", "salary", (Paragraph(text, "lead"),),
        (Choice("Pro Monat", "salary x period=month"),),
        attachments=() if "plain" in asked else (Attachment("salary_range", values),),
    )  # fmt: skip
    return Turn(reply, context, Understood("de", "salary", "salary", {}, 1.0, "answer"))


def calls(bot: Any) -> list[str]:
    return [name for name, _ in bot.request.calls if name != "answerCallbackQuery"]


async def test_a_short_answer_stands_below_its_picture() -> None:
    async with shell(simple(salary)) as bot:
        await bot.takes(said("gehalt"))
        (photo,) = bot.request.called("sendPhoto")
        assert calls(bot) == ["sendPhoto"]
    assert photo["caption"] == "<b>36.000 € im Jahr</b>"
    assert photo["parse_mode"] == "HTML"
    assert [len(row) for row in photo["reply_markup"]["inline_keyboard"]] == [1, 2]


async def test_a_long_answer_follows_its_picture_and_has_the_buttons() -> None:
    async with shell(simple(salary)) as bot:
        await bot.takes(said("long"))
        assert calls(bot) == ["sendPhoto", "sendMessage"]
        (photo,), (text,) = bot.request.called("sendPhoto"), bot.request.sent
    assert photo["caption"].startswith("Leuchtturmwärterin, long: 36.000 €")
    assert "reply_markup" not in photo
    assert "reply_markup" in text


async def test_a_picture_is_uploaded_once() -> None:
    async with shell(simple(salary)) as bot:
        await bot.takes(said("a"), said("a"), said("b"))
        photos = [values.get("photo") for values in bot.request.called("sendPhoto")]
    assert photos == [None, "f1", None]  # an upload is no plain parameter


async def test_a_stale_file_id_is_uploaded_again() -> None:
    async with shell(simple(salary)) as bot:
        await bot.takes(said("a"))
        bot.request.refuse("sendPhoto", 400, "Bad Request: wrong file identifier/HTTP URL")
        await bot.takes(said("a"))
        photos = [values.get("photo") for values in bot.request.called("sendPhoto")]
    assert photos == [None, "f1", None]


@pytest.mark.parametrize(
    "refusal",
    [
        "not enough rights to send photos to the chat",
        "IMAGE_PROCESS_FAILED",
        "PHOTO_X",
        "SOMETHING_NEW",
    ],
)
async def test_a_refused_picture_never_costs_the_answer(refusal: str) -> None:
    async with shell(simple(salary)) as bot:
        bot.request.refuse("sendPhoto", 400, f"Bad Request: {refusal}")
        assert await bot.takes(said("a")) == ["<b>36.000 € im Jahr</b>"]
        assert "reply_markup" in bot.request.sent[0]


async def test_a_picture_that_times_out_twice_is_left_out() -> None:
    async with shell(simple(salary)) as bot:
        for _ in range(2):
            bot.request.refuse("sendPhoto", TimedOut())
        assert await bot.takes(said("a")) == ["<b>36.000 € im Jahr</b>"]


async def test_another_period_changes_the_card() -> None:
    async with shell(simple(salary)) as bot:
        await bot.takes(pressed("salary x period=month", message=CARD))
        (edit,) = bot.request.called("editMessageMedia")
        assert calls(bot) == ["editMessageMedia"]
    assert edit["message_id"] == 4242
    assert edit["media"]["caption"] == "<b>36.000 € im Jahr</b>"


@pytest.mark.parametrize("data", ["training x", "salary y period=month", "training x period=<b>"])
async def test_another_subject_is_answered_below(data: str) -> None:
    async with shell(simple(salary)) as bot:
        await bot.takes(pressed(data, message=CARD))
        assert calls(bot) == ["sendPhoto"]


@pytest.mark.parametrize("first", ["form self_check 2 yes", "form self_check 2 no"])
async def test_a_step_of_a_form_changes_its_own_card_only(first: str) -> None:
    step = {"inline_keyboard": [[{"text": "Ja", "callback_data": first}]]}
    card = {**CARD, "reply_markup": step, "text": "Frage 2"}
    async with shell(simple(parrot)) as bot:
        await bot.takes(pressed("form self_check 2 yes", message=card))
        await bot.takes(pressed("form checklist start", message=card))
        assert calls(bot) == ["editMessageText", "sendMessage"]


@pytest.mark.parametrize(
    "refusal", ["message to edit not found", "message can't be edited", "there is no text in the"]
)
async def test_a_card_that_cannot_be_changed_is_followed_by_the_answer(refusal: str) -> None:
    async with shell(simple(salary)) as bot:
        bot.request.refuse("editMessageText", 400, f"Bad Request: {refusal}")
        sent = await bot.takes(pressed("plain x period=month", message=PLAIN))
    assert sent == ["<b>36.000 € im Jahr</b>"]


SAME = (
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)


async def test_a_card_that_shows_the_answer_already_keeps_its_buttons() -> None:
    async with shell(simple(salary)) as bot:
        bot.request.refuse("editMessageText", 400, SAME)
        assert await bot.takes(pressed("plain x period=month", message=PLAIN)) == []
        assert calls(bot) == ["editMessageText"]


async def test_a_second_tap_on_a_button_is_the_first_one() -> None:
    async with shell(simple(salary)) as bot:
        await bot.takes(*(pressed("plain x period=month", message=PLAIN) for _ in range(2)))
        await bot.takes(*(pressed("training x", message=CARD) for _ in range(2)))
        assert calls(bot) == ["editMessageText", "sendPhoto"]
        assert len(bot.request.called("answerCallbackQuery")) == 4


async def test_a_card_can_be_changed_to_and_fro() -> None:
    month = {**PLAIN, "reply_markup": BUTTONS, "caption": "im Monat"}
    async with shell(simple(salary)) as bot:
        await bot.takes(pressed("plain x period=month", message=PLAIN))
        await bot.takes(pressed("salary x period=year", message=month))
        await bot.takes(pressed("plain x period=month", message=PLAIN))
        assert len(calls(bot)) == 3


async def test_a_tap_on_the_last_question_of_a_form_does_not_cost_its_result() -> None:
    step = {"inline_keyboard": [[{"text": "Ja", "callback_data": "form self_check 8 yes"}]]}
    card = {**CARD, "reply_markup": step, "text": "Frage 8"}
    async with shell(simple(parrot)) as bot:
        await bot.takes(pressed("form self_check 8 yes", message=card))
        await bot.takes(pressed("form self_check 8 no", message=card))
        assert calls(bot) == ["editMessageText"]


async def test_a_form_can_be_played_to_its_end_on_a_card_that_looks_the_same() -> None:
    def two_steps(message: Message, context: Context) -> Turn:
        ends = message.data == "form visit 2 yes"
        forms = () if ends else (FormState("visit", {"1": "yes"}),)
        return replace(parrot(message, context), context=Context(forms=forms))

    step = {"inline_keyboard": [[{"text": "Ja", "callback_data": "form visit 1 yes"}]]}
    card = {**CARD, "reply_markup": step, "text": "Frage"}
    async with shell(simple(two_steps)) as bot:
        for data in ("form visit 1 yes", "form visit 2 yes", "form visit restart"):
            await bot.takes(pressed(data, message=card))
        assert calls(bot) == ["editMessageText"] * 3


async def test_the_answer_to_an_edited_question_can_be_changed_by_its_buttons() -> None:
    async with shell(simple(salary)) as bot:
        await bot.takes(said("plain one", message_id=5), edited("plain two", message_id=5))
        (edit,) = bot.request.called("editMessageText")
        press = {"message": {**PLAIN, "message_id": edit["message_id"]}}
        await bot.takes(pressed("plain x period=month", **press))
        await bot.takes(edited("plain three", message_id=5))
        await bot.takes(pressed("plain x period=month", **press))
        assert len(bot.request.called("editMessageText")) == 4


async def test_an_edited_question_edits_its_answer() -> None:
    async with shell(simple(salary)) as bot:
        await bot.takes(said("plain one", message_id=5))
        await bot.takes(edited("plain two", message_id=5), edited("plain tre", message_id=5))
        first, second = bot.request.called("editMessageText")
        assert calls(bot) == ["sendMessage", "editMessageText", "editMessageText"]
    assert first["message_id"] == second["message_id"] > 9000


async def test_an_edited_question_whose_picture_cannot_become_a_text_has_one_answer_left() -> None:
    async with shell(simple(salary)) as bot:
        await bot.takes(said("gehalt", message_id=5))
        bot.request.refuse("editMessageText", 400, "Bad Request: there is no text in the message")
        assert await bot.takes(edited("plain", message_id=5)) == ["<b>36.000 € im Jahr</b>"]
        assert calls(bot) == ["sendPhoto", "editMessageText", "sendMessage", "deleteMessage"]
        (gone,) = bot.request.called("deleteMessage")
        await bot.takes(edited("plain two", message_id=5))
        edit = bot.request.called("editMessageText")[-1]
    assert edit["message_id"] == gone["message_id"] + 1


async def test_an_edited_question_nobody_remembers_is_answered_below() -> None:
    async with shell(simple(salary)) as bot:
        assert len(await bot.takes(edited("plain", message_id=5))) == 1
        assert bot.request.sent[0]["reply_parameters"]["message_id"] == 5


@pytest.mark.parametrize(("words", "answers"), [("plain", 1), ("Bonn", 0)])
async def test_an_edited_message_is_no_answer_to_a_form_under_way(
    words: str, answers: int
) -> None:
    form = FormState("job_search", {"town": "Köln"})
    store = MemoryStore()
    await store.finish(Handled(update_key("x", 1, 7, "y"), Context(forms=(form,))))

    def talk(message: Message, context: Context) -> Turn:
        assert context.forms == ()
        return salary(message, context) if "plain" in message.text else parrot_aside(context)

    async with shell(simple(talk), store=store) as bot:
        assert len(await bot.takes(edited(words, message_id=5))) == answers
    assert (await store.read(7)).forms == (form,)


def parrot_aside(context: Context) -> Turn:
    """Not understand."""
    reply = Reply("fallback", "de", "x", (Paragraph("Das weiß ich nicht.", "lead"),))
    return Turn(reply, context, Understood("de", None, "x", {}, 0.0, "fallback"))


async def test_a_redelivered_update_is_answered_once() -> None:
    update, press = said("plain"), pressed("training x", message=CARD)
    async with shell(simple(salary)) as bot:
        assert len(await bot.takes(update, update)) == 1
        assert len(await bot.takes(press, press)) == 0
        assert calls(bot).count("sendPhoto") == 1


async def votes(*presses: dict[str, Any], store: MemoryStore | None = None) -> list[str]:
    """Return what the statistics count of thumbs after these presses."""
    kept = store or MemoryStore()
    async with shell(simple(salary), store=kept) as bot:
        await bot.takes(*presses)
        assert calls(bot) == []
    return [f"{one.outcome} {one.intent} {one.number}" for one in await kept.counts(date.min)]


def thumb(data: str, person: int = 7, number: int = 4242) -> dict[str, Any]:
    sender = {**MIA, "id": person}
    card = {**CARD, "message_id": number}
    return pressed(data, message=card, **{"from": sender})


async def test_thumbs_are_counted_once_a_person_and_can_be_changed() -> None:
    up, down = "vote + de salary", "vote - de salary"
    assert await votes(thumb(up), thumb(up)) == ["thumb_up salary 1"]
    assert await votes(thumb(up), thumb(down)) == ["thumb_down salary 1"]
    assert await votes(thumb(up), thumb(up, 8), thumb(down, 9)) == [
        "thumb_down salary 1", "thumb_up salary 2",
    ]  # fmt: skip


async def test_a_thumb_down_comes_into_the_inbox_once() -> None:
    store = MemoryStore(KeepQuestions.COUNTS)
    await votes(thumb("vote - de salary"), thumb("vote - de salary"), store=store)
    (item,) = await store.inbox()
    assert (item.reason, item.nearest[0][0], item.count) == ("thumbs_down", "salary", 1)


@pytest.mark.parametrize(
    "data", ["vote + de gone", "vote + fr salary", "vote +", "vote ? de salary", "vote + de a b"]
)
async def test_a_forged_vote_counts_nothing(data: str) -> None:
    store = MemoryStore()
    async with shell(simple(salary), store=store) as bot:
        await bot.takes(thumb(data))
    assert all("thumb" not in one.outcome for one in await store.counts(date.min))


async def test_a_vote_is_thanked_for_in_the_language_of_the_answer() -> None:
    async with shell(simple(salary)) as bot:
        await bot.takes(thumb("vote + en salary"), thumb("vote - de salary"))
        told = [values.get("text") for values in bot.request.called("answerCallbackQuery")]
    assert told == ["Thanks!", "Notiert."]


async def test_only_answers_can_be_voted_on() -> None:
    async with shell(simple(parrot)) as bot:
        await bot.takes(said("choices"))
        rows = bot.request.sent[0]["reply_markup"]["inline_keyboard"]
    assert [button["callback_data"] for row in rows for button in row] == ["weiter"]


async def test_none_of_these_comes_into_the_inbox() -> None:
    store = MemoryStore()
    before = Context(offered=("salary x", "help", "none"))
    await store.finish(Handled(update_key("x", 1, 7, "y"), before))
    async with shell(simple(parrot), store=store) as bot:
        await bot.takes(pressed("none"))
    (item,) = await store.inbox()
    assert (item.reason, item.nearest[0][0]) == ("none_of_these", "salary")
