"""Read what somebody types into a form: "teilweise", "nö", "2", "erledigt 3", "zurück".

Only short messages that say nothing else are read as answers; whatever asks something of its own
is left to the rest of the bot.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.dialogue.forms.buttons import Move
from bot.dialogue.forms.slips import Said, corrected, nearest, same
from bot.knowledge.models import Form, FormOption, FormStep
from bot.matching.index import Index
from bot.text.normalize import normalize
from bot.text.tokens import tokenize

MOST_WORDS = 8
"""A longer message tells more than one answer."""
_DESTROYING, _SURE_FROM = ("cancel", "restart"), 6
"""What throws away all that was entered, and from which length on a misspelt one is believed."""
_NUMBER = re.compile(r"\d{1,2}")
_WISHES = ("shorter", "again")
"""The most particular first: "once more, but shorter"."""
PLACES = ("first", "second", "third", "last")
_ASKING = ("more", "explain", "again")
_CHOOSING = frozenset({"welche", "welcher", "welches", "wer", "wann", "warum", "wieso", "which",
    "who", "when", "why", "am", "nicht", "not"})  # fmt: skip
"""With these a place is asked for, or doubted, not named."""
_LONGEST_WISH = 10
_ONESELF = frozenset({"ich", "man", "i", "my"})
_DOING = frozenset({"soll", "sollte", "muss", "darf", "should", "must", "may", "need"})


def control_of(text: str, index: Index) -> str | None:
    """Return what a normalised text wants to be done (``back``, ``more`` …), if nothing else."""
    said = _keys(text)
    short = tuple(key for key in said if key not in index.lexicon.fillers)
    controls = index.knowledge.vocabulary.controls
    if len(short) > _longest(tuple(controls.values())):
        return None
    offered = {name: _phrases(phrases) for name, phrases in controls.items()}
    for form in (said, short):
        for name, phrases in offered.items():
            if form and form in phrases:
                return name
    wish = nearest(short, offered, index)
    return None if wish in _DESTROYING and len(" ".join(short)) < _SURE_FROM else wish


def wish_of(text: str, index: Index) -> str | None:
    """Return the wish about the last answer in a text that says little else: "can you sum that up
    in two words please". What asks whether to do something is no wish: "should i make it shorter",
    "can i do it shorter".
    """
    said = _keys(text)
    about_oneself = not _ONESELF.isdisjoint(said) or not index.lexicon.negations.isdisjoint(said)
    if not 1 < len(said) <= _LONGEST_WISH or about_oneself or not _DOING.isdisjoint(said):
        return None
    return next((wish for wish in _WISHES if _is_wished(said, wish, index)), None)


def place_of(text: str, index: Index) -> str | None:
    """Return the place (``first`` … ``last``) named in a text that beside it only asks to hear
    about it: "erklär mal das erste", "tell me more about option 3". Two places compare.
    """
    said, controls = _keys(text), index.knowledge.vocabulary.controls
    if not 1 < len(said) <= MOST_WORDS or not _CHOOSING.isdisjoint(said):
        return None
    asking = {key for name in _ASKING for each in _phrases(controls.get(name, ())) for key in each}
    found = []
    for name in PLACES:
        for phrase in _phrases(controls.get(name, ())):
            start = _find(said, phrase)
            rest = said if start is None else (*said[:start], *said[start + len(phrase) :])
            if len(phrase) > 1 and start is not None:
                found.append((name, rest))
    named = {name for name, _ in found}
    told = any(
        all(key in asking or _says_nothing(key, index) for key in rest) for _, rest in found
    )
    return named.pop() if told and len(named) == 1 else None


def _is_wished(said: Said, wish: str, index: Index) -> bool:
    """Tell whether a telling phrase of a wish is said, and beside it nothing but the words of
    its phrases and those that say nothing.
    """
    phrases = _phrases(index.knowledge.vocabulary.controls.get(wish, ()))
    own = {key for phrase in phrases for key in phrase}
    if not all(key in own or _says_nothing(key, index) for key in said):
        return False
    return any(
        _find(said, phrase) is not None
        for phrase in phrases
        if not all(_says_nothing(key, index) for key in phrase)
    )


def read_option(text: str, step: FormStep, index: Index) -> str | None:
    """Return the id of the option a normalised text means, or None if that is not clear."""
    if text.endswith("?"):
        return None
    said = _keys(text)
    number = _lone_number(said)
    if number is not None:
        return step.options[number - 1].id if 1 <= number <= len(step.options) else None
    if not 0 < len(said) <= MOST_WORDS:
        return None
    whole = [option.id for option in step.options if said in _phrases(_spellings(option))]
    if len(whole) == 1:
        return whole[0]
    silent = _silent(said, step, index)
    meant = {o.id for o in step.options if _means(said, _phrases(_spellings(o)), silent)}
    if meant:
        return meant.pop() if len(meant) == 1 else None
    offered = {o.id: _phrases(_spellings(o)) for o in step.options}
    return nearest(said, offered, index, waits=True)


def read_ticks(text: str, form: Form, index: Index) -> Move | None:
    """Return which items of a checklist a text ticks off, or opens again."""
    controls = index.knowledge.vocabulary.controls
    said = _keys(text)
    if text.endswith("?") or not 0 < len(said) <= MOST_WORDS:
        return None
    said = corrected(
        text, _single((*controls.get("done", ()), *controls.get("undone", ()))), index
    )
    undone, done = _single(controls.get("undone", ())), _single(controls.get("done", ()))
    numbers = [int(key) for key in said if _NUMBER.fullmatch(key)]
    rest = [key for key in said if not _NUMBER.fullmatch(key)]
    value = "open" if not undone.isdisjoint(rest) else "done"
    if not numbers and undone.isdisjoint(rest) and done.isdisjoint(rest):
        return None
    steps = tuple(form.steps[n - 1] for n in numbers if 1 <= n <= len(form.steps))
    steering = {
        key
        for name in ("done", "undone")
        for phrase in _phrases(controls.get(name, ()))
        for key in phrase
    }
    left = [key for key in rest if key not in steering]
    if numbers:
        sound = len(steps) == len(numbers) and all(_says_nothing(key, index) for key in left)
        return Move(form, "", steps, value) if sound else None
    named = tuple(step for step in form.steps if _is_named(step, left, index))
    return Move(form, "", named, value) if len(named) == 1 else None


def _is_named(step: FormStep, said: Sequence[str], index: Index) -> bool:
    """Tell whether the words are the short name of an item, and nothing else."""
    names = {key for label in step.label.values() for key in _keys(normalize(label))}
    telling = [key for key in said if not _says_nothing(key, index) or key in names]
    return bool(telling) and all(key in names for key in telling)


def _silent(said: Said, step: FormStep, index: Index) -> frozenset[str]:
    """Return the words of a text that tell no answer: those of the question, and those that say
    nothing anywhere. "Yes" in a "no and yes" does tell one.
    """
    asked = {key for text in step.ask.values() for key in _keys(normalize(text))}
    telling = {key for option in step.options for key in _single(_spellings(option))}
    return frozenset(
        key for key in said if key not in telling and (key in asked or _says_nothing(key, index))
    )


def _means(said: Said, phrases: frozenset[Said], silent: frozenset[str]) -> bool:
    """Tell whether a text is one of the phrases, beside words that tell nothing."""
    rest = list(said)
    found = False
    for phrase in sorted(phrases, key=lambda each: (-len(each), each)):
        start = _find(rest, phrase)
        while start is not None:
            found = True
            del rest[start : start + len(phrase)]
            start = _find(rest, phrase)
    return found and silent.issuperset(rest)


def _find(said: Sequence[str], phrase: Said) -> int | None:
    for start in range(len(said) - len(phrase) + 1):
        if all(same(a, b) for a, b in zip(said[start:], phrase, strict=False)):
            return start
    return None


def _says_nothing(key: str, index: Index) -> bool:
    known = index.lexicon
    return key not in known.negations and (key in known.function or key in known.fillers)


def _lone_number(said: Said) -> int | None:
    numbers = [key for key in said if _NUMBER.fullmatch(key)]
    return int(numbers[0]) if len(numbers) == 1 == len(said) else None


def _spellings(option: FormOption) -> tuple[str, ...]:
    return (*option.words, *option.label.values())


@lru_cache(maxsize=512)
def _phrases(phrases: tuple[str, ...]) -> frozenset[Said]:
    return frozenset(keys for phrase in phrases if (keys := _keys(normalize(phrase))))


@lru_cache(maxsize=8)
def _longest(many: tuple[tuple[str, ...], ...]) -> int:
    """Return how many words the longest phrase has; what is longer need not be compared."""
    return max((len(said) for phrases in many for said in _phrases(phrases)), default=0)


def _single(phrases: Sequence[str]) -> set[str]:
    return {key[0] for key in _phrases(tuple(phrases)) if len(key) == 1}


def _keys(text: str) -> Said:
    return tuple(token.key for token in tokenize(text))
