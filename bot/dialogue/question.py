"""Answer one question that was read: answer, ask back, or say honestly what is missing."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import fallback
from bot.dialogue.exchange import Exchange
from bot.dialogue.joining import joined
from bot.dialogue.ours import meant_of_ours
from bot.dialogue.reply import Paragraph
from bot.dialogue.target import Target, find_target
from bot.dialogue.turn import Turn
from bot.dialogue.understand import Question
from bot.dialogue.wording import in_language, say
from bot.knowledge.models import Entry, Occupation
from bot.matching.guards import CLOSE
from bot.matching.interpretation import Guard, Verdict

_INHERITED = 0.8
"""Confidence of a follow-up that names slots only and takes its question from the context."""
_DECLINED = 0.5
_CRISIS = "crisis"
_LIKE_A_CRY = 0.42
"""Rather one helpline too many than one too few."""
_LIKE_CHAT = 0.6
"""From this similarity on, small talk that may be meant is returned; else it is not guessed."""
_CARRIED = frozenset({"period", "payments", "amount", "amount_period"})
"""Slots a follow-up keeps; a city or "net" is asked about once."""
_OWN_WAY = ("language", "salary_convert")
_OF_AN_AMOUNT, _CONVERTIBLE = ("salary_check", "salary_convert"), ("month", "year")
_OUR_NAMES = frozenset({"occupation", "short_name", "generic"})
_BOTH = 2
_NEVER_OFFERED = ("crisis", "referral", "refusal", "adversarial", "out_of_scope", "smalltalk")
_NEEDING = frozenset({"need", "needed", "brauch", "brauche", "braucht", "muss", "must", "enough",
    "reicht", "required"})  # fmt: skip
"""With these a language is something to know, not to be answered in."""


def answer_question(exchange: Exchange, question: Question) -> Turn:
    """Return the turn for one question of a message."""
    reading = question.reading
    if reading.reason == "only_slots":
        return _only_slots(exchange, question)
    entry = exchange.knowledge.entries.get(reading.entry or "")
    if entry is None:
        return _dont_know(exchange, question)
    asked, entry = entry, _of_amount(exchange, question, entry)
    if entry is asked and reading.outcome == "answer":
        ours = meant_of_ours(question, entry, exchange.index)
        if ours is None:
            return _named_occupation(exchange, question, question.slots["occupation"])
        entry = ours
    question = _with_amount_before(exchange, question, entry)
    if entry is not asked:
        guard = "amount" if "amount" in question.slots else "our occupations"
        exchange = exchange.noted(Guard(guard, "reranks", about=f"{asked.id} -> {entry.id}"))
    target = find_target(question, entry, exchange.context, exchange.index)
    suggested = reading.outcome == "did_you_mean"
    stranger = target.verdict == "unknown" and (suggested or bool(entry.needs))
    cry = suggested and _a_cry(entry, question)
    if cry:
        exchange = exchange.noted(Guard("cry for help", "decides", about=entry.id))
    if reading.outcome == "answer" or stranger or cry:
        turn = decide(exchange, entry, target, question, question.sure)
        return _with_second(turn, exchange, entry, target, question)
    if reading.outcome == "did_you_mean":
        return _suggest(exchange, question)
    return _dont_know(exchange, question)


def _a_cry(entry: Entry, question: Question) -> bool:
    best = question.reading.candidates[0]
    return entry.topic == _CRISIS and max(best.similarity, best.own / 2) >= _LIKE_A_CRY


def decide(
    exchange: Exchange, entry: Entry, target: Target, question: Question, sure: float
) -> Turn:
    """Answer the entry, unless the occupation or country meant is not in the sources."""
    knowledge, language = exchange.knowledge, exchange.language
    exchange = exchange.noted(_occupation(target))
    if target.verdict == "unknown":
        reply = fallback.unknown_occupation(knowledge, language, target)
    elif target.verdict == "near":
        reply = fallback.near_occupation(knowledge, language, entry, target)
    elif target.verdict == "abroad":
        reply = fallback.abroad(knowledge, language, entry, target)
    else:
        turn = exchange.answered(entry, target, question.slots, sure, question.reading)
        return _naming(turn, exchange, question, target)
    turn = exchange.turn(reply, entry.id, question.slots, min(sure, _DECLINED), question.reading)
    if target.verdict == "near":  # the question waits for the occupation it is about
        asking = replace(turn.context, entry=entry.id, topic=entry.topic, pending=entry.id)
        if question.reading.span("short_name") and target.occupation is not None:
            # who goes on with "per month?" means the one we asked about
            asking = replace(asking, occupation=target.occupation.id)
        return replace(turn, context=asking)
    if target.verdict != "unknown" or not (target.name or _clearly_asked(question)):
        return turn
    # What was asked stays the subject, but no earlier occupation answers for the unknown one.
    subject = replace(
        turn.context, entry=entry.id, topic=entry.topic, occupation=None, stranger=target.name
    )
    return replace(turn, context=subject)


def _with_second(
    turn: Turn, exchange: Exchange, entry: Entry, target: Target, question: Question
) -> Turn:
    """Return the turn with the answer for a second occupation named in the same question."""
    spans = [span for span in question.reading.spans if span.slot == "occupation"]
    named = dict.fromkeys(span.value for span in spans)
    known, sure = exchange.knowledge.occupations, question.sure
    if entry.answer != "salary" or target.occupation is None or len(named) < _BOTH:
        return turn
    other = next((known[name] for name in named if name != target.occupation.id), None)
    if other is None or turn.reply.kind != "answer":
        return turn
    misspelt = any(span.value == other.id and span.distance > 0 for span in spans)
    after = replace(exchange, context=turn.context)
    second = decide(after, entry, Target("known", other, misspelt), question, sure)
    return joined(turn, second)


def _naming(turn: Turn, exchange: Exchange, question: Question, target: Target) -> Turn:
    """Return the turn with the occupation that a misspelt name was taken for, never silent."""
    meant = target.occupation if target.corrected else _corrected(exchange, question)
    if meant is None or turn.reply.kind in ("smalltalk", "command"):
        return turn
    name = in_language(meant.name, exchange.language)
    assumed, text = (
        say(exchange.knowledge, key, exchange.language, occupation=name)
        for key in ("assumed_occupation", "taken_as")
    )
    if any(paragraph.text == assumed for paragraph in turn.reply.paragraphs):
        return turn
    paragraphs = (Paragraph(text, "small"), *turn.reply.paragraphs)
    return replace(turn, reply=replace(turn.reply, paragraphs=paragraphs))


def _corrected(exchange: Exchange, question: Question) -> Occupation | None:
    """Return the occupation whose name the question itself misspells, if it does."""
    known = exchange.knowledge.occupations
    misspelt = (
        known.get(span.value)
        for span in question.reading.spans
        if span.slot in _OUR_NAMES and span.distance > 0
    )
    return next(misspelt, None)


def _occupation(target: Target) -> Guard:
    """Return what the occupation meant says of the answer; a neighbour's is never given."""
    who = target.occupation.id if target.occupation is not None else target.name
    about = " ".join(filter(None, (target.verdict, who, "corrected" if target.corrected else "")))
    held: dict[str, Verdict] = {
        "unknown": "dont_know",
        "abroad": "dont_know",
        "near": "did_you_mean",
    }
    return Guard("occupation", held.get(target.verdict, "passes"), about=about)


