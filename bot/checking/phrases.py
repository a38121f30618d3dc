"""Phrases one by one: do they lead to their own entry, do they ask one thing, and anything?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.checking.asking import Asker
from bot.knowledge.models import Entry, Phrase
from bot.knowledge.problems import Problem
from bot.knowledge.rules import problem
from bot.matching.index import Index
from bot.matching.spans import Span, read_items
from bot.text.normalize import fold, normalize
from bot.text.tokens import clauses, halves, sentences

_WORDS = re.compile(r"[^\W_]+")
_CUTS = re.compile(r"[?!.;:,\n]\s+\S|\n|[?!;]\S|\.\.|\s-\s|\s(?:sondern|but|aber)\s")
"""What a message may be cut at before it is read."""
_JOINING = frozenset(
    "und and oder or aber but ein eine einen der die das a an the".split()  # noqa: SIM905
)
_JOINS = re.compile(r"(?i)\s(?:und|and|&|sowie|außerdem|also)\s|\?\s*\S")
_SHORTEST = 2
"""Letters and digits."""
_SHORTEST_QUESTION = 3
"""Words of a half that asks something of its own."""
_LIKE, _MUCH_LIKE = 0.7, 0.85
"""How like phrases both halves must be, and one of them, to count as two questions."""
_CHAT = ("smalltalk", "command", "fallback")


@dataclass(frozen=True)
class PhraseCheck:
    """Checks phrases against the live matcher; asks it only where its reading is in doubt.

    A phrase said word for word reaches its entry unless it is cut in pieces, holds the words
    that decide for another entry, or is all slots: only these are asked.
    """

    index: Index
    asker: Asker

    def check(self) -> Iterator[Problem]:
        """Yield what is wrong with each phrase, in the order of the entries."""
        for entry in self.index.knowledge.entries.values():
            for phrase in entry.phrases:
                found = self._problem(entry, phrase)
                if found is not None:
                    yield found

    def at(self, owned: Phrase, rule: str, **values: object) -> Problem:
        """Return the problem of a phrase at its place."""
        place = owned.place
        path = f"{self.index.knowledge.root}/{place.path}"
        return problem(rule, path, place.line, place.column, **values)

    def _problem(self, entry: Entry, phrase: Phrase) -> Problem | None:
        text = phrase.text
        words = _WORDS.findall(fold(text.lower()))
        if sum(map(len, words)) < _SHORTEST and entry.kind not in _CHAT:
            return self.at(phrase, "W604", value=text)
        if self._plain.issuperset(words) and self._says_nothing(entry, text):
            return self.at(phrase, "W605", value=text)
        if _JOINS.search(text) and self._two_questions(text):
            return self.at(phrase, "W606", value=text)
        if self._in_doubt(entry, text, words) and not self.asker.leads_to(text, entry.id):
            result = self.asker.result(text)
            return self.at(phrase, "W601", value=text, own=entry.id, result=result)
        return None

    @cached_property
    def _plain(self) -> frozenset[str]:
        """Words that tell nothing of what is asked."""
        lexicon = self.index.lexicon
        many = (word for words, (slot, _) in lexicon.aliases.items() if slot == "filler"
                for word in words)  # fmt: skip
        return lexicon.function | lexicon.fillers | frozenset(many)

    @cached_property
    def _deciding(self) -> frozenset[str]:
        return frozenset(self.index.triggers.lengths)

    @cached_property
    def _corrections(self) -> tuple[str, ...]:
        return tuple(f" {' '.join(words)} " for words in sorted(self.index.lexicon.corrections))

    @cached_property
    def _leading(self) -> frozenset[str]:
        return self.index.lexicon.lead_ins

    @cached_property
    def _naming(self) -> frozenset[str]:
        """Words of which a message may consist that names slots and asks nothing."""
        names = (word for words in self.index.lexicon.aliases for word in words)
        return _JOINING | self.index.lexicon.fillers | frozenset(names)

    def _says_nothing(self, entry: Entry, text: str) -> bool:
        if entry.kind in _CHAT or "{" in text:
            return False
        items = read_items(normalize(text), self.index.lexicon)
        return all(not isinstance(item, Span) and item.filler for item in items)

    def _in_doubt(self, entry: Entry, text: str, words: list[str]) -> bool:
        if _CUTS.search(text) and self._is_cut(text):
            return True
        if entry.kind not in _CHAT and self._is_led(words):
            return True
        if not self._deciding.isdisjoint(words):
            trigger = self.index.triggers.first(words)
            if trigger is not None and trigger.entry != entry.id:
                return True
        return "{" not in text and self._naming.issuperset(words) and self._is_all_slots(text)

    def _is_led(self, words: list[str]) -> bool:
        """Tell whether something is left away before a phrase is read: "ok …", "ich meine"."""
        led = next((at for at, word in enumerate(words) if word not in self._leading), 0)
        if led and words[0] not in _JOINING:
            return True
        said = f" {' '.join(words)} "
        return any(correction in said for correction in self._corrections)

    def _is_all_slots(self, text: str) -> bool:
        items = read_items(normalize(text), self.index.lexicon)
        named = any(isinstance(item, Span) for item in items)
        return named and not any(not isinstance(item, Span) and item.tells for item in items)

    def _is_cut(self, text: str) -> bool:
        said = normalize(self.asker.filled(text))
        return len(sentences(said)) > 1 or len(clauses(said)) > 1

    def _two_questions(self, text: str) -> bool:
        """Tell whether both halves ask, and other entries answer them."""
        said = normalize(self.asker.filled(text))
        parts = sentences(said)
        cuts = [(parts[0], " ".join(parts[1:]))] if len(parts) > 1 else halves(said)
        return any(self._both_ask(*cut) for cut in cuts)

    def _both_ask(self, one: str, other: str) -> bool:
        asking = self.index.lexicon.question_words
        for half in (one, other):
            words = _WORDS.findall(fold(half))
            if len(words) < _SHORTEST_QUESTION or asking.isdisjoint(words[:2]):
                return False
        readings = [self.asker.questions(half)[0].reading for half in (one, other)]
        if any(read.outcome != "answer" for read in readings):
            return False
        similar = sorted(read.candidates[0].similarity for read in readings)
        topics = {self.index.knowledge.entries[str(read.entry)].topic for read in readings}
        return len(topics) > 1 and similar[0] >= _LIKE and similar[1] >= _MUCH_LIKE
