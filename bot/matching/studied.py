"""What the phrases of a lesson were read as: the next lesson is mostly the same one.

Whoever learns again after an edit reads what is new and counts what has changed; what depends on
all phrases together is learnt anew. The outcome is that of learning everything, to the byte.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bot.matching.lesson import Lesson, Said
from bot.matching.lexicon import Lexicon
from bot.matching.lexicon_of import build_lexicon, updated
from bot.matching.phrase_reader import PhraseReader
from bot.matching.phrase_texts import PhraseTexts
from bot.matching.training import Trained
from bot.matching.word_counts import WordCounts, count_words
from bot.matching.word_pairs import WordPairs

_Many = Counter[Said]


@dataclass(frozen=True)
class Studied:
    """A lesson, its texts cut into words, the words counted, and the phrases read."""

    lesson: Lesson
    said: _Many
    texts: PhraseTexts
    counts: WordCounts
    lexicon: Lexicon
    reader: PhraseReader
    trained: Trained | None = None

    @classmethod
    def of(cls, lesson: Lesson, before: Studied | None = None) -> Studied:
        """Study a lesson; only what is new in it, where names and word lists are those of the
        one `before`.
        """
        if before is None or not before.is_alike(lesson):
            said, texts = Counter(lesson.said()), PhraseTexts.taught(lesson)
            counts = count_words(lesson.said(), lesson.languages, texts)
            lexicon = build_lexicon(lesson, counts.all, texts)
            return cls(lesson, said, texts, counts, lexicon, PhraseReader(lexicon, texts))
        return before.followed_by(lesson)

    def is_alike(self, lesson: Lesson) -> bool:
        """Tell whether a lesson has the same languages, names and word lists."""
        ours = self.lesson
        return (ours.languages, ours.names, ours.vocabulary) == (
            lesson.languages,
            lesson.names,
            lesson.vocabulary,
        )

    def followed_by(self, lesson: Lesson) -> Studied:
        """Study a lesson that is alike."""
        texts, said = PhraseTexts.taught(lesson, self.texts), Counter(lesson.said())
        added, removed = said - self.said, self.said - said
        cut = PhraseTexts.of(text for text, _ in (*added, *removed))
        more, fewer = self._counted(added, cut), self._counted(removed, cut)
        counts = self.counts.changed(more, fewer)
        pairs = self.lexicon.pairs.changed(self._pairs(added, cut), self._pairs(removed, cut))
        lexicon = updated(self.lexicon, lesson, counts.all, pairs)
        reader = PhraseReader(lexicon, texts, self.reader)
        return Studied(lesson, said, texts, counts, lexicon, reader)

    def _counted(self, said: _Many, texts: PhraseTexts) -> WordCounts:
        return count_words(said.elements(), self.lesson.languages, texts)

    def _pairs(self, said: _Many, texts: PhraseTexts) -> WordPairs:
        return WordPairs.of(
            (texts.keys(text) for text, _ in said.elements()), self.lexicon.synonyms
        )
