"""What is shown once is not rendered again, and nobody gets what another turn says."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.context import Context
from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.turn import Turn, Understood
from bot.transports.telegram.rendered import RenderedBefore


def turn(text: str, intent: str | None = "tea") -> Turn:
    reply = Reply("answer", "en", "help", (Paragraph(text),))
    return Turn(reply, Context(), Understood("en", intent, "help", {}, 1.0, "answer"))


def test_the_same_turn_is_rendered_once() -> None:
    rendered, tea = RenderedBefore(), turn("Tea takes 3 minutes.")
    assert rendered.of(tea) is rendered.of(tea)


def test_each_turn_shows_what_it_says() -> None:
    rendered = RenderedBefore(most=2)
    for number in range(50):  # of which some take the place of earlier ones in memory
        assert rendered.of(turn(f"Tea {number}")).parts[0].plain == f"Tea {number}"


def test_an_equal_turn_with_another_intent_has_its_own_thumbs() -> None:
    rendered, tea = RenderedBefore(), turn("Tea.")
    coffee = replace(tea, interpretation=replace(tea.interpretation, intent="coffee"))
    shown = rendered.of(tea), rendered.of(coffee)
    assert [each.rows[-1][0].data.split()[-1] for each in shown] == ["tea", "coffee"]