def _clearly_asked(question: Question) -> bool:
    reading = question.reading
    return reading.outcome == "answer" and reading.candidates[0].similarity >= CLOSE


def _only_slots(exchange: Exchange, question: Question) -> Turn:
    """Read "und im Monat?" or "Director?" as the question before with new slots."""
    context, slots = exchange.context, question.slots
    before = _before(exchange, question)
    spoken = _needed_language(exchange, question) or _spoken_of(exchange, question, before)
    if spoken is not None:
        exchange = exchange.noted(Guard("goes on", "decides", about=spoken.id))
        known = Target("known")
        turn = exchange.answered(spoken, known, slots, _INHERITED, question.reading)
        return _naming(turn, exchange, question, known)
    goes_on = context.pending or (
        before is not None
        and (before.about_occupation or before.kind == "fallback" or before.answer in _OWN_WAY)
        and (context.entry is not None or before.answer == "language")
    )
    if before is not None and goes_on:
        if context.topic == before.topic:
            kept = {k: v for k, v in context.slots.items() if k in _CARRIED}
            question = replace(question, slots={**kept, **slots})
        if before.answer == "salary" and "amount" in question.slots:
            before = _answering(exchange, "salary_check") or before
        target = find_target(question, before, context, exchange.index)
        exchange = exchange.noted(Guard("goes on", "decides", about=before.id))
        return decide(exchange, before, target, question, _INHERITED)
    asked = _asked_by_slots(exchange, question)
    if asked is not None:
        exchange = exchange.noted(Guard("slots ask", "decides", about=asked.id))
        target = find_target(question, asked, context, exchange.index)
        return decide(exchange, asked, target, question, _INHERITED)
    named = slots.get("occupation") or slots.get("short_name") or slots.get("generic")
    if named is not None and named in exchange.knowledge.occupations:
        return _named_occupation(exchange, question, named)
    if "other_occupation" in slots:
        target = Target("unknown", name=slots["other_occupation"])
        reply = fallback.unknown_occupation(exchange.knowledge, exchange.language, target)
        return exchange.turn(reply, question.reading.entry, slots, 0.2, question.reading)
    return _suggest(exchange, question)


