"""Choose the language of a reply: the message's own words first, then what the chat says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from bot.dialogue.context import Context, Message
from bot.knowledge.models import Knowledge
from bot.matching.allowed import allowed_slips
from bot.matching.index import Index
from bot.matching.lexicon import Word, name_within
from bot.matching.spans import read_items
from bot.text.language import LanguageEvidence, weigh
from bot.text.tokens import tokenize

FALLBACK = "de"
_LONGEST_READ = 400
"""Characters from which on more words say nothing new about the language."""
_LONGEST_REMEMBERED, _REMEMBERED = 120, 1_000
"""Characters of a text, and how many texts."""
_SENTENCE = 2
"""Words from which on a text is more than a slip or a name."""
_HOMOGRAPHS = frozenset({"was", "die", "also", "hat", "man", "will", "war", "an", "am", "so"})
"""Function words of one language that are everyday words of the other as well."""
_EVERYWHERE = "i"
"""English, and German as some speak it, so that it proves neither; but "i was" is English."""
_ABBREVIATED = "be"
"""The verb among English words; with none of these about, it is short for backend."""
_ENGLISH, _UMLAUTS = "en", frozenset("äöüß")
_OTHER = "other_occupation"
_SURELY = 0.9
"""How surely a word must be meant, by the words around it, where it has more slips than usual."""
_NAMES = frozenset({"occupation", "other_occupation", "short_name", "place", "country"})


def evidence(text: str, index: Index, app: str = "") -> LanguageEvidence:
    """Weigh the words of a normalised text; names of occupations say nothing of its language.

    `app` is the language of the person's app, if it is known: "tr". The index remembers what was
    found for the last short texts: what many ask would take longer to weigh than to answer.
    """
    if len(text) > _LONGEST_REMEMBERED:
        return _weighed(text, index, app)
    known = index.weighed
    found = known.get((text, app))
    if found is None:
        if len(known) >= _REMEMBERED:
            del known[next(iter(known))]
        found = known[text, app] = _weighed(text, index, app)
    return found


def _weighed(text: str, index: Index, app: str) -> LanguageEvidence:
    if not text:
        return weigh((), index.language_words)
    typed: list[str] = []
    meant: list[str] = []
    for item in read_items(text[:_LONGEST_READ], index.lexicon):
        if isinstance(item, Word) and _says_no_language(item, index):
            continue
        if isinstance(item, Word):
            typed.append(item.token.key)
            meant.append(_meant(item))
        elif item.slot not in _NAMES:
            typed.extend(item.words)
            meant.extend(item.words)
        elif item.distance:  # "kadar" is no misspelt Katar to whoever writes Turkish
            typed.extend(token.key for token in tokenize(item.text))
        elif item.slot == _OTHER:  # the "as a" of "as a chef" says a language
            name = name_within(item.words, item.value)
            around = [key for key in item.words if key not in name]
            typed.extend(around)
            meant.extend(around)
    own = _without_homographs(_without_abbreviation(meant, index), index)
    return weigh(typed, index.language_words, text[:_LONGEST_READ], own, app)


def _meant(word: Word) -> str:
    """Return the word that speaks for a language; one that is only guessed speaks for none."""
    if word.part:
        return word.key
    far = word.distance > allowed_slips(word.token.key, word.key)
    guessed = far and word.readings[0][1] < _SURELY
    return word.key if word.distance and not guessed else word.token.key


def _says_no_language(word: Word, index: Index) -> bool:
    """Tell whether a word is a number, or English only without its umlaut: "nö" is no "no"."""
    english = index.language_words.function.get(_ENGLISH, ())
    folded = word.token.key in english and not _UMLAUTS.isdisjoint(word.token.text)
    return word.token.key.isdigit() or folded


def _without_abbreviation(said: Sequence[str], index: Index) -> Sequence[str]:
    """Return the words without the "be" of "gehalt be", which no other English word is beside."""
    english = index.language_words.function.get(_ENGLISH, ())
    if any(key in english for key in said if key != _ABBREVIATED):
        return said
    return [key for key in said if key != _ABBREVIATED]


def _without_homographs(said: Sequence[str], index: Index) -> list[str]:
    """Return the words without those that a word of another language before them makes its own:
    the "was" of "i was rude" is no German one.
    """
    function = index.language_words.function
    return [
        key
        for place, key in enumerate(said)
        if not (key in _HOMOGRAPHS and place and _foreign_to(key, said[place - 1], function))
    ]


def _foreign_to(key: str, before: str, function: Mapping[str, AbstractSet[str]]) -> bool:
    if before == _EVERYWHERE:
        return True
    own = [language for language, words in function.items() if key in words]
    return any(before in words for language, words in function.items() if language not in own)


def reply_language(
    found: LanguageEvidence, message: Message, context: Context, index: Index
) -> str:
    """Return the language to answer in."""
    return choose_language(found, message, context, index)[0]


def choose_language(
    found: LanguageEvidence, message: Message, context: Context, index: Index
) -> tuple[str, str]:
    """Return the language to answer in, and which evidence it is owed to.

    Order: words of the message, the language set by ``/sprache``, the chat's last language,
    the app's language, German.
    """
    spoken = index.knowledge.languages
    app = app_language(message)
    wishes = (
        (found.best, "words of the message"),
        (context.chosen_language, "set in the chat"),
        (context.language, "last language of the chat"),
        (app, "language of the app"),
        (FALLBACK, "nothing else says one"),
    )
    for wish, why in wishes:
        if wish in spoken:
            return wish, why
    return _first(index.knowledge), "the first this knowledge speaks"


def strange_language(text: str, message: Message, index: Index) -> str | None:
    """Return the app's language for a normalised text without a word known here, if that is
    one there is a sentence in. For what is not understood only.
    """
    app = app_language(message)
    spoken_here = index.knowledge.vocabulary.spoken_here
    if app not in spoken_here or app in index.knowledge.languages:
        return None
    words = [token.key for token in tokenize(text[:_LONGEST_READ])]
    telling = [word for word in words if word.isalpha()]
    strange = all(word not in index.lexicon.words for word in telling)
    return app if strange and len(telling) >= _SENTENCE else None


def app_language(message: Message) -> str:
    """Return the language of the person's app without its country, or nothing."""
    return (message.language_code or "").split("-")[0].lower()


def _first(knowledge: Knowledge) -> str:
    return knowledge.languages[0] if knowledge.languages else FALLBACK
