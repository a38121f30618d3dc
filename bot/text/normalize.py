"""Bring what people type into one plain form: no markup, no invisible signs, no gender signs.

Nothing here knows words (but the name of one country) or languages; see `tokens` for words and
`language` for languages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from bot.text.shorten import LONGEST_MESSAGE, shorten
from bot.text.signs import compatible, visible

_LINK = re.compile(r"\[[^\[\]]{0,80}\]\(\s*[^()\s]{0,300}\s*\)|(?:https?://|www\.)\S+")
_ADDRESS = re.compile(r"(?:[\w.+-]{1,64}(?=@[\w-]{1,64}\.\w))?@[\w.-]{0,64}\w")
"""``@KarriereBot``, and an e-mail address."""
_SLASH_PERIOD = re.compile(
    r"(?<=[\d€k])\s?/\s?(h|std|stunde|hour|tag|day|monat|month|jahr|year)\b\.?", re.IGNORECASE
)
_A_PERIOD = {
    "h": " pro stunde", "s": " pro stunde", "t": " pro tag", "d": " pro tag",
    "m": " pro monat", "j": " pro jahr", "y": " pro jahr",
}  # fmt: skip
_YES_OR_NO = re.compile(r"(?<!\w)[yj]/n(?!\w)\s?\??", re.IGNORECASE)
"""A question mark in letters: "photo y/n"."""
_SPACED = re.compile(r"\b(?:[^\W\d_] {1,3}){3,}[^\W\d_]\b")
_SCRIPT = re.compile(r"<(script|style)\b.{0,500}?</\1[^<>]{0,20}>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,200}>?")
_MARKS = re.compile(r"[*_`~|\[\]]+")
_GENDER_SIGNS = re.compile(r"\(?\b[mwfdx]\s?[/|]\s?[mwfdx](?:\s?[/|]\s?[mwfdx])?\b\)?")
_GENDER_ENDING = re.compile(
    r"(?<=[a-zäöüß]{3})(?:[:*_/•·]|/-|\()\s?-?in(?:nen)?\b\)?", re.IGNORECASE
)
_INNER_I = re.compile(r"(?<=[a-zäöüß]{3})In(?:nen)?\b")
_AT_FIRST = re.compile(r"^us(?=[ -]\w)", re.IGNORECASE | re.MULTILINE)
_CAPITALS = re.compile(r"\b(?:US\b|U\.S\.(?:\s?A\.)?)")
"""A country that is a word of its own ("tell us") without its capitals and behind others."""
_COUNTRY = "usa"
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_SPACES = re.compile(r"\s+")
_PLAIN_TEXT = re.compile(r"[a-zA-ZäöüÄÖÜß0-9 ,.;!?'\"+\-\n]*")
"""What most messages consist of: nothing to take away, and quicker to find out at once."""


def normalize(text: str) -> str:
    """Return `text` without markup, links, emoji, invisible and control signs, in lower case.

    Line breaks stay, because they end sentences. Umlauts stay; `fold` removes them.
    """
    text = shorten(text)
    if "www." in text or not _PLAIN_TEXT.fullmatch(text):
        text = _without_signs(text)
    text = _INNER_I.sub("", _with_capitals_told(text))
    text = _DRAWN_OUT.sub(r"\1", text)
    text = _SPACED.sub(_joined, text)
    lines = (_SPACES.sub(" ", line).strip() for line in text.lower().splitlines())
    return "\n".join(line for line in lines if line)


def normalize_all(texts: Iterable[str]) -> list[str]:
    """Return what `normalize` returns for each text; of many plain ones in a fraction of the time.

    They are read as the lines of one text, which none of the rules looks beyond.
    """
    known = tuple(texts)
    plain = [text for text in known if _is_plain_line(text)]
    text = _SPACED.sub(_joined, _DRAWN_OUT.sub(r"\1", _INNER_I.sub("", "\n".join(plain))))
    lines = (" ".join(line.split()) for line in text.lower().split("\n"))
    found = dict(zip(plain, lines, strict=False))
    return [found[text] if text in found else normalize(text) for text in known]


def _is_plain_line(text: str) -> bool:
    return (
        len(text) <= LONGEST_MESSAGE
        and "\n" not in text
        and "www." not in text
        and _PLAIN_TEXT.fullmatch(text) is not None
        and _with_capitals_told(text) == text
    )


def _with_capitals_told(text: str) -> str:
    """Return `text` with the country that only its place and its capitals tell from a word;
    where all letters are capitals they tell nothing.
    """
    if text[:1] in "uU" or "\n" in text:
        text = _AT_FIRST.sub(_COUNTRY, text)
    return text if "U" not in text or text.isupper() else _CAPITALS.sub(_COUNTRY, text)


def _joined(found: re.Match[str]) -> str:
    return found.group().replace(" ", "")


def _without_signs(text: str) -> str:
    """Return `text` without all that does not occur in plain writing."""
    text = shorten(compatible(text))  # some characters grow to eighteen
    text = _TAG.sub(" ", _SCRIPT.sub(" ", text))
    text = _LINK.sub(" ", text)
    if "@" in text:
        text = _ADDRESS.sub(" ", text)
    text = _MARKS.sub(lambda found: found.group() if _between_words(found) else " ", text)
    text = "".join(map(visible, text))
    text = _YES_OR_NO.sub("?", text)
    text = _GENDER_SIGNS.sub(" ", text)
    text = _GENDER_ENDING.sub("", text)
    return _SLASH_PERIOD.sub(lambda found: _A_PERIOD[found[1][0].lower()], text)


_QUERY = re.compile(
    r"\s*(?:select\s.{1,200}\sfrom\s|insert\s+into\s|delete\s+from\s|drop\s+table\s|update\s\w+\sset\s)",
    re.IGNORECASE,
)
"""The start of a query to a database, which has few signs and many words."""


def looks_like_code(text: str) -> bool:
    """Tell whether a message is code, a template or a query rather than a sentence.

    Markup around words does not count, nor do the signs of everyday writing.
    """
    plain = _LINK.sub(" ", _TAG.sub(" ", text[:LONGEST_MESSAGE]))
    if _QUERY.match(plain):
        return True
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


_CODE_SIGN = re.compile(r"[{}\[\]<>=;$\\|#%^~_@]|--|(?<!\w)'|'(?!\w)|(?<=\w)\.(?=\w)|/(?=\w+[:.])")
_FEWEST_SIGNS = 3
_LETTERS_A_SIGN = 6

_REMEMBERED = 1 << 15
_LONGEST_REMEMBERED = 40
"""Endless words would fill the memory with what nobody says twice."""
_UMLAUT_PAIR = re.compile(r"(?<![aeioq])(?:ae|oe|ue)")
_FEMALE = re.compile(r"(?<=[a-z]{3}[eo]r)in(?:nen)?$")


def fold(word: str) -> str:
    """Return the key under which the spellings of a lower-case word meet.

    ``gehälter``, ``gehaelter`` and ``gehalter`` fold to one key, as do ``straße`` and
    ``strasse``, ``entwicklerin`` and ``entwickler``.
    """
    return _remembered(word) if len(word) <= _LONGEST_REMEMBERED else _fold(word)


def _fold(word: str) -> str:
    if not word.isascii():
        decomposed = unicodedata.normalize("NFD", word.replace("ß", "ss").replace("ı", "i"))
        word = "".join(c for c in decomposed if not unicodedata.combining(c))
    word = _UMLAUT_PAIR.sub(lambda found: found.group()[0], word)
    return _FEMALE.sub("", word)


_remembered = lru_cache(maxsize=_REMEMBERED)(_fold)