def _needed_language(exchange: Exchange, question: Question) -> Entry | None:
    """Return what is asked about knowing a language: "do i need german for that" is no wish to
    be answered in it.
    """
    best = next(iter(question.reading.candidates), None)
    if best is None or set(question.slots) != {"language"} or best.similarity < CLOSE:
        return None
    if _NEEDING.isdisjoint(question.reading.keys):
        return None
    entry = exchange.knowledge.entries[best.entry]
    return entry if entry.kind in ("answer", "fallback") else None


def _spoken_of(exchange: Exchange, question: Question, before: Entry | None) -> Entry | None:
    """Return the entry about the very name said: "and the frontend?" after what a backend is."""
    span = question.reading.span("other_occupation")
    entry = exchange.knowledge.entries.get(question.reading.entry or "")
    if span is None or entry is None or before is None or before.needs or entry.needs:
        return None
    fits = entry.topic == before.topic and exchange.index.speaks_of(entry.id, span)
    return entry if fits else None


def _before(exchange: Exchange, question: Question) -> Entry | None:
    """Return the entry that slots alone go on with; in talk about pay that is the salary."""
    context, entries = exchange.context, exchange.knowledge.entries
    entry = entries.get(context.pending or context.entry or "")
    if set(question.slots) == {"language"}:
        return _answering(exchange, "language") or entry
    salary = _answering(exchange, "salary")
    if context.pending or salary is None:
        return entry
    about_pay = entry is not None and entry.topic == salary.topic
    if about_pay and entry is not None and entry.answer in _OF_AN_AMOUNT:
        salary = _converted(exchange, question) or entry
    return _of_pay(exchange, question, salary) or (salary if about_pay else entry)


def _asked_by_slots(exchange: Exchange, question: Question) -> Entry | None:
    """Return what an amount ("48k ok?") or a name with a period ("backend monthly") asks."""
    slots, salary = question.slots, _answering(exchange, "salary")
    named = not {"occupation", "generic"}.isdisjoint(slots)
    if salary is None or not ("amount" in slots or ("period" in slots and named)):
        return None
    return _of_pay(exchange, question, salary)


def _converted(exchange: Exchange, question: Question) -> Entry | None:
    """Return what turns the amount named before into the period asked for: "and per month?"."""
    asked = "period" in question.slots and "amount" in exchange.context.slots
    fits = asked and question.slots["period"] in _CONVERTIBLE
    return _answering(exchange, "salary_convert") if fits else None


def _of_pay(exchange: Exchange, question: Question, salary: Entry) -> Entry | None:
    """Return what an amount ("45k?"), a period, "brutto?" or "Teilzeit?" asks by itself."""
    slots, entries = question.slots, exchange.knowledge.entries
    if "amount" in slots:
        return _answering(exchange, "salary_check") or salary
    if "period" in slots:
        return salary
    if not {"pay", "form"}.isdisjoint(slots):
        near = _as_near_on_the_subject(exchange, question)
        asked = entries.get(near or question.reading.entry or "")
        return asked if near or (asked and asked.topic == salary.topic) else salary
    return None


def _as_near_on_the_subject(exchange: Exchange, question: Question) -> str | None:
    """Return the entry on the subject talked about that is as like the message as the best."""
    candidates, known = question.reading.candidates, exchange.knowledge.entries
    best = max((each.similarity for each in candidates), default=0.0)
    near = (each.entry for each in candidates if each.similarity >= max(best, CLOSE))
    return next((entry for entry in near if known[entry].topic == exchange.context.topic), None)


