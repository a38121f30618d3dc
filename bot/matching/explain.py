"""Show how one segment of a message was read: words, slots, candidates, guards, outcome.

Says nothing of its own: all lines are values the recogniser decided by.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.knowledge.models import Phrase
from bot.matching.index import Index
from bot.matching.interpretation import Candidate, Guard, Interpretation
from bot.matching.lexicon import Word
from bot.matching.spans import Item, Span, read_items

_LEADING = 12


def line(name: str, text: str) -> str:
    """Return one line of an explanation, its text in line with the others'."""
    return f"{name:<{_LEADING}}{text}"


def explain_reading(reading: Interpretation, index: Index) -> list[str]:
    """Return the lines that explain one reading."""
    return [
        *(_item(item) for item in read_items(reading.text, index.lexicon)),
        *_candidates(reading, index),
        *explain_guards(reading.guards),
        line("  outcome", f"{reading.outcome} ({reading.reason}){_owed_to(reading.guards)}, "
             f"confidence {reading.confidence:.4f}"),
        *_winner(reading, index),
    ]  # fmt: skip


def explain_slips(text: str, index: Index) -> list[str]:
    """Return a line for each misspelt word of a normalised text: what it may be, how surely."""
    items = read_items(text, index.lexicon)
    return [_item(item) for item in items if isinstance(item, Word) and item.distance]


def explain_guards(guards: Iterable[Guard]) -> list[str]:
    """Return a line for each guard: its verdict, the numbers it went by, what it was about."""
    return [line("  guard", _guard(guard)) for guard in guards]


def _guard(guard: Guard) -> str:
    said = [f"{guard.name:<16}  {guard.verdict:<12}"]
    if guard.found is not None:
        said.append(f"{guard.found:.4f}")
    if guard.needed is not None:
        said.append(f"(from {guard.needed:.4f})")
    if guard.about:
        said.append(guard.about)
    return "  ".join(said).rstrip()


def _owed_to(guards: Sequence[Guard]) -> str:
    """Return which guards the outcome is owed to."""
    for verdict in ("decides", "dont_know", "did_you_mean"):
        if held := [guard.name for guard in guards if guard.verdict == verdict]:
            return f" by {', '.join(held)}"
    return " because every guard passes" if guards else ""


def _item(item: Item) -> str:
    if isinstance(item, Word):
        return line("  word", f"{item.token.text} -> {item.key} ({_role(item)})")
    ruled_out = ", ruled out" if item.negated else ""
    return line(
        "  slot", f"{item.text} = {item.slot}:{item.value} (distance {item.distance}{ruled_out})"
    )


def _role(word: Word) -> str:
    if not word.known:
        return "unknown" + _readings(word)
    role = "filler" if word.filler else "content" if word.content else "function word"
    if word.part:
        role += ", part of a compound"
    return role if word.distance == 0 else f"{role}, distance {word.distance}{_readings(word)}"


def _readings(word: Word) -> str:
    likely = ", ".join(f"{key} {weight:.2f}" for key, weight in word.readings if key != word.key)
    return f"; perhaps {likely}" if likely else ""


def _candidates(reading: Interpretation, index: Index) -> list[str]:
    asked = " ".join(item.text if isinstance(item, Span) else item.key for item in reading.asked)
    unknown = ", ".join(reading.unknown) or "none"
    found = [
        line("  asked", asked or "(nothing)"),
        line("  coverage", f"{reading.coverage:.4f} (unknown words: {unknown})"),
    ]
    for number, candidate in enumerate(reading.candidates, 1):
        found.extend(explain_candidate(f"  {number}.", candidate, reading.asked, index))
    return found


def explain_candidate(
    name: str, candidate: Candidate, asked: Sequence[Item], index: Index
) -> list[str]:
    """Return the lines on one candidate: its score and its parts, its nearest phrase."""
    parts, phrase = candidate.parts, winning_phrase(candidate, asked, index)
    scored = (
        f" = share {parts.share:+.2f}, similarity {parts.similarity:+.2f}, "
        f"own words {parts.own:+.2f}, subject {parts.subject:+.2f}"
        if any(parts)
        else ""
    )
    found = [
        line(name, f"{candidate.entry}  score {candidate.score:.2f}{scored}"),
        line("", f"share {candidate.probability:.4f}  similarity {candidate.similarity:.4f}  "
             f"own words {candidate.own:.4f}  subject {candidate.subject:.1f}  "
             f"strength {candidate.strength:.4f}"),
    ]  # fmt: skip
    return [*found, line("", f"nearest {quote(phrase)}")] if phrase else found


def winning_phrase(candidate: Candidate, asked: Sequence[Item], index: Index) -> Phrase | None:
    """Return the phrase, or follow-up phrase, that is nearest to the message."""
    if candidate.follow_up is not None:
        return index.follow_ups.phrases[candidate.follow_up]
    return index.nearest_phrase(candidate.entry, asked)


def quote(phrase: Phrase) -> str:
    """Return a phrase and where it stands: ``"gehalt" (intents/salary.yaml:12)``."""
    return f'"{phrase.text}" ({phrase.place})'


def _winner(reading: Interpretation, index: Index) -> list[str]:
    if not reading.candidates or reading.outcome == "dont_know":
        return []
    best = reading.candidates[0]
    phrase = reading.phrase or winning_phrase(best, reading.asked, index)
    return [line("  phrase", f"{best.entry}: {quote(phrase)}")] if phrase else []
