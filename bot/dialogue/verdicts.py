"""What a reading amounts to: does it answer, ask, tell a story, cry for help?"""

from __future__ import annotations

from bot.matching.index import Index
from bot.matching.interpretation import Interpretation
from bot.matching.lexicon import Word
from bot.matching.ranking import has_content
from bot.matching.spans import Span, read_items
from bot.text.tokens import tokenize

SUBSTANTIAL = ("answer", "fallback", "clarify")
"""Kinds of entries that say something to a question, be it an honest no."""
SURE_HALF = 0.5
CRISIS = "crisis"
_LIKE = 0.45
_SURELY_A_CRY = 0.65
_NEARLY_EXACT = 0.9
"""How like a phrase function words alone must be to ask something of their own."""
_FAR_OFF = "out_of_scope"
_LIKE_A_PHRASE = 0.6
_STORY = frozenset({"i", "im", "i'm", "ive", "i've", "my", "we", "ich", "bin", "hab", "habe",
    "mein", "meine", "wir"})  # fmt: skip
"""What a sentence about oneself begins with."""

_LEFT_OPEN = frozenset({"tipp", "tipps", "rat", "ratschlag", "ratschlage", "hilf", "hilfe",
    "helfen", "idee", "ideen", "sagen", "sag", "antworten", "antworte", "antwort", "reagieren",
    "reagiere", "mach", "mache", "machen", "tun", "vorgehen", "angehen", "meinst", "denkst",
    "meinung", "haltst", "findest", "tips", "tip", "advice", "help", "idea", "ideas", "say",
    "respond", "response", "reply", "answer", "answering", "react", "handle", "proceed", "think",
    "opinion", "thoughts", "suggestion", "suggestions", "suggest", "recommend"})  # fmt: skip
"""Words that ask for advice and leave open on what: "hast du tipps", "how do i respond"."""


def topic_of(reading: Interpretation, index: Index) -> str | None:
    """Return the topic of the entry a reading is of."""
    entry = index.knowledge.entries.get(reading.entry or "")
    return entry.topic if entry else None


def answers(reading: Interpretation, index: Index, kinds: tuple[str, ...]) -> bool:
    """Tell whether a reading is answered by an entry of one of the kinds."""
    entry = index.knowledge.entries.get(reading.entry or "")
    return reading.outcome == "answer" and entry is not None and entry.kind in kinds


def surely_asks(half: Interpretation, index: Index) -> bool:
    """Tell whether half a sentence is a question of its own; "does he" only begins one."""
    return (
        (has_content(half.asked) or likeness(half) >= _NEARLY_EXACT)
        and answers(half, index, ("answer", "fallback"))
        and half.confidence >= SURE_HALF
        and half.candidates[0].similarity >= _LIKE
    )


def tells(half: Interpretation, index: Index) -> bool:
    """Tell whether half a sentence only says what somebody is or did: "i finished my
    apprenticeship last summer and …".
    """
    return _tells(half.text, index) and not asks(half, index) and "amount" not in half.slots


def only_tells(text: str, index: Index) -> bool:
    """Tell what `tells` does, of a normalised text that was not compared with phrases."""
    if not _tells(text, index) or asks_in_words(text, index):
        return False
    amounts = (i for i in read_items(text, index.lexicon) if isinstance(i, Span) and not i.negated)
    return all(span.slot != "amount" for span in amounts)


def _tells(text: str, index: Index) -> bool:
    """Tell whether a text begins as a story does, and wishes nothing."""
    known = index.lexicon
    said = [token.key for token in tokenize(text)]
    begins = next((k for k in said if k not in known.lead_ins and k not in known.fillers), "")
    return begins in _STORY and known.wishes.isdisjoint(said)


def in_our_field(reading: Interpretation, index: Index) -> bool:
    """Tell whether a career question is answered: "want more cash, how do i play it" has a
    clause that, taken alone, would be about games.
    """
    return answers(reading, index, SUBSTANTIAL) and topic_of(reading, index) != _FAR_OFF


def is_crisis(reading: Interpretation, index: Index) -> bool:
    """Tell whether somebody needs help more than career advice, whatever else they write."""
    return (
        reading.outcome == "answer"
        and topic_of(reading, index) == CRISIS
        and reading.candidates[0].similarity >= _SURELY_A_CRY
        and reading.candidates[0].own >= _SURELY_A_CRY
    )


def asks(reading: Interpretation, index: Index) -> bool:
    """Tell whether a question mark or a question word stands in what was read."""
    return reading.text.endswith("?") or index.lexicon.asks(reading.keys)


def asks_in_words(text: str, index: Index) -> bool:
    """Tell what `asks` does, of a normalised text that was not compared with phrases."""
    if text.endswith("?"):
        return True
    words = (item.key for item in read_items(text, index.lexicon) if isinstance(item, Word))
    return index.lexicon.asks(tuple(words))


def likeness(reading: Interpretation) -> float:
    """Return how much a reading is like the nearest phrase, 0..1."""
    return reading.candidates[0].similarity if reading.candidates else 0.0


def says_little(reading: Interpretation) -> bool:
    """Tell whether a reading has no word that tells something, and is not surely understood."""
    telling = any(isinstance(item, Word) and item.tells for item in reading.asked)
    surely = reading.reason in ("exact", "follow_up")
    return not telling and not surely and likeness(reading) < _LIKE_A_PHRASE


def leaves_open(reading: Interpretation) -> bool:
    """Tell whether a question says nothing of what it is about: "and what do i say to that?"."""
    telling = [item for item in reading.asked if not isinstance(item, Word) or item.tells]
    words = [item.key for item in telling if isinstance(item, Word)]
    return bool(words) and len(words) == len(telling) and _LEFT_OPEN.issuperset(words)
