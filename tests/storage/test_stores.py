"""What every store does, whatever is behind it."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from bot.dialogue.context import Context
from bot.storage.values import (
    THUMB_DOWN,
    THUMB_UP,
    AnswerLink,
    Ballot,
    Claim,
    Count,
    Forgotten,
    Held,
    KeepQuestions,
    Missed,
    State,
    Tally,
)
from tests.storage.conftest import Kind
from tests.storage.keys import SALARY, handled, key

TODAY = date(2026, 9, 21)


async def test_a_chat_never_seen_has_the_empty_context(kind: Kind) -> None:
    store = kind.open()
    assert await store.read(7) == Context()
    assert await store.held(7) == Held()


async def test_what_a_turn_leaves_is_there_for_the_next_update(kind: Kind) -> None:
    store = kind.open()
    assert (await store.claim(key(1))).context == Context()
    await store.finish(handled(1, context=SALARY))
    claimed = await store.claim(key(2))
    assert claimed.claim is Claim.YOURS
    assert claimed.context == SALARY
    assert (await store.claim(key(3, chat=8))).context == Context()


async def test_an_update_is_handed_out_once_and_never_after_it_was_done(kind: Kind) -> None:
    store = kind.open()
    first, second = await asyncio.gather(store.claim(key(1)), store.claim(key(1)))
    assert {first.claim, second.claim} == {Claim.YOURS, Claim.WAIT}
    assert (await store.claim(key(1))).claim is Claim.WAIT
    await store.finish(handled(1))
    assert (await store.claim(key(1))).claim is Claim.DONE


async def test_an_update_given_back_may_be_claimed_again(kind: Kind) -> None:
    store = kind.open()
    await store.claim(key(1))
    await store.release(key(1))
    assert (await store.claim(key(1))).claim is Claim.YOURS


async def test_the_updates_of_a_chat_are_handed_out_in_order(kind: Kind) -> None:
    store = kind.open(shared=True)
    for number in (2, 3, 4):
        await store.announce(key(number))
    assert (await store.claim(key(3))).claim is Claim.WAIT
    assert (await store.claim(key(1))).claim is Claim.YOURS
    assert (await store.claim(key(2))).claim is Claim.WAIT
    assert (await store.claim(key(5, chat=8))).claim is Claim.YOURS
    await store.finish(handled(1))
    await store.release(key(2))
    assert (await store.claim(key(3))).claim is Claim.YOURS
    await store.finish(handled(3))
    await store.release(key(3))
    assert (await store.claim(key(3))).claim is Claim.DONE
    assert (await store.claim(key(4))).claim is Claim.YOURS


async def test_a_turn_written_twice_counts_once(kind: Kind) -> None:
    store = kind.open()
    turn = handled(1, context=SALARY, tally=Tally("salary", "answer", "de"))
    await store.finish(turn)
    await store.finish(turn)
    await asyncio.gather(store.finish(turn), store.finish(turn))
    assert await store.counts(TODAY) == [Count(TODAY, "salary", "answer", "de", 1)]


async def test_confirmed_updates_are_forgotten_and_later_ones_are_not(kind: Kind) -> None:
    store = kind.open()
    for number in (1, 2, 3):
        await store.claim(key(number, chat=number))
        await store.finish(handled(number, chat=number))
    await store.confirmed(3)
    claims = [(await store.claim(key(number, chat=number))).claim for number in (1, 2, 3)]
    assert claims == [Claim.YOURS, Claim.YOURS, Claim.DONE]


async def test_updates_without_a_chat_are_handled_once_as_well(kind: Kind) -> None:
    store = kind.open()
    assert (await store.claim(key(1, chat=None))).claim is Claim.YOURS
    assert (await store.claim(key(2, chat=None))).claim is Claim.YOURS
    await store.finish(handled(1, chat=None, tally=Tally(None, "answer", "en")))
    assert (await store.claim(key(1, chat=None))).claim is Claim.DONE
    assert await store.counts(TODAY) == [Count(TODAY, "", "answer", "en", 1)]


async def test_many_turns_at_once_are_all_kept(kind: Kind) -> None:
    store = kind.open()
    tally = Tally("salary", "answer", "de")

    async def turn(number: int) -> None:
        await store.claim(key(number, chat=number))
        context = Context(entry=f"entry{number}")
        await store.finish(handled(number, chat=number, context=context, tally=tally))

    await asyncio.gather(*map(turn, range(1, 301)))
    found = await asyncio.gather(*map(store.read, range(1, 301)))
    assert [context.entry for context in found] == [f"entry{n}" for n in range(1, 301)]
    assert [count.number for count in await store.counts(TODAY)] == [300]


async def test_the_last_of_a_chats_turns_written_together_wins(kind: Kind) -> None:
    store = kind.open()
    await asyncio.gather(
        *(store.finish(handled(n, context=Context(entry=f"entry{n}"))) for n in range(1, 20))
    )
    assert (await store.read(7)).entry == "entry19"


async def test_an_empty_context_leaves_nothing_behind(kind: Kind) -> None:
    store = kind.open()
    await store.finish(handled(1, context=SALARY))
    await store.finish(handled(2))
    assert await store.read(7) == SALARY
    await store.finish(handled(3, context=Context()))
    assert await store.held(7) == Held()


async def test_an_edited_question_finds_its_answers(kind: Kind) -> None:
    store = kind.open()
    await store.finish(handled(1, link=AnswerLink(50, (51, 52))))
    assert await store.answers_to(7, 50) == (51, 52)
    assert await store.answers_to(8, 50) == ()
    await store.finish(handled(2, link=AnswerLink(50, (51,))))
    assert await store.answers_to(7, 50) == (51,)


async def test_an_album_is_answered_for_its_first_photo_only(kind: Kind) -> None:
    store = kind.open()
    assert await store.is_first(7, "album a", key(1))
    assert not await store.is_first(7, "album a", key(2))
    assert await store.is_first(7, "album a", key(1))  # delivered again
    assert await store.is_first(7, "album b", key(2))
    assert await store.is_first(8, "album a", key(3, chat=8))


async def test_a_person_has_one_vote_under_an_answer_and_may_change_it(kind: Kind) -> None:
    store = kind.open()

    async def vote(up: bool | None, person: int = 7) -> bool | None:
        return await store.vote(Ballot(person, 7, 51, "salary", "de", up))

    assert [await vote(True), await vote(True), await vote(False)] == [None, True, True]
    assert await vote(True, person=8) is None
    assert {count.outcome: count.number for count in await store.counts(TODAY)} == {
        THUMB_UP: 1,
        THUMB_DOWN: 1,
    }
    assert [await vote(None), await vote(None)] == [False, None]
    assert [count.outcome for count in await store.counts(TODAY)] == [THUMB_UP]


async def test_a_changed_vote_moves_the_count_of_the_day_it_was_cast(kind: Kind) -> None:
    store = kind.open()
    await store.vote(Ballot(7, 7, 51, "salary", "de", True))
    kind.clock.go(days=3)
    await store.vote(Ballot(7, 7, 51, "salary", "de", False))
    later = date(2026, 9, 24)
    assert await store.counts(TODAY) == [Count(later, "salary", THUMB_DOWN, "de", 1)]


async def test_counts_keep_no_word_of_a_question(kind: Kind) -> None:
    store = kind.open(KeepQuestions.COUNTS)
    for number in range(1, 4):
        missed = Missed("no_intent", "de", f"Mein Geheimnis {number}", (("salary", 0.4),))
        await store.finish(handled(number, chat=number, missed=missed))
    (item,) = await store.inbox()
    assert (item.reason, item.language, item.count) == ("no_intent", "de", 3)
    assert item.text is None
    assert item.nearest == (("salary", 0.4),)
    assert (await store.held(1)).questions == 0


async def test_nothing_is_noted_where_the_operator_wants_nothing(kind: Kind) -> None:
    store = kind.open(KeepQuestions.OFF)
    await store.finish(handled(1, missed=Missed("no_intent", "de", "wieso", ())))
    assert await store.inbox(None) == []


async def test_a_kept_question_is_shown_once_three_chats_asked_alike(kind: Kind) -> None:
    store = kind.open(KeepQuestions.SCRUBBED)
    asked = ["Wo parke ich?", "wo parke ich", "Parke ich wo?!", "Wo parke ich hier?"]
    for number, (chat, text) in enumerate(zip((1, 1, 2, 3), asked, strict=True), 1):
        missed = Missed("no_intent", "de", text, (("workplace", 0.3), ("help", 0.1)))
        await store.finish(handled(number, chat=chat, missed=missed))
        assert await store.inbox() == []
    await store.finish(handled(9, chat=4, missed=Missed("no_intent", "de", asked[1])))
    (item,) = await store.inbox()
    assert (item.text, item.count, item.chats) == ("Wo parke ich?", 4, 3)
    assert item.nearest == (("workplace", 0.3), ("help", 0.1))
    assert (item.first_day, item.last_day) == (TODAY, TODAY)


async def test_an_item_is_settled_and_out_of_the_way(kind: Kind) -> None:
    store = kind.open()
    await store.finish(handled(1, missed=Missed("no_intent", "de")))
    (item,) = await store.inbox()
    assert await store.settle(item.id, State.IGNORED)
    assert not await store.settle("nothing", State.IGNORED)
    assert await store.inbox() == []
    assert [found.state for found in await store.inbox(None)] == [State.IGNORED]


async def everything_about_a_chat(kind: Kind) -> None:
    store = kind.open(KeepQuestions.SCRUBBED)
    for number, chat in enumerate((7, 8), 1):
        missed = Missed("no_intent", "de", "Wo parke ich?")
        link = AnswerLink(50, (51,))
        await store.finish(handled(number, chat, context=SALARY, missed=missed, link=link))
        await store.is_first(chat, "album", key(number, chat))
        await store.vote(Ballot(chat, chat, 51, "salary", "de", True))


async def test_a_chat_is_shown_what_is_stored_of_it(kind: Kind) -> None:
    await everything_about_a_chat(kind)
    store = kind.opened[0]
    expected = Held(context=SALARY, changed_on=TODAY, links=1, votes=1, questions=1)
    assert await store.held(7) == expected


async def test_forgetting_a_chat_leaves_nothing_of_it_and_all_of_the_others(kind: Kind) -> None:
    await everything_about_a_chat(kind)
    store = kind.opened[0]
    before = await store.held(8)
    done = await store.forget(7)
    assert done == Forgotten(contexts=1, links=1, votes=1, questions=1, left=0)
    assert await store.held(7) == Held()
    assert await store.held(8) == before
    assert await store.forget(7) == Forgotten()
    assert {count.outcome: count.number for count in await store.counts(TODAY)} == {THUMB_UP: 2}


async def test_one_person_of_a_group_takes_only_their_own_votes(kind: Kind) -> None:
    store = kind.open()
    for person in (7, 8):
        await store.vote(Ballot(person, -100, 51, "salary", "de", True))
    assert (await store.forget(-100, person=7)).votes == 1
    assert (await store.held(-100, person=8)).votes == 1


async def test_a_group_that_moved_keeps_its_context(kind: Kind) -> None:
    store = kind.open()
    await store.finish(handled(1, chat=-5, context=SALARY))
    await store.move(-5, -1005)
    assert await store.held(-5) == Held()
    assert await store.read(-1005) == SALARY
    await store.move(-5, -1005)
    assert await store.read(-1005) == SALARY


@pytest.mark.parametrize(
    ("days", "left"),
    [
        (1, ("context", "link", "vote", "question", "done", "count")),
        (3, ("context", "vote", "question", "count")),
        (32, ("context", "count")),
        (91, ("count",)),
        (800, ()),
    ],
)
async def test_everything_is_deleted_in_its_time(
    kind: Kind, days: int, left: tuple[str, ...]
) -> None:
    await everything_about_a_chat(kind)
    store = kind.opened[0]
    kind.clock.go(days=days)
    assert bool(await store.sweep()) == (days > 1)
    held = await store.held(7)
    found = {
        "context": held.context is not None,
        "link": held.links,
        "vote": held.votes,
        "question": held.questions,
        "done": (await store.claim(key(1))).claim is Claim.DONE,
        "count": await store.counts(date(2000, 1, 1)),
    }
    assert tuple(name for name, there in found.items() if there) == left


async def test_awkward_texts_and_numbers_are_no_trouble(kind: Kind) -> None:
    store = kind.open(KeepQuestions.SCRUBBED)
    odd = "a\0b \ud800 \N{GRINNING FACE} ' ; DROP TABLE chats; --"
    context = Context(entry=odd, slots={odd: odd})
    far = 2**52
    await store.finish(handled(2**70, -far, context=context, missed=Missed("x", "de", odd)))
    assert await store.read(-far) == context
    for number in (2, 3):
        await store.finish(handled(number, chat=number, missed=Missed("x", "de", odd)))
    assert len(await store.inbox()) == 1


async def test_a_big_clean_up_leaves_nothing_behind(kind: Kind) -> None:
    store = kind.open()
    await asyncio.gather(*(store.finish(handled(n, n, context=SALARY)) for n in range(1, 2501)))
    kind.clock.go(days=91)
    swept = await store.sweep()
    assert swept == (5_000 if kind.address else swept)
    assert await store.held(1) == await store.held(2500) == Held()
    assert await store.sweep() == 0
