"""Say what would have to change for an entry to answer a message that it does not answer now.

The phrase it recommends is tried out: the knowledge is learnt once more with that phrase in it,
and the same message is answered from it. Nothing is written anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.dialogue.as_meant import as_meant
from bot.dialogue.command_syntax import read_command
from bot.dialogue.context import Context, Message
from bot.dialogue.readings import Read, Readings
from bot.dialogue.respond import respond
from bot.dialogue.turn import Turn
from bot.dialogue.understand import understand
from bot.knowledge.entries import KNOWN_SLOTS
from bot.knowledge.models import Entry, Phrase, Place
from bot.matching.explain import explain_candidate, explain_guards, line, quote, winning_phrase
from bot.matching.index import Index
from bot.matching.interpretation import Candidate, Guard, Interpretation, Parts
from bot.matching.learning import phrase_items
from bot.matching.lexicon import Word, keys
from bot.matching.recognize import judged
from bot.matching.said import SIGNS
from bot.matching.score import rank
from bot.matching.segment import Segment
from bot.matching.spans import Item, Span, read_items
from bot.text.normalize import normalize

_PARTS = {"share": "probability", "similarity": "similarity", "own": "own", "subject": "subject"}
_NAMES = {"own": "own words"}
_MASKED = frozenset(SIGNS) & frozenset(KNOWN_SLOTS) - {"other_occupation"}
"""Slots whose value makes no difference to the question; a phrase holds their name."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """The message, what was said before it, and the entry that somebody expected to answer."""

    entry: str
    message: Message
    context: Context
    index: Index
    today: date

    @classmethod
    def after(
        cls, before: Sequence[str], message: Message, entry: str, index: Index, today: date
    ) -> Doubt:
        """Play the messages `before`; raises KeyError for an entry the knowledge has not."""
        if entry not in index.knowledge.entries:
            raise KeyError(entry)
        context = Context()
        for said in before:
            earlier = Message(said, language_code=message.language_code)
            context = respond(earlier, context, index, today).context
        return cls(entry, message, context, index, today)

    @property
    def wanted(self) -> Entry:
        return self.index.knowledge.entries[self.entry]

    def turn(self, index: Index) -> Turn:
        """Return the turn for the message from an index that knows the same entries."""
        return respond(self.message, self.context, index, self.today)


def why_not(doubt: Doubt) -> str:
    """Return in plain lines why the entry does not answer, and what would change that."""
    turn = doubt.turn(doubt.index)
    head = line("why not", f"{doubt.entry} for: {normalize(doubt.message.text) or '(nothing)'}")
    now = line("now", f"{_said(turn)}, confidence {turn.interpretation.confidence:.4f}")
    if _wins(doubt, turn):
        return "\n".join([head, now, line("answer", f"{doubt.entry} answers it already")])
    if read_command(doubt.message.text) is not None:
        return "\n".join([head, now, line("decided by", "the command; no phrase is read")])
    part = _part(doubt)
    if part is None or turn.interpretation.reading is None:
        return "\n".join([head, now, line("decided by", "the dialogue; no phrase is read")])
    dialogue = explain_guards(g for g in turn.interpretation.guards if g.verdict != "passes")
    advice = _advice(doubt, part, turn.reply.language)
    return "\n".join([head, now, *dialogue, "", *_compared(doubt, part), "", *advice])


def _said(turn: Turn) -> str:
    return f"{turn.reply.kind}, {turn.interpretation.intent or 'no intent'}"


def _wins(doubt: Doubt, turn: Turn) -> bool:
    """Tell whether the entry replies; to be offered with "did you mean" or held back is less."""
    found = turn.interpretation
    verdicts = {guard.verdict for guard in found.guards}
    read = found.reading is None or found.reading.outcome == "answer" or "decides" in verdicts
    held = "dont_know" in verdicts or "did_you_mean" in verdicts
    return found.intent == doubt.entry and read and not held


def _part(doubt: Doubt) -> Read | None:
    """Return the part of the message that was taken for its first question."""
    trace = Readings(doubt.index)
    text = as_meant(normalize(doubt.message.text), doubt.index.lexicon)
    context = doubt.context
    questions = understand(text, doubt.index, context.topic, trace, about=context.entry)
    return next((read for read in trace.all if read.reading is questions[0].reading), None)


def _compared(doubt: Doubt, part: Read) -> list[str]:
    """Return how the entry stands against what won: shortcuts, score, guards, words."""
    reading, index = part.reading, doubt.index
    lines = [line("sentence", reading.text)]
    deciding = [guard for guard in reading.guards if guard.verdict == "decides"]
    if deciding:
        lines += explain_guards(deciding)
        lines.append(line("", "decides before any score is looked at"))
    if doubt.entry not in index.phrases:
        return [*lines, line("phrases", f"{doubt.entry} has none, so no words lead to it")]
    segment = Segment.of(reading.text, part.topic, index)
    asked = reading.asked or segment.asked
    ranked = rank(asked, index, part.topic, segment.follow_ups, beside=doubt.entry)
    mine = next((c for c in ranked if c.entry == doubt.entry), None)
    if mine is None:
        return [*lines, line("score", "none: the message has no feature any phrase has")]
    best = next((c for c in ranked if c.entry != doubt.entry), None)
    lines += explain_candidate(f"  {ranked.index(mine) + 1}.", mine, asked, index)
    if best is not None:
        lines += explain_candidate(f"  {ranked.index(best) + 1}.", best, asked, index)
        lines += _behind(mine, best)
    lines += _held_back(reading, segment, mine, ranked)
    return lines + _words(mine, asked, index)


def _behind(mine: Candidate, best: Candidate) -> list[str]:
    """Return by how much the entry is behind, part by part, the largest first."""
    gap = best.score - mine.score
    if gap <= 0:
        return [line("score", f"{-gap:.2f} ahead of {best.entry}: the score does not stop it")]
    apart = Parts(*(b - m for b, m in zip(best.parts, mine.parts, strict=True)))
    behind = sorted(
        ((amount, name) for name, amount in apart._asdict().items() if round(amount, 2) > 0),
        reverse=True,
    )
    lines = [line("score", f"{gap:.2f} behind {best.entry}")]
    for amount, name in behind:
        found, needed = getattr(mine, _PARTS[name]), getattr(best, _PARTS[name])
        part = f"{_NAMES.get(name, name)}: {amount:.2f}"
        lines.append(line("", f"{part} of it ({found:.4f} against {needed:.4f})"))
    return lines


def _held_back(
    reading: Interpretation, segment: Segment, mine: Candidate, ranked: Sequence[Candidate]
) -> list[str]:
    """Return the guards that would hold the entry back even if it came first."""
    others = tuple(c for c in ranked if c.entry != mine.entry and c.score < mine.score)
    first = judged(replace(reading, candidates=(mine, *others), guards=()), segment)
    held: list[Guard] = [g for g in first.guards if g.verdict in ("dont_know", "did_you_mean")]
    if not held:
        return [line("guards", "none would hold it back if it came first")]
    return [line("guards", "even if it came first:"), *explain_guards(held)]


def _words(mine: Candidate, asked: Sequence[Item], index: Index) -> list[str]:
    """Return what the nearest phrase says beyond the message, and the message beyond the entry."""
    lines = []
    phrase = winning_phrase(mine, asked, index)
    said = {item.key for item in asked if isinstance(item, Word)}
    slots = {item.slot for item in asked if isinstance(item, Span)}
    if phrase is not None:
        lacking = [
            f"{{{item.slot}}}" if isinstance(item, Span) else item.key
            for item in phrase_items(phrase.text, index.lexicon)
            if not (item.slot in slots if isinstance(item, Span) else item.key in said)
        ]
        lines.append(line("nearest", quote(phrase)))
        lines.append(line("lacks", _listed(lacking) or "nothing of it"))
    known = {key for p in index.phrases[mine.entry] for key in keys(p.text)}
    foreign = [
        item.token.text
        for item in asked
        if isinstance(item, Word) and item.tells and item.key not in known
    ]
    lines.append(line("says more", _listed(foreign) or f"nothing {mine.entry} does not know"))
    return lines


def _listed(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(words))


def _advice(doubt: Doubt, part: Read, language: str) -> list[str]:
    """Return the phrase to add and what adding it was seen to do."""
    phrase = _phrase(part.reading, doubt.index)
    if not phrase:
        return [line("add", "nothing: there are no words to make a phrase of")]
    turn = doubt.turn(_with_phrase(doubt, phrase, language))
    where = f"the phrases of {doubt.entry} ({doubt.wanted.place.path})"
    lines = [line("add", f'"{phrase}" to {where}')]
    if _wins(doubt, turn):
        won = f"{doubt.entry} then answers this message ({_said(turn)})"
        return [*lines, line("tried out", won)]
    lines.append(line("tried out", f"that alone does not do it; the reply is then {_said(turn)}"))
    reading = turn.interpretation.reading
    guards = (*(reading.guards if reading else ()), *turn.interpretation.guards)
    return [*lines, *explain_guards(g for g in guards if g.verdict != "passes")]


def _phrase(reading: Interpretation, index: Index) -> str:
    """Return the sentence as an operator would write it: what fills a slot as ``{slot}``."""
    text = reading.text
    for item in reversed(read_items(text, index.lexicon)):
        if isinstance(item, Span) and item.slot in _MASKED:
            text = f"{text[: item.start]}{{{item.slot}}}{text[item.end :]}"
    return " ".join(text.strip(" .!?,;:-").split())


def _with_phrase(doubt: Doubt, phrase: str, language: str) -> Index:
    """Return what would be learnt if the entry had one phrase more."""
    knowledge, wanted = doubt.index.knowledge, doubt.wanted
    added = Phrase(phrase, language, Place(wanted.place.path))
    entries = {
        **knowledge.entries,
        wanted.id: replace(wanted, phrases=(*wanted.phrases, added)),
    }
    return Index.build(replace(knowledge, entries=entries), doubt.index.meanings)
