"""Things that two places claim: commands, aliases, phrases; and entries nobody can reach."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bot.knowledge.across.collected import Claim
from bot.knowledge.models import Entry, Phrase, Place
from bot.knowledge.parsing.document import Document
from bot.knowledge.suggest import suggestion

Documents = Mapping[str, Document]
_SLOT = re.compile(r"\{([^{}]*)\}|[{}]")
_OPEN = frozenset("[(<%$")
_BRACKETS = re.compile(r"[\[(<%](\w+)[\])>%]|\$\{(\w+)\}")
_MANY_NAMES = 5
"""Names of one occupation that another has, too, when one was copied from the other."""
LONGEST_PHRASE = 300
"""Characters of a phrase; a person who asks writes far fewer."""
_SIGNS = re.compile(r"[^\w{}]+|_+(?![^{}]*\})")
_SIGNS_IN_LINES = re.compile(r"[^\w{}\n ][^\w{}\n]*")
_SPACES = re.compile(" {2,}")


def same(text: str) -> str:
    """Return what two phrases share that differ only in case, signs and spaces."""
    folded = text.casefold()
    if folded.replace(" ", "").isalnum():
        return " ".join(folded.split()) if "  " in folded else folded.strip()
    return _SIGNS.sub(" ", folded).strip()


def _all_same(texts: Sequence[str]) -> list[str]:
    """Return what `same` returns of each text, found in one go over all of them."""
    joined = "\n".join(texts).casefold()
    plain = _SPACES.sub(" ", _SIGNS_IN_LINES.sub(" ", joined)).split("\n")
    if len(plain) != len(texts):  # a text of several lines
        return [same(text) for text in texts]
    return [
        same(text) if "_" in key else key.strip() for key, text in zip(plain, texts, strict=True)
    ]


def check_claims(claims: Iterable[Claim]) -> None:
    """Report a command or an alias that two owners claim, or one owner twice."""
    taken: dict[tuple[str, str], Claim] = {}
    clashes: dict[tuple[str, str], list[tuple[Claim, Claim]]] = {}
    for claim in claims:
        value = claim.node.value
        first = taken.setdefault((claim.rule, same(value) or value), claim)
        if first is claim:
            continue
        if claim.rule == "E312" and first.owner == claim.owner:
            if not claim.is_name and not first.is_name:
                claim.document.at("W608", claim.node, value=value, first=first.node.value)
            continue
        clashes.setdefault((claim.owner, first.owner), []).append((claim, first))
    for between in clashes.values():
        _report(between)


def _report(clashes: Sequence[tuple[Claim, Claim]]) -> None:
    """Report what two owners both claim, all of it at once if one looks like a copy."""
    for claim, first in clashes:
        place = first.document.place(first.node)
        if claim.rule == "E312" and len(clashes) >= _MANY_NAMES:
            count = len(clashes)
            claim.document.at("E319", claim.node, count=count, other=first.owner, first=place)
            return
        values = {"value": claim.node.value, "other": first.owner}
        claim.document.at(claim.rule, claim.node, first=place, **values)


def check_phrases(entries: Iterable[Entry], documents: Documents, slots: Iterable[str]) -> None:
    """Report empty phrases, unknown slots, and phrases that stand in two places."""
    known = frozenset(slots)
    taken: dict[str, tuple[Entry, Phrase]] = {}
    twins = _Twins(documents)
    for entry in entries:
        phrases = (*entry.phrases, *entry.follow_ups, *entry.triggers)
        if not phrases:
            continue
        for phrase in phrases:
            if "{" in phrase.text or "}" in phrase.text:
                _check_slots(phrase, documents[phrase.place.path], known)
        _check_written(phrases, documents, known)
        keys = _all_same([phrase.text for phrase in entry.phrases])
        for key, phrase in zip(keys, entry.phrases, strict=False):
            first = taken.get(key)
            if first is None and key:
                taken[key] = (entry, phrase)
            else:
                twins.check(key, entry, phrase, first or (entry, phrase))


def _slot_in(found: re.Match[str]) -> str:
    return (found[1] or found[2]).casefold()


def _check_written(phrases: Sequence[Phrase], documents: Documents, known: frozenset[str]) -> None:
    """Warn of phrases nobody would write, and of slots in brackets of another kind."""
    joined = "".join([phrase.text for phrase in phrases])
    longest = max(len(phrase.text) for phrase in phrases)
    if longest <= LONGEST_PHRASE and not any(sign in joined for sign in _OPEN):
        return
    for phrase in phrases:
        if len(phrase.text) > LONGEST_PHRASE:
            values = {"length": len(phrase.text), "limit": LONGEST_PHRASE}
            _add(documents, "W535", phrase.place, **values)
        elif (found := _BRACKETS.search(phrase.text)) and _slot_in(found) in known:
            better = f"{{{_slot_in(found)}}}"
            _add(documents, "W533", phrase.place, value=found[0], better=better)


class _Twins:
    """Judges phrases that stand in two places: it is the one that got it by mistake."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._words: dict[str, Counter[str]] = {}

    def check(self, key: str, entry: Entry, phrase: Phrase, taken: tuple[Entry, Phrase]) -> None:
        """Report a phrase that says nothing, or what another, `taken` before, says already."""
        if not key:
            _add(self._documents, "E219", phrase.place, value=phrase.text)
            return
        other, first = taken
        if other.id != entry.id:
            if self._shared(key, entry) > self._shared(key, other):
                phrase, first, other = first, phrase, entry
            values = {"value": phrase.text, "other": other.id, "first": first.place}
            _add(self._documents, "W506", phrase.place, **values)
        elif first is not phrase and first.language == phrase.language:
            _add(self._documents, "W507", phrase.place, value=phrase.text, first=first.place)

    def _shared(self, key: str, entry: Entry) -> float:
        """Return how many words of the phrase the entry's phrases hold on average."""
        words = self._words.get(entry.id)
        if words is None:
            keys = _all_same([phrase.text for phrase in entry.phrases])
            words = Counter(word for each in keys for word in set(each.split()))
            self._words[entry.id] = words
        return sum(words[word] for word in set(key.split())) / len(entry.phrases)


def _check_slots(phrase: Phrase, document: Document, known: frozenset[str]) -> None:
    line, column = phrase.place.line, phrase.place.column
    quoted = document.lines[line - 1][column - 1 : column] in ("'", '"')
    for match in _SLOT.finditer(phrase.text):
        at = column + match.start() + quoted
        if match[1] is None:
            document.add("E313", line, at, sign=match[0])
        elif match[1] not in known:
            hint = suggestion(match[1], known, "the_slots")
            document.add("E309", line, at, value=match[1], suggestion=hint)


def check_reach(entries: Iterable[Entry], led_to: Iterable[str], documents: Documents) -> None:
    """Warn of entries without phrases, command, trigger or a button that leads to them."""
    reached = frozenset(led_to)
    for entry in entries:
        ways = entry.phrases or entry.follow_ups or entry.triggers or entry.commands
        sound = not documents[entry.place.path].problems
        if not ways and sound and entry.id not in reached:
            _add(documents, "W517", entry.place)


def _add(documents: Documents, rule: str, place: Place, **values: object) -> None:
    documents[place.path].add(rule, place.line, place.column, **values)
