"""Bring what people type into one plain form: no markup, no invisible signs, no gender signs.

Nothing here knows words or languages; see `tokens` for words and `language` for languages.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_MESSAGE = 2000
"""Characters of a message that are read; `shorten` chooses which."""
_LONGEST_SENTENCE = 300
_KEPT_QUESTIONS = 8

_LINK = re.compile(r"\[[^\[\]]{0,80}\]\(\s*[^()\s]{0,300}\s*\)|(?:https?://|www\.)\S+")
_SLASH_PERIOD = re.compile(
    r"(?<=[\d€k])\s?/\s?(h|std|stunde|hour|tag|day|monat|month|jahr|year)\b\.?", re.IGNORECASE
)
_A_PERIOD = {
    "h": " pro stunde", "s": " pro stunde", "t": " pro tag", "d": " pro tag",
    "m": " pro monat", "j": " pro jahr", "y": " pro jahr",
}  # fmt: skip
_SPACED = re.compile(r"\b(?:[^\W\d_] ){3,}[^\W\d_]\b")
_SCRIPT = re.compile(r"<(script|style)\b.{0,500}?</\1[^<>]{0,20}>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,200}>?")
_MARKS = re.compile(r"[*_`~|\[\]]+")
_GENDER_SIGNS = re.compile(r"\(?\b[mwfdx]\s?[/|]\s?[mwfdx](?:\s?[/|]\s?[mwfdx])?\b\)?")
_GENDER_ENDING = re.compile(
    r"(?<=[a-zäöüß]{3})(?:[:*_/•·]|/-|\()\s?-?in(?:nen)?\b\)?", re.IGNORECASE
)
_INNER_I = re.compile(r"(?<=[a-zäöüß]{3})In(?:nen)?\b")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_SPACES = re.compile(r"\s+")


def shorten(text: str) -> str:
    """Return at most about `LONGEST_MESSAGE` characters: the start, questions and the end.

    Life stories put the question last, and sometimes in the middle; both are kept.
    """
    if len(text) <= LONGEST_MESSAGE:
        return text
    head, tail = text[: LONGEST_MESSAGE // 4], text[-LONGEST_MESSAGE // 4 :]
    middle = text[len(head) : -len(tail)]
    questions: list[str] = []
    position = middle.find("?")
    while position >= 0 and len(questions) < _KEPT_QUESTIONS // 2:
        questions.append(_sentence_before(middle, position))
        position = middle.find("?", position + 1)
    last_questions: list[str] = []
    earlier = middle.rfind("?")
    while earlier > position >= 0 and len(last_questions) < _KEPT_QUESTIONS // 2:
        last_questions.insert(0, _sentence_before(middle, earlier))
        earlier = middle.rfind("?", 0, earlier)
    return "\n".join([head, *questions, *last_questions, tail])


def _sentence_before(text: str, end: int) -> str:
    start = max(end - _LONGEST_SENTENCE, 0)
    part = text[start:end]
    cut = max(part.rfind(sign) for sign in ".!?\n")
    return part[cut + 1 :].strip() + "?"


def normalize(text: str) -> str:
    """Return `text` without markup, links, emoji, invisible and control signs, in lower case.

    Line breaks stay, because they end sentences. Umlauts stay; `fold` removes them.
    """
    text = unicodedata.normalize("NFKC", shorten(text))
    text = _TAG.sub(" ", _SCRIPT.sub(" ", text))
    text = _LINK.sub(" ", text)
    text = _MARKS.sub(lambda found: found.group() if _between_words(found) else " ", text)
    text = "".join(_visible(character) for character in text)
    text = _GENDER_SIGNS.sub(" ", text)
    text = _GENDER_ENDING.sub("", text)
    text = _INNER_I.sub("", text)
    text = _SLASH_PERIOD.sub(lambda found: _A_PERIOD[found[1][0].lower()], text)
    text = _DRAWN_OUT.sub(r"\1", text)
    text = _SPACED.sub(lambda found: found.group().replace(" ", ""), text)
    lines = (_SPACES.sub(" ", line).strip() for line in text.lower().splitlines())
    return "\n".join(line for line in lines if line)


def looks_like_code(text: str) -> bool:
    """Tell whether a message is code, a template or a query rather than a sentence.

    Markup around words does not count, nor do the signs of everyday writing.
    """
    plain = _LINK.sub(" ", _TAG.sub(" ", text[:LONGEST_MESSAGE]))
    letters = sum(character.isalnum() for character in plain)
    signs = len(_CODE_SIGN.findall(plain))
    return signs >= _FEWEST_SIGNS and signs * _LETTERS_A_SIGN >= letters


def _between_words(found: re.Match[str]) -> bool:
    """Keep ``Entwickler*in`` and ``Entwickler_in`` whole for the gender rule."""
    text, start, end = found.string, found.start(), found.end()
    return (
        end - start == 1
        and start > 0
        and text[start - 1].isalpha()
        and text[end : end + 2] == "in"
    )


def _visible(character: str) -> str:
    if character.isascii():
        return character if character.isprintable() or character == "\n" else " "
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return ""
    if category == "Sc" or category[0] in "LNP":
        return _PLAIN.get(character, character)
    return " "


_CODE_SIGN = re.compile(r"[{}\[\]<>=;$\\|#%^~_@]|--|(?<!\w)'|'(?!\w)|(?<=\w)\.(?=\w)|/(?=\w+[:.])")
_FEWEST_SIGNS = 3
_LETTERS_A_SIGN = 6

_PLAIN = {
    **dict.fromkeys("’‘`´", "'"),
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("–—‐‑", "-"),
}

_UMLAUT_PAIR = re.compile(r"(?<![aeioq])(?:ae|oe|ue)")
_FEMALE = re.compile(r"(?<=[a-z]{3}[eo]r)in(?:nen)?$")


def fold(word: str) -> str:
    """Return the key under which the spellings of a lower-case word meet.

    ``gehälter``, ``gehaelter`` and ``gehalter`` fold to one key, as do ``straße`` and
    ``strasse``, ``entwicklerin`` and ``entwickler``.
    """
    if not word.isascii():
        decomposed = unicodedata.normalize("NFD", word.replace("ß", "ss"))
        word = "".join(c for c in decomposed if not unicodedata.combining(c))
    word = _UMLAUT_PAIR.sub(lambda found: found.group()[0], word)
    return _FEMALE.sub("", word)
