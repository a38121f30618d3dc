"""What stands on the picture of a salary answer, and when there is one.

A picture is described by its content alone, so equal answers share one: range bar, middle,
source and date. `typesetting` makes a PNG of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from bot.dialogue.amounts import MONTHS
from bot.dialogue.pictures import SALARY_RANGE
from bot.dialogue.reply import Attachment, Reply

MOST_BLOCKS = 3
LONGEST_TEXT = 400
_TEXTS = ("title", "subtitle", "amount", "amount_label", "low_label", "high_label", "warning")

Values = Mapping[str, str | float | None]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture not drawn yet; `content` says everything that will stand on it, `alt` the gist."""

    content: str
    alt: str = ""

    @property
    def key(self) -> str:
        """Return a short name that only equal pictures share."""
        return sha256(self.content.encode()).hexdigest()


def picture_of(reply: Reply) -> Picture | None:
    """Return the picture that belongs to a reply, or None where a picture would say nothing.

    One amount without a range is no picture; two amounts side by side are a comparison.
    """
    if reply.kind != "answer":
        return None
    drawn = [a.values for a in reply.attachments if _is_drawable(a)][:MOST_BLOCKS]
    if not drawn or (len(drawn) == 1 and _number(drawn[0], "low", "high") is None):
        return None
    lowest, highest = _scale(drawn)
    blocks = [_block(values, lowest, highest) for values in drawn]
    content = json.dumps({"blocks": blocks}, ensure_ascii=False, sort_keys=True)
    return Picture(content, "\n".join(map(_alt, blocks)))


def _is_drawable(attachment: Attachment) -> bool:
    values = attachment.values
    named = isinstance(values.get("title"), str)
    return attachment.kind == SALARY_RANGE and named and _stated(values) != []


def _stated(values: Values) -> list[float]:
    found = (_yearly(values, name) for name in ("low", "value", "high"))
    return [number for number in found if number is not None]


def _yearly(values: Values, name: str) -> float | None:
    """Return an amount so that those of several figures can share a scale."""
    number = _number(values, name)
    return number * MONTHS if number is not None and values.get("period") == "month" else number


def _number(values: Values, *names: str) -> float | None:
    """Return the first of these values that is a number."""
    found = (values.get(name) for name in names)
    return next((float(v) for v in found if isinstance(v, int | float)), None)


def _scale(drawn: Sequence[Values]) -> tuple[float, float]:
    """Return the ends of the scale that all bars of one card share."""
    stated = [number for values in drawn for number in _stated(values)]
    return min(stated), max(stated)


def _block(values: Values, lowest: float, highest: float) -> dict[str, object]:
    low, value, high = (_yearly(values, name) for name in ("low", "value", "high"))

    def share(number: float) -> float:
        return (number - lowest) / (highest - lowest) if highest > lowest else 0.5

    ranged = low is not None or high is not None
    only_end = low is None or high is None
    return {
        **{name: str(values.get(name) or "")[:LONGEST_TEXT] for name in _TEXTS},
        "notes": str(values.get("notes") or "")[:LONGEST_TEXT].split("\n"),
        "low": str(values.get("low_text") or "–"),
        "high": str(values.get("high_text") or "–"),
        "from": 0.0 if low is None else share(low),
        "to": 1.0 if high is None else share(high),
        "at": None if value is None else (0.5 if only_end and ranged else share(value)),
        "ranged": ranged,
        "open_low": low is None,
        "open_high": high is None,
    }


def _alt(block: Mapping[str, object]) -> str:
    """Return in words what a block shows."""
    text = f"{block['title']}, {block['subtitle']}: {block['amount']}, {block['amount_label']}"
    if block["ranged"]:
        text += f" ({block['low_label']} {block['low']} {block['high_label']} {block['high']})"
    return text
