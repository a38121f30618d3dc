"""The texts users get to read: placeholders that fit, no typed amounts, not too long."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping

from bot.knowledge.across.collected import Said
from bot.knowledge.across.lost import is_slip
from bot.knowledge.models import Figure, Source
from bot.knowledge.pieces import Piece
from bot.knowledge.suggest import suggestion

LONGEST_TITLE = 40
LONGEST_LABEL = 64
"""Characters of a title of which a button shows no more, whatever the phone."""
LONGEST_TEXT = 3500
PLACEHOLDERS = ("occupation", "amount:FIGURE.FIELD", "sample:FIGURE", "source:ID")
FIELDS = ("low", "value", "high")
PIECE = re.compile(r"\{([^{}\n]*)\}|[{}]")
AMOUNT = re.compile(
    r"\d[\d.,\u00a0\u202f ]*(?:-+ ?)?"
    r"(?:(?:[kK]|[Tt]sd\.?|[Tt]ausend|[Tt]housand|[Mm]io\.?|[Mm]illion(?:en)?)[ \u00a0\u202f]?)?"
    r"(?:€|EUR\b|[Ee]uros?\b(?!-))"
    r"|(?:€|EUR)[ \u00a0\u202f]?\d[\d.,]*"
    r"|\b[A-Za-zäöüß]*tausend[a-zäöüß]* Euro\b|\b[A-Za-z]+(?:-[a-z]+)? thousand euros?\b"
)
_TAG = re.compile(
    r"</?(?:a|b|br|code|em|h[1-6]|i|li|p|pre|strong|u|ul)\b[^<>\n]{0,80}>"
    r"|&(?:[A-Za-z]{2,8}|#\d{2,5}|#x[0-9A-Fa-f]{2,5});|\\n"
)
"""HTML, its names of letters, and a line break in a text that knows none."""
_MARKUP = re.compile(r"\*\*[^*\n]+\*\*|\[[^\[\]\n]+\]\(https?://[^()\s]*\)")
_MONEY = ("€", "EUR", "uro")
"""What every amount of money holds one of; to look for it first is many times faster."""
_TAGS = ("<", "&", "\\")
_MARKS = ("**", "](")
"""What every markup but a tag holds one of."""
_Broken = tuple[str, dict[str, object]]


def check_texts(
    said: Iterable[Said],
    figures: Mapping[str, Figure] | None,
    sources: Mapping[str, Source] | None,
    lost: Container[str] = (),
    vague: Container[str] = (),
) -> None:
    """Report what is wrong with each text; the bot's own wording has other placeholders.

    None for figures or sources: their files cannot be read, so nobody can tell. Typed amounts
    are reported only where there are figures to refer to instead. Of the `lost` kinds of names
    only surely misspelt ones are, and nothing of the amounts of `vague` figures.
    """
    if sources is not None and not sources:
        sources = None  # which is said where one is named first
    known = {"E307": figures or {}, "E301": sources or {}}
    unsure = {rule for rule, kind in (("E307", "figure"), ("E301", "source")) if kind in lost}
    for each in said:
        text = each.node.value
        _check_length(each, len(text))
        if each.key != "wording" and ("{" in text or "}" in text):
            for match, rule, values in _broken_placeholders(each, figures, sources):
                name = str(values.get("value"))
                if rule == "E308" and values.get("figure") in vague:
                    continue
                if rule not in unsure or is_slip(name, known[rule]):
                    _add(each, match, rule, values)
        _check_markup(each, text)
        found = AMOUNT.search(text) if figures and holds_any(text, _MONEY) else None
        if found:
            line, column = each.document.find(each.node, found[0])
            each.document.add("E405", line, column, value=found[0])


def _check_markup(said: Said, text: str) -> None:
    """Report what people would read as it stands: HTML, which is never meant, else signs."""
    tag = _TAG.search(text) if holds_any(text, _TAGS) else None
    markup = _MARKUP.search(text) if holds_any(text, _MARKS) else None
    for rule, found in (("E224", tag), ("W532", markup)):
        if found is not None:
            line, column = said.document.find(said.node, found[0])
            said.document.add(rule, line, column, value=found[0])


def without_amounts(text: str) -> str:
    """Return a text with a space for each amount of money in it."""
    return AMOUNT.sub(" ", text) if holds_any(text, _MONEY) else text


def holds_any(text: str, pieces: Iterable[str]) -> bool:
    """Tell whether one of the pieces is in the text."""
    return any(piece in text for piece in pieces)


def _check_length(said: Said, length: int) -> None:
    if said.key == "title" and length > LONGEST_TITLE:
        rule = "E225" if length > LONGEST_LABEL else "W504"
        said.document.at(rule, said.node, length=length, limit=LONGEST_TITLE)
    elif length > LONGEST_TEXT:
        said.document.at("W505", said.node, length=length, limit=LONGEST_TEXT)


def _add(said: Said, match: re.Match[str], rule: str, values: dict[str, object]) -> None:
    nth = match.string.count(match[0], 0, match.start())
    line, column = said.document.find(said.node, match[0], nth)
    said.document.add(rule, line, column, **values)


def _broken_placeholders(
    said: Said, figures: Mapping[str, Figure] | None, sources: Mapping[str, Source] | None
) -> Iterator[tuple[re.Match[str], str, dict[str, object]]]:
    """Yield each placeholder that cannot be filled, the rule it breaks, and its values."""
    for match in PIECE.finditer(said.node.value):
        if match[1] in said.own:
            continue
        if match[1] is None:
            broken: _Broken | None = ("E313", {"sign": match[0]})
        else:
            broken = _placeholder(match[1], figures, sources)
        if broken:
            yield match, *broken


def _placeholder(
    name: str, figures: Mapping[str, Figure] | None, sources: Mapping[str, Source] | None
) -> _Broken | None:
    """Return the rule a placeholder breaks, with its values, or None."""
    kind, _, argument = name.partition(":")
    if name == "occupation":
        return None
    if kind == "source":
        return _source(argument, sources)
    if kind in ("sample", "amount"):
        if figures is None:
            return None
        return (_sample if kind == "sample" else _amount)(argument, figures)
    hint = suggestion(name, PLACEHOLDERS, "the_placeholders")
    return "E306", {"value": f"{{{name}}}", "suggestion": hint}


def _source(name: str, sources: Mapping[str, Source] | None) -> _Broken | None:
    if sources is None or name in sources:
        return None
    hint = suggestion(name, sources, "the_sources")
    return "E301", {"value": name, "suggestion": hint}


def _sample(name: str, figures: Mapping[str, Figure]) -> _Broken | None:
    figure = figures.get(name)
    if figure is None:
        return _unknown_figure(name, figures)
    if figure.sample_size is None:
        hint = Piece("no_sample")
        return "E308", {"figure": name, "value": "sample_size", "suggestion": hint}
    return None


def _amount(argument: str, figures: Mapping[str, Figure]) -> _Broken | None:
    if argument in figures:
        hint = Piece("no_field")
        return "E308", {"figure": argument, "value": Piece("named_amount"), "suggestion": hint}
    name, _, field = argument.removesuffix(".month").rpartition(".")
    figure = figures.get(name)
    if figure is None:
        return _unknown_figure(name or argument, figures)
    given = [key for key in FIELDS if getattr(figure, key) is not None]
    if not given:  # which is reported where the figure stands
        return None
    if field not in given:
        hint = suggestion(field, given, "the_fields")
        return "E308", {"figure": name, "value": f'"{field}"', "suggestion": hint}
    if argument.endswith(".month") and figure.period != "year":
        return "E406", {"figure": name}
    return None


def _unknown_figure(name: str, figures: Mapping[str, Figure]) -> _Broken:
    hint = suggestion(name, figures, "the_figures")
    return "E307", {"value": name, "suggestion": hint}
