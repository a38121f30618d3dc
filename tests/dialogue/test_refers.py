"""A short question after an answer means what the answer was about."""

from __future__ import annotations

import pytest

from bot.matching.index import Index
from tests.dialogue.chat import Chat


@pytest.mark.parametrize(
    ("code", "before", "said", "intent"),
    [
        ("de", "was ist ein bootcamp", "kostet das was", "training_costs"),
        ("en", "is a bootcamp worth it", "how long does it take", "learning_duration"),
        ("de", "ausbildung oder studium?", "oder beides?", "apprenticeship_or_degree"),
        ("en", "what is a motivation letter", "do i need one?", "motivation_letter"),
    ],
)
def test_what_it_refers_to_is_put_in(
    shipped: Index, code: str, before: str, said: str, intent: str
) -> None:
    assert Chat(shipped, code).say(before, said).interpretation.intent == intent


@pytest.mark.parametrize("said", ["und wie wird das wetter?", "vielleicht", "nein", "ja und nein"])
def test_what_asks_something_else_or_nothing_means_no_answer_before(
    shipped: Index, said: str
) -> None:
    turn = Chat(shipped, "de").say("was macht ein backend developer", said)
    assert turn.interpretation.intent != "tasks"


@pytest.mark.parametrize(
    ("code", "before", "said", "intent"),
    [
        ("de", "was ist ein werkstudent", "was verdient der", "student_pay"),
        ("de", "selbststudium backend", "reicht das?", "self_study"),
        ("en", "career change into backend", "how do you know that", "source_of_last"),
        ("de", "ausbildung backend", "nein, ich meinte das studium", "degree"),
        ("en", "do i need english", "and german?", "apply_in_english"),
    ],
)
def test_what_is_named_decides_what_is_meant(
    shipped: Index, code: str, before: str, said: str, intent: str
) -> None:
    assert Chat(shipped, code).say(before, said).interpretation.intent == intent
