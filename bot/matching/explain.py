"""Show how a message was read: words, slots, candidates with every part of their score, outcome.

The same knowledge and text give the same explanation, to the byte.
"""

from __future__ import annotations

from bot.knowledge.models import Phrase
from bot.matching.index import Index
from bot.matching.interpretation import Candidate, Interpretation
from bot.matching.lexicon import Word
from bot.matching.recognize import (
    ANSWER_FROM,
    CLEAR_LEAD,
    MOST_SENTENCES,
    SUGGEST_FROM,
    SURE,
    recognize,
)
from bot.matching.spans import Span, read_items, without_fillers
from bot.text.language import weigh
from bot.text.normalize import normalize
from bot.text.tokens import most_telling, sentences, tokenize


def explain(text: str, index: Index, language_code: str | None = None) -> str:
    """Return the explanation of a message, sentence by sentence, as plain lines.

    `language_code` is the app's language, which decides where the words do not. Of many
    sentences the most telling are explained.
    """
    plain = normalize(text)
    lines = [f"normalised  {plain or '(nothing)'}", _language(plain, index, language_code)]
    parts = sentences(plain) or (plain,)
    shown = most_telling(parts, MOST_SENTENCES)
    if len(shown) < len(parts):
        lines.append(f"sentences   {len(parts)}, of which {len(shown)} follow")
    for part in shown:
        lines.extend(["", *_segment(recognize(part, index), index)])
    return "\n".join(lines)


def _language(plain: str, index: Index, language_code: str | None) -> str:
    found = weigh((token.key for token in tokenize(plain)), index.language_words)
    weights = ", ".join(f"{name} {weight:g}" for name, weight in sorted(found.weights.items()))
    chosen = found.best or f"undecided, so the chat decides (app: {language_code or 'not given'})"
    foreign = f"; looks like {found.foreign}" if found.foreign else ""
    return f"language    {weights} -> {chosen}{foreign}"


def _segment(reading: Interpretation, index: Index) -> list[str]:
    lines = [f"sentence    {reading.text}"]
    for item in read_items(reading.text, index.lexicon):
        if isinstance(item, Span):
            lines.append(
                f"  slot      {item.text} = {item.slot}:{item.value} (distance {item.distance})"
            )
        elif isinstance(item, Word):
            lines.append(f"  word      {item.token.text} -> {item.key} ({_role(item)})")
    lines.append("  candidates")
    items = without_fillers(read_items(reading.text, index.lexicon))
    for number, candidate in enumerate(reading.candidates, 1):
        phrase = index.nearest_phrase(candidate.entry, items)
        lines.append(_candidate(number, candidate, phrase))
    unknown = ", ".join(reading.unknown) or "none"
    lines.append(f"  coverage  {reading.coverage:.2f} (unknown words: {unknown})")
    lines.append(
        f"  bounds    answer from {ANSWER_FROM}, suggest from {SUGGEST_FROM}, "
        f"lead {CLEAR_LEAD} below {SURE}"
    )
    lines.append(
        f"  outcome   {reading.outcome} ({reading.reason}), confidence {reading.confidence:.4f}"
    )
    return lines


def _candidate(number: int, candidate: Candidate, phrase: Phrase | None) -> str:
    nearest = f'  nearest "{phrase.text}" ({phrase.place})' if phrase else ""
    return (
        f"    {number}. {candidate.entry}  score {candidate.score:.2f}  "
        f"probability {candidate.probability:.4f}  similarity {candidate.similarity:.4f}  "
        f"own words {candidate.own:.2f}  subject {candidate.subject:.1f}{nearest}"
    )


def _role(word: Word) -> str:
    if not word.known:
        return "unknown"
    role = "filler" if word.filler else "content" if word.content else "function word"
    return role if word.distance == 0 else f"{role}, corrected, distance {word.distance}"
