"""What the chaos says of questions answered twice, otherwise, or not at all."""

from __future__ import annotations

from collections import Counter

from bench.chaos.people import Asked, Book
from bench.chaos.verdicts import HELD, KILLED, UNEXPLAINED, UNTOLD, Result, judge, reason_of
from bench.loopback.api import LoopbackApi, Reply


def reply(at: float, *, began: float | None = None, told: bool = True, text: str = "a") -> Reply:
    return Reply(7, text, at, "sendMessage", at if began is None else began, told)


def result(counted: Counter[str]) -> Result:
    return Result(200, 200, 0, 0, counted, 0, 0, 1.0, 3, 9, ())


def twice(first: Reply, second: Reply) -> Asked:
    return Asked(7, "x", 0.0, [first, second])


def test_a_kill_right_after_an_answer_explains_a_second_one() -> None:
    assert reason_of(twice(reply(10.0), reply(12.0)), [10.02]) == KILLED


def test_a_kill_while_an_answer_was_on_its_way_explains_a_second_one() -> None:
    slow = reply(10.2, began=10.0, told=False)
    assert reason_of(twice(slow, reply(15.0)), [10.1]) == KILLED
    assert reason_of(twice(reply(10.0), reply(15.0)), [9.99]) == KILLED  # sent, and not read yet


def test_what_the_server_held_until_the_bot_was_dead_is_told_apart() -> None:
    late = reply(12.0, began=10.0, told=False)
    assert reason_of(twice(late, reply(15.0)), [11.0]) == HELD
    assert reason_of(twice(late, reply(15.0)), [12.1]) == KILLED


def test_one_in_two_hundred_may_be_answered_twice_by_a_kill_and_what_was_held_is_not_ours() -> (
    None
):
    few, many, held = Counter({KILLED: 1}), Counter({KILLED: 2}), Counter({HELD: 9, UNTOLD: 9})
    for counted, kept in ((few, True), (many, False), (held, True), (few + held, True)):
        assert result(counted).is_kept is kept
    assert not result(Counter({UNEXPLAINED: 1})).is_kept


def test_a_kill_long_after_an_answer_or_before_it_explains_nothing() -> None:
    assert reason_of(twice(reply(10.0), reply(12.0)), [9.9, 11.0]) == UNEXPLAINED


def test_a_kill_after_both_answers_explains_nothing() -> None:
    assert reason_of(twice(reply(10.0), reply(10.01)), [10.02]) == UNEXPLAINED


def test_an_answer_the_bot_was_not_told_of_is_sent_again() -> None:
    assert reason_of(twice(reply(10.0, told=False), reply(10.5)), []) == UNTOLD


def test_a_request_given_up_and_carried_out_late_is_the_servers() -> None:
    late = reply(70.0, began=10.0, told=False)
    assert reason_of(twice(reply(20.0), late), []) == UNTOLD


def test_of_three_answers_the_worst_reason_counts() -> None:
    asked = Asked(7, "x", 0.0, [reply(1.0, told=False), reply(2.0), reply(3.0)])
    assert reason_of(asked, []) == UNEXPLAINED


def test_another_message_after_a_question_is_told_from_silence() -> None:
    api = LoopbackApi()
    book = Book(api, {"answer": "question"}, seed=1)
    api.on_reply(reply(0.0, text="from before"))
    book.ask(7)
    book.ask(8)
    (asked,) = (each for each in book.everything if each.chat == 7)
    api.on_reply(reply(asked.at + 1, text="sorry"))
    result = judge(book, kills=[], faults=0)
    assert (result.asked, result.answered, result.otherwise, result.lost) == (2, 0, 1, 1)
    assert not result.is_kept
    assert any("'sorry'" in remark for remark in result.remarks)
    assert any(remark.endswith("lost") for remark in result.remarks)


def test_a_run_without_loss_and_doubles_is_kept() -> None:
    api = LoopbackApi()
    book = Book(api, {"answer": "question"}, seed=1)
    book.ask(7)
    api.on_reply(reply(book.everything[0].at + 1, text="<b>Answer</b>"))
    assert judge(book, kills=[1.0], faults=3).is_kept
