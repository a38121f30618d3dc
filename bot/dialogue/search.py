"""Find answers while somebody is still typing: ranked, whole, each with a title. Pure.

The last word may be half typed or misspelt. An occupation nobody knows finds nothing, never its
neighbour; nothing is remembered between two searches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from bot.dialogue.answers.meta import MAIN_ENTRIES
from bot.dialogue.choices import LONGEST_DATA, choice_data
from bot.dialogue.context import Context, Message
from bot.dialogue.exchange import Exchange
from bot.dialogue.press import press
from bot.dialogue.readings import Readings
from bot.dialogue.reply import Reply
from bot.dialogue.respond import respond
from bot.dialogue.turn import Turn
from bot.dialogue.understand import understand
from bot.dialogue.wording import in_language
from bot.matching.index import Index
from bot.text.normalize import normalize
from bot.text.tokens import tokenize

MOST_FOUND = 8
LONGEST_QUERY = 200
_COMPLETIONS = 2
_SHORTEST_BEGINNING = 2
_FAR_MORE = 20
_LIKELY_FROM = 0.05
"""Probability from which a second guess is worth a line."""
_RELATED = 4


@dataclass(frozen=True, slots=True)
class Found:
    """One answer found; `id` is the same for the same answer, today and after a restart."""

    id: str
    title: str
    summary: str
    reply: Reply


def search(
    query: str, language_code: str | None, index: Index, today: date, most: int = MOST_FOUND
) -> tuple[Found, ...]:
    """Return the answers a query may mean, best first; those of the main subjects for none, or
    for a single letter.

    The language is that of the query's words, else `language_code`'s.
    """
    text = normalize(query[:LONGEST_QUERY])
    message = Message(query[:LONGEST_QUERY], language_code=language_code)
    exchange = Exchange(message, Context(), index, today).in_language_of("")
    if len("".join(token.key for token in tokenize(text))) < _SHORTEST_BEGINNING:
        return _distinct(_opened(exchange, MAIN_ENTRIES), index, most)
    return _distinct(_turns(exchange, text), index, most)


def _turns(exchange: Exchange, text: str) -> Iterator[Turn]:
    """Yield the answers to the query as it may go on, then what belongs to the first of them."""
    first: Turn | None = None
    for reading in _readings(text, exchange.index):
        at = exchange.in_language_of(reading)
        message = replace(exchange.message, text=reading)
        turn = respond(message, Context(), exchange.index, exchange.today)
        if first is None and turn.reply.kind == "answer":
            first = turn
        yield turn
        if _is_honest_no(turn):
            if reading == text:
                break
            continue  # of what we think is being typed, so far
        offered = turn.reply.choices if turn.reply.kind == "clarify" else ()
        yield from (press(at, choice.data) for choice in offered)
        if turn.reply.kind == "answer" or (turn.reply.kind == "clarify" and not offered):
            yield from _opened(at, _guesses(at, reading), turn.context.occupation)
    if first is not None:
        at = replace(exchange, language=first.reply.language)
        yield from (press(at, choice.data) for choice in first.reply.choices[:_RELATED])


def _is_honest_no(turn: Turn) -> bool:
    """Tell whether the query was understood and there is nothing on it: no use to guess on."""
    reading = turn.interpretation.reading
    return turn.reply.kind == "fallback" and reading is not None and reading.outcome == "answer"


def _readings(text: str, index: Index) -> tuple[str, ...]:
    """Return the query as it is and with its last word completed, the likelier first.

    A rare word that begins a common one is most likely that one half typed.
    """
    words = index.lexicon.words
    last = tokenize(text)[-1].key
    longer = _completions(last, index)
    before = text[: tokenize(text)[-1].start].strip()
    completed = tuple(f"{before} {word}".strip() for word in longer)
    rare = bool(longer) and words.get(last, 0) * _FAR_MORE < words[longer[0]]
    return (*completed, text) if rare else (text, *completed)


def _guesses(exchange: Exchange, text: str) -> Iterator[str]:
    """Yield the entries a query may mean besides the likeliest."""
    questions = understand(text, exchange.index, None, Readings(exchange.index))
    for candidate in questions[0].reading.candidates:
        if candidate.probability >= _LIKELY_FROM:
            yield candidate.entry


def _opened(
    exchange: Exchange, entries: Iterable[str], occupation: str | None = None
) -> Iterator[Turn]:
    """Yield the answer of each entry, about the default occupation where none is named."""
    known = exchange.knowledge.entries
    about = occupation or exchange.knowledge.default_occupation
    for name in entries:
        if name in known:
            subject = about if known[name].about_occupation else None
            yield press(exchange, choice_data(name, subject))


def _completions(beginning: str, index: Index) -> list[str]:
    """Return the known words that begin so, the commonest first."""
    lexicon = index.lexicon
    if len(beginning) < _SHORTEST_BEGINNING:
        return []
    longer = [
        word
        for word in lexicon.words
        if word.startswith(beginning) and word != beginning and word not in lexicon.function
    ]
    return sorted(longer, key=lambda word: (-lexicon.words[word], word))[:_COMPLETIONS]


def _distinct(turns: Iterable[Turn], index: Index, most: int) -> tuple[Found, ...]:
    """Return what is an answer in the language of the first one, each answer once."""
    found: dict[str, Found] = {}
    language: str | None = None
    for turn in turns:
        if turn.reply.kind != "answer" or turn.interpretation.intent is None:
            continue
        language = language or turn.reply.language
        if turn.reply.language != language:
            continue
        one = _found(turn, index)
        found.setdefault(one.id, one)
        if len(found) == most:
            break
    return tuple(found.values())


def _found(turn: Turn, index: Index) -> Found:
    reply, intent = turn.reply, turn.interpretation.intent or ""
    lead = next((p.text for p in reply.paragraphs if p.style == "lead"), "")
    told = f"{reply.language} {intent} {lead}"
    source = _source(reply, index)
    return Found(
        id=sha256(told.encode()).hexdigest()[: LONGEST_DATA // 2],
        title=_title(turn, index),
        summary="\n".join(filter(None, (lead, source))),
        reply=reply,
    )


def _title(turn: Turn, index: Index) -> str:
    entry = index.knowledge.entries[turn.interpretation.intent or ""]
    title = in_language(entry.title, turn.reply.language)
    occupation = index.knowledge.occupations.get(turn.interpretation.slots.get("occupation", ""))
    if occupation is None or not entry.about_occupation:
        return title
    return f"{title} · {in_language(occupation.name, turn.reply.language)}"


def _source(reply: Reply, index: Index) -> str:
    """Return the line that names the sources, or nothing."""
    keys = ("source_line", "sources_line")
    openings = tuple(
        in_language(index.knowledge.wording[key], reply.language).partition("{")[0] for key in keys
    )
    small = (p.text for p in reply.paragraphs if p.style == "small")
    return next((text for text in small if text.startswith(openings)), "")
