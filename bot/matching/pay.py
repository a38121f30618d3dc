"""Tell whether a number without a sign of money stands where people name their pay.

"5000" is pay in "sind 5000 gut" and in "5000?", but not in "5000 Mitarbeiter", "Port 5000" or
"auf 5000 Rechnern". No word is listed here: function words, slots and the words that phrases
have around amounts allow a number to be pay, all others say that it counts or names something.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.matching.amount_words import stem
from bot.matching.amounts import Number
from bot.matching.lexicon import Lexicon, Word

if TYPE_CHECKING:
    from bot.matching.spans import Item, Span

_LOOK_BACK = 3
_OF_WORK = frozenset({"occupation", "generic", "short_name"})
_PAID_BY = frozenset({"month", "year"})
_POSTCODE = 5
_ROUND = 100
"""Hardly a postcode ends in two zeros, and nearly all pay in thousands does."""
_PARTS_BEFORE, _PARTS_AFTER = frozenset(",;!?.)"), frozenset(",;:!?.(")


@dataclass(frozen=True, slots=True)
class _Talk:
    """What the sentence is about besides the number: money, an occupation or a month's or year's
    something, anything else.
    """

    money: bool
    work: bool
    other: bool

    def allows(self, number: Number) -> bool:
        """Tell whether the number may be pay in such a sentence."""
        if self.money:
            return True
        if number.may_be_year or (self.work and _like_a_postcode(number)):
            return False
        return self.work or not self.other


def not_pay(
    numbers: Sequence[Number], items: Sequence[Item], text: str, lexicon: Lexicon
) -> frozenset[Number]:
    """Return those of the `numbers`, read as amounts among the `items`, that are none."""
    unsure = {number.start: number for number in numbers if not number.sure}
    if not unsure:
        return frozenset()
    talk = _Talk(
        money=any(_of_money(item, lexicon) for item in items),
        work=any(map(_of_work, items)),
        other=any(map(_says_something, items)),
    )
    return frozenset(
        number
        for place, item in enumerate(items)
        if not isinstance(item, Word) and (number := unsure.get(item.start))
        if not talk.allows(number) or _is_something_else(number, place, items, text, lexicon)
    )


def _is_something_else(
    number: Number, place: int, items: Sequence[Item], text: str, lexicon: Lexicon
) -> bool:
    before, after = _neighbours(number, place, items, text)
    return (
        _names(before, items[max(place - _LOOK_BACK, 0) : place], lexicon)
        or _counted(after, lexicon)
        or (
            _like_a_postcode(number)
            and not isinstance(after, Word | None)
            and after.slot == "place"
        )
    )


def _neighbours(
    number: Number, place: int, items: Sequence[Item], text: str
) -> tuple[Item | None, Item | None]:
    """Return the items right before and right behind, where no comma or the like parts them."""
    before = items[place - 1] if place else None
    after = items[place + 1] if place + 1 < len(items) else None
    if before is not None and _PARTS_BEFORE & set(text[_end(before) : number.start]):
        before = None
    if after is not None and _PARTS_AFTER & set(text[number.end : _start(after)]):
        after = None
    return before, after


def _names(before: Item | None, near: Sequence[Item], lexicon: Lexicon) -> bool:
    """Tell whether the word before gives the number a name: "Port 8080", "ISO 9001"."""
    if not isinstance(before, Word) or not _says_something(before):
        return False
    known = lexicon.amount_words
    return stem(before.key) not in known.before and not any(
        isinstance(item, Word) and item.content and stem(item.key) in known.before for item in near
    )


def _counted(after: Item | None, lexicon: Lexicon) -> bool:
    """Tell whether the number counts what stands behind it: "1000 Bewerbungen", "500 Stunden"."""
    if isinstance(after, Word):
        return _says_something(after) and stem(after.key) not in lexicon.amount_words.after
    if after is None or after.slot != "period" or after.value in _PAID_BY:
        return False
    return len(after.words) == 1


def _like_a_postcode(number: Number) -> bool:
    return number.plain and len(number.value) == _POSTCODE and int(number.value) % _ROUND > 0


def _of_money(item: Item, lexicon: Lexicon) -> bool:
    if isinstance(item, Word):
        return item.content and stem(item.key) in lexicon.amount_words.anywhere
    return item.slot == "pay"


def _of_work(item: Item) -> bool:
    if isinstance(item, Word):
        return False
    return item.slot in _OF_WORK or (item.slot == "period" and item.value in _PAID_BY)


def _says_something(item: Item) -> bool:
    return isinstance(item, Word) and item.tells


def _start(item: Word | Span) -> int:
    return item.token.start if isinstance(item, Word) else item.start


def _end(item: Word | Span) -> int:
    return item.token.end if isinstance(item, Word) else item.end