def _of_amount(exchange: Exchange, question: Question, entry: Entry) -> Entry:
    """Return what is asked of an amount somebody names: "3100 a month, what is that a year?"
    converts it, whatever question about pay it is most like.
    """
    before = exchange.knowledge.entries.get(exchange.context.entry or "")
    if _goes_on_with_amount(exchange, question, entry, before):
        return _converted(exchange, question) or before or entry
    if "amount" not in question.slots or entry.answer not in ("salary", "salary_check"):
        return entry
    periods = {span.value for span in question.spans if span.slot == "period"}
    if {"month", "year"} <= periods and "occupation" not in question.reading.slots:
        return _answering(exchange, "salary_convert") or entry
    check = _answering(exchange, "salary_check") if entry.answer == "salary" else None
    return check or entry


def _goes_on_with_amount(
    exchange: Exchange, question: Question, entry: Entry, before: Entry | None
) -> bool:
    """Tell whether "how much per year?" asks about the amount named just before."""
    named = {"amount", "occupation", "generic", "short_name", "other_occupation"}
    checked = before is not None and before.answer in _OF_AN_AMOUNT
    return (
        entry.answer == "salary" and checked and "amount" in exchange.context.slots
        and "period" in question.slots and named.isdisjoint(question.slots)
    )  # fmt: skip


def _with_amount_before(exchange: Exchange, question: Question, entry: Entry) -> Question:
    """Let "is that good?" mean the amount named in the question before."""
    before = exchange.context
    if entry.answer not in _OF_AN_AMOUNT or "amount" in question.slots or not before.slots:
        return question
    if before.topic != entry.topic or "amount" not in before.slots:
        return question
    kept = {k: v for k, v in before.slots.items() if k in ("amount", "amount_period")}
    return replace(question, slots={**kept, **question.slots})


def _answering(exchange: Exchange, answer: str) -> Entry | None:
    """Return the entry with that built-in answer, or None if the knowledge has none."""
    entries = exchange.knowledge.entries.values()
    return next((entry for entry in entries if entry.answer == answer), None)


def _named_occupation(exchange: Exchange, question: Question, occupation: str) -> Turn:
    reply = fallback.about_occupation(exchange.knowledge, exchange.language, occupation)
    turn = exchange.turn(reply, question.reading.entry, question.slots, 0.5, question.reading)
    return replace(turn, context=replace(turn.context, occupation=occupation))


def _suggest(exchange: Exchange, question: Question) -> Turn:
    reading = question.reading
    known = exchange.knowledge.entries
    best = known.get(reading.entry or "")
    if best is not None and best.topic in _NEVER_OFFERED and reading.outcome == "did_you_mean":
        if best.kind != "smalltalk" or reading.candidates[0].similarity < _LIKE_CHAT:
            return _dont_know(exchange, question)
        return exchange.answered(best, Target("known"), {}, question.sure, reading)
    entries = [c.entry for c in reading.candidates if _may_be_offered(known[c.entry])]
    offered: Verdict = "did_you_mean" if entries else "dont_know"
    exchange = exchange.noted(Guard("may be offered", offered, about=", ".join(entries)))
    if not entries:
        return _dont_know(exchange, question)
    occupation = question.slots.get("occupation") or exchange.context.occupation
    key = "negated" if reading.reason == "negated" else "did_you_mean"
    reply = fallback.did_you_mean(exchange.knowledge, exchange.language, entries, occupation, key)
    turn = exchange.turn(reply, reading.entry, question.slots, question.sure, reading)
    return _naming(turn, exchange, question, Target("ask"))


def _may_be_offered(entry: Entry) -> bool:
    """Tell whether "did you mean …?" may name the entry: never smalltalk, never a sore point."""
    return entry.kind not in ("smalltalk", "command") and not (
        entry.triggers or entry.topic in _NEVER_OFFERED
    )


def _dont_know(exchange: Exchange, question: Question) -> Turn:
    reading = question.reading
    reply = fallback.dont_know(exchange.knowledge, exchange.language)
    return exchange.turn(reply, reading.entry, question.slots, question.sure, reading)
