"""Small wishes about the last answer: "mehr", "nochmal", "kürzer". Only its ids are remembered.

A wish is known by its words that tell something, whatever stands around them: "kannst du das bitte
noch etwas kürzer sagen". What asks for something else as well is left to the rest of the bot.
"""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import fallback
from bot.dialogue.choices import entry_choices
from bot.dialogue.exchange import Exchange
from bot.dialogue.forms.words import control_of, wish_of
from bot.dialogue.reply import Choice, Paragraph, Reply
from bot.dialogue.target import Target
from bot.dialogue.turn import Turn
from bot.dialogue.wording import say
from bot.knowledge.models import Entry

MORE, AGAIN, SHORTER = "more", "again", "shorter"
WISHES = (MORE, AGAIN, SHORTER)
_GO_ON = "go_on"
_MOST_MORE = 6
_MOST_BULLETS = 3
_BULLET = "- "
_SUBSTANTIAL = ("answer", "fallback")


def comfort(exchange: Exchange, text: str) -> Turn | None:
    """Return the turn for such a wish in a normalised text, or None: it is something else.

    With no helper under way, "go on" wants to hear more.
    """
    wish = control_of(text, exchange.index) or wish_of(text, exchange.index)
    wish = MORE if wish == _GO_ON else wish
    if wish not in WISHES:
        return None
    return grant(exchange, wish) or _nothing_before(exchange)


def _nothing_before(exchange: Exchange) -> Turn:
    """Return the turn for "shorter" where nothing was said that could be shorter."""
    knowledge, language = exchange.knowledge, exchange.language
    reply = fallback.plain(knowledge, language, "nothing_before", fallback.SMALLTALK, "clarify")
    return exchange.turn(reply)


def grant(exchange: Exchange, wish: str | None) -> Turn | None:
    """Return the turn for one of the wishes, None without an answer it could be about."""
    entry = exchange.knowledge.entries.get(exchange.context.entry or "")
    if entry is None:
        return None
    exchange = replace(exchange, language=exchange.context.language or exchange.language)
    if wish == MORE and not exchange.context.shortened:
        return _more(exchange, entry)
    if wish == SHORTER and entry.form is not None:
        return _more(exchange, entry, "no_shorter")  # once more would begin it anew
    if wish == SHORTER and exchange.context.shortened:
        return _as_short_as_it_gets(exchange, entry)
    turn = _whole(exchange, entry)
    return _shortened(exchange, turn) if wish == SHORTER and _is_long(turn) else turn


def _whole(exchange: Exchange, entry: Entry) -> Turn:
    """Return the last answer as it was given."""
    context, known = exchange.context, exchange.knowledge.occupations
    default = None if entry.needs else exchange.knowledge.default_occupation
    occupation = known.get(context.occupation or default or "")
    return exchange.answered(entry, Target("known", occupation), context.slots, 1.0)


def _is_long(turn: Turn) -> bool:
    body = [paragraph for paragraph in turn.reply.paragraphs if paragraph.style != "small"]
    return turn.reply.kind in _SUBSTANTIAL and (len(body) > 1 or "\n" in body[0].text)


def _shortened(exchange: Exchange, turn: Turn) -> Turn:
    """Return the answer cut to its verdict; a list it opens is cut to its first points."""
    said = turn.reply
    lead, *rest = (each for each in said.paragraphs if each.style != "small")
    small = [each for each in said.paragraphs if each.style == "small"][:1]
    lines = [lead]
    if lead.text.rstrip().endswith(":") and rest:
        lines.append(_cut(rest[0]))
    more = Choice(say(exchange.knowledge, "the_whole", exchange.language), MORE)
    choices = (more, *said.choices[:2])
    reply = replace(said, paragraphs=(*lines, *small), choices=choices)
    offered = tuple(choice.data for choice in choices)
    return replace(
        turn, reply=reply, context=replace(turn.context, offered=offered, shortened=True)
    )


def _as_short_as_it_gets(exchange: Exchange, entry: Entry) -> Turn:
    knowledge, language = exchange.knowledge, exchange.language
    lines = (Paragraph(say(knowledge, "no_shorter", language), "lead"),)
    choices = (Choice(say(knowledge, "the_whole", language), MORE),)
    turn = exchange.turn(Reply("clarify", language, entry.topic, lines, choices), entry.id)
    return replace(turn, context=replace(turn.context, shortened=True))


def _cut(paragraph: Paragraph) -> Paragraph:
    lines = paragraph.text.split("\n")
    points = [line for line in lines if line.startswith(_BULLET)]
    if len(points) <= _MOST_BULLETS:
        return paragraph
    return replace(paragraph, text="\n".join([*points[:_MOST_BULLETS], "- …"]))


def _more(exchange: Exchange, entry: Entry, opening: str = "more_on_this") -> Turn:
    """Offer what else there is on the subject of the last answer."""
    knowledge, language, context = exchange.knowledge, exchange.language, exchange.context
    section = None
    for occupation in (context.occupation, knowledge.default_occupation):
        about = knowledge.occupations.get(occupation or "")
        section = section or (about.sections.get(entry.section or "") if about else None)
    following = (section.next if section else ()) or entry.next
    same = [
        each.id for each in knowledge.entries.values()
        if each.topic == entry.topic and each.kind == "answer" and not each.needs
    ]  # fmt: skip
    wanted = [each for each in dict.fromkeys((*following, *same)) if each != entry.id]
    choices = entry_choices(knowledge, wanted[:_MOST_MORE], language, context.occupation)
    key = opening if choices else "no_more_on_this"
    lines = (Paragraph(say(knowledge, key, language), "lead"),)
    return exchange.turn(Reply("clarify", language, entry.topic, lines, choices), entry.id)
