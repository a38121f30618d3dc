"""From a broken rule and its values to a problem, in English or in another language.

The texts stand in `saying`, one table a language. Nothing here decides whether a rule is broken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.knowledge.pieces import Piece, Value, said
from bot.knowledge.problems import Problem, Severity
from bot.knowledge.saying import english, german
from bot.knowledge.saying.rule import Rule

LONGEST_VALUE = 60
"""Characters of a quoted piece of the file that a message shows at most."""
USUAL = "en"
_RULES: Mapping[str, Mapping[str, Rule]] = {USUAL: english.RULES, "de": german.RULES}
_PIECES: Mapping[str, Mapping[str, str]] = {USUAL: english.PIECES, "de": german.PIECES}
RULES = english.RULES


def problem(rule: str, path: str, line: int, column: int, **values: object) -> Problem:
    """Build the problem of a rule; an unknown rule or a missing value is a programmer's error."""
    kept = tuple((name, _kept(name, value)) for name, value in values.items())
    message, hint = _worded(rule, kept, USUAL)
    severity: Severity = "warning" if rule.startswith("W") else "error"
    return Problem(path, line, column, rule, severity, message, hint, kept)


def in_language(found: Problem, language: str) -> Problem:
    """Return the problem with message and hint in `language`; English where there is no table."""
    if language == USUAL or language not in _RULES or found.rule not in RULES:
        return found
    message, hint = _worded(found.rule, found.values, language)
    return replace(found, message=message, hint=hint)


def rule_text(rule: str, language: str) -> Rule:
    """Return message and hint of a rule as templates; English where there is no table."""
    return _RULES.get(language, RULES)[rule]


def _worded(rule: str, values: tuple[tuple[str, Value], ...], language: str) -> tuple[str, str]:
    wording = _RULES[language][rule]
    texts = {name: said(value, _PIECES[language]) for name, value in values}
    return wording.message.format(**texts), wording.hint.format(**texts)


def _kept(name: str, value: object) -> Value:
    if isinstance(value, Piece | tuple):
        return value
    text = " ".join(str(value).split())
    if name not in ("value", "key", "phrase") or len(text) <= LONGEST_VALUE:
        return text
    return text[: LONGEST_VALUE - 1] + "…"
