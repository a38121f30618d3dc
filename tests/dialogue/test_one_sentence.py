"""A long sentence is read as far as its questions need, and never otherwise than in full."""

from __future__ import annotations

import pytest

from bot.dialogue.readings import Readings
from bot.dialogue.understand import understand
from bot.matching.index import Index
from bot.text.normalize import normalize

LONG = (
    "I finished school last summer and now i work in a bar and want to know what you earn there",
    "i have been a baker for ten years, my back hurts, my boss is mean, how do i get into backend",
    "ich bin 34, hab zwei Kinder, war Verkäuferin, was verdient man als Backend-Entwicklerin",
    "ich mag Datenbanken, ich lerne gerade Java, mein Bruder sagt das lohnt sich nicht",
    "so my friend told me about coding, what do i need for it, i have no degree",
    "hallo, ich suche eine Ausbildung, und das Gehalt, wie ist das so, ich wohne in Kiel",
    "wir sind neu hier, meine Frau arbeitet schon, ich noch nicht, es ist schwer",
)


@pytest.mark.parametrize("text", LONG)
@pytest.mark.parametrize("topic", [None, "salary"])
def test_what_is_read_as_far_as_needed_is_understood_as_in_full(
    text: str, topic: str | None, shipped: Index
) -> None:
    plain = normalize(text)
    full, short = Readings(shipped), Readings(shipped, thorough=False)
    asked = [understand(plain, shipped, topic, trace) for trace in (full, short)]
    found = [
        [(q.reading.text, q.reading.entry, q.reading.outcome, q.slots, q.sure) for q in questions]
        for questions in asked
    ]
    assert found[0] == found[1]
    assert {part.reading.text for part in short.all} <= {part.reading.text for part in full.all}


def test_a_story_around_a_question_is_not_compared_with_phrases(shipped: Index) -> None:
    trace = Readings(shipped, thorough=False)
    understand(normalize(LONG[1]), shipped, None, trace)
    read = [part.reading.text for part in trace.all if part.cut == "clause"]
    assert "how do i get into backend" in read
    assert "my back hurts" not in read
