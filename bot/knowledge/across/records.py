"""What the small print under a figure says, against the figure's own record.

Amounts of money are the business of `texts`, which has them written as placeholders.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.knowledge.across.collected import Noted

_SAMPLE = re.compile(
    r"(?i)(\d[\d.,]*)\s+(?:datenpunkt|gehaltsangabe|angaben|antworten|befragt|teilnehm|personen"
    r"|menschen|gehälter|data points?|responses|respondents|participants|people|salaries|answers)"
)
_MONTHS = (
    "januar january", "februar february", "märz march", "april", "mai may", "juni june",
    "juli july", "august", "september", "oktober october", "november", "dezember december",
)  # fmt: skip
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_DATED = re.compile(
    r"(?i)\b(?:stand|as of|(?:ist|stammt|is|dates?|dated) (?:vom?|aus|from))[: ]+"
    rf"(?:dem |the )?((?:(?:{'|'.join(_MONTH)}) )?(?:19|20)\d\d)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WORD = re.compile(r"[^\W\d_]+")
_NET, _GROSS = frozenset({"netto", "net"}), frozenset({"brutto", "gross"})
_DOUBT = frozenset(
    [
        "ob",
        "oder",
        "nicht",
        "kein",
        "keine",
        "vermutlich",
        "vermutung",
        "meist",
        "üblich",
        "whether",
        "or",
        "not",
        "no",
        "usually",
        "guess",
        "presumably",
        "probably",
        "wohl",
    ]
)
_SENTENCE = re.compile(r"[^.!?\n]+")


def check_records(noted: Iterable[Noted]) -> None:
    """Warn of small print that names another sample, date, or state of taxes than the record."""
    for each in noted:
        node = each.nodes.get("caveats")
        for text in each.figure.caveats.values() if node is not None else ():
            for piece, key, value in _contradictions(each, text):
                line, column = each.document.find(node or each.node, piece)
                each.document.add("W548", line, column, value=piece, key=key, other=value)


def _contradictions(noted: Noted, text: str) -> Iterator[tuple[str, str, str]]:
    """Yield a piece of the text, the key it contradicts, and what the key says."""
    figure = noted.figure
    for match in _SAMPLE.finditer(text):
        said = re.sub("[.,]", "", match[1])
        size = "null" if figure.sample_size is None else str(figure.sample_size)
        if said != size and "sample_size" in noted.sound:
            yield match[0], "sample_size", size
    for match in _DATED.finditer(text):
        if not _agree(match[1], figure.as_of):
            yield match[0], "as_of", figure.as_of or "null"
    for sentence in _SENTENCE.findall(text):
        words = {word.casefold() for word in _WORD.findall(sentence)}
        named, other = (_GROSS, _NET) if figure.gross == "false" else (_NET, _GROSS)
        if words & named and not words & (other | _DOUBT):
            yield sentence.strip(), "gross", figure.gross


def _agree(said: str, as_of: str | None) -> bool:
    """Tell whether two dates name no different year and no different month."""
    if as_of is None:
        return False
    years = set(_YEAR.findall(as_of))
    months = months_in(said), months_in(as_of)
    return set(_YEAR.findall(said)) <= years and not (all(months) and months[0] != months[1])


def months_in(text: str) -> set[int]:
    """Return the numbers of the months a text names in words."""
    return {_MONTH[word] for word in text.casefold().split() if word in _MONTH}
